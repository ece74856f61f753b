#include "domain/micro_credential.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "domain/alignment_rules.hpp"
#include "domain/field_check.hpp"
#include "domain/vocabulary.hpp"

namespace cairn::domain {
namespace {

FieldName field(std::string_view name) { return {{}, 0, name}; }

Failure range_error(const FieldName& name, std::string_view what, std::string hint) {
  return field_error("domain.range", name, what, std::move(hint));
}

Result<void> check_word(const FieldName& name, std::span<const std::string_view> list, std::string_view word) {
  if (is_in_vocabulary(list, word)) return {};
  return field_error("domain.name-list", name, "\"" + std::string(word.substr(0, 60)) + "\" is not in the list",
                     "Use a name of Open Badges 3.0 (" + std::string(list.front()) + ", ...) or your own that begins with ext:.");
}

Result<void> check_organisation(const Organisation& organisation) {
  CAIRN_CHECK(check_iri(field("organisation.id"), organisation.id, Presence::required));
  CAIRN_CHECK(check_text(field("organisation.name"), organisation.name, Presence::required));
  CAIRN_CHECK(check_web_address(field("organisation.url"), organisation.url, Presence::optional));
  return check_email(field("organisation.email"), organisation.email, Presence::optional);
}

Result<void> check_names(const MicroCredentialFields& fields) {
  CAIRN_CHECK(check_iri(field("id"), fields.id, Presence::required));
  CAIRN_CHECK(check_text(field("name"), fields.name, Presence::required));
  CAIRN_CHECK(check_text(field("description"), fields.description, Presence::required, TextKind::prose));
  CAIRN_CHECK(check_text(field("version"), fields.version, Presence::optional));
  CAIRN_CHECK(check_word(field("achievement_type"), achievement_types(), fields.achievement_type));
  CAIRN_CHECK(check_text(field("field_of_study"), fields.field_of_study, Presence::optional));
  CAIRN_CHECK(check_text(field("human_code"), fields.human_code, Presence::optional));
  if (!fields.language.empty() && !is_language_tag(fields.language)) {
    return field_error("domain.language", field("language"), "\"" + fields.language.substr(0, 40) + "\" is no language tag",
                       "Write it like en, en-GB or gd.");
  }
  return {};
}

Result<void> check_criteria_and_image(const MicroCredentialFields& fields) {
  CAIRN_CHECK(check_text(field("criteria_narrative"), fields.criteria_narrative, Presence::optional, TextKind::prose));
  CAIRN_CHECK(check_iri(field("criteria_url"), fields.criteria_url, Presence::optional));
  if (fields.criteria_narrative.empty() && fields.criteria_url.empty()) {
    return field_error("domain.required", field("criteria_narrative"), "is empty, and so is criteria_url",
                       "Say what a learner must do to earn it.");
  }
  CAIRN_CHECK(check_iri(field("image_url"), fields.image_url, Presence::optional));
  const Presence caption = fields.image_url.empty() ? Presence::optional : Presence::required;
  return check_text(field("image_caption"), fields.image_caption, caption);
}

// SCQF level and the like: fill in what a known framework tells, refuse what it does not have.
Result<void> complete_level(Level& level) {
  CAIRN_CHECK(check_text(field("level.framework"), level.framework, Presence::required));
  CAIRN_CHECK(check_text(field("level.code"), level.code, Presence::required));
  if (level.name.empty()) level.name = level.framework + " level " + level.code;
  CAIRN_CHECK(check_text(field("level.name"), level.name, Presence::required));
  const Framework* framework = find_framework(level.framework);
  const bool is_number = level.code.size() <= 3 && level.code.find_first_not_of("0123456789") == std::string::npos;
  if (framework != nullptr && is_number) {
    if (!has_level(level.framework, level.code)) {
      return range_error(field("level.code"), level.framework + " has no level " + level.code,
                         "Its levels are " + std::to_string(framework->first_level) + " to " +
                             std::to_string(framework->last_level) + ".");
    }
  }
  if (framework != nullptr && level.url.empty()) {
    const bool has_own_address = !framework->level_url.empty() && is_number;
    level.url = has_own_address ? std::string(framework->level_url) + level.code : std::string(framework->url);
  }
  return check_iri(field("level.url"), level.url, Presence::required);
}

Result<void> check_one_credit(const std::string& place, const Credit& credit) {
  const std::string framework = place + ".framework";
  const std::string amount = place + ".amount";
  const std::string level = place + ".level";
  const std::string hours = place + ".hours";
  CAIRN_CHECK(check_text(field(framework), credit.framework, Presence::required));
  if (credit.amount.is_zero()) return range_error(field(amount), "is 0", "Give the points, or leave credit out.");
  CAIRN_CHECK(check_text(field(level), credit.level, Presence::optional));
  if (!credit.level.empty() && !has_level(credit.framework, credit.level)) {
    return range_error(field(level), credit.framework + " has no level " + credit.level.substr(0, 40), "Give one of its levels.");
  }
  if (credit.hours && credit.hours->is_zero()) return range_error(field(hours), "is 0", "Give the notional hours, or leave it out.");
  return check_party(place + ".rated_by", credit.rated_by);
}

Result<void> check_credit(const MicroCredentialFields& fields) {
  if (fields.credit) CAIRN_CHECK(check_one_credit("credit", *fields.credit));
  std::set<std::string_view> frameworks;
  if (fields.credit) frameworks.insert(fields.credit->framework);
  for (std::size_t i = 0; i < fields.further_credits.size(); ++i) {
    const std::string place = "further_credits[" + std::to_string(i) + "]";
    CAIRN_CHECK(check_one_credit(place, fields.further_credits[i]));
    if (!frameworks.insert(fields.further_credits[i].framework).second) {
      const std::string name = place + ".framework";
      return field_error("domain.duplicate", field(name), "\"" + fields.further_credits[i].framework + "\" has credit already",
                         "State the credit of each framework once.");
    }
  }
  if (fields.workload_hours && fields.workload_hours->is_zero()) {
    return range_error(field("workload_hours"), "is 0", "Give the notional hours, or leave it out.");
  }
  if (fields.validity_months && (*fields.validity_months < 1 || *fields.validity_months > 1'200)) {
    return range_error(field("validity_months"), "is " + std::to_string(*fields.validity_months),
                       "Give 1 to 1200 months, or leave it out when awards do not expire.");
  }
  return {};
}

Result<void> check_alignments(const std::vector<Alignment>& alignments) {
  for (std::size_t i = 0; i < alignments.size(); ++i) {
    const Alignment& alignment = alignments[i];
    const auto at = [i](std::string_view name) { return FieldName{"alignments", i, name}; };
    CAIRN_CHECK(check_text(at("target_name"), alignment.target_name, Presence::required));
    CAIRN_CHECK(check_iri(at("target_url"), alignment.target_url, Presence::required));
    CAIRN_CHECK(check_text(at("target_framework"), alignment.target_framework, Presence::optional));
    CAIRN_CHECK(check_text(at("target_code"), alignment.target_code, Presence::optional));
    CAIRN_CHECK(check_text(at("target_description"), alignment.target_description, Presence::optional, TextKind::prose));
    if (!alignment.target_type.empty()) {
      CAIRN_CHECK(check_word(at("target_type"), alignment_target_types(), alignment.target_type));
    }
    const auto fault = alignment_fault({alignment.target_url, alignment.target_framework, alignment.target_code, alignment.target_type});
    if (fault && fault->weight == FaultWeight::error) {
      const bool is_url = fault->part == AlignmentFault::Part::url;
      const std::string& value = is_url ? alignment.target_url : alignment.target_code;
      return field_error("domain.alignment", at(is_url ? "target_url" : "target_code"), "\"" + value.substr(0, 120) + "\" " + fault->what,
                         fault->hint);
    }
  }
  return {};
}

Result<void> check_outcome_links(std::size_t index, const MicroCredentialFields& fields) {
  const LearningOutcome& outcome = fields.outcomes[index];
  if (!outcome.key.empty()) CAIRN_CHECK(check_key({"outcomes", index, "key"}, outcome.key));
  const auto has_same_key = [&](const LearningOutcome& other) { return !outcome.key.empty() && &other != &outcome && other.key == outcome.key; };
  if (std::ranges::any_of(fields.outcomes, has_same_key)) {
    return field_error("domain.duplicate", {"outcomes", index, "key"}, "\"" + outcome.key + "\" is used twice", "Give each outcome its own key.");
  }
  for (const std::string& skill : outcome.skills) {
    if (std::ranges::any_of(fields.alignments, [&](const Alignment& one) { return one.target_url == skill; })) continue;
    return field_error("domain.reference", {"outcomes", index, "skills"}, "no alignment has the target_url \"" + skill.substr(0, 120) + "\"",
                       "Describe the skill under [[alignments]] and name it here by its target_url.");
  }
  return {};
}

// What one part of a definition says of another.
Result<void> check_references(const MicroCredentialFields& fields) {
  for (std::size_t i = 0; i < fields.tasks.size(); ++i) {
    for (const std::string& key : fields.tasks[i].outcomes) {
      if (std::ranges::any_of(fields.outcomes, [&](const LearningOutcome& one) { return one.key == key; })) continue;
      return field_error("domain.reference", {"tasks", i, "outcomes"}, "there is no outcome with the key \"" + key.substr(0, 60) + "\"",
                         "Give the outcome that key, or name another.");
    }
  }
  for (std::size_t i = 0; i < fields.required_definitions.size(); ++i) {
    CAIRN_CHECK(check_iri({"required_definitions", i, {}}, fields.required_definitions[i], Presence::required));
    if (fields.required_definitions[i] != fields.id) continue;
    return field_error("domain.reference", {"required_definitions", i, {}}, "is the definition itself", "Nobody could ever begin: take it out.");
  }
  for (std::size_t i = 0; i < fields.translations.size(); ++i) {
    const std::string& name = fields.translations[i].field;
    const bool is_outcome = name.starts_with("outcomes[");
    const bool is_there = !is_outcome || (name.size() < 30 && std::stoul(name.substr(9)) < fields.outcomes.size());
    if (is_there) continue;
    return field_error("domain.reference", {"translations", i, "field"}, "there is no " + name.substr(0, 40), "Outcomes count from 0.");
  }
  return {};
}

Result<void> check_facts(const MicroCredentialFields& fields) {
  CAIRN_CHECK(check_listing(fields.listing));
  CAIRN_CHECK(check_need(fields.need));
  CAIRN_CHECK(check_offer(fields.offer));
  CAIRN_CHECK(check_workload(fields.workload));
  CAIRN_CHECK(check_tasks(fields.tasks));
  CAIRN_CHECK(check_translations(fields.translations));
  return check_references(fields);
}

Result<void> check_outcomes_and_tags(const MicroCredentialFields& fields) {
  for (std::size_t i = 0; i < fields.outcomes.size(); ++i) {
    CAIRN_CHECK(check_text({"outcomes", i, "statement"}, fields.outcomes[i].statement, Presence::required));
    CAIRN_CHECK(check_iri({"outcomes", i, "url"}, fields.outcomes[i].url, Presence::optional));
    CAIRN_CHECK(check_outcome_links(i, fields));
  }
  for (std::size_t i = 0; i < fields.tags.size(); ++i) {
    CAIRN_CHECK(check_text({"tags", i, {}}, fields.tags[i], Presence::required));
  }
  return {};
}

Result<void> check_levels(const std::string& list, const ResultDescription& description) {
  std::set<std::string_view> keys;
  for (std::size_t i = 0; i < description.levels.size(); ++i) {
    const RubricLevel& level = description.levels[i];
    CAIRN_CHECK(check_key({list, i, "key"}, level.key));
    CAIRN_CHECK(check_text({list, i, "name"}, level.name, Presence::required));
    CAIRN_CHECK(check_text({list, i, "description"}, level.description, Presence::optional, TextKind::prose));
    CAIRN_CHECK(check_text({list, i, "points"}, level.points, Presence::optional));
    if (!keys.insert(level.key).second) {
      return field_error("domain.duplicate", {list, i, "key"}, "\"" + level.key + "\" is used twice", "Give each level its own key.");
    }
  }
  return {};
}

Result<void> check_result_range(const FieldName& minimum, const ResultDescription& description) {
  if (description.minimum && description.maximum && *description.minimum > *description.maximum) {
    return range_error(minimum, to_text(*description.minimum) + " is above the maximum " + to_text(*description.maximum),
                       "Swap them.");
  }
  const bool is_below = description.required && description.minimum && *description.required < *description.minimum;
  const bool is_above = description.required && description.maximum && *description.required > *description.maximum;
  if (is_below || is_above) {
    return range_error({minimum.list, minimum.index, "required"},
                       to_text(*description.required) + " lies outside the range of possible marks",
                       "Give a mark between minimum and maximum.");
  }
  return {};
}

Result<void> check_result_references(std::size_t index, const ResultDescription& description) {
  const auto& values = description.allowed_values;
  if (!description.required_value.empty() && std::find(values.begin(), values.end(), description.required_value) == values.end()) {
    return field_error("domain.reference", {"results", index, "required_value"},
                       "\"" + description.required_value + "\" is not one of allowed_values", "Use one of them.");
  }
  const auto has_key = [&](const RubricLevel& level) { return level.key == description.required_level; };
  if (!description.required_level.empty() && std::none_of(description.levels.begin(), description.levels.end(), has_key)) {
    return field_error("domain.reference", {"results", index, "required_level"},
                       "there is no level \"" + description.required_level + "\"", "Use the key of one of its levels.");
  }
  return {};
}

Result<void> check_results(const std::vector<ResultDescription>& results) {
  std::set<std::string_view> keys;
  for (std::size_t i = 0; i < results.size(); ++i) {
    const ResultDescription& description = results[i];
    CAIRN_CHECK(check_key({"results", i, "key"}, description.key));
    CAIRN_CHECK(check_text({"results", i, "name"}, description.name, Presence::required));
    if (!keys.insert(description.key).second) {
      return field_error("domain.duplicate", {"results", i, "key"}, "\"" + description.key + "\" is used twice",
                         "Give each result its own key.");
    }
    if (description.type == ResultType::rubric_level && description.levels.empty()) {
      return field_error("domain.required", {"results", i, "levels"}, "is empty", "List the levels from low to high.");
    }
    const std::string place = "results[" + std::to_string(i) + "]";
    if (description.assessment) CAIRN_CHECK(check_typed_assessment(place + ".assessment", *description.assessment));
    const std::string list = place + ".levels";
    CAIRN_CHECK(check_levels(list, description));
    CAIRN_CHECK(check_result_range({"results", i, "minimum"}, description));
    CAIRN_CHECK(check_result_references(i, description));
    for (const std::string& value : description.allowed_values) {
      CAIRN_CHECK(check_text({"results", i, "allowed_values"}, value, Presence::required));
    }
  }
  return {};
}

Result<void> check_circumstances(const MicroCredentialFields& fields) {
  CAIRN_CHECK(check_assessment(fields.assessment));
  CAIRN_CHECK(check_quality(fields.quality));
  CAIRN_CHECK(check_stacking(fields.stacking));
  const auto modes = participation_modes();
  if (!fields.participation.empty() && std::find(modes.begin(), modes.end(), fields.participation) == modes.end()) {
    return field_error("domain.name-list", field("participation"), "\"" + fields.participation.substr(0, 60) + "\" is not in the list",
                       "Use online, onsite, blended or workplace.");
  }
  CAIRN_CHECK(check_text(field("prerequisites"), fields.prerequisites, Presence::optional, TextKind::prose));
  CAIRN_CHECK(check_party("awarded_by", fields.awarded_by));
  for (std::size_t i = 0; i < fields.delivered_by.size(); ++i) {
    CAIRN_CHECK(check_party("delivered_by[" + std::to_string(i) + "]", fields.delivered_by[i]));
  }
  return {};
}

bool says_more(const Credit& credit) { return !credit.level.empty() || credit.hours || credit.rated_by; }

int days_in_month(int year, int month) {
  for (int day = 31; day > 28; --day) {
    if (is_valid_date({year, month, day})) return day;
  }
  return 28;
}

}  // namespace

const ResultDescription* MicroCredential::find_result(std::string_view key) const {
  for (const ResultDescription& description : fields_.results) {
    if (description.key == key) return &description;
  }
  return nullptr;
}

bool needs_exact_terms(const MicroCredentialFields& fields) {
  return fields.exact_terms == ExactTerms::always || (fields.credit && says_more(*fields.credit)) || !fields.further_credits.empty() ||
         says_something(fields.assessment) || says_something(fields.quality) || says_something(fields.stacking) ||
         !fields.participation.empty() || !fields.prerequisites.empty() || fields.awarded_by || !fields.delivered_by.empty();
}

Result<MicroCredential> make_micro_credential(MicroCredentialFields fields) {
  CAIRN_CHECK(check_names(fields));
  CAIRN_CHECK(check_criteria_and_image(fields));
  CAIRN_CHECK(check_organisation(fields.organisation));
  if (fields.level) CAIRN_CHECK(complete_level(*fields.level));
  CAIRN_CHECK(check_credit(fields));
  CAIRN_CHECK(check_alignments(fields.alignments));
  CAIRN_CHECK(check_outcomes_and_tags(fields));
  CAIRN_CHECK(check_results(fields.results));
  CAIRN_CHECK(check_circumstances(fields));
  CAIRN_CHECK(check_facts(fields));
  return MicroCredential(std::move(fields));
}

std::optional<Instant> expiry_of(const MicroCredential& definition, Instant awarded) {
  if (!definition->validity_months) return std::nullopt;
  Date date = date_of(awarded);
  const Instant midnight = start_of_day(date);
  const int months = date.month - 1 + *definition->validity_months;
  date.year += months / 12;
  date.month = months % 12 + 1;
  date.day = std::min(date.day, days_in_month(date.year, date.month));
  Instant out = start_of_day(date);
  out.seconds += awarded.seconds - midnight.seconds;
  return out;
}

}  // namespace cairn::domain
