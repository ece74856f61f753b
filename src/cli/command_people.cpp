#include "app/tree.hpp"
#include "cli/register_desk.hpp"

namespace cairn::cli {
namespace {

constexpr std::size_t k_page = 200;

std::string organisation_words(const domain::RegisteredOrganisation& organisation) {
  std::string out = organisation.id + "   " + organisation.name + "\n";
  std::string kinds;
  for (const std::string& kind : organisation.kinds) kinds += (kinds.empty() ? "" : ", ") + kind;
  if (!kinds.empty()) out += "  " + kinds + "\n";
  if (!organisation.identifier.empty()) out += "  " + organisation.identifier + "\n";
  return out;
}

std::string person_words(const domain::Person& person) {
  std::string out = person.id + "   " + person.name + (person.email.empty() ? "" : " <" + person.email + ">") + "\n";
  for (const domain::RoleGrant& grant : person.roles) {
    out += "  " + grant.role + " at " + grant.organisation + ", from " + grant.from + (grant.until.empty() ? "" : " until " + grant.until) + "\n";
  }
  return out;
}

/// Print every record of a kind.
template <class Words>
Result<void> list(const RegisterDesk& desk, store::RecordKind kind, const Words& words) {
  store::RecordKey after{kind, ""};
  for (;;) {
    CAIRN_TRY(const auto page, desk.ports().store.list_records(desk.ports().tenant, kind, after, k_page));
    for (const store::Record& record : page) CAIRN_CHECK(words(record));
    if (page.size() < k_page) return {};
    after = page.back().key;
  }
}

// {"organisations":[...]}: bodies are JSON already.
Result<void> list_as_json(const RegisterDesk& desk, store::RecordKind kind, const Console& console) {
  std::string items;
  CAIRN_CHECK(list(desk, kind, [&items](const store::Record& record) -> Result<void> {
    items += (items.empty() ? "" : ",") + record.body;
    return {};
  }));
  console.print((kind == store::RecordKind::person ? "{\"people\":[" : "{\"organisations\":[") + items + "]}\n");
  return {};
}

Result<void> organisations(const OrganisationOptions& options, Program& program, const Console& console) {
  using enum OrganisationOptions::Action;
  CAIRN_TRY(const auto desk, RegisterDesk::open(options.common, program, options.action == add ? StoreUse::write : StoreUse::read));
  const bool as_json = options.common.form == OutputForm::json;
  const auto give = [&](const store::Record& record) -> Result<void> {
    CAIRN_TRY(const auto organisation, app::organisation_of(record));
    console.print(as_json ? record.body + "\n" : organisation_words(organisation));
    return {};
  };
  if (options.action == list && as_json) return list_as_json(*desk, store::RecordKind::organisation, console);
  if (options.action == list) return cli::list(*desk, store::RecordKind::organisation, give);
  if (options.action == show) {
    CAIRN_TRY(const auto organisation, app::find_organisation(desk->ports(), options.id));
    console.print(as_json ? app::organisation_body(organisation) + "\n" : organisation_words(organisation));
    return {};
  }
  CAIRN_TRY(const std::string actor, actor_of(options.common));
  const domain::RegisteredOrganisation organisation{options.id, options.name, options.kinds, options.identifier, options.url, options.email, options.country};
  CAIRN_TRY(const std::int64_t revision, app::put_organisation(desk->ports(), actor, organisation));
  console.print(as_json ? app::organisation_body(organisation) + "\n" : options.id + (revision == 1 ? " added\n" : " changed\n"));
  return {};
}

Result<void> people(const PersonOptions& options, Program& program, const Console& console) {
  using enum PersonOptions::Action;
  const bool writes = options.action == add || options.action == role;
  CAIRN_TRY(const auto desk, RegisterDesk::open(options.common, program, writes ? StoreUse::write : StoreUse::read));
  const app::RegisterPorts& ports = desk->ports();
  const bool as_json = options.common.form == OutputForm::json;
  const auto print = [&](const domain::Person& person) { console.print(as_json ? app::person_body(person) + "\n" : person_words(person)); };
  if (options.action == list && as_json) return list_as_json(*desk, store::RecordKind::person, console);
  if (options.action == list) {
    return cli::list(*desk, store::RecordKind::person, [&](const store::Record& record) -> Result<void> {
      CAIRN_TRY(const auto person, app::person_of(record));
      print(person);
      return {};
    });
  }
  if (writes) {
    CAIRN_TRY(const std::string actor, actor_of(options.common));
    if (options.action == add) {
      CAIRN_CHECK(app::put_person(ports, actor, {options.id, options.name, options.email, {}}));
    } else {
      const std::string from = options.from.empty() ? format_date(date_of(program.clock.now())) : options.from;
      CAIRN_CHECK(app::give_role(ports, actor, options.id, {options.role, options.organisation, from, options.until, actor}));
    }
  }
  CAIRN_TRY(const auto person, app::find_person(ports, options.id));
  print(person);
  return {};
}

}  // namespace

ExitCode run_organisation(const OrganisationOptions& options, Program& program, const Console& console) {
  const auto done = organisations(options, program, console);
  return done ? ExitCode::done : give_up(done.error(), console);
}

ExitCode run_person(const PersonOptions& options, Program& program, const Console& console) {
  const auto done = people(options, program, console);
  return done ? ExitCode::done : give_up(done.error(), console);
}

}  // namespace cairn::cli
