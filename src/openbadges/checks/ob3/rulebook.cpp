#include "openbadges/rulebook.hpp"

#include <array>

#include "openbadges/checks/ob3/members.hpp"
#include "proof/context_rules.hpp"

namespace cairn::openbadges {
namespace {

using vc::Place;
using vc::Rule;
using vc::Severity;

constexpr std::string_view k_context_prefix = "https://purl.imsglobal.org/spec/ob/v3p0/context";
constexpr Rule k_context{"ob3.context", "Open Badges 3.0 \"OpenBadgeCredential\""};
constexpr Rule k_context_order{"ob3.context-order", "Open Badges 3.0 JSON Schemas", Severity::error, Severity::warning};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// context.json, context-3.0.3.json: the standard's pattern.
bool is_open_badges_context(const json::Value& value) {
  if (!value.is_string() || !value.text().starts_with(k_context_prefix)) return false;
  std::string_view rest = value.text().substr(k_context_prefix.size());
  while (rest.size() >= 7 && rest.starts_with("-3.") && is_digit(rest[3]) && rest[4] == '.' && is_digit(rest[5])) {
    rest.remove_prefix(6);
  }
  return rest == ".json";
}

}  // namespace

void ob3::check_open_badges_context(const json::Value& document, std::uint32_t position, vc::Findings& findings) {
  const json::Value* context = document.find("@context");
  bool found = false;
  ob3::for_each_item(context, Place{}, [&](const json::Value& item, const Place&) {
    found = found || is_open_badges_context(item);
  });
  const Place root;
  const Place place = root.member("@context");
  const std::string_view ordinal = position == 1 ? "second" : "third";
  const std::string hint = "Name https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json " + std::string(ordinal) + ".";
  if (!found) {
    findings.add(k_context, place, "no context of Open Badges 3.0 is named", hint);
  } else if (!context->is_array() || context->array().size() <= position || !is_open_badges_context(context->array()[position])) {
    findings.add(k_context_order, place, "the context of Open Badges 3.0 does not come " + std::string(ordinal), hint);
  }
}

namespace {

enum class BadgeKind : std::uint8_t { achievement, endorsement };

ob3::ClassId class_of(const json::Value& document, BadgeKind kind) {
  const bool is_old = proof::is_data_model_1(document);
  if (kind == BadgeKind::achievement) {
    return is_old ? ob3::ClassId::old_achievement_credential : ob3::ClassId::achievement_credential;
  }
  return is_old ? ob3::ClassId::old_endorsement_credential : ob3::ClassId::endorsement_credential;
}

void inspect(const vc::Inspection& inspection, vc::Findings& findings) {
  if (!inspection.document.is_object()) return;
  const json::Object document = inspection.document.object();
  const json::Value* type = document.find("type");
  const bool is_achievement = ob3::has_type(type, "OpenBadgeCredential") || ob3::has_type(type, "AchievementCredential");
  const bool is_endorsement = ob3::has_type(type, "EndorsementCredential");
  if (!is_achievement && !is_endorsement) return;
  ob3::check_open_badges_context(inspection.document, 1, findings);
  ob3::check_members(class_of(inspection.document, is_achievement ? BadgeKind::achievement : BadgeKind::endorsement), document, Place{}, findings);
  if (is_achievement) ob3::check_relations(inspection.document, findings);
}

constexpr vc::Rulebook k_ob3{"ob3", inspect};

}  // namespace

const vc::Rulebook& ob3_rulebook() { return k_ob3; }

std::span<const vc::Rulebook* const> all_rulebooks() {
  static const std::array<const vc::Rulebook*, 6> k_all = {&vc::vcdm2_rulebook(), &vc::vcdm1_rulebook(), &k_ob3, &clr2_rulebook(),
                                                           &credit_rulebook(), &vc::house_rulebook()};
  return k_all;
}

}  // namespace cairn::openbadges
