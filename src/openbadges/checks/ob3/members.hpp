#pragma once
#include "json/value.hpp"
#include "openbadges/checks/ob3/model.hpp"
#include "vc/rules.hpp"

namespace cairn::openbadges::ob3 {

/// Compare an object, and all it holds, with the model of its class: required members, forms, words, types.
void check_members(ClassId id, json::Object object, const vc::Place& place, vc::Findings& findings);

/// What only makes sense across objects: identity of the subject, references between results and their descriptions, hashes.
/// in: document - an object
void check_relations(const json::Value& document, vc::Findings& findings);

/// Whether a subject says who the learner is, and says it in a form that can be compared.
void check_learner(const json::Value& subject, const vc::Place& place, vc::Findings& findings);

/// Whether the context of Open Badges 3.0 is named, and stands where it must: as number `position` of the list.
void check_open_badges_context(const json::Value& document, std::uint32_t position, vc::Findings& findings);

/// out: whether `type` is, or as an array holds, this word
bool has_type(const json::Value* type, std::string_view word);

/// Call `visit(item, place)` for the value itself, or for each item when it is an array.
template <class Visit>
void for_each_item(const json::Value* value, const vc::Place& place, Visit visit) {
  if (value == nullptr) return;
  if (!value->is_array()) {
    visit(*value, place);
    return;
  }
  for (std::uint32_t i = 0; i < value->array().size(); ++i) visit(value->array()[i], place.item(i));
}

}  // namespace cairn::openbadges::ob3
