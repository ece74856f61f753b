#include <algorithm>
#include <set>

#include "app/register.hpp"
#include "app/register_steps.hpp"
#include "base/instant.hpp"
#include "domain/compliance.hpp"
#include "exchange/exchange.hpp"

// What people decide about a version, and what follows for awards and for the list.
namespace cairn::app {
namespace {

using store::RecordKey;
using store::RecordKind;

}  // namespace

std::vector<std::string> lacking(const RegisterPorts& ports, const domain::MicroCredentialFields& fields) {
  std::vector<std::string> out;
  domain::MicroCredentialFields with_issuer = fields;
  if (with_issuer.organisation.id.empty()) with_issuer.organisation.id = exchange::k_left_to_the_key;  // the key that signs will say it
  const auto made = domain::make_micro_credential(std::move(with_issuer));
  if (!made) out.push_back(made.error().detail);
  if (domain::promises_too_much(fields)) {
    out.push_back("listing.assurance: \"" + fields.listing.assurance + "\" is more than the definition bears out; say how it is assessed and what credit it gives, or less");
  }
  const Date today = date_of(ports.clock.now());
  for (const domain::Profile& profile : ports.profiles) {
    const bool is_always = std::ranges::find(ports.governance->profiles, profile->id) != ports.governance->profiles.end();
    if (!is_always && !domain::applies_to(profile, fields)) continue;
    for (const domain::RuleFinding& finding : domain::check_compliance(fields, profile, ports.crosswalk, today).findings) {
      if (!finding.blocks()) continue;
      std::string elements;
      for (const std::string& element : finding.elements) elements += (elements.empty() ? "" : ", ") + element;
      out.push_back(profile->id + ": " + finding.asks + " (" + elements + "): " + finding.remedy);
    }
  }
  return out;
}

Result<void> check_publication(const RegisterPorts& ports, const RecordKey& key, const DefinitionRecord& definition) {
  CAIRN_TRY(const auto fields, complete_fields(ports, definition));
  const auto problems = lacking(ports, fields);
  if (problems.empty()) return {};
  std::string detail = store::to_text(key) + " cannot be published:";
  for (const std::string& problem : problems) detail += "\n  " + problem;
  return fail(Kind::refused, "register.incomplete", std::move(detail), "Complete the definition; cairn check says more about each.");
}

namespace {

// in: state - of the definition, when other versions may have to be listed anew
Result<VersionState> record_act(const RegisterPorts& ports, VersionState version, domain::Act act, const DefinitionState* state) {
  const RecordKey& key = version.record.key;
  store::RegisterWrite write;
  write.records.push_back({{RecordKind::act, key.id, key.version, act.number}, 0, act_body(act)});
  write.change = {act.by, act.kind, "", act.at};
  version.acts.push_back(std::move(act));
  judge_version(ports, version);
  if (state != nullptr && version.standpoint.publication == domain::Publication::current) write.listings = superseded_listings(ports, *state, version);
  write.listings.push_back(listing_of(ports, version));
  CAIRN_CHECK(ports.store.write_records(ports.tenant, write));
  return version;
}

// --- what a version is found by --------------------------------------------------------------------------------------------

class FacetWriter {
 public:
  explicit FacetWriter(std::vector<store::Facet>& out) : out_(out) {}
  void add(std::string kind, const std::string& value, std::string note = {}) {
    if (!value.empty() && seen_.emplace(kind, value).second) out_.push_back({std::move(kind), value, std::move(note)});
  }

