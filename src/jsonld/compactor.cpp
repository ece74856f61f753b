#include "jsonld/compactor.hpp"

#include <algorithm>
#include <string>

#include "jsonld/compact_value.hpp"
#include "jsonld/errors.hpp"
#include "jsonld/object_kind.hpp"

namespace cairn::jsonld {

using json::Array;
using json::Member;
using json::Object;
using json::Value;

namespace {

bool is_only_id(Value element) { return element.object().size() == 1 && element.find("@id") != nullptr; }

// Entries of a node object whose compacted value is the expanded one.
bool is_kept_as_is(std::string_view name) {
  return name == "@direction" || name == "@index" || name == "@language" || name == "@value";
}

bool is_reverse_term(const ActiveContext& active, std::string_view term) {
  const TermDefinition* definition = active.find(term);
  return definition != nullptr && definition->is_reverse;
}

// A list container has no place for the list's own index.
bool fits_list_container(const TermDefinition* definition, Value list) {
  return definition != nullptr && definition->has(container::k_list) && list.find("@index") == nullptr;
}

// Whether the list or graph stands in an object of its own, and not in the container of the term.
bool needs_wrapper(const TermDefinition* definition, Value expanded) {
  if (is_list_object(expanded)) return !fits_list_container(definition, expanded);
  if (definition == nullptr || !definition->has(container::k_graph)) return true;
  return !definition->has(container::k_id) && !is_simple_graph_object(expanded);
}

// Whether expansion makes a list, a graph or a literal of an empty array.
bool reads_empty_as_value(const TermDefinition* definition) {
  if (definition == nullptr) return false;
  return definition->type == TypeMapping::json || definition->has(container::k_list);
}

bool has_container(const ActiveContext& active, std::string_view term, Containers which) {
  const TermDefinition* definition = active.find(term);
  return definition != nullptr && definition->has(which);
}

}  // namespace

void add_value(Object object, std::string_view key, Value value, bool as_array, Arena& arena) {
  Value* found = object.find(key);
  if (as_array && (found == nullptr || !found->is_array())) {
    const Array items = Array::make(arena);
    if (found != nullptr) items.push_back(*found, arena);
    object.set(key, items, arena);
    found = object.find(key);
  }
  if (value.is_array()) {
    for (const Value& item : value.array()) add_value(object, key, item, as_array, arena);
  } else if (found == nullptr) {
    object.add_new(key, value, arena);
  } else if (found->is_array()) {
    found->array().push_back(value, arena);
  } else {
    const Array items = Array::make(arena);
    items.push_back(*found, arena);
    items.push_back(value, arena);
    *found = items;
  }
}

Result<Value> Compactor::compact(const ActiveContext& active, std::string_view property, Value element, Holder holder) {
  if (element.is_array()) return compact_array(active, property, element, holder);
  if (!element.is_object()) return element;
  if (depth_ == depth_limit_) {
    return over_limit("depth", "the expanded document nests deeper than " + std::to_string(depth_limit_) + " levels");
  }
  ++depth_;
  auto result = compact_object(active, property, element, holder);
  --depth_;
  return result;
}

Result<Value> Compactor::compact_array(const ActiveContext& active, std::string_view property, Value element,
                                       Holder holder) {
  const Array result = Array::make(arena_, element.array().size());
  for (const Value& item : element.array()) {
    CAIRN_TRY(const Value compacted, compact(active, property, item, holder));
    if (!compacted.is_null()) result.push_back(compacted, arena_);
  }
  const bool stays_array = result.size() != 1 || !options_.compact_arrays || property == "@graph" ||
                           property == "@set" || has_container(active, property, container::k_list | container::k_set);
  return stays_array ? Value(result) : result[0];
}

// A context that names things needs an inverse, as large as its terms are many. It is counted whether it is there
// already or not, so that a warm and a cold processor give the same verdict.
Result<const ActiveContext*> Compactor::process(const ActiveContext& active, const LocalContext& local) {
  CAIRN_TRY(const ActiveContext* result, contexts_.process(active, local));
  if (inverted_.insert(result).second && !inverted_terms_.spend(result->terms.size())) {
    return over_limit("terms", "the document uses too many scoped contexts with too many terms");
  }
  return result;
}

// The context that applies inside the element: back from a type-scoped one, then the property's own.
// Two points follow expansion where the standard's text on compaction does not: the definition comes from the context
// before going back, and what lies in an index map does not go back.
Result<const ActiveContext*> Compactor::enter(const ActiveContext& input, std::string_view property, Value element,
                                              Holder holder) {
  const ActiveContext* active = &input;
  const TermDefinition* definition = input.find(property);
  const bool goes_back = !is_value_object(element) && !is_only_id(element) && holder == Holder::plain;
  if (input.previous != nullptr && goes_back) active = input.previous;
  if (definition == nullptr || definition->local_context == nullptr) return active;
  return process(*active, LocalContext::of_property(*definition));
}

// As in expansion, types are read by the context inside the element, before any of theirs applies; the standard's text
// on compaction takes the one around it.
Result<const ActiveContext*> Compactor::apply_type_scoped(const ActiveContext& active, Value element) {
  const Value* types = element.find("@type");
  if (types == nullptr || !types->is_array()) return &active;
  std::vector<std::string_view> terms;
  for (const Value& type : types->array()) {
    if (!type.is_string()) continue;
    CAIRN_TRY(const std::string_view term, compact_vocab_iri(active, type.text(), arena_));
    terms.push_back(term);
  }
  std::sort(terms.begin(), terms.end());
  const ActiveContext* result = &active;
  for (const std::string_view term : terms) {
    const TermDefinition* definition = active.find(term);
    if (definition == nullptr || definition->local_context == nullptr) continue;
    CAIRN_TRY(result, process(*result, LocalContext::of_type(*definition)));
  }
  return result;
}

Result<Value> Compactor::compact_object(const ActiveContext& input, std::string_view property, Value element,
                                        Holder holder) {
  CAIRN_TRY(const ActiveContext* active, enter(input, property, element, holder));
  const TermDefinition* definition = active->find(property);
  const IndexPlace index = holder == Holder::index_map ? IndexPlace::in_map_key : IndexPlace::in_value;
  if (is_value_object(element)) return compact_value(*active, definition, element, index, arena_);
  if (is_node_reference(element)) {
    CAIRN_TRY(const Value compacted, compact_value(*active, definition, element, index, arena_));
    if (compacted.is_scalar()) return compacted;
  }
  if (is_list_object(element) && fits_list_container(definition, element)) {
    return compact(*active, property, *element.find("@list"));
  }
  const ActiveContext& type_scoped = *active;
  CAIRN_TRY(active, apply_type_scoped(type_scoped, element));
  const Frame frame{*active, type_scoped, property, index, Object::make(arena_)};
  for (const Member& entry : in_order(element.object())) CAIRN_CHECK(compact_entry(frame, entry));
  return Value(frame.result);
}

std::vector<Member> Compactor::in_order(Object object) const {
  std::vector<Member> out(object.begin(), object.end());
  if (options_.ordered) {
    std::sort(out.begin(), out.end(), [](const Member& a, const Member& b) { return a.name < b.name; });
  }
  return out;
}

Result<void> Compactor::compact_entry(const Frame& frame, const Member& entry) {
  if (entry.name == "@id") return compact_id(frame, entry.value);
  if (entry.name == "@type") return compact_type(frame, entry.value);
  if (entry.name == "@reverse") return compact_reverse(frame, entry.value);
  if (entry.name == "@index" && frame.index == IndexPlace::in_map_key) return {};
  if (is_kept_as_is(entry.name)) {
    CAIRN_TRY(const std::string_view alias, keyword(frame.active, entry.name));
    frame.result.set(alias, entry.value, arena_);
    return {};
  }
  if (!entry.value.is_array()) return compact_item(frame, entry.name, entry.value);
  if (entry.value.array().empty()) return compact_empty(frame, entry);
  for (const Value& item : entry.value.array()) CAIRN_CHECK(compact_item(frame, entry.name, item));
  return {};
}

Result<void> Compactor::compact_id(const Frame& frame, Value id) {
  CAIRN_TRY(const std::string_view alias, keyword(frame.active, "@id"));
  if (id.is_string()) {
    CAIRN_TRY(const std::string_view compacted, compact_node_iri(frame.active, id.text(), arena_));
    id = Value::string(compacted);
  }
  frame.result.set(alias, id, arena_);
  return {};
}

Result<void> Compactor::compact_type(const Frame& frame, Value types) {
  CAIRN_TRY(const std::string_view alias, keyword(frame.active, "@type"));
  const bool as_array = !options_.compact_arrays || has_container(frame.active, alias, container::k_set) ||
                        (types.is_array() && types.array().empty());
  if (!types.is_array()) {
    const Array one = Array::make(arena_, 1);
    one.push_back(types, arena_);
    types = one;
  }
  const Array compacted = Array::make(arena_, types.array().size());
  for (const Value& type : types.array()) {
    if (!type.is_string()) continue;
    CAIRN_TRY(const std::string_view term, compact_vocab_iri(frame.type_scoped, type.text(), arena_));
    compacted.push_back(Value::string(term), arena_);
  }
  add_value(frame.result, alias, compacted, as_array, arena_);
  return {};
}

// Values of terms that are reverse properties join the node's own; the others stay below "@reverse".
Result<void> Compactor::compact_reverse(const Frame& frame, Value reverse) {
  if (!reverse.is_object()) return {};
  CAIRN_TRY(const ActiveContext* inside, enter(frame.active, "@reverse", reverse, Holder::plain));
  const Frame rest{*inside, *inside, "@reverse", IndexPlace::in_value, Object::make(arena_)};
  for (const Member& entry : in_order(reverse.object())) {
    if (!entry.value.is_array()) continue;
    if (entry.value.array().empty()) CAIRN_CHECK(compact_empty(rest, entry));
    for (const Value& item : entry.value.array()) CAIRN_CHECK(compact_reverse_item(frame, rest, entry.name, item));
  }
  if (rest.result.empty()) return {};
  CAIRN_TRY(const std::string_view alias, keyword(frame.active, "@reverse"));
  frame.result.set(alias, rest.result, arena_);
  return {};
}

Result<void> Compactor::compact_reverse_item(const Frame& frame, const Frame& rest, std::string_view expanded_property,
                                             Value item) {
  CAIRN_TRY(const std::string_view term,
            compact_property(frame.active, expanded_property, item, PropertySide::reverse, arena_));
  if (is_reverse_term(frame.active, term)) return compact_as(frame, expanded_property, term, item);
  CAIRN_TRY(std::string_view property,
            compact_property(rest.active, expanded_property, item, PropertySide::reverse, arena_));
  if (is_reverse_term(rest.active, property)) {  // below "@reverse" it would point forward again
    CAIRN_TRY(property, compact_without_term(rest.active, expanded_property, arena_));
  }
  return compact_as(rest, expanded_property, property, item);
}

Result<void> Compactor::compact_empty(const Frame& frame, const Member& entry) {
  const PropertySide side = frame.property == "@reverse" ? PropertySide::reverse : PropertySide::forward;
  CAIRN_TRY(std::string_view property, compact_property(frame.active, entry.name, entry.value, side, arena_));
  if (reads_empty_as_value(frame.active.find(property))) {
    CAIRN_TRY(property, compact_without_term(frame.active, entry.name, arena_));
    if (reads_empty_as_value(frame.active.find(property))) return {};  // left out: it stands for no statement
  }
  CAIRN_TRY(const Object into, nest_of(frame, frame.active.find(property)));
  add_value(into, property, entry.value, true, arena_);
  return {};
}

// The node object itself, or the object below "@nest" or an alias of it that the term wants.
Result<Object> Compactor::nest_of(const Frame& frame, const TermDefinition* definition) {
  if (definition == nullptr || !definition->nest.is_text() || frame.property == "@reverse") return frame.result;
  const std::string_view nest = definition->nest.text;
  const TermDefinition* alias = frame.active.find(nest);
  if (nest != "@nest" && (alias == nullptr || alias->keyword != Keyword::nest)) {
    return invalid("invalid-@nest-value", "the term " + shown(definition->term) + " nests below " + shown(nest) +
                                              ", which is no alias of @nest here");
  }
  const Value* found = frame.result.find(nest);
  if (found != nullptr && found->is_object()) return found->object();
  const Object made = Object::make(arena_);
  frame.result.set(nest, made, arena_);
  return made;
}

Result<void> Compactor::compact_item(const Frame& frame, std::string_view expanded_property, Value expanded) {
  CAIRN_TRY(const std::string_view property,
            compact_property(frame.active, expanded_property, expanded, PropertySide::forward, arena_));
  return compact_as(frame, expanded_property, property, expanded);
}

Result<void> Compactor::compact_as(const Frame& frame, std::string_view expanded_property, std::string_view property,
                                   Value expanded) {
  const TermDefinition* definition = frame.active.find(property);
  CAIRN_TRY(const Object into, nest_of(frame, definition));
  Item item{frame.active, &frame.active, expanded_property, property, definition, into, expanded, {}, false};
  item.as_array = !options_.compact_arrays || (definition != nullptr && definition->has(container::k_set)) ||
                  expanded_property == "@graph" || expanded_property == "@list";
  CAIRN_TRY(item.compacted, compact_inner(frame, item));
  return place(frame, item);
}

Compactor::Holder Compactor::holder_of(const TermDefinition* definition) {
  if (definition == nullptr || !definition->has(container::k_index)) return Holder::plain;
  return says_index(definition) ? Holder::index_map : Holder::other_index_map;
}

Result<Value> Compactor::compact_inner(const Frame& frame, Item& item) {
  // Items of a list within a list take the coercion of the property that holds the list, as in expansion.
  const std::string_view property = item.expanded_property == "@list" ? frame.property : item.property;
  // As in expansion, no type-scoped context reaches into maps by identifier or type.
  const bool lies_in_map = item.definition != nullptr && item.definition->has(container::k_id | container::k_type);
  if (lies_in_map && item.active.previous != nullptr) item.inside = item.active.previous;
  const Holder holder = holder_of(item.definition);
  if (!is_list_object(item.expanded) && !is_graph_object(item.expanded)) {
    return compact(*item.inside, property, item.expanded, holder);
  }
  const bool is_wrapped = needs_wrapper(item.definition, item.expanded);
  if (is_wrapped) {
    CAIRN_TRY(item.inside, enter(item.active, property, item.expanded, holder));
  }
  if (is_list_object(item.expanded)) return compact(*item.inside, property, *item.expanded.find("@list"));
  // In a graph object of their own the nodes are no values of the property any more.
  const Value* nodes = item.expanded.find("@graph");
  return is_wrapped ? compact(*item.inside, {}, *nodes) : compact(*item.inside, property, *nodes, holder);
}

}  // namespace cairn::jsonld
