#include "openbadges/enclosed.hpp"

#include "openbadges/checks/ob3/members.hpp"

namespace cairn::openbadges {
namespace {

using ob3::ClassId;
using vc::Place;

constexpr int k_deepest = 24;

// Follows the classes of the model, and nothing else: what a document merely calls "endorsement" is none.
class Search {
 public:
  std::vector<vc::Enclosure> found;

  void object(ClassId id, const json::Value& object, const Place& place, int depth) {
    if (!object.is_object() || depth > k_deepest) return;
    const ob3::ClassModel& model = ob3::model_of(id);
    for (const json::Member& member : object.object()) {
      const ob3::MemberModel* known = ob3::find_member(model, member.name);
      if (known == nullptr) continue;
      const std::string_view role = role_of(*known);
      const bool leads_on = known->value_class != ClassId::none;
      if (role.empty() && !leads_on) continue;
      ob3::for_each_item(&member.value, place.member(member.name), [&](const json::Value& item, const Place& at) {
        if (role.empty()) {
          this->object(known->value_class, item, at, depth + 1);
        } else if (found.size() <= vc::k_most_enclosed) {
          found.push_back({role, vc::to_pointer(at), item, std::string(object.text_of("id"))});
        }
      });
    }
  }

 private:
  static std::string_view role_of(const ob3::MemberModel& member) {
    const bool is_endorsement = member.value_class == ClassId::endorsement_credential ||
                                member.value_class == ClassId::old_endorsement_credential || member.name == "endorsementJwt";
    if (is_endorsement) return vc::k_endorsement_role;
    return member.value_class == ClassId::contained_credential ? vc::k_credential_role : std::string_view();
  }
};

}  // namespace

std::vector<vc::Enclosure> find_enclosed(const json::Value& credential) {
  const json::Value* type = credential.find("type");
  ClassId id = ClassId::none;
  if (ob3::has_type(type, "ClrCredential")) {
    id = ClassId::clr_credential;
  } else if (ob3::has_type(type, "OpenBadgeCredential") || ob3::has_type(type, "AchievementCredential")) {
    id = ClassId::achievement_credential;
  } else if (ob3::has_type(type, "EndorsementCredential")) {
    id = ClassId::endorsement_credential;
  }
  Search search;
  if (id != ClassId::none) search.object(id, credential, Place{}, 0);
  return std::move(search.found);
}

}  // namespace cairn::openbadges