 private:
  std::vector<store::Facet>& out_;
  std::set<std::pair<std::string, std::string>> seen_;
};

void add_levels(const RegisterPorts& ports, const domain::MicroCredentialFields& fields, FacetWriter& out) {
  std::vector<domain::LevelCode> stated;
  if (fields.level) stated.push_back({fields.level->framework, fields.level->code});
  const auto add_credit = [&](const domain::Credit& credit) {
    if (!credit.level.empty()) stated.push_back({credit.framework, credit.level});
  };
  if (fields.credit) add_credit(*fields.credit);
  for (const domain::Credit& credit : fields.further_credits) add_credit(credit);
  for (const domain::LevelCode& level : stated) out.add("level", level.framework + " " + level.code);
  for (const domain::LevelCode& level : stated) {
    for (const domain::QualificationsFramework& to : ports.crosswalk.frameworks()) {
      const auto routes = ports.crosswalk.routes(level, to.id);
      if (!routes) continue;
      for (const domain::LevelRoute& route : *routes) {
        if (route.is_match() && route.end().framework == to.id) out.add("level", to.id + " " + route.end().code, std::string(standing_name(route.standing)));
      }
    }
  }
}

std::string all_words(const domain::MicroCredentialFields& fields) {
  std::string out;
  const auto add = [&out](const std::string& text) {
    if (!text.empty()) out += text + "\n";
  };
  add(fields.name);
  add(fields.listing.summary);
  add(fields.description);
  add(fields.field_of_study);
  add(fields.listing.purpose);
  add(fields.offer.content);
  add(fields.offer.audience);
  add(fields.organisation.name);
  for (const domain::LearningOutcome& outcome : fields.outcomes) add(outcome.statement);
  for (const domain::Alignment& alignment : fields.alignments) add(alignment.target_name);
  for (const std::string& tag : fields.tags) add(tag);
  for (const domain::Translation& one : fields.translations) add(one.text);
  return out;
}

}  // namespace

store::Listing listing_of(const RegisterPorts& ports, const VersionState& version) {
  const domain::MicroCredentialFields& fields = version.definition.fields;
  store::Listing out;
  out.key = version.record.key;
  out.status = static_cast<store::PublicStatus>(version.standpoint.publication);
  out.title = fields.name;
  out.summary = fields.listing.summary.empty() ? fields.description : fields.listing.summary;
  out.language = fields.language;
  out.words = all_words(fields);
  if (version.standpoint.superseded_by.empty()) out.review_due = version.standpoint.review_due;
  out.hours_thousandths = fields.workload_hours ? fields.workload_hours->thousandths() : 0;
  FacetWriter facets(out.facets);
  facets.add("id", address_key(fields.id));
  facets.add("provider", version.definition.organisation);
  for (const std::string& partner : version.definition.partners) facets.add("partner", partner);
  for (const domain::Alignment& alignment : fields.alignments) facets.add("skill", alignment.target_url);
  for (const domain::LearningOutcome& outcome : fields.outcomes) facets.add("skill", outcome.url);
  for (const domain::Alignment& alignment : fields.alignments) facets.add("skill-name", alignment.target_name);
  add_levels(ports, fields, facets);
  if (fields.credit) facets.add("credit", fields.credit->framework + " " + domain::to_text(fields.credit->amount));
  for (const domain::Credit& credit : fields.further_credits) facets.add("credit", credit.framework + " " + domain::to_text(credit.amount));
  facets.add("mode", fields.participation);
  facets.add("assurance", domain::assurance_of(fields));
  facets.add("country", fields.listing.country);
  for (const std::string& type : fields.assessment.types) facets.add("assessment", type);
  for (const std::string& language : fields.offer.languages) facets.add("language", language);
  facets.add("language", fields.language);
  const bool is_free = !fields.offer.prices.empty() && std::ranges::all_of(fields.offer.prices, [](const domain::Price& one) { return one.amount.is_zero(); });
  facets.add("start", fields.offer.start);
  if (!fields.offer.prices.empty()) facets.add("cost", is_free ? "free" : "paid");
  return out;
}

Result<VersionState> act(const RegisterPorts& ports, const std::string& actor, const ActCommand& command) {
  CAIRN_TRY(const domain::Person person, find_person(ports, actor));
  CAIRN_TRY(const DefinitionState state, load_definition(ports, command.name));
  CAIRN_TRY(const VersionState* version, choose_version(state, command.version));
  domain::Act act;
  act.number = version->acts.empty() ? 1 : version->acts.back().number + 1;
  act.kind = command.kind;
  act.by = actor;
  act.at = ports.clock.now();
  CAIRN_TRY(const auto owner, find_organisation(ports, version->definition.organisation));
  CAIRN_CHECK(check_template(ports, owner));
  act.roles = domain::roles_on(person, involved(ports, version->definition, command.kind), format_date(date_of(act.at)));
  act.outcome = command.outcome;
  act.facts = command.facts;
  act.conditions = command.conditions;
  act.met = command.met;
  domain::Case about = case_of(ports, *version);
  act.material_digest = about.material_digest;
  if (command.kind == domain::k_act_award || command.kind == domain::k_act_carry) {
    return fail(Kind::refused, "governance.act", "\"" + command.kind + "\" is recorded by the program", "Choose another act.");
  }
  CAIRN_CHECK(check_act(ports.governance, about, act));
  if (command.kind == domain::k_act_publish) CAIRN_CHECK(check_publication(ports, version->record.key, version->definition));
  return record_act(ports, *version, std::move(act), command.kind == domain::k_act_publish ? &state : nullptr);
}

Result<domain::MicroCredentialFields> complete_fields(const RegisterPorts& ports, const DefinitionRecord& definition) {
  CAIRN_TRY(const auto owner, find_organisation(ports, definition.organisation));
  domain::MicroCredentialFields out = definition.fields;
  domain::Organisation& organisation = out.organisation;
  if (organisation.id.empty()) organisation.id = owner.identifier;
  if (organisation.name.empty()) organisation.name = owner.name;
  if (organisation.url.empty()) organisation.url = owner.url;
  if (organisation.email.empty()) organisation.email = owner.email;
  return out;
}

Result<VersionState> open_for_award(const RegisterPorts& ports, std::string_view name, std::string_view version) {
  CAIRN_TRY(DefinitionState state, load_definition(ports, name));
  const VersionState* chosen = version.empty() ? state.published() : nullptr;
  if (chosen == nullptr) {
    CAIRN_TRY(chosen, choose_version(state, version));
  }
  CAIRN_TRY(const auto owner, find_organisation(ports, chosen->definition.organisation));
  CAIRN_CHECK(check_template(ports, owner));
  CAIRN_CHECK(check_award(chosen->standpoint, format_date(date_of(ports.clock.now()))));
  return *chosen;
}

Result<void> freeze(const RegisterPorts& ports, const VersionState& version, std::int64_t revision, const std::string& by) {
  if (version.record.revision != revision) {
    return fail(Kind::conflict, "register.revision", store::to_text(version.record.key) + " was changed while it was being awarded", "Nothing was issued. Run the command again.");
  }
  if (version.standpoint.is_frozen) return {};
  domain::Act award;
  award.number = version.acts.empty() ? 1 : version.acts.back().number + 1;
  award.kind = domain::k_act_award;
  award.by = by;
  award.at = ports.clock.now();
  award.material_digest = case_of(ports, version).material_digest;
  CAIRN_CHECK(check_act(ports.governance, case_of(ports, version), award));
  CAIRN_CHECK(record_act(ports, version, std::move(award), nullptr));
  return {};
}

}  // namespace cairn::app
