#include <optional>

#include "domain/amount.hpp"
#include "openbadges/checks/ob3/members.hpp"

namespace cairn::openbadges::ob3 {
namespace {

using vc::Place;
using vc::Rule;
using vc::Severity;

constexpr std::string_view k_subject = "Open Badges 3.0 \"AchievementSubject\"";
constexpr std::string_view k_result = "Open Badges 3.0 \"Result\", \"ResultDescription\"";
constexpr std::string_view k_identity = "Open Badges 3.0 \"IdentityObject\", \"IdentityHash\"";

constexpr Rule k_subject_identity{"ob3.subject-identity", k_subject};
constexpr Rule k_criteria{"ob3.criteria", "Open Badges 3.0 \"Criteria\"", Severity::error, Severity::warning};
constexpr Rule k_result_reference{"ob3.result-reference", k_result, Severity::error, Severity::warning};
constexpr Rule k_too_many_results{"ob3.too-many-results", k_result, Severity::error, Severity::unknown};
constexpr std::uint64_t k_most_lookups = 1'000'000;
constexpr Rule k_result_empty{"ob3.result-empty", k_result, Severity::warning, Severity::warning};
constexpr Rule k_result_status{"ob3.result-status", k_result, Severity::error, Severity::warning};
constexpr Rule k_result_value{"ob3.result-value", k_result, Severity::error, Severity::warning};
constexpr Rule k_achieved_level{"ob3.achieved-level", k_result, Severity::error, Severity::warning};
constexpr Rule k_distant_level{"ob3.achieved-level-elsewhere", k_result, Severity::warning, Severity::warning};
constexpr Rule k_required_level{"ob3.required-level", k_result, Severity::error, Severity::warning};
constexpr Rule k_duplicate_id{"ob3.duplicate-id", k_result, Severity::error, Severity::warning};
constexpr Rule k_hash{"ob3.identity-hash", k_identity, Severity::error, Severity::warning};
constexpr Rule k_md5{"ob3.identity-md5", k_identity, Severity::error, Severity::warning};
constexpr Rule k_salt{"ob3.identity-salt", k_identity, Severity::warning, Severity::warning};

bool is_hex(std::string_view text, std::size_t length) {
  return text.size() == length && text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

void check_identity(const json::Value& identity, const Place& place, vc::Findings& findings) {
  const json::Value* hashed = identity.find("hashed");
  if (hashed == nullptr || !hashed->is_true()) return;
  const std::string_view hash = identity.text_of("identityHash");
  if (hash.starts_with("md5$")) {
    findings.add(k_md5, place.member("identityHash"), "the identity is hashed with MD5, which is broken", "Use sha256$.");
  } else if (!hash.starts_with("sha256$") || !is_hex(hash.substr(7), 64)) {
    findings.add(k_hash, place.member("identityHash"), "hashed is true, and the hash is not sha256$ with 64 hexadecimal digits",
                 "Write sha256$ and the SHA-256 of identity and salt.");
  }
  if (identity.text_of("salt").empty()) {
    findings.add(k_salt, place, "the identity is hashed without a salt, so it can be guessed", "Add a salt.");
  }
}

}  // namespace

void check_learner(const json::Value& subject, const Place& place, vc::Findings& findings) {
  const json::Value* identifier = subject.find("identifier");
  const bool has_identifier = identifier != nullptr && (!identifier->is_array() || !identifier->array().empty());
  if (subject.find("id") == nullptr && !has_identifier) {
    findings.add(k_subject_identity, place, "neither id nor identifier says who the learner is",
                 "Give the learner's id, or an identifier such as a hashed e-mail address.");
  }
  for_each_item(identifier, place.member("identifier"),
                [&](const json::Value& item, const Place& at) { check_identity(item, at, findings); });
}

namespace {

const json::Value* find_by_id(const json::Value* list, std::string_view id) {
  const json::Value* out = nullptr;
  for_each_item(list, Place{}, [&](const json::Value& item, const Place&) {
    if (out == nullptr && item.text_of("id") == id) out = &item;
  });
  return out;
}

std::optional<domain::Amount> amount_of(std::string_view text) {
  const auto amount = domain::parse_amount(text);
  return amount ? std::optional(*amount) : std::nullopt;
}

bool has_level(const json::Value* descriptions, std::string_view level) {
  bool out = false;
  for_each_item(descriptions, Place{}, [&](const json::Value& description, const Place&) {
    out = out || find_by_id(description.find("rubricCriterionLevel"), level) != nullptr;
  });
  return out;
}

// Only numbers can be compared; a grade's order is told by allowedValue.
bool lies_outside(const json::Value& description, std::string_view value) {
  const auto mark = amount_of(value);
  if (!mark) return false;
  const std::string_view low = description.text_of("valueMin");
  const std::string_view high = description.text_of("valueMax");
  const auto minimum = low.empty() ? std::nullopt : amount_of(low);
  const auto maximum = high.empty() ? std::nullopt : amount_of(high);
  return (minimum && *mark < *minimum) || (maximum && *mark > *maximum);
}

void check_result_value(const json::Value& description, const json::Value& result, const Place& place, vc::Findings& findings) {
  const std::string_view value = result.text_of("value");
  if (value.empty()) return;
  if (lies_outside(description, value)) {
    findings.add(k_result_value, place.member("value"), "lies outside valueMin and valueMax of its description", "Correct the value.");
  }
  const json::Value* allowed = description.find("allowedValue");
  if (allowed == nullptr) return;
  bool found = false;
  for_each_item(allowed, Place{}, [&](const json::Value& item, const Place&) { found = found || item.is_string(value); });
  if (!found) findings.add(k_result_value, place.member("value"), "is not one of the description's allowedValue", "Use one of them.");
}

void check_result(const json::Value& result, const json::Value* descriptions, const Place& place, vc::Findings& findings) {
  const std::string_view id = result.text_of("resultDescription");
  if (id.empty()) return;
  const json::Value* description = find_by_id(descriptions, id);
  if (description == nullptr) {
    findings.add(k_result_reference, place.member("resultDescription"), "the achievement has no result description of this id",
                 "Point to the id of one of the achievement's resultDescription.");
    return;
  }
  check_result_value(*description, result, place, findings);
  const std::string_view level = result.text_of("achievedLevel");
  if (!level.empty() && find_by_id(description->find("rubricCriterionLevel"), level) == nullptr) {
    const bool is_elsewhere = has_level(descriptions, level);
    findings.add(is_elsewhere ? k_distant_level : k_achieved_level, place.member("achievedLevel"),
                 is_elsewhere ? "the level belongs to another result description than the one linked"
                              : "the result description has no level of this id",
                 "Point to the id of one of its rubricCriterionLevel.");
  }
  const bool has_status = !result.text_of("status").empty();
  if (description->text_of("resultType") == "Status" && !has_status) {
    findings.add(k_result_status, place, "the description is of type Status, and no status is given", "Add status.");
  }
  if (result.text_of("value").empty() && level.empty() && !has_status) {
    findings.add(k_result_empty, place, "the result has neither value nor achievedLevel nor status", "Say what was achieved.");
  }
}

void check_description(const json::Value& description, const json::Value* all, const Place& place, vc::Findings& findings) {
  const std::string_view id = description.text_of("id");
  if (!id.empty() && find_by_id(all, id) != &description) {
    findings.add(k_duplicate_id, place.member("id"), "another result description has the same id", "Give each its own id.");
  }
  const std::string_view level = description.text_of("requiredLevel");
  if (!level.empty() && find_by_id(description.find("rubricCriterionLevel"), level) == nullptr) {
    findings.add(k_required_level, place.member("requiredLevel"), "there is no level of this id", "Point to one of its levels.");
  }
}

void check_achievement(const json::Value& subject, const Place& place, vc::Findings& findings) {
  const json::Value* achievement = subject.find("achievement");
  if (achievement == nullptr || !achievement->is_object()) return;
  const Place at = place.member("achievement");
  const json::Value* criteria = achievement->find("criteria");
  if (criteria != nullptr && criteria->is_object() && criteria->text_of("narrative").empty() && criteria->text_of("id").empty()) {
    findings.add(k_criteria, at.member("criteria"), "the criteria say nothing", "Add a narrative, or the id of a page that tells them.");
  }
  const json::Value* descriptions = achievement->find("resultDescription");
  const Place list = at.member("resultDescription");
  const json::Value* results = subject.find("result");
  const auto count = [](const json::Value* value) { return value != nullptr && value->is_array() ? value->array().size() : 1u; };
  // Each result is looked up among the descriptions, so their product is bounded.
  if (std::uint64_t{count(descriptions)} * (count(descriptions) + count(results)) > k_most_lookups) {
    findings.add(k_too_many_results, list, "too many results and result descriptions to look through", "Describe fewer results.");
    return;
  }
  for_each_item(descriptions, list, [&](const json::Value& item, const Place& item_place) {
    check_description(item, descriptions, item_place, findings);
  });
  for_each_item(results, place.member("result"), [&](const json::Value& item, const Place& item_place) {
    check_result(item, descriptions, item_place, findings);
  });
}

}  // namespace

void check_relations(const json::Value& document, vc::Findings& findings) {
  const Place root;
  for_each_item(document.find("credentialSubject"), root.member("credentialSubject"),
                [&](const json::Value& subject, const Place& place) {
                  if (!subject.is_object()) return;
                  check_learner(subject, place, findings);
                  check_achievement(subject, place, findings);
                });
}

}  // namespace cairn::openbadges::ob3
