#include <algorithm>

#include "app/definition.hpp"
#include "app/tree.hpp"
#include "cli/input.hpp"
#include "cli/register_desk.hpp"

namespace cairn::cli {
namespace {

constexpr std::size_t k_overdue_shown = 200;

Result<void> add_fact(std::vector<domain::ActFact>& facts, const std::string& text) {
  const std::size_t middle = text.find('=');
  if (middle == std::string::npos || middle == 0) {
    return fail(Kind::malformed, "usage.value", "--fact: \"" + text.substr(0, 60) + "\" is no NAME=TEXT", "Write --fact minute=\"Board of 3 May, item 4\".");
  }
  facts.push_back({text.substr(0, middle), text.substr(middle + 1)});
  return {};
}

Result<std::vector<domain::ActFact>> facts_of(const ActOptions& options) {
  std::vector<domain::ActFact> out;
  if (!options.facts_file.empty()) {
    CAIRN_TRY(const std::string text, read_input(options.facts_file, app::k_definition_bytes));
    CAIRN_TRY(const app::TomlValue root, app::read_tree(text, options.facts_file));
    for (const app::TomlMember& member : root.members) {
      if (member.value.kind != app::TomlKind::text) {
        return fail(Kind::malformed, "governance.act", options.facts_file + ", line " + std::to_string(member.line) + ": " + member.key + " is no text", "Write NAME = \"TEXT\".");
      }
      out.push_back({member.key, member.value.text});
    }
  }
  for (const std::string& fact : options.facts) CAIRN_CHECK(add_fact(out, fact));
  if (!options.due.empty()) out.push_back({"review_due", options.due});
  if (!options.teach_out.empty()) out.push_back({"teach_out", options.teach_out});
  return out;
}

std::string kind_of(const ActOptions& options) {
  if (options.is_vetting) return "vet";
  if (options.kind == domain::k_act_expire && options.teach_out.empty()) return std::string(domain::k_act_discontinue);
  return options.kind;
}

Result<void> list_overdue(const ActOptions& options, Program& program, const Console& console) {
  const std::string day = options.on.empty() ? format_date(date_of(program.clock.now())) : options.on;
  CAIRN_CHECK(value_of("--on", parse_date(day)));
  CAIRN_TRY(const auto desk, RegisterDesk::open(options.common, program, StoreUse::read));
  CAIRN_TRY(const auto hits, desk->ports().store.overdue_reviews(desk->ports().tenant, day, k_overdue_shown));
  if (options.common.form == OutputForm::json) {
    app::TomlValue root;
    app::TreeWriter out(root);
    out.text("day", day);
    for (const store::SearchHit& hit : hits) {
      out.item("overdue", [&](app::TreeWriter& item) {
        item.text("name", hit.key.id);
        item.text("version", hit.key.version);
        item.text("title", hit.title);
      });
    }
    console.print(app::json_of(root) + "\n");
    return {};
  }
  if (hits.empty()) console.print("No review is due on " + day + ".\n");
  for (const store::SearchHit& hit : hits) console.print(hit.key.id + ", version " + hit.key.version + ": " + hit.title + "\n");
  return {};
}

Result<void> record(const ActOptions& options, Program& program, const Console& console) {
  CAIRN_TRY(const std::string actor, actor_of(options.common));
  app::ActCommand command;
  command.name = options.name;
  command.version = options.version;
  command.kind = kind_of(options);
  if (options.answer == "no") command.outcome = domain::ActOutcome::no;
  if (options.answer == "with-conditions") command.outcome = domain::ActOutcome::with_conditions;
  CAIRN_TRY(command.facts, facts_of(options));
  command.conditions = options.conditions;
  command.met = options.met;
  CAIRN_TRY(const auto desk, RegisterDesk::open(options.common, program, StoreUse::write_existing));
  CAIRN_TRY(const app::VersionState version, app::act(desk->ports(), actor, command));
  if (options.common.form == OutputForm::json) console.print(app::json_of(version_tree(command.name, version)) + "\n");
  else console.print(version_words(desk->ports(), command.name, version));
  return {};
}

}  // namespace

ExitCode run_act(const ActOptions& options, Program& program, const Console& console) {
  if (options.name.empty() && !options.lists_overdue) {
    console.say("Name the definition, or list what is due with --overdue.\nSee: cairn help review");
    return ExitCode::wrong_usage;
  }
  const auto done = options.lists_overdue ? list_overdue(options, program, console) : record(options, program, console);
  return done ? ExitCode::done : give_up(done.error(), console);
}

}  // namespace cairn::cli
