#include "openbadges/definition_template.hpp"

#include <algorithm>

#include "openbadges/exact_terms.hpp"
#include "openbadges/members.hpp"
#include "openbadges/vocabulary.hpp"

namespace cairn::openbadges {
namespace {

using domain::MicroCredentialFields;
using json::Array;
using json::Value;

std::string_view result_type_name(domain::ResultType type) {
  switch (type) {
    case domain::ResultType::percent: return "Percent";
    case domain::ResultType::raw_score: return "RawScore";
    case domain::ResultType::scaled_score: return "ScaledScore";
    case domain::ResultType::grade_point_average: return "GradePointAverage";
    case domain::ResultType::letter_grade: return "LetterGrade";
    case domain::ResultType::performance_level: return "PerformanceLevel";
    case domain::ResultType::rubric_level: return "RubricCriterionLevel";
    case domain::ResultType::status: return "Status";
    case domain::ResultType::result: break;
  }
  return "Result";
}

// "ext:" and the letters and digits of the framework's name: ext:SCQFLevel, ext:SCQFCreditPoints.
std::string extension_name(std::string_view framework, std::string_view what) {
  std::string out = "ext:";
  for (const char c : framework) {
    const bool fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (fits) out += c;
  }
  return out += what;
}

std::string part_id(const MicroCredentialFields& fields, std::string_view part) {
  const bool has_fragment = fields.id.find('#') != std::string::npos;
  return fields.id + (has_fragment ? "-" : "#") + std::string(part);
}

// Open Badges has no member for learning outcomes and workload; the criteria are where people read them.
std::string criteria_text(const MicroCredentialFields& fields) {
  const bool is_english = fields.language.empty() || fields.language.starts_with("en");
  std::string out = fields.criteria_narrative;
  if (!fields.outcomes.empty()) {
    out += out.empty() ? "" : "\n\n";
    if (is_english) out += "Learning outcomes:\n\n";
    for (std::size_t i = 0; i < fields.outcomes.size(); ++i) {
      out += std::to_string(i + 1) + ". " + fields.outcomes[i].statement + "\n";
    }
    out.pop_back();
  }
  if (fields.workload_hours) {
    out += out.empty() ? "" : "\n\n";
    out += (is_english ? "Notional learning hours: " : "") + domain::to_text(*fields.workload_hours) + (is_english ? "" : " h");
  }
  return out;
}

class Builder {
 public:
  Builder(DefinitionTemplate::State& state, std::span<const Value> endorsements)
      : state_(state), arena_(state.arena), fields_(state.definition.fields()), endorsements_(endorsements) {}

  void build() {
    build_constants();
    state_.name = Value::string(arena_.copy(fields_.name));
    state_.issuer = issuer();
    state_.achievement = achievement();
    if (fields_.credit) {
      state_.credits = Value::number(arena_.copy(domain::to_text(fields_.credit->amount)));
      state_.credit_result = Members(arena_, 3)
                                 .value("type", state_.result_type)
                                 .text("resultDescription", part_id(fields_, "credit"))
                                 .text("value", domain::to_text(fields_.credit->amount))
                                 .object();
    }
  }

 private:
  void build_constants() {
    state_.context = contexts();
    const Array type = Array::make(arena_, 2);
    type.push_back(Value::string("VerifiableCredential"), arena_);
    type.push_back(Value::string("OpenBadgeCredential"), arena_);
    state_.type = type;
    state_.subject_type = array_of("AchievementSubject", arena_);
    state_.result_type = array_of("Result", arena_);
    state_.evidence_type = array_of("Evidence", arena_);
    if (fields_.assessment.assessed_by) state_.source = party_profile(*fields_.assessment.assessed_by, arena_);
  }

  // An extension is named only where it is used: fewer readers know it.
  Array contexts() {
    const Array out = Array::make(arena_, 4);
    out.push_back(Value::string(k_credentials_context), arena_);
    out.push_back(Value::string(k_open_badges_context), arena_);
    const auto has_assessment = [](const domain::ResultDescription& result) { return result.assessment.has_value(); };
    if (std::any_of(fields_.results.begin(), fields_.results.end(), has_assessment)) {
      out.push_back(Value::string(k_assessment_context), arena_);
    }
    if (domain::needs_exact_terms(fields_)) out.push_back(Value::string(k_credit_context), arena_);
    return out;
  }

