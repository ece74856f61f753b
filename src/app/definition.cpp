#include "app/definition.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "app/definition_facts.hpp"
#include "app/table_reader.hpp"
#include "app/tree.hpp"

namespace cairn::app {
namespace {

using domain::MicroCredentialFields;

constexpr std::string_view k_hint = "Correct the lines named; data/demo/data-storytelling.toml is an example.";
constexpr std::size_t k_shown_problems = 20;

// In the order of domain::ResultType and domain::EvidencePolicy.
constexpr std::array<std::string_view, 9> k_result_types = {
    "percent",      "raw_score", "scaled_score", "grade_point_average", "letter_grade", "performance_level",
    "rubric_level", "status",    "result"};
constexpr std::array<std::string_view, 3> k_evidence_policies = {"none", "optional", "required"};

constexpr std::array<std::string_view, 3> k_assessment_kinds = {"exam", "performance", "artifact"};
constexpr std::array<std::string_view, 2> k_ways = {"alone", "group"};

void read_names(TableReader& file, MicroCredentialFields& out) {
  file.text("id", out.id);
  file.text("name", out.name);
  file.text("description", out.description);
  file.text("version", out.version);
  file.text("achievement_type", out.achievement_type);
  file.text("language", out.language);
  file.text("criteria_narrative", out.criteria_narrative);
  file.text("criteria_url", out.criteria_url);
  file.text("image_url", out.image_url);
  file.text("image_caption", out.image_caption);
  file.text("field_of_study", out.field_of_study);
  file.text("human_code", out.human_code);
  file.amount("workload_hours", out.workload_hours);
  file.integer("validity_months", out.validity_months);
  file.texts("tags", out.tags);
  file.text("participation", out.participation);
  file.text("prerequisites", out.prerequisites);
  file.texts("required_definitions", out.required_definitions);
  const auto evidence = file.word("evidence", k_evidence_policies);
  if (evidence) out.evidence = static_cast<domain::EvidencePolicy>(*evidence);
}

void read_credit(TableReader& table, domain::Credit& credit) {
  table.text("framework", credit.framework);
  std::optional<domain::Amount> amount;
  table.amount("amount", amount);
  if (amount) credit.amount = *amount;
  table.text("level", credit.level);
  table.amount("hours", credit.hours);
  table.party("rated_by", credit.rated_by);
}

void read_frameworks(TableReader& file, MicroCredentialFields& out) {
  file.table("organisation", [&](TableReader& table) {
    table.text("id", out.organisation.id);
    table.text("name", out.organisation.name);
    table.text("url", out.organisation.url);
    table.text("email", out.organisation.email);
  });
  file.table("level", [&](TableReader& table) {
    domain::Level& level = out.level.emplace();
    table.text("framework", level.framework);
    table.text("code", level.code);
    table.text("name", level.name);
    table.text("url", level.url);
  });
  file.table("credit", [&](TableReader& table) {
    read_credit(table, out.credit.emplace());
    if (table.flag("exact").value_or(false)) out.exact_terms = domain::ExactTerms::always;
  });
  file.tables("further_credits", [&](TableReader& table) { read_credit(table, out.further_credits.emplace_back()); });
}

// Who did what, and how far it can be trusted.
void read_circumstances(TableReader& file, MicroCredentialFields& out) {
  file.party("awarded_by", out.awarded_by);
  file.parties("delivered_by", out.delivered_by);
  file.table("assessment", [&](TableReader& table) {
    table.texts("types", out.assessment.types);
    table.text("identity_assurance", out.assessment.identity_assurance);
    table.text("identity_check", out.assessment.identity_check);
    table.party("identity_checked_by", out.assessment.identity_checked_by);
    table.party("assessed_by", out.assessment.assessed_by);
  });
  file.table("quality", [&](TableReader& table) {
    table.text("form", out.quality.form);
    table.text("statement", out.quality.statement);
    table.party("assured_by", out.quality.assured_by);
  });
  file.table("stacking", [&](TableReader& table) {
    table.text("kind", out.stacking.kind);
    table.parties("towards", out.stacking.towards);
  });
}

void read_disclosure(TableReader& file, MicroCredentialFields& out) {
  file.table("disclosure", [&](TableReader& table) { table.texts("mandatory", out.always_shown); });
}

void read_outcomes(TableReader& file, MicroCredentialFields& out) {
  file.tables("outcomes", [&](TableReader& table) {
    domain::LearningOutcome& outcome = out.outcomes.emplace_back();
    table.text("key", outcome.key);
    table.text("statement", outcome.statement);
    table.text("url", outcome.url);
    table.texts("skills", outcome.skills);
  });
  file.tables("alignments", [&](TableReader& table) {
    domain::Alignment& alignment = out.alignments.emplace_back();
    table.text("target_name", alignment.target_name);
    table.text("target_url", alignment.target_url);
    table.text("target_framework", alignment.target_framework);
    table.text("target_code", alignment.target_code);
    table.text("target_type", alignment.target_type);
    table.text("target_description", alignment.target_description);
  });
}

void read_levels(TableReader& table, domain::ResultDescription& result) {
  table.tables("levels", [&](TableReader& step) {
    domain::RubricLevel& level = result.levels.emplace_back();
    step.text("key", level.key);
    step.text("name", level.name);
    step.text("description", level.description);
    step.text("points", level.points);
  });
}

void read_typed_assessment(TableReader& result, std::optional<domain::TypedAssessment>& out) {
  result.table("assessment", [&](TableReader& table) {
    domain::TypedAssessment& assessment = out.emplace();
    if (const auto kind = table.word("type", k_assessment_kinds)) assessment.kind = static_cast<domain::TypedAssessment::Kind>(*kind);
    if (const auto way = table.word("taken", k_ways)) assessment.taking = static_cast<domain::TypedAssessment::Way>(*way);
    if (const auto way = table.word("marked", k_ways)) assessment.marking = static_cast<domain::TypedAssessment::Way>(*way);
    table.text("description", assessment.description);
    table.text("output", assessment.output);
    table.text("evaluation_method", assessment.evaluation_method);
    table.text("example_url", assessment.example_url);
    table.text("scoring_example", assessment.scoring_example);
    table.text("study_url", assessment.study_url);
  });
}

void read_results(TableReader& file, MicroCredentialFields& out) {
  file.tables("results", [&](TableReader& table) {
    domain::ResultDescription& result = out.results.emplace_back();
    table.text("key", result.key);
    table.text("name", result.name);
    const auto type = table.word("type", k_result_types);
    if (type) result.type = static_cast<domain::ResultType>(*type);
    table.amount("minimum", result.minimum);
    table.amount("maximum", result.maximum);
    table.amount("required", result.required);
    table.texts("allowed_values", result.allowed_values);
    table.text("required_value", result.required_value);
    read_levels(table, result);
    table.text("required_level", result.required_level);
    read_typed_assessment(table, result.assessment);
  });
}

std::string at_line(const DefinitionSource& source, std::uint32_t line) {
  return std::string(source.name) + (line == 0 ? ": " : ", line " + std::to_string(line) + ": ");
}

Failure report_problems(const DefinitionSource& source, DefinitionNotes& notes) {
  std::stable_sort(notes.problems.begin(), notes.problems.end(),
                   [](const DefinitionProblem& a, const DefinitionProblem& b) { return a.line < b.line; });
  std::string detail;
  for (std::size_t i = 0; i < std::min(notes.problems.size(), k_shown_problems); ++i) {
    if (i > 0) detail += '\n';
    detail += at_line(source, notes.problems[i].line) + notes.problems[i].text;
  }
  if (notes.problems.size() > k_shown_problems) {
    detail += "\nand " + std::to_string(notes.problems.size() - k_shown_problems) + " more";
  }
  return fail(Kind::malformed, notes.problems.front().code, detail, std::string(k_hint));
}

// A rule of the domain names its field; the file's line is that of the field, or of the nearest table around it.
std::uint32_t line_of_field(const DefinitionNotes& notes, std::string_view detail) {
  std::string_view field = detail.substr(0, detail.find(": "));
  while (!field.empty()) {
    const auto found = notes.lines.find(field);
    if (found != notes.lines.end()) return found->second;
    const std::size_t cut = field.find_last_of(".[");
    field = cut == std::string_view::npos ? std::string_view{} : field.substr(0, cut);
  }
  return 0;
}

}  // namespace

namespace {

void read_note(TableReader& file, RegisterNote& out) {
  file.table("register", [&](TableReader& table) {
    table.text("name", out.name);
    table.text("organisation", out.organisation);
    table.texts("partners", out.partners);
    table.text("version", out.version);
    std::optional<int> revision;
    table.integer("revision", revision);
    out.revision = revision.value_or(0);
  });
}

// The fields of a file, and where each stands.
Result<MicroCredentialFields> read_file(const DefinitionSource& source, DefinitionNotes& notes) {
  if (source.text.size() > k_definition_bytes) {
    return fail(Kind::exhausted, "definition.size",
                std::string(source.name) + ": is " + std::to_string(source.text.size()) + " bytes long",
                "A definition is a text of a few kilobytes: check that this is the right file.");
  }
  if (source.text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    return fail(Kind::malformed, "definition.empty", std::string(source.name) + ": the file is empty",
                std::string(k_hint));
  }
  CAIRN_TRY(const TomlValue parsed, read_tree(source.text, source.name));
  MicroCredentialFields fields;
  TableReader file(parsed, "", notes);
  read_definition_table(file, fields);
  std::vector<std::string> endorsements;
  RegisterNote note;
  read_note(file, note);                     // where the text was taken from: see read_register_note
  file.texts("endorsements", endorsements);  // files, which are no business of the domain: see listed_endorsements
  file.finish();
  if (!notes.problems.empty()) return report_problems(source, notes);
  if (fields.organisation.id.empty()) fields.organisation.id = source.issuer_id;
  return fields;
}

}  // namespace

void read_definition_table(TableReader& file, MicroCredentialFields& out) {
  read_names(file, out);
  read_frameworks(file, out);
  read_circumstances(file, out);
  read_facts(file, out);
  read_outcomes(file, out);
  read_results(file, out);
  read_disclosure(file, out);
}

Result<MicroCredentialFields> read_definition_fields(const DefinitionSource& source) {
  DefinitionNotes notes;
  return read_file(source, notes);
}

Result<domain::MicroCredential> read_definition(const DefinitionSource& source) {
  DefinitionNotes notes;
  CAIRN_TRY(MicroCredentialFields fields, read_file(source, notes));
  Result<domain::MicroCredential> made = domain::make_micro_credential(std::move(fields));
  if (made) return made;
  Error error = made.error();
  error.detail = at_line(source, line_of_field(notes, error.detail)) + error.detail;
  return Failure(std::move(error));
}

Result<RegisterNote> read_register_note(const DefinitionSource& source) {
  CAIRN_TRY(const TomlValue parsed, read_tree(source.text, source.name));
  DefinitionNotes notes;
  RegisterNote out;
  TableReader file(parsed, "", notes);
  read_note(file, out);
  if (!notes.problems.empty()) return report_problems(source, notes);
  return out;
}

Result<std::vector<std::string>> listed_endorsements(const DefinitionSource& source) {
  CAIRN_TRY(const TomlValue parsed, read_tree(source.text, source.name));
  DefinitionNotes notes;
  std::vector<std::string> out;
  TableReader(parsed, "", notes).texts("endorsements", out);
  if (!notes.problems.empty()) return report_problems(source, notes);
  return out;
}

}  // namespace cairn::app
