#include "exchange/achievement_words.hpp"

#include <array>

#include "exchange/foreign_words.hpp"

namespace cairn::exchange {
namespace {

using json::Value;

constexpr std::string_view k_outcomes = "Learning outcomes:\n\n";
constexpr std::string_view k_hours = "Notional learning hours: ";

struct NamedResultType {
  std::string_view name;
  domain::ResultType type;
};
constexpr auto k_result_types = std::to_array<NamedResultType>({
    {"Percent", domain::ResultType::percent},
    {"RawScore", domain::ResultType::raw_score},
    {"ScaledScore", domain::ResultType::scaled_score},
    {"GradePointAverage", domain::ResultType::grade_point_average},
    {"LetterGrade", domain::ResultType::letter_grade},
    {"PerformanceLevel", domain::ResultType::performance_level},
    {"RubricCriterionLevel", domain::ResultType::rubric_level},
    {"Status", domain::ResultType::status},
    {"Result", domain::ResultType::result},
});

constexpr auto k_supervision = std::to_array<SupervisionWord>({
    {"unsupervised with no identity verification", "unsupervised-unverified", false, true},
    {"supervised with no identity verification", "supervised-unverified", false, true},
    {"supervised online", "supervised-online-verified", true, false},
    {"onsite with identity verification", "supervised-onsite-verified", true, true},
});

// The last paragraph begins behind the last blank line; the whole text where there is none.
std::size_t last_paragraph(std::string_view text) {
  const std::size_t gap = text.rfind("\n\n");
  return gap == std::string_view::npos ? 0 : gap + 2;
}

std::size_t behind_gap(std::size_t begin) { return begin < 2 ? 0 : begin - 2; }

// "1. a\n2. b": every line with its number.
bool read_numbered(std::string_view list, std::vector<std::string>& out) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find('\n'), list.size());
    const std::string mark = std::to_string(out.size() + 1) + ". ";
    if (!list.starts_with(mark) || end <= mark.size()) return false;
    out.emplace_back(list.substr(mark.size(), end - mark.size()));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return !out.empty();
}

std::optional<domain::Amount> read_hours(std::string_view paragraph) {
  if (paragraph.starts_with(k_hours)) paragraph.remove_prefix(k_hours.size());
  else if (paragraph.ends_with(" h")) paragraph.remove_suffix(2);
  else return std::nullopt;
  const auto amount = domain::parse_amount(paragraph);
  return amount ? std::optional(*amount) : std::nullopt;
}

bool is_true(const Value* value) { return value != nullptr && value->is_true(); }

std::optional<domain::TypedAssessment::Kind> assessment_kind_of(std::string_view name) {
  if (name == "Exam") return domain::TypedAssessment::Kind::exam;
  if (name == "Performance") return domain::TypedAssessment::Kind::performance;
  if (name == "Artifact") return domain::TypedAssessment::Kind::artifact;
  return std::nullopt;
}

}  // namespace

CriteriaText split_criteria(std::string narrative) {
  CriteriaText out;
  std::string_view rest = narrative;
  const std::size_t tail = last_paragraph(rest);
  out.hours = read_hours(rest.substr(tail));
  if (out.hours) rest = rest.substr(0, behind_gap(tail));
  const std::size_t list = last_paragraph(rest);
  const bool is_headed = list >= k_outcomes.size() && rest.substr(list - k_outcomes.size(), k_outcomes.size()) == k_outcomes;
  std::vector<std::string> outcomes;
  // Without the heading, the hours alone tell our list from one that belongs to the text.
  if ((is_headed || out.hours) && read_numbered(rest.substr(list), outcomes)) {
    out.outcomes = std::move(outcomes);
    rest = rest.substr(0, behind_gap(is_headed ? list - k_outcomes.size() : list));
  }
  out.narrative = std::string(rest);
  return out;
}

std::string level_framework(std::string_view target_type, std::string_view target_framework) {
  constexpr std::string_view k_prefix = "ext:";
  constexpr std::string_view k_suffix = "Level";
  if (!target_type.starts_with(k_prefix)) return {};
  target_type.remove_prefix(k_prefix.size());
  if (target_type == "EQF") return "EQF";
  if (!target_type.ends_with(k_suffix) || target_type.size() == k_suffix.size()) return {};
  if (!target_framework.empty()) return std::string(target_framework);
  return std::string(framework_at(target_type.substr(0, target_type.size() - k_suffix.size())));
}

std::string credit_framework_of(std::string_view result_type) {
  constexpr std::string_view k_prefix = "ext:";
  constexpr std::string_view k_suffix = "CreditPoints";
  if (!result_type.starts_with(k_prefix) || !result_type.ends_with(k_suffix) || result_type.size() <= k_prefix.size() + k_suffix.size()) return {};
  return std::string(result_type.substr(k_prefix.size(), result_type.size() - k_prefix.size() - k_suffix.size()));
}

std::optional<domain::ResultType> result_type_of(std::string_view name) {
  for (const NamedResultType& known : k_result_types) {
    if (known.name == name) return known.type;
  }
  return std::nullopt;
}

std::string key_of_result(std::string_view id, std::string_view name) {
  constexpr std::string_view k_mark = "#result-";
  const std::size_t found = id.rfind(k_mark);
  const std::string_view key = found == std::string_view::npos ? std::string_view() : id.substr(found + k_mark.size());
  return is_key(key) ? std::string(key) : key_of(name);
}

std::optional<domain::TypedAssessment> take_assessment(const json::Value& description, Ledger& ledger) {
  const auto kind = assessment_kind_of(description.text_of("assessmentType"));
  if (!kind) return std::nullopt;
  domain::TypedAssessment out;
  out.kind = *kind;
  out.description = take_text(description.find("description"), ledger);
  out.output = take_text(description.find("assessmentOutput"), ledger);
  out.evaluation_method = take_text(description.find("evaluationMethod"), ledger);
  if (is_true(description.find("hasGroupParticipation"))) out.taking = domain::TypedAssessment::Way::in_group;
  if (is_true(description.find("hasGroupEvaluation"))) out.marking = domain::TypedAssessment::Way::in_group;
  out.example_url = take_text(description.find("assessmentExample"), ledger);
  out.scoring_example = take_text(description.find("scoringMethodExampleDescription"), ledger);
  out.study_url = take_text(description.find("assessmentEvaluation"), ledger);
  for (const char* name : {"assessmentType", "hasGroupParticipation", "hasGroupEvaluation"}) ledger.take(description.find(name));
  return out;
}

const SupervisionWord* supervision_of(std::string_view word) {
  for (const SupervisionWord& known : k_supervision) {
    if (known.word == word) return &known;
  }
  return nullptr;
}

}  // namespace cairn::exchange
