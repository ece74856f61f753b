#include "app/governance_file.hpp"

#include "app/embedded_texts.hpp"
#include "app/table_reader.hpp"
#include "app/tree.hpp"

namespace cairn::app {
namespace {

domain::GovernanceFields read_fields(const TomlValue& root, DefinitionNotes& notes) {
  domain::GovernanceFields out;
  TableReader file(root, "", notes);
  file.text("id", out.id);
  file.text("name", out.name);
  file.text("source", out.source);
  std::optional<int> years;
  file.integer("review_years_most", years);
  if (years) out.review_years_most = *years;
  file.texts("material", out.material);
  file.texts("partner_acts", out.partner_acts);
  file.texts("profiles", out.profiles);
  file.tables("roles", [&](TableReader& table) {
    domain::Role& role = out.roles.emplace_back();
    table.text("id", role.id);
    table.text("title", role.title);
    table.texts("may", role.may);
  });
  file.tables("acts", [&](TableReader& table) {
    domain::ActKind& act = out.acts.emplace_back();
    table.text("id", act.id);
    table.text("title", act.title);
    table.texts("roles", act.roles);
    table.texts("facts", act.facts);
    table.texts("not_by", act.not_by);
    act.outlasts_edits = table.flag("outlasts_edits").value_or(false);
  });
  file.tables("stages", [&](TableReader& table) {
    domain::Stage& stage = out.stages.emplace_back();
    table.text("id", stage.id);
    table.text("title", stage.title);
    table.texts("acts", stage.acts);
  });
  file.finish();
  return out;
}

}  // namespace

Result<domain::Governance> read_governance(std::string_view text, std::string_view name) {
  CAIRN_TRY(const TomlValue root, read_tree(text, name));
  DefinitionNotes notes;
  domain::GovernanceFields fields = read_fields(root, notes);
  if (!notes.problems.empty()) {
    const DefinitionProblem& first = notes.problems.front();
    return fail(Kind::malformed, "governance.template", std::string(name) + ", line " + std::to_string(first.line) + ": " + first.text,
                "docs/governance.md describes such a file.");
  }
  auto made = domain::make_governance(std::move(fields));
  if (made) return made;
  Error error = made.error();
  error.detail = std::string(name) + ": " + error.detail;
  return Failure(std::move(error));
}

Result<domain::Governance> usual_governance() {
  const EmbeddedText& file = embedded_governance().front();
  return read_governance(file.text, file.name);
}

}  // namespace cairn::app