  Value issuer() {
    const domain::Organisation& organisation = fields_.organisation;
    return Members(arena_, 5)
        .text("id", organisation.id)
        .value("type", array_of("Profile", arena_))
        .text("name", organisation.name)
        .optional_text("url", organisation.url)
        .optional_text("email", organisation.email)
        .object();
  }

  Value achievement() {
    Members out(arena_, 32);
    out.text("id", fields_.id).value("type", array_of("Achievement", arena_));
    out.text("achievementType", fields_.achievement_type);
    out.text("name", fields_.name).text("description", fields_.description).value("criteria", criteria());
    const Array aligned = alignments();
    if (!aligned.empty()) out.value("alignment", aligned);
    if (!endorsements_.empty()) out.value("endorsement", endorsements());
    if (fields_.credit) out.value("creditsAvailable", Value::number(arena_.copy(domain::to_text(fields_.credit->amount))));
    out.optional_text("fieldOfStudy", fields_.field_of_study).optional_text("humanCode", fields_.human_code);
    if (!fields_.image_url.empty()) out.value("image", image());
    out.optional_text("inLanguage", fields_.language);
    const Array results = result_descriptions();
    if (!results.empty()) out.value("resultDescription", results);
    if (!fields_.tags.empty()) out.value("tag", tags());
    out.optional_text("version", fields_.version);
    if (domain::needs_exact_terms(fields_)) add_exact_terms(fields_, out, arena_);
    return out.object();
  }

  Value endorsements() {
    const Array out = Array::make(arena_, static_cast<std::uint32_t>(endorsements_.size()));
    for (const Value& endorsement : endorsements_) out.push_back(json::clone(endorsement, arena_), arena_);
    return out;
  }

  Value criteria() {
    return Members(arena_, 2)
        .optional_text("id", fields_.criteria_url)
        .optional_text("narrative", criteria_text(fields_))
        .object();
  }

  Value image() {
    return Members(arena_, 3).text("id", fields_.image_url).literal("type", "Image").text("caption", fields_.image_caption).object();
  }

  Value tags() {
    const Array out = Array::make(arena_, static_cast<std::uint32_t>(fields_.tags.size()));
    for (const std::string& tag : fields_.tags) out.push_back(Value::string(arena_.copy(tag)), arena_);
    return out;
  }

  Value alignment(const domain::Alignment& from) {
    return Members(arena_, 7)
        .value("type", array_of("Alignment", arena_))
        .text("targetName", from.target_name)
        .text("targetUrl", from.target_url)
        .optional_text("targetDescription", from.target_description)
        .optional_text("targetFramework", from.target_framework)
        .optional_text("targetCode", from.target_code)
        .optional_text("targetType", from.target_type)
        .object();
  }

  Array alignments() {
    const Array out = Array::make(arena_, 4);
    if (fields_.level) {
      const domain::Level& level = *fields_.level;
      out.push_back(alignment({level.name, level.url, level.framework, level.code, extension_name(level.framework, "Level"), ""}), arena_);
    }
    for (const domain::Alignment& from : fields_.alignments) out.push_back(alignment(from), arena_);
    for (const domain::LearningOutcome& outcome : fields_.outcomes) {
      if (!outcome.url.empty()) out.push_back(alignment({outcome.statement, outcome.url, "", "", "", ""}), arena_);
    }
    return out;
  }

  Array result_descriptions() {
    const Array out = Array::make(arena_, 4);
    if (fields_.credit) out.push_back(credit_description(), arena_);
    state_.results.reserve(fields_.results.size());
    for (const domain::ResultDescription& from : fields_.results) out.push_back(result_description(from), arena_);
    return out;
  }

