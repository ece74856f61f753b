#include "openbadges/rulebook.hpp"

#include <optional>
#include <set>
#include <string>

#include "base/instant.hpp"
#include "openbadges/checks/ob3/members.hpp"
#include "proof/context_rules.hpp"

// Comprehensive Learner Record 2.0. Its classes stand in the same table as those of Open Badges, on which it is built.
namespace cairn::openbadges {
namespace {

using ob3::for_each_item;
using vc::Place;
using vc::Rule;
using vc::Severity;

constexpr std::string_view k_context_prefix = "https://purl.imsglobal.org/spec/clr/v2p0/context";
constexpr std::string_view k_credential = "Comprehensive Learner Record 2.0 \"ClrCredential\"";
constexpr std::string_view k_subject = "Comprehensive Learner Record 2.0 \"ClrSubject\"";
constexpr std::string_view k_association = "Comprehensive Learner Record 2.0 \"Association\"";

constexpr Rule k_context{"clr2.context", k_credential};
constexpr Rule k_context_order{"clr2.context-order", k_credential, Severity::error, Severity::warning};
constexpr Rule k_empty{"clr2.empty", k_subject, Severity::error, Severity::warning};
constexpr Rule k_unsigned{"clr2.unsigned-credential", k_subject, Severity::error, Severity::warning};
constexpr Rule k_other_learner{"clr2.other-learner", k_subject, Severity::error, Severity::warning};
constexpr Rule k_later_credential{"clr2.later-credential", k_subject, Severity::warning, Severity::warning};
constexpr Rule k_outside{"clr2.association-outside", k_association, Severity::warning, Severity::warning};
constexpr Rule k_self{"clr2.association-self", k_association, Severity::error, Severity::warning};

// context.json, context-2.0.1.json.
bool is_clr_context(const json::Value& value) {
  if (!value.is_string() || !value.text().starts_with(k_context_prefix)) return false;
  const std::string_view rest = value.text().substr(k_context_prefix.size());
  return rest == ".json" || (rest.starts_with("-2.") && rest.ends_with(".json") && rest.find('/') == std::string_view::npos);
}

// The contexts share names, and the later one wins: in another order the same words would mean something else.
void check_contexts(const json::Value& document, vc::Findings& findings) {
  const json::Value* context = document.find("@context");
  const Place root;
  const Place place = root.member("@context");
  bool found = false;
  for_each_item(context, place, [&](const json::Value& item, const Place&) { found = found || is_clr_context(item); });
  const std::string hint = "Name https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json second.";
  if (!found) {
    findings.add(k_context, place, "no context of Comprehensive Learner Record 2.0 is named", hint);
  } else if (!context->is_array() || context->array().size() < 2 || !is_clr_context(context->array()[1])) {
    findings.add(k_context_order, place, "the context of Comprehensive Learner Record 2.0 does not come second", hint);
  }
  ob3::check_open_badges_context(document, 2, findings);
}

std::optional<Instant> instant_of(const json::Value& document, std::string_view name) {
  const auto instant = parse_date_time_stamp(document.text_of(name));
  return instant ? std::optional(*instant) : std::nullopt;
}

// The subject of a learner record, and all it holds.
class Record {
 public:
  Record(const json::Value& document, const json::Value& subject, vc::Findings& findings)
      : document_(document), subject_(subject), findings_(findings) {}

  void check(const Place& place) {
    ob3::check_learner(subject_, place, findings_);
    for_each_item(subject_.find("achievement"), place, [this](const json::Value& one, const Place&) { add_achievement(one); });
    const json::Value* credentials = subject_.find("verifiableCredential");
    if (credentials != nullptr && credentials->is_array() && credentials->array().empty()) {
      findings_.add(k_empty, place.member("verifiableCredential"), "the record holds no credential", "Put at least one in.");
    }
    for_each_item(credentials, place.member("verifiableCredential"),
                  [this](const json::Value& one, const Place& at) { check_credential(one, at); });
    for_each_item(subject_.find("association"), place.member("association"),
                  [this](const json::Value& one, const Place& at) { check_association(one, at); });
  }

 private:
  void add_achievement(const json::Value& achievement) {
    const std::string_view id = achievement.text_of("id");
    if (!id.empty()) achievements_.insert(id);
  }

  void check_credential(const json::Value& credential, const Place& place) {
    if (!credential.is_object()) {
      has_tokens_ = true;
      return;
    }
    if (ob3::has_type(credential.find("type"), "EnvelopedVerifiableCredential")) {
      has_tokens_ = true;
    } else if (credential.find("proof") == nullptr) {
      findings_.add(k_unsigned, place, "a credential in the record has no proof of its own", "Take the signed credential.");
    }
    for_each_item(credential.find("credentialSubject"), place.member("credentialSubject"),
                  [this](const json::Value& inner, const Place& at) { check_inner_subject(inner, at); });
    const auto from = instant_of(credential, "validFrom");
    const auto record_from = instant_of(document_, "validFrom");
    if (from && record_from && *from > *record_from) {
      findings_.add(k_later_credential, place.member("validFrom"), "the credential begins after the record that holds it",
                    "Check the dates.");
    }
  }

  void check_inner_subject(const json::Value& inner, const Place& place) {
    for_each_item(inner.find("achievement"), place, [this](const json::Value& one, const Place&) { add_achievement(one); });
    const std::string_view learner = subject_.text_of("id");
    const std::string_view other = inner.text_of("id");
    if (learner.empty() || other.empty() || learner == other) return;
    findings_.add(k_other_learner, place.member("id"), "the credential names another learner than the record does",
                  "Keep the credentials of one learner in one record.");
  }

  void check_association(const json::Value& association, const Place& place) {
    const std::string_view source = association.text_of("sourceId");
    const std::string_view target = association.text_of("targetId");
    if (!source.empty() && source == target) {
      findings_.add(k_self, place, "an achievement is associated with itself", "Name two achievements.");
    }
    check_end(source, place.member("sourceId"));
    check_end(target, place.member("targetId"));
  }

  void check_end(std::string_view id, const Place& place) {
    if (id.empty() || achievements_.find(id) != achievements_.end()) return;
    const std::string more = has_tokens_ ? ", unless one of its tokens holds it" : "";
    findings_.add(k_outside, place, "no achievement in the record has this id" + more,
                  "Put its definition into the record, or correct the id.");
  }

  const json::Value& document_;
  const json::Value& subject_;
  vc::Findings& findings_;
  std::set<std::string_view> achievements_;
  bool has_tokens_ = false;
};

void inspect(const vc::Inspection& inspection, vc::Findings& findings) {
  const json::Value& document = inspection.document;
  if (!document.is_object() || !ob3::has_type(document.find("type"), "ClrCredential")) return;
  check_contexts(document, findings);
  const Place root;
  const bool is_old = proof::is_data_model_1(document);
  ob3::check_members(is_old ? ob3::ClassId::old_clr_credential : ob3::ClassId::clr_credential, document.object(), root, findings);
  for_each_item(document.find("credentialSubject"), root.member("credentialSubject"),
                [&](const json::Value& subject, const Place& place) {
                  if (subject.is_object()) Record(document, subject, findings).check(place);
                });
}

constexpr vc::Rulebook k_clr2{"clr2", inspect};

}  // namespace

const vc::Rulebook& clr2_rulebook() { return k_clr2; }

}  // namespace cairn::openbadges
