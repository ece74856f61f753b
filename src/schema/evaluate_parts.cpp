#include <algorithm>

#include "schema/evaluator.hpp"

// What the members of an object and the items of an array must be: the applicator and unevaluated vocabularies.
namespace cairn::schema {

void Evaluator::object(Frame& frame) {
  const json::Object members = frame.value.object();
  std::vector<bool> named(members.size());
  const json::Value* names = keyword(frame, "propertyNames");
  std::size_t number = 0;
  for (const json::Member& member : members) {
    const Place place{&frame.place, member.name};
    if (names != nullptr) {
      const json::Value name = json::Value::string(member.name);
      if (!fits(*names, name, place, nullptr)) complain(frame, "propertyNames", "has a member whose name is not allowed: \"" + std::string(member.name.substr(0, 80)) + "\"");
    }
    named[number] = named_properties(frame, member);
    if (named[number] && frame.own != nullptr) frame.own->mark_member(number, members.size());
    ++number;
  }
  additional_properties(frame, named);
  dependencies(frame);
  unevaluated_members(frame);
}

// out: whether `properties` or `patternProperties` speak about the member
bool Evaluator::named_properties(Frame& frame, const json::Member& member) {
  const Place place{&frame.place, member.name};
  bool is_named = false;
  const json::Value* properties = keyword(frame, "properties");
  if (const json::Value* schema = properties == nullptr ? nullptr : properties->find(member.name); schema != nullptr) {
    is_named = true;
    frame.holds = apply(*schema, member.value, place, nullptr) && frame.holds;
  }
  const json::Value* patterns = keyword(frame, "patternProperties");
  if (patterns == nullptr || !patterns->is_object()) return is_named;
  for (const json::Member& one : patterns->object()) {
    const auto pattern = registry_.pattern(one.name);
    if (!pattern) {
      stop(pattern.error());
      return is_named;
    }
    if (!(*pattern)->is_found_in(member.name)) continue;
    is_named = true;
    frame.holds = apply(one.value, member.value, place, nullptr) && frame.holds;
  }
  return is_named;
}

void Evaluator::additional_properties(Frame& frame, const std::vector<bool>& named) {
  const json::Value* schema = keyword(frame, "additionalProperties");
  if (schema == nullptr) return;
  std::size_t number = 0;
  for (const json::Member& member : frame.value.object()) {
    if (!named[number]) {
      if (frame.own != nullptr) frame.own->mark_member(number, named.size());
      frame.holds = apply(*schema, member.value, Place{&frame.place, member.name}, nullptr) && frame.holds;
    }
    ++number;
  }
}

void Evaluator::dependencies(Frame& frame) {
  const auto apply_to = [&](const json::Member& one) {
    if (frame.value.find(one.name) == nullptr) return;
    if (one.value.is_array()) {
      required(frame, one.value, "dependencies", one.name);
    } else {
      frame.holds = apply(one.value, frame.value, frame.place, frame.own) && frame.holds;
    }
  };
  // The old keyword is kept by the later drafts for schemas that still have it.
  for (const std::string_view name : {"dependencies", "dependentSchemas"}) {
    if (name == "dependentSchemas" && frame.resource.draft == Draft::draft_7) continue;
    const json::Value* schemas = keyword(frame, name);
    if (schemas == nullptr || !schemas->is_object()) continue;
    for (const json::Member& one : schemas->object()) apply_to(one);
  }
}

void Evaluator::unevaluated_members(Frame& frame) {
  const json::Value* schema = keyword(frame, "unevaluatedProperties");
  if (schema == nullptr || frame.resource.draft == Draft::draft_7 || frame.own == nullptr) return;
  const json::Object members = frame.value.object();
  frame.own->members.resize(members.size());
  std::size_t number = 0;
  for (const json::Member& member : members) {
    if (!frame.own->members[number]) {
      frame.holds = apply(*schema, member.value, Place{&frame.place, member.name}, nullptr) && frame.holds;
      frame.own->members[number] = true;
    }
    ++number;
  }
}

void Evaluator::array(Frame& frame) {
  items(frame);
  contains(frame);
  unevaluated_items(frame);
}

// `items` means the items after the prefix in 2020-12; before, a list of schemas was the prefix and `additionalItems` the rest.
void Evaluator::items(Frame& frame) {
  const bool is_newest = frame.resource.draft == Draft::draft_2020_12;
  const json::Value* prefix = keyword(frame, is_newest ? "prefixItems" : "items");
  const json::Array values = frame.value.array();
  std::uint32_t first_rest = 0;
  const bool has_prefix = prefix != nullptr && prefix->is_array();
  if (has_prefix) {
    first_rest = std::min(prefix->array().size(), values.size());
    for (std::uint32_t i = 0; i < first_rest; ++i) {
      frame.holds = apply(prefix->array()[i], values[i], Place{&frame.place, {}, i}, nullptr) && frame.holds;
      if (frame.own != nullptr) frame.own->mark_item(i, values.size());
    }
  }
  const bool rest_is_items = is_newest || !has_prefix;
  const json::Value* rest = keyword(frame, rest_is_items ? "items" : "additionalItems");
  if (rest != nullptr && !rest->is_array()) rest_of_items(frame, *rest, rest_is_items ? "items" : "additionalItems", first_rest);
}

void Evaluator::rest_of_items(Frame& frame, const json::Value& schema, std::string_view name, std::uint32_t from) {
  const json::Array values = frame.value.array();
  if (schema.is_boolean() && !schema.as_boolean() && from < values.size()) {
    return complain(frame, name, "has more items than are allowed: " + std::to_string(values.size()));
  }
  for (std::uint32_t i = from; i < values.size(); ++i) {
    frame.holds = apply(schema, values[i], Place{&frame.place, {}, i}, nullptr) && frame.holds;
    if (frame.own != nullptr) frame.own->mark_item(i, values.size());
  }
}

void Evaluator::contains(Frame& frame) {
  const json::Value* schema = keyword(frame, "contains");
  if (schema == nullptr) return;
  const json::Array values = frame.value.array();
  std::uint64_t count = 0;
  for (std::uint32_t i = 0; i < values.size(); ++i) {
    if (!fits(*schema, values[i], Place{&frame.place, {}, i}, nullptr)) continue;
    ++count;
    if (frame.own != nullptr && frame.resource.draft == Draft::draft_2020_12) frame.own->mark_item(i, values.size());
  }
  const bool has_counts = frame.resource.draft != Draft::draft_7 && frame.resource.asserts;
  const std::uint64_t least = has_counts ? count_of(frame, "minContains").value_or(1) : 1;
  const std::uint64_t most = has_counts ? count_of(frame, "maxContains").value_or(values.size()) : values.size();
  if (count < least) complain(frame, "contains", "holds " + std::to_string(count) + " items of the form asked for, wanted at least " + std::to_string(least));
  if (count > most) complain(frame, "maxContains", "holds " + std::to_string(count) + " items of the form asked for, wanted at most " + std::to_string(most));
}

void Evaluator::unevaluated_items(Frame& frame) {
  const json::Value* schema = keyword(frame, "unevaluatedItems");
  if (schema == nullptr || frame.resource.draft == Draft::draft_7 || frame.own == nullptr) return;
  const json::Array values = frame.value.array();
  frame.own->items.resize(values.size());
  for (std::uint32_t i = 0; i < values.size(); ++i) {
    if (frame.own->items[i]) continue;
    frame.holds = apply(*schema, values[i], Place{&frame.place, {}, i}, nullptr) && frame.holds;
    frame.own->items[i] = true;
  }
}

}  // namespace cairn::schema
