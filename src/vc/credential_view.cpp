#include "vc/credential_view.hpp"

#include <algorithm>
#include <map>

#include "vc/covered_number.hpp"

namespace cairn::vc {
namespace {

constexpr std::size_t k_most_shown = 50;
constexpr std::size_t k_most_associations = 500;

std::string text_of(const json::Value& value) {
  if (value.is_string()) return std::string(value.text());
  if (value.is_number()) return covered_number(value.number_text()).value_or(std::string());
  if (value.is_object()) return std::string(value.text_of("@value"));
  return {};
}

const json::Value* find_by_id(const json::Value* list, std::string_view id) {
  const json::Value* out = nullptr;
  each_item(list, [&](const json::Value& item) {
    if (out == nullptr && !id.empty() && item.text_of("id") == id) out = &item;
  });
  return out;
}

SummaryResult summarize_result(const json::Value& result, const json::Value& achievement) {
  SummaryResult out;
  out.value = text_member(result, "value");
  const json::Value* description = find_by_id(achievement.find("resultDescription"), result.text_of("resultDescription"));
  if (description != nullptr) {
    out.name = text_member(*description, "name");
    out.type = text_member(*description, "resultType");
    const json::Value* level = find_by_id(description->find("rubricCriterionLevel"), result.text_of("achievedLevel"));
    if (level != nullptr && out.value.empty()) out.value = text_member(*level, "name");
  }
  if (out.value.empty()) out.value = text_member(result, "status");
  return out;
}

SummaryResult summarize_alignment(const json::Value& alignment) {
  SummaryResult out;
  out.name = text_member(alignment, "targetName");
  out.type = text_member(alignment, "targetType");
  out.value = text_member(alignment, "targetFramework");
  const std::string code = text_member(alignment, "targetCode");
  if (!code.empty()) out.value += (out.value.empty() ? "" : " ") + code;
  return out;
}

// The plain name among the subject's identifiers, else what the subject calls itself.
std::string recipient_name(const json::Value& subject) {
  std::string out;
  each_item(subject.find("identifier"), [&](const json::Value& identity) {
    const json::Value* hashed = identity.find("hashed");
    const std::string_view type = identity.text_of("identityType");
    const bool is_plain = hashed == nullptr || !hashed->is_true();
    if (out.empty() && is_plain && (type == "name" || type == "ext:name")) out = identity.text_of("identityHash");
  });
  return out.empty() ? text_member(subject, "name") : out;
}

// The names of the achievements that a learner record defines or awards.
class AchievementNames {
 public:
  explicit AchievementNames(const json::Value& subject) {
    each_item(subject.find("achievement"), [this](const json::Value& one) { add(one); });
    each_item(subject.find("verifiableCredential"), [this](const json::Value& credential) {
      const json::Value* inner = first_item(credential.find("credentialSubject"));
      if (inner != nullptr) each_item(inner->find("achievement"), [this](const json::Value& one) { add(one); });
    });
  }
  std::string find(std::string_view id) const {
    const auto found = names_.find(id);
    return found == names_.end() ? std::string() : found->second;
  }

 private:
  void add(const json::Value& achievement) {
    const std::string_view id = achievement.text_of("id");
    if (!id.empty()) names_.try_emplace(id, text_member(achievement, "name"));
  }
  std::map<std::string_view, std::string, std::less<>> names_;
};

void summarize_associations(const json::Value& subject, Summary& out) {
  const json::Value* associations = subject.find("association");
  if (associations == nullptr) return;
  const AchievementNames names(subject);
  each_item(associations, [&](const json::Value& one) {
    if (out.associations.size() >= k_most_associations) return;
    SummaryAssociation& association = out.associations.emplace_back();
    association.type = text_member(one, "associationType");
    association.source_id = text_member(one, "sourceId");
    association.target_id = text_member(one, "targetId");
    association.source_name = names.find(association.source_id);
    association.target_name = names.find(association.target_id);
  });
}

void summarize_achievement(const json::Value& subject, const json::Value& achievement, Summary& out) {
  out.achievement_id = achievement.text_of("id");
  out.achievement_name = text_member(achievement, "name");
  out.achievement_type = text_member(achievement, "achievementType");
  out.language = text_member(achievement, "inLanguage");
  out.description = text_member(achievement, "description");
  if (const json::Value* criteria = first_item(achievement.find("criteria"))) out.criteria = text_member(*criteria, "narrative");
  each_item(subject.find("result"), [&](const json::Value& result) {
    if (out.results.size() < k_most_shown) out.results.push_back(summarize_result(result, achievement));
  });
  each_item(achievement.find("alignment"), [&](const json::Value& alignment) {
    if (out.alignments.size() < k_most_shown) out.alignments.push_back(summarize_alignment(alignment));
  });
}

}  // namespace

bool holds_type(const json::Value& document, std::string_view word) {
  bool out = false;
  each_item(document.find("type"), [&](const json::Value& item) { out = out || item.is_string(word); });
  return out;
}

std::string_view issuer_id(const json::Value& credential) {
  const json::Value* issuer = credential.find("issuer");
  if (issuer == nullptr) return {};
  return issuer->is_string() ? issuer->text() : issuer->text_of("id");
}

std::string text_member(const json::Value& object, std::string_view name) {
  const json::Value* found = first_item(object.find(name));
  return found == nullptr ? std::string() : text_of(*found);
}

const json::Value* first_item(const json::Value* value) {
  if (value == nullptr || !value->is_array()) return value;
  return value->array().empty() ? nullptr : value->array().begin();
}

Summary summarize(const json::Value& credential) {
  Summary out;
  out.credential_id = credential.text_of("id");
  each_item(credential.find("type"), [&](const json::Value& word) {
    if (out.type.empty() && word.is_string() && word.text() != "VerifiableCredential") out.type = word.text();
  });
  out.name = text_member(credential, "name");
  out.issuer_id = issuer_id(credential);
  if (const json::Value* issuer = credential.find("issuer")) out.issuer_name = text_member(*issuer, "name");
  out.valid_from = text_member(credential, "validFrom");
  if (out.valid_from.empty()) out.valid_from = text_member(credential, "issuanceDate");
  out.valid_until = text_member(credential, "validUntil");
  if (out.valid_until.empty()) out.valid_until = text_member(credential, "expirationDate");
  out.awarded = text_member(credential, "awardedDate");
  const json::Value* subject = first_item(credential.find("credentialSubject"));
  if (subject != nullptr) {
    out.subject_id = subject->text_of("id");
    out.comment = text_member(*subject, "endorsementComment");
    out.recipient_name = recipient_name(*subject);
    summarize_associations(*subject, out);
    out.credits_earned = text_member(*subject, "creditsEarned");
    if (const json::Value* achievement = first_item(subject->find("achievement"))) {
      summarize_achievement(*subject, *achievement, out);
      out.worth = read_worth(*subject, *achievement);
    }
  }
  if (out.name.empty()) out.name = out.achievement_name;
  return out;
}

}  // namespace cairn::vc
