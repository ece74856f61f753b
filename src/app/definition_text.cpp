#include "app/definition_text.hpp"

#include <array>

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

std::string quoted(std::string_view text) {
  constexpr std::string_view k_digits = "0123456789ABCDEF";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') out += std::string("\\") + c;
    else if (c == '\n') out += "\\n";
    else if (c == '\t') out += "\\t";
    else if (byte < 0x20 || byte == 0x7F) out += std::string("\\u00") + k_digits[byte >> 4] + k_digits[byte & 0x0F];
    else out += c;
  }
  return out + "\"";
}

class Writer {
 public:
  std::string take() { return std::move(out_); }

  void table(const std::string& name) { out_ += "\n[" + name + "]\n"; }
  void item(const std::string& name) { out_ += "\n[[" + name + "]]\n"; }
  void text(std::string_view key, std::string_view value) {
    if (!value.empty()) line(key, quoted(value));
  }
  void number(std::string_view key, const std::optional<domain::Amount>& value) {
    if (value) line(key, domain::to_text(*value));
  }
  void texts(std::string_view key, const std::vector<std::string>& values) {
    if (values.empty()) return;
    std::string list;
    for (const std::string& value : values) list += (list.empty() ? "[" : ", ") + quoted(value);
    line(key, list + "]");
  }
  void party(std::string_view key, const std::optional<domain::Party>& value) {
    if (value) line(key, "{ name = " + quoted(value->name) + ", id = " + quoted(value->id) + " }");
  }
  void parties(std::string_view key, const std::vector<domain::Party>& values) {
    if (values.empty()) return;
    std::string list;
    for (const domain::Party& value : values) {
      list += (list.empty() ? "[{ name = " : ", { name = ") + quoted(value.name) + ", id = " + quoted(value.id) + " }";
    }
    line(key, list + "]");
  }
  void line(std::string_view key, std::string_view value) { out_ += std::string(key) + " = " + std::string(value) + "\n"; }

 private:
  std::string out_;
};

void write_names(const domain::MicroCredentialFields& from, Writer& out) {
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
  if (from.validity_months) out.line("validity_months", std::to_string(*from.validity_months));
  if (from.evidence != domain::EvidencePolicy::optional) out.text("evidence", word(k_evidence_policies, from.evidence));
  out.text("participation", from.participation);
  out.text("prerequisites", from.prerequisites);
  out.party("awarded_by", from.awarded_by);
  out.parties("delivered_by", from.delivered_by);
}

void write_credit(const domain::Credit& from, Writer& out) {
  out.text("framework", from.framework);
  out.line("amount", domain::to_text(from.amount));
  out.text("level", from.level);
  out.number("hours", from.hours);
  out.party("rated_by", from.rated_by);
}

void write_frameworks(const domain::MicroCredentialFields& from, Writer& out) {
  const domain::Organisation& organisation = from.organisation;
  if (!(organisation.id + organisation.name + organisation.url + organisation.email).empty()) {
    out.table("organisation");
    out.text("id", organisation.id);
    out.text("name", organisation.name);
    out.text("url", organisation.url);
    out.text("email", organisation.email);
  }
  if (from.level) {
    out.table("level");
    out.text("framework", from.level->framework);
    out.text("code", from.level->code);
    out.text("name", from.level->name);
    out.text("url", from.level->url);
  }
  if (from.credit) {
    out.table("credit");
    write_credit(*from.credit, out);
    if (from.exact_terms == domain::ExactTerms::always) out.line("exact", "true");
  }
  for (const domain::Credit& credit : from.further_credits) {
    out.item("further_credits");
    write_credit(credit, out);
  }
}

void write_circumstances(const domain::MicroCredentialFields& from, Writer& out) {
  if (domain::says_something(from.assessment) || from.assessment.assessed_by) {
    out.table("assessment");
    out.texts("types", from.assessment.types);
    out.text("identity_assurance", from.assessment.identity_assurance);
    out.text("identity_check", from.assessment.identity_check);
    out.party("identity_checked_by", from.assessment.identity_checked_by);
    out.party("assessed_by", from.assessment.assessed_by);
  }
  if (domain::says_something(from.quality)) {
    out.table("quality");
    out.text("form", from.quality.form);
    out.text("statement", from.quality.statement);
    out.party("assured_by", from.quality.assured_by);
  }
  if (domain::says_something(from.stacking)) {
    out.table("stacking");
    out.text("kind", from.stacking.kind);
    out.parties("towards", from.stacking.towards);
  }
  if (!from.always_shown.empty()) {
    out.table("disclosure");
    out.texts("mandatory", from.always_shown);
  }
}

void write_alignment(const domain::Alignment& from, Writer& out) {
  out.item("alignments");
  out.text("target_name", from.target_name);
  out.text("target_url", from.target_url);
  out.text("target_framework", from.target_framework);
  out.text("target_code", from.target_code);
  out.text("target_type", from.target_type);
  out.text("target_description", from.target_description);
}

void write_outcomes(const domain::MicroCredentialFields& from, Writer& out) {
  for (const domain::LearningOutcome& outcome : from.outcomes) {
    out.item("outcomes");
    out.text("statement", outcome.statement);
    out.text("url", outcome.url);
  }
  for (const domain::Alignment& alignment : from.alignments) write_alignment(alignment, out);
}

void write_assessment(const domain::TypedAssessment& from, Writer& out) {
  out.table("results.assessment");
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

void write_result(const domain::ResultDescription& from, Writer& out) {
  out.item("results");
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
    out.item("results.levels");
    out.text("key", level.key);
    out.text("name", level.name);
    out.text("description", level.description);
    out.text("points", level.points);
  }
  if (from.assessment) write_assessment(*from.assessment, out);
}

}  // namespace

std::string definition_text(const domain::MicroCredentialFields& fields) {
  Writer out;
  write_names(fields, out);
  write_frameworks(fields, out);
  write_circumstances(fields, out);
  write_outcomes(fields, out);
  for (const domain::ResultDescription& result : fields.results) write_result(result, out);
  return out.take();
}

std::string alignment_text(const domain::Alignment& alignment) {
  Writer out;
  write_alignment(alignment, out);
  return out.take().substr(1);
}

}  // namespace cairn::app
