#include "domain/award.hpp"

#include <algorithm>

#include "domain/field_check.hpp"

namespace cairn::domain {
namespace {

Result<void> check_learner(std::string_view prefix_name, std::string_view prefix_email, std::string_view prefix_id,
                           const LearnerIdentity& learner) {
  CAIRN_CHECK(check_text({{}, 0, prefix_name}, learner.name, Presence::required));
  const Presence email = learner.id.empty() ? Presence::required : Presence::optional;
  CAIRN_CHECK(check_email({{}, 0, prefix_email}, learner.email, email));
  return check_iri({{}, 0, prefix_id}, learner.id, Presence::optional);
}

Result<void> check_evidence(const std::vector<Evidence>& evidence) {
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    const auto at = [i](std::string_view name) { return FieldName{"evidence", i, name}; };
    const Presence url = evidence[i].narrative.empty() ? Presence::required : Presence::optional;
    CAIRN_CHECK(check_iri(at("url"), evidence[i].url, url));
    CAIRN_CHECK(check_text(at("name"), evidence[i].name, Presence::optional));
    CAIRN_CHECK(check_text(at("description"), evidence[i].description, Presence::optional, TextKind::prose));
    CAIRN_CHECK(check_text(at("narrative"), evidence[i].narrative, Presence::optional, TextKind::prose));
    CAIRN_CHECK(check_text(at("genre"), evidence[i].genre, Presence::optional));
  }
  return {};
}

// Collects every reason, so that a whole row can be mended at once.
class Judgement {
 public:
  explicit Judgement(const MicroCredential& definition) : definition_(definition) {}

  void look_at(const AwardFields& fields) {
    for (std::size_t i = 0; i < fields.results.size(); ++i) look_at_result(fields.results[i], i);
    for (const ResultDescription& description : definition_->results) look_for_required(fields, description);
    look_at_evidence(fields.evidence);
    if (fields.started && fields.ended && *fields.started > *fields.ended) {
      add("award.dates", {{}, 0, "ended"}, "lies before the start of the activity");
    }
    if (fields.ended && start_of_day(*fields.ended) > fields.awarded) {
      add("award.dates", {{}, 0, "awarded"}, "lies before the end of the activity");
    }
  }
  std::vector<Reason> take() { return std::move(reasons_); }

 private:
  void add(std::string_view code, const FieldName& field, std::string what) {
    reasons_.push_back({std::string(code), field.text(), std::move(what)});
  }

  void look_at_result(const AssessmentResult& result, std::size_t index) {
    const auto at = [index](std::string_view name) { return FieldName{"results", index, name}; };
    const ResultDescription* description = definition_.find_result(result.description);
    if (description == nullptr) {
      add("award.unknown-result", at("description"), "the definition has no result \"" + result.description + "\"");
      return;
    }
    if (result.value.empty() && result.level.empty() && !result.status) {
      add("award.empty-result", at("value"), "neither a value nor a level nor a status is given");
      return;
    }
    if (result.value.empty() && (description->required || !description->required_value.empty())) {
      add("award.missing-result", at("value"), description->name + " needs a value");
    }
    if (result.level.empty() && !description->required_level.empty()) {
      add("award.missing-result", at("level"), description->name + " needs a level");
    }
    if (!result.level.empty()) look_at_level(*description, result, at("level"));
    if (!result.value.empty()) look_at_value(*description, result, at("value"));
    if (result.status == ResultStatus::failed || result.status == ResultStatus::withdrew) {
      add("award.below-required", at("status"), "the status says that it was not achieved");
    }
  }

  void look_at_level(const ResultDescription& description, const AssessmentResult& result, const FieldName& field) {
    const auto position = [&](std::string_view key) {
      return std::find_if(description.levels.begin(), description.levels.end(),
                          [key](const RubricLevel& level) { return level.key == key; });
    };
    const auto reached = position(result.level);
    if (reached == description.levels.end()) {
      add("award.unknown-level", field, "\"" + result.level + "\" is no level of " + description.name);
    } else if (!description.required_level.empty() && reached < position(description.required_level)) {
      add("award.below-required", field, "\"" + reached->name + "\" is below the level needed");
    }
  }

