#include "domain/assurance.hpp"

#include <algorithm>

#include "domain/field_check.hpp"
#include "domain/vocabulary.hpp"

namespace cairn::domain {
namespace {

Result<void> check_choice(const FieldName& name, std::span<const std::string_view> list, const std::string& word) {
  if (word.empty() || std::find(list.begin(), list.end(), word) != list.end()) return {};
  std::string known;
  for (const std::string_view one : list) known += (known.empty() ? "" : ", ") + std::string(one);
  return field_error("domain.name-list", name, "\"" + word.substr(0, 60) + "\" is not in the list", "Use one of: " + known + ".");
}

}  // namespace

Result<void> check_party(const std::string& place, const std::optional<Party>& party) {
  if (!party) return {};
  const std::string name = place + ".name";
  const std::string id = place + ".id";
  CAIRN_CHECK(check_text({{}, 0, name}, party->name, Presence::required));
  return check_iri({{}, 0, id}, party->id, Presence::required);
}

Result<void> check_assessment(const AssessmentFacts& facts) {
  for (std::size_t i = 0; i < facts.types.size(); ++i) {
    CAIRN_CHECK(check_text({"assessment.types", i, {}}, facts.types[i], Presence::required));
  }
  CAIRN_CHECK(check_choice({{}, 0, "assessment.identity_assurance"}, identity_assurances(), facts.identity_assurance));
  CAIRN_CHECK(check_text({{}, 0, "assessment.identity_check"}, facts.identity_check, Presence::optional));
  CAIRN_CHECK(check_party("assessment.identity_checked_by", facts.identity_checked_by));
  return check_party("assessment.assessed_by", facts.assessed_by);
}

Result<void> check_quality(const QualityFacts& facts) {
  CAIRN_CHECK(check_choice({{}, 0, "quality.form"}, quality_forms(), facts.form));
  CAIRN_CHECK(check_text({{}, 0, "quality.statement"}, facts.statement, Presence::optional, TextKind::prose));
  return check_party("quality.assured_by", facts.assured_by);
}

Result<void> check_stacking(const StackingFacts& facts) {
  CAIRN_CHECK(check_choice({{}, 0, "stacking.kind"}, stacking_kinds(), facts.kind));
  for (std::size_t i = 0; i < facts.towards.size(); ++i) {
    CAIRN_CHECK(check_party("stacking.towards[" + std::to_string(i) + "]", facts.towards[i]));
  }
  return {};
}

Result<void> check_typed_assessment(const std::string& place, const TypedAssessment& assessment) {
  const auto text = [&](std::string_view name, const std::string& value, Presence presence) {
    const std::string field = place + "." + std::string(name);
    return check_text({{}, 0, field}, value, presence, TextKind::prose);
  };
  CAIRN_CHECK(text("description", assessment.description, Presence::required));
  CAIRN_CHECK(text("output", assessment.output, Presence::required));
  CAIRN_CHECK(text("evaluation_method", assessment.evaluation_method, Presence::required));
  CAIRN_CHECK(text("scoring_example", assessment.scoring_example, Presence::optional));
  const std::string example = place + ".example_url";
  const std::string study = place + ".study_url";
  CAIRN_CHECK(check_iri({{}, 0, example}, assessment.example_url, Presence::optional));
  return check_iri({{}, 0, study}, assessment.study_url, Presence::optional);
}

bool says_something(const AssessmentFacts& facts) {
  return !facts.types.empty() || !facts.identity_assurance.empty() || !facts.identity_check.empty() || facts.identity_checked_by;
}
bool says_something(const QualityFacts& facts) { return !facts.form.empty() || !facts.statement.empty() || facts.assured_by; }
bool says_something(const StackingFacts& facts) { return !facts.kind.empty() || !facts.towards.empty(); }

}  // namespace cairn::domain
