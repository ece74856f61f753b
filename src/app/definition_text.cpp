#include "app/definition_text.hpp"

#include <array>

#include "app/definition_facts.hpp"
#include "app/tree.hpp"

namespace cairn::app {
namespace {

// In the order of the enumerations.
constexpr std::array<std::string_view, 9> k_result_types = {"percent", "raw_score", "scaled_score", "grade_point_average", "letter_grade",
                                                            "performance_level", "rubric_level", "status", "result"};
constexpr std::array<std::string_view, 3> k_evidence_policies = {"none", "optional", "required"};
constexpr std::array<std::string_view, 3> k_assessment_kinds = {"exam", "performance", "artifact"};
constexpr std::array<std::string_view, 2> k_ways = {"alone", "group"};

template <class Enum, std::size_t N>
std::string_view word(const std::array<std::string_view, N>& words, Enum value) {
  return words[static_cast<std::size_t>(value)];
}

void write_names(const domain::MicroCredentialFields& from, TreeWriter& out) {
  out.text("id", from.id);
  out.text("version", from.version);
  out.text("name", from.name);
  out.text("description", from.description);
  out.text("language", from.language);
  out.text("achievement_type", from.achievement_type);
  out.text("human_code", from.human_code);
  out.text("field_of_study", from.field_of_study);
  out.texts("tags", from.tags);
  out.text("criteria_narrative", from.criteria_narrative);
  out.text("criteria_url", from.criteria_url);
  out.text("image_url", from.image_url);
  out.text("image_caption", from.image_caption);
  out.number("workload_hours", from.workload_hours);
  out.whole("validity_months", from.validity_months);
  if (from.evidence != domain::EvidencePolicy::optional) out.text("evidence", word(k_evidence_policies, from.evidence));
  out.text("participation", from.participation);
  out.text("prerequisites", from.prerequisites);
  out.party("awarded_by", from.awarded_by);
  out.parties("delivered_by", from.delivered_by);
  out.texts("required_definitions", from.required_definitions);
}

void write_credit(const domain::Credit& from, TreeWriter& out) {
  out.text("framework", from.framework);
  out.number("amount", from.amount);
  out.text("level", from.level);
  out.number("hours", from.hours);
  out.party("rated_by", from.rated_by);
}

void write_frameworks(const domain::MicroCredentialFields& from, TreeWriter& out) {
  out.table("organisation", [&](TreeWriter& table) {
    table.text("id", from.organisation.id);
    table.text("name", from.organisation.name);
    table.text("url", from.organisation.url);
    table.text("email", from.organisation.email);
  });
  if (from.level) {
    out.table("level", [&](TreeWriter& table) {
      table.text("framework", from.level->framework);
      table.text("code", from.level->code);
      table.text("name", from.level->name);
      table.text("url", from.level->url);
    });
  }
  if (from.credit) {
    out.table("credit", [&](TreeWriter& table) {
      write_credit(*from.credit, table);
      if (from.exact_terms == domain::ExactTerms::always) table.truth("exact", true);
    });
  }
  for (const domain::Credit& credit : from.further_credits) {
    out.item("further_credits", [&](TreeWriter& table) { write_credit(credit, table); });
  }
}

void write_circumstances(const domain::MicroCredentialFields& from, TreeWriter& out) {
  out.table("assessment", [&](TreeWriter& table) {
    table.texts("types", from.assessment.types);
    table.text("identity_assurance", from.assessment.identity_assurance);
    table.text("identity_check", from.assessment.identity_check);
    table.party("identity_checked_by", from.assessment.identity_checked_by);
    table.party("assessed_by", from.assessment.assessed_by);
  });
  out.table("quality", [&](TreeWriter& table) {
    table.text("form", from.quality.form);
    table.text("statement", from.quality.statement);
    table.party("assured_by", from.quality.assured_by);
  });
  out.table("stacking", [&](TreeWriter& table) {
    table.text("kind", from.stacking.kind);
    table.parties("towards", from.stacking.towards);
  });
  out.table("disclosure", [&](TreeWriter& table) { table.texts("mandatory", from.always_shown); });
}

void write_alignment(const domain::Alignment& from, TreeWriter& out) {
  out.item("alignments", [&](TreeWriter& table) {
    table.text("target_name", from.target_name);
    table.text("target_url", from.target_url);
    table.text("target_framework", from.target_framework);
    table.text("target_code", from.target_code);
    table.text("target_type", from.target_type);
    table.text("target_description", from.target_description);
  });
}

void write_outcomes(const domain::MicroCredentialFields& from, TreeWriter& out) {
  for (const domain::LearningOutcome& outcome : from.outcomes) {
    out.item("outcomes", [&](TreeWriter& table) {
      table.text("key", outcome.key);
      table.text("statement", outcome.statement);
      table.text("url", outcome.url);
      table.texts("skills", outcome.skills);
    });
  }
  for (const domain::Alignment& alignment : from.alignments) write_alignment(alignment, out);
}

void write_assessment(const domain::TypedAssessment& from, TreeWriter& out) {
  out.text("type", word(k_assessment_kinds, from.kind));
  out.text("description", from.description);
  out.text("output", from.output);
  out.text("evaluation_method", from.evaluation_method);
  out.text("taken", word(k_ways, from.taking));
  out.text("marked", word(k_ways, from.marking));
  out.text("example_url", from.example_url);
  out.text("scoring_example", from.scoring_example);
  out.text("study_url", from.study_url);
}

void write_result(const domain::ResultDescription& from, TreeWriter& out) {
  out.text("key", from.key);
  out.text("name", from.name);
  out.text("type", word(k_result_types, from.type));
  out.number("minimum", from.minimum);
  out.number("maximum", from.maximum);
  out.number("required", from.required);
  out.texts("allowed_values", from.allowed_values);
  out.text("required_value", from.required_value);
  out.text("required_level", from.required_level);
  for (const domain::RubricLevel& level : from.levels) {
    out.item("levels", [&](TreeWriter& step) {
      step.text("key", level.key);
      step.text("name", level.name);
      step.text("description", level.description);
      step.text("points", level.points);
    });
  }
  if (from.assessment) out.table("assessment", [&](TreeWriter& table) { write_assessment(*from.assessment, table); });
}

}  // namespace

TomlValue definition_tree(const domain::MicroCredentialFields& fields) {
  TomlValue root;
  TreeWriter out(root);
  write_names(fields, out);
  write_frameworks(fields, out);
  write_circumstances(fields, out);
  write_facts(fields, out);
  write_outcomes(fields, out);
  for (const domain::ResultDescription& result : fields.results) {
    out.item("results", [&](TreeWriter& table) { write_result(result, table); });
  }
  return root;
}

std::string definition_text(const domain::MicroCredentialFields& fields) { return toml_of(definition_tree(fields)); }
std::string definition_json(const domain::MicroCredentialFields& fields) { return json_of(definition_tree(fields)); }

std::string alignment_text(const domain::Alignment& alignment) {
  TomlValue root;
  TreeWriter out(root);
  write_alignment(alignment, out);
  return toml_of(root).substr(1);
}

}  // namespace cairn::app