  void look_at_value(const ResultDescription& description, const AssessmentResult& result, const FieldName& field) {
    if (!description.allowed_values.empty()) {
      look_at_grade(description, result.value, field);
    } else if (description.minimum || description.maximum || description.required) {
      look_at_mark(description, result.value, field);
    }
  }

  void look_at_grade(const ResultDescription& description, const std::string& value, const FieldName& field) {
    const auto& values = description.allowed_values;
    const auto reached = std::find(values.begin(), values.end(), value);
    if (reached == values.end()) {
      add("award.unknown-value", field, "\"" + value + "\" is no grade of " + description.name);
    } else if (!description.required_value.empty() &&
               reached < std::find(values.begin(), values.end(), description.required_value)) {
      add("award.below-required", field, "\"" + value + "\" is below \"" + description.required_value + "\", which is needed");
    }
  }

  void look_at_mark(const ResultDescription& description, const std::string& value, const FieldName& field) {
    const Result<Amount> mark = parse_amount(value);
    if (!mark) {
      add("award.unknown-value", field, "\"" + value + "\" is no number");
    } else if ((description.minimum && *mark < *description.minimum) || (description.maximum && *mark > *description.maximum)) {
      add("award.out-of-range", field, value + " lies outside the range of " + description.name);
    } else if (description.required && *mark < *description.required) {
      add("award.below-required", field, value + " is below " + to_text(*description.required) + ", which is needed");
    }
  }

  void look_for_required(const AwardFields& fields, const ResultDescription& description) {
    const bool needed = description.required || !description.required_value.empty() || !description.required_level.empty();
    const auto is_it = [&](const AssessmentResult& result) { return result.description == description.key; };
    const auto given = std::count_if(fields.results.begin(), fields.results.end(), is_it);
    if (needed && given == 0) {
      add("award.missing-result", {{}, 0, "results"}, description.name + " is needed and not given");
    }
    if (given > 1) add("award.duplicate-result", {{}, 0, "results"}, description.name + " is given more than once");
  }

  void look_at_evidence(const std::vector<Evidence>& evidence) {
    if (definition_->evidence == EvidencePolicy::required && evidence.empty()) {
      add("award.missing-evidence", {{}, 0, "evidence"}, "the definition asks for evidence");
    }
    if (definition_->evidence == EvidencePolicy::none && !evidence.empty()) {
      add("award.unwanted-evidence", {{}, 0, "evidence"}, "the definition takes no evidence");
    }
  }

  const MicroCredential& definition_;
  std::vector<Reason> reasons_;
};

}  // namespace

Result<LearnerIdentity> make_learner(LearnerIdentity fields) {
  CAIRN_CHECK(check_learner("name", "email", "id", fields));
  return fields;
}

Decision decide_award(const MicroCredential& definition, const AwardFields& fields) {
  Judgement judgement(definition);
  judgement.look_at(fields);
  return Decision{judgement.take()};
}

Result<Award> make_award(const MicroCredential& definition, AwardFields fields) {
  CAIRN_CHECK(check_learner("learner.name", "learner.email", "learner.id", fields.learner));
  CAIRN_CHECK(check_evidence(fields.evidence));
  CAIRN_CHECK(check_text({{}, 0, "narrative"}, fields.narrative, Presence::optional, TextKind::prose));
  for (std::size_t i = 0; i < fields.results.size(); ++i) {
    CAIRN_CHECK(check_text({"results", i, "value"}, fields.results[i].value, Presence::optional));
  }
  if (fields.awarded < start_of_day({1900, 1, 1}) || fields.awarded >= start_of_day({9000, 1, 1})) {
    return field_error("domain.range", {{}, 0, "awarded"}, "is no plausible date", "Give the date of the award.");
  }
  const Decision decision = decide_award(definition, fields);
  if (!decision.allowed()) {
    const Reason& first = decision.reasons.front();
    return fail(Kind::refused, "award.not-allowed", first.field + ": " + first.detail,
                "Correct the result, or do not award it; the definition says what is needed.");
  }
  return Award(std::move(fields));
}

}  // namespace cairn::domain