  // creditsAvailable is a number without a unit; this states framework and amount in a form that machines can read.
  Value credit_description() {
    const domain::Credit& credit = *fields_.credit;
    const domain::Framework* framework = domain::find_framework(credit.framework);
    const bool has_unit = framework != nullptr && !framework->credit_unit.empty();
    return Members(arena_, 5)
        .text("id", part_id(fields_, "credit"))
        .value("type", array_of("ResultDescription", arena_))
        .text("name", has_unit ? std::string(framework->credit_unit) : credit.framework + " credits")
        .text("resultType", extension_name(credit.framework, "CreditPoints"))
        .text("valueMax", domain::to_text(credit.amount))
        .object();
  }

  Value result_description(const domain::ResultDescription& from) {
    const std::string id = part_id(fields_, "result-" + from.key);
    ResultTarget target{arena_.copy(from.key), Value::string(arena_.copy(id)), {}};
    Members out(arena_, 20);
    out.value("id", target.description_id);
    out.value("type", from.assessment ? list_of({"ResultDescription", "AssessmentResultDescription"}, arena_)
                                      : Value(array_of("ResultDescription", arena_)));
    out.text("name", from.name).literal("resultType", result_type_name(from.type));
    if (!from.allowed_values.empty()) out.value("allowedValue", texts(from.allowed_values));
    if (from.minimum) out.text("valueMin", domain::to_text(*from.minimum));
    if (from.maximum) out.text("valueMax", domain::to_text(*from.maximum));
    if (from.required) out.text("requiredValue", domain::to_text(*from.required));
    else out.optional_text("requiredValue", from.required_value);
    if (!from.levels.empty()) out.value("rubricCriterionLevel", rubric_levels(from, id, target));
    if (!from.required_level.empty()) out.text("requiredLevel", id + "-" + from.required_level);
    if (from.assessment) add_assessment(*from.assessment, out);
    state_.results.push_back(std::move(target));
    return out.object();
  }

  Value rubric_levels(const domain::ResultDescription& from, const std::string& id, ResultTarget& target) {
    const Array out = Array::make(arena_, static_cast<std::uint32_t>(from.levels.size()));
    for (const domain::RubricLevel& level : from.levels) {
      const Value level_id = Value::string(arena_.copy(id + "-" + level.key));
      target.levels.push_back({arena_.copy(level.key), level_id});
      out.push_back(Members(arena_, 5)
                        .value("id", level_id)
                        .value("type", array_of("RubricCriterionLevel", arena_))
                        .text("name", level.name)
                        .optional_text("description", level.description)
                        .optional_text("points", level.points)
                        .object(),
                    arena_);
    }
    return out;
  }

  Value texts(const std::vector<std::string>& from) {
    const Array out = Array::make(arena_, static_cast<std::uint32_t>(from.size()));
    for (const std::string& text : from) out.push_back(Value::string(arena_.copy(text)), arena_);
    return out;
  }

  DefinitionTemplate::State& state_;
  Arena& arena_;
  const MicroCredentialFields& fields_;
  std::span<const Value> endorsements_;
};

}  // namespace

const ResultTarget* DefinitionTemplate::State::find_result(std::string_view key) const {
  for (const ResultTarget& target : results) {
    if (target.key == key) return &target;
  }
  return nullptr;
}

DefinitionTemplate::DefinitionTemplate(const domain::MicroCredential& definition, std::span<const json::Value> endorsements)
    : state_(std::make_unique<State>(definition)) {
  Builder(*state_, endorsements).build();
}
DefinitionTemplate::~DefinitionTemplate() = default;
DefinitionTemplate::DefinitionTemplate(DefinitionTemplate&&) noexcept = default;
DefinitionTemplate& DefinitionTemplate::operator=(DefinitionTemplate&&) noexcept = default;

const domain::MicroCredential& DefinitionTemplate::definition() const { return state_->definition; }
json::Value DefinitionTemplate::achievement() const { return state_->achievement; }
json::Value DefinitionTemplate::issuer() const { return state_->issuer; }

json::Value to_achievement(const DefinitionTemplate& definition, Arena& arena) {
  const json::Object achievement = definition.achievement().object();
  const json::Object out = json::Object::make(arena, achievement.size() + 2);
  out.add_new("@context", definition.state().context, arena);
  for (const json::Member& member : achievement) out.add_new(member.name, member.value, arena);
  out.add_new("creator", definition.issuer(), arena);
  return out;
}

}  // namespace cairn::openbadges
