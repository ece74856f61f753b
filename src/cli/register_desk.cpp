#include "cli/register_desk.hpp"

#include "app/definition.hpp"
#include "app/framework_files.hpp"
#include "app/governance_file.hpp"
#include "app/profile_files.hpp"
#include "app/tree.hpp"
#include "base/bytes.hpp"
#include "cli/input.hpp"
#include "crypto/hash.hpp"

namespace cairn::cli {
namespace {


std::string roles_words(const std::vector<std::string>& roles) {
  std::string out;
  for (const std::string& role : roles) out += (out.empty() ? "" : " or ") + role;
  return out;
}

std::string act_line(const app::RegisterPorts& ports, const domain::Act& act) {
  const domain::ActKind* kind = ports.governance.find_act(act.kind);
  std::string title = kind == nullptr ? act.kind : kind->title;
  if (act.kind == domain::k_act_award) title = "First award under this version";
  if (act.kind == domain::k_act_carry) title = "Approval carried over from the version before";
  std::string out = "  " + std::to_string(act.number) + "  " + format_date(date_of(act.at)) + "  " + title + ": " + std::string(outcome_word(act.outcome)) + ", " + act.by + "\n";
  if (const std::string* changes = act.kind == domain::k_act_monitor ? act.fact("changes") : nullptr) out += "       changes: " + *changes + "\n";
  for (const std::string& condition : act.conditions) out += "       condition: " + condition + "\n";
  return out;
}

}  // namespace

Result<NamedGovernance> read_named_governance(const std::string& path) {
  if (path.empty()) {
    CAIRN_TRY(domain::Governance usual, app::usual_governance());
    return NamedGovernance{std::move(usual), ""};
  }
  CAIRN_TRY(const std::string text, read_input(path, app::k_definition_bytes));
  CAIRN_TRY(domain::Governance own, app::read_governance(text, path));
  return NamedGovernance{std::move(own), to_hex(crypto::sha256(as_bytes(text)))};
}

Result<std::unique_ptr<RegisterDesk>> RegisterDesk::open(const RegisterOptions& options, Program& program, StoreUse use) {
  CAIRN_TRY(NamedGovernance named, read_named_governance(options.governance));
  CAIRN_TRY(const auto files, app::framework_files(options.frameworks));
  CAIRN_TRY(domain::Crosswalk crosswalk, app::read_frameworks(files));
  std::unique_ptr<RegisterDesk> out(new RegisterDesk(std::move(named.governance), std::move(crosswalk)));
  CAIRN_TRY(out->profiles_, app::read_profiles(files, out->crosswalk_));
  CAIRN_TRY(out->store_, program.open_store(options.database, use));
  out->ports_.emplace(app::RegisterPorts{*out->store_, program.clock, out->governance_, out->crosswalk_, out->profiles_, named.digest});
  return out;
}

Result<std::string> actor_of(const RegisterOptions& options) {
  if (!options.actor.empty()) return options.actor;
  return fail(Kind::malformed, "usage.value", "--as: nobody is named", "Say who does it: --as PERSON, or CAIRN_AS.");
}

std::string version_words(const app::RegisterPorts& ports, const std::string& name, const app::VersionState& version) {
  const domain::Standpoint& now = version.standpoint;
  std::string out = name + ", version " + version.record.key.version + ", revision " + std::to_string(version.record.revision) + ": " +
                    std::string(publication_word(now.publication)) + "\n" + version.definition.fields.name + "\n";
  if (!now.superseded_by.empty()) out += "Version " + now.superseded_by + " follows it: it takes no new learners, and those enrolled may complete.\n";
  if (!now.teach_out.empty()) out += "Those enrolled may complete until " + now.teach_out + ".\n";
  if (!now.review_due.empty()) out += "Review due " + now.review_due + ".\n";
  if (now.is_frozen) out += "Somebody was awarded under it: it does not change any more.\n";
  if (!version.acts.empty()) out += "Done:\n";
  for (const domain::Act& act : version.acts) out += act_line(ports, act);
  if (now.publication != domain::Publication::unpublished) return out;
  if (now.gaps.empty() && now.open_conditions.empty()) return out + "Every stage is complete: it can be published.\n";
  out += "Open:\n";
  for (const domain::Gap& gap : now.gaps) out += "  " + gap.stage + ": " + gap.why + " (" + roles_words(gap.roles) + "; act " + gap.act + ")\n";
  for (const std::string& condition : now.open_conditions) out += "  condition: " + condition + "\n";
  return out;
}

app::TomlValue version_tree(const std::string& name, const app::VersionState& version) {
  const domain::Standpoint& now = version.standpoint;
  app::TomlValue root;
  app::TreeWriter out(root);
  out.text("name", name);
  out.text("version", version.record.key.version);
  out.whole("revision", version.record.revision);
  out.text("title", version.definition.fields.name);
  out.text("organisation", version.definition.organisation);
  out.text("status", publication_word(now.publication));
  out.text("stage", now.stage);
  out.text("reviewDue", now.review_due);
  out.text("teachOut", now.teach_out);
  out.text("supersededBy", now.superseded_by);
  out.truth("frozen", now.is_frozen);
  out.truth("complete", now.gaps.empty() && now.open_conditions.empty());
  for (const domain::Gap& gap : now.gaps) {
    out.item("open", [&](app::TreeWriter& table) {
      table.text("stage", gap.stage);
      table.text("act", gap.act);
      table.text("why", gap.why);
      table.texts("roles", gap.roles);
    });
  }
  out.texts("openConditions", now.open_conditions);
  for (const domain::Act& act : version.acts) {
    out.item("acts", [&](app::TreeWriter& table) {
      table.whole("number", act.number);
      table.text("act", act.kind);
      table.text("by", act.by);
      table.text("at", format_instant(act.at));
      table.text("answer", outcome_word(act.outcome));
      table.texts("conditions", act.conditions);
      for (const domain::ActFact& fact : act.facts) {
        table.item("facts", [&](app::TreeWriter& item) {
          item.text("name", fact.name);
          item.text("text", fact.text);
        });
      }
    });
  }
  return root;
}

}  // namespace cairn::cli
