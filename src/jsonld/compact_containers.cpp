#include "jsonld/compactor.hpp"
#include "jsonld/errors.hpp"
#include "jsonld/object_kind.hpp"

// Where a compacted value goes: directly under its property, or into a list, graph or map as the term's container says.
// spec: JSON-LD 1.1 API "Compaction Algorithm", from "If expanded item is a list object" on

namespace cairn::jsonld {

using json::Array;
using json::Object;
using json::Value;

namespace {

using namespace container;

bool has(const TermDefinition* definition, Containers which) { return definition != nullptr && definition->has(which); }

Value in_array(Value value, Arena& arena) {
  if (value.is_array()) return value;
  const Array array = Array::make(arena, 1);
  array.push_back(value, arena);
  return array;
}

Object reference_to(Value id, Arena& arena) {
  const Object reference = Object::make(arena, 1);
  reference.add_new("@id", id, arena);
  return reference;
}

// out: the first value of an entry, if it is a string, else empty
std::string_view first_text(Object object, std::string_view key) {
  const Value* found = object.find(key);
  if (found == nullptr) return {};
  if (found->is_string()) return found->text();
  return found->is_array() && !found->array().empty() && found->array()[0].is_string() ? found->array()[0].text()
                                                                                       : std::string_view{};
}

// Take the first value of an entry out, if it is a string; what is left stays.
std::string_view take_first(Object object, std::string_view key, Arena& arena) {
  const std::string_view text = first_text(object, key);
  if (text.empty()) return {};
  Value* found = object.find(key);
  const Array all = found->is_array() ? found->array() : Array{};
  if (all.size() < 2) {
    object.erase(key);
  } else if (all.size() == 2) {
    *found = all[1];
  } else {
    *found = Array::copy_of({all.begin() + 1, all.end()}, arena);
  }
  return text;
}

bool is_scoped(const ActiveContext& active, std::string_view term) {
  const TermDefinition* definition = active.find(term);
  return definition != nullptr && definition->local_context != nullptr;
}

bool coerces_alike(const TermDefinition* a, const TermDefinition* b) {
  const TermDefinition none{};
  const TermDefinition& one = a == nullptr ? none : *a;
  const TermDefinition& other = b == nullptr ? none : *b;
  return one.type == other.type && one.type_iri == other.type_iri && one.language == other.language &&
         one.direction == other.direction;
}

bool is_json_literal(Value expanded) { return is_value_object(expanded) && expanded.text_of("@type") == "@json"; }

// A language map holds strings, and their direction is the term's.
bool fits_language_map(const ActiveContext& active, const TermDefinition* definition, Value expanded) {
  const Value* text = expanded.find("@value");
  return text != nullptr && text->is_string() && expanded.find("@type") == nullptr &&
         expanded.find("@index") == nullptr && matches_direction(active, definition, expanded);
}

// Whether expansion would read the value under this term as what it is. Selection knows the most of it, but not all.
bool can_say(const ActiveContext& active, const TermDefinition* definition, Value expanded) {
  if (definition == nullptr) return true;
  if (definition->type == TypeMapping::json) {
    return is_json_literal(expanded) && expanded.find("@index") == nullptr && !definition->has(k_list | k_graph);
  }
  if (is_graph_object(expanded))
    return definition->has(k_graph) || !definition->has(k_list | k_language | k_id | k_type);
  if (definition->has(k_graph)) return false;
  if (is_list_object(expanded)) {
    return !definition->has(k_language | k_id | k_type) &&
           (!definition->has(k_list) || expanded.find("@index") == nullptr);
  }
  if (definition->has(k_list)) return false;
  if (definition->has(k_language)) return fits_language_map(active, definition, expanded);
  return !definition->has(k_id | k_type) || !is_value_object(expanded);
}

}  // namespace

Result<void> Compactor::place(const Frame& frame, Item& item) {
  if (!can_say(item.active, item.definition, item.expanded)) return place_elsewhere(frame, item);
  // The whole value of a term of type @json is one literal: no array around it, and no second one beside it.
  if (item.definition != nullptr && item.definition->type == TypeMapping::json) {
    item.compacted = *item.expanded.find("@value");
    return place_alone(frame, item);
  }
  if (is_list_object(item.expanded)) return place_list(frame, item);
  if (is_graph_object(item.expanded)) return place_graph(item);
  if (has(item.definition, k_language | k_index | k_id | k_type) && !has(item.definition, k_graph))
    return place_in_map(item);
  add_value(item.into, item.property, item.compacted, item.as_array, arena_);
  return {};
}

// The term cannot say this value: the property's IRI does.
Result<void> Compactor::place_elsewhere(const Frame& frame, const Item& item) {
  CAIRN_TRY(const std::string_view iri, compact_without_term(item.active, item.expanded_property, arena_));
  if (item.active.find(iri) != nullptr) {
    return fail(Kind::unsupported, "jsonld.no-name-for-value",
                "the context defines " + shown(iri) + " in a way that leaves no name for one of the property's values",
                "use a term instead of the IRI as the name in the context");
  }
  return compact_as(frame, item.expanded_property, iri, item.expanded);
}

Result<void> Compactor::place_alone(const Frame& frame, Item& item) {
  if (item.into.contains(item.property)) return place_elsewhere(frame, item);
  item.into.add_new(item.property, item.compacted, arena_);
  return {};
}

Result<void> Compactor::place_list(const Frame& frame, Item& item) {
  item.compacted = in_array(item.compacted, arena_);
  if (has(item.definition, k_list)) return place_alone(frame, item);
  const Object list = Object::make(arena_, 2);
  CAIRN_TRY(const std::string_view list_key, keyword(*item.inside, "@list"));
  list.add_new(list_key, item.compacted, arena_);
  const Value* index = item.expanded.find("@index");
  if (index != nullptr && !says_index(item.definition)) {
    CAIRN_TRY(const std::string_view index_key, keyword(*item.inside, "@index"));
    list.add_new(index_key, *index, arena_);
  }
  item.compacted = list;
  if (has(item.definition, k_index)) return place_in_map(item);
  add_value(item.into, item.property, item.compacted, item.as_array, arena_);
  return {};
}

Result<void> Compactor::place_graph(Item& item) {
  const bool is_simple = is_simple_graph_object(item.expanded);
  const bool is_graph_container = has(item.definition, k_graph);
  if (is_graph_container && is_simple) CAIRN_CHECK(include_nodes(item));
  if (is_graph_container && has(item.definition, k_id)) {
    const Value* id = item.expanded.find("@id");
    CAIRN_TRY(const std::string_view key, id != nullptr && id->is_string()
                                              ? compact_node_iri(item.active, id->text(), arena_)
                                              : keyword(item.active, "@none"));
    return add_to_map(item, key);
  }
  if (is_graph_container && has(item.definition, k_index) && is_simple) {
    const std::string_view index = item.expanded.text_of("@index");
    CAIRN_TRY(const std::string_view key,
              index.empty() ? keyword(item.active, "@none") : Result<std::string_view>(index));
    return add_to_map(item, key);
  }
  if (!is_graph_container || !is_simple) {
    CAIRN_CHECK(wrap_graph(item));
    if (has(item.definition, k_index) && !is_graph_container) return place_in_map(item);
  }
  add_value(item.into, item.property, item.compacted, item.as_array, arena_);
  return {};
}

// Several nodes under a graph container would be read as several graphs, none as nothing.
Result<void> Compactor::include_nodes(Item& item) {
  if (!item.compacted.is_array() || item.compacted.array().size() == 1) return {};
  const Object included = Object::make(arena_, 1);
  CAIRN_TRY(const std::string_view key, keyword(item.active, "@included"));
  included.add_new(key, item.compacted, arena_);
  item.compacted = included;
  return {};
}

Result<void> Compactor::wrap_graph(Item& item) {
  const Object graph = Object::make(arena_, 3);
  CAIRN_TRY(const std::string_view graph_key, keyword(*item.inside, "@graph"));
  graph.add_new(graph_key, item.compacted, arena_);
  if (const Value* id = item.expanded.find("@id"); id != nullptr && id->is_string()) {
    CAIRN_TRY(const std::string_view id_key, keyword(*item.inside, "@id"));
    CAIRN_TRY(const std::string_view compacted, compact_node_iri(*item.inside, id->text(), arena_));
    graph.add_new(id_key, Value::string(compacted), arena_);
  }
  const Value* index = item.expanded.find("@index");
  if (index != nullptr && !says_index(item.definition)) {
    CAIRN_TRY(const std::string_view index_key, keyword(*item.inside, "@index"));
    graph.add_new(index_key, *index, arena_);
  }
  item.compacted = graph;
  return {};
}

Result<void> Compactor::place_in_map(Item& item) {
  CAIRN_TRY(std::string_view key, map_key(item));
  if (key.empty()) {
    CAIRN_TRY(key, keyword(item.active, "@none"));
  }
  return add_to_map(item, key);
}

// out: the key under which the value belongs, or empty; what the key says is taken out of the value
Result<std::string_view> Compactor::map_key(Item& item) {
  if (has(item.definition, k_language)) {
    if (const Value* value = item.expanded.find("@value"); value != nullptr) item.compacted = *value;
    return item.expanded.text_of("@language");
  }
  if (has(item.definition, k_index)) {
    return item.definition->index.is_text() ? key_of_index_property(item)
                                            : Result<std::string_view>(item.expanded.text_of("@index"));
  }
  return has(item.definition, k_id) ? key_of_id(item) : key_of_type(item);
}

// Expansion reads the key as a value of the index property as the context writes it. So the value is looked for under
// that name, and else under another name of the property that coerces values alike.
Result<std::string_view> Compactor::key_of_index_property(Item& item) {
  if (!item.compacted.is_object()) return std::string_view{};
  const std::string_view written = item.definition->index.text;
  if (item.compacted.find(written) != nullptr) return take_first(item.compacted.object(), written, arena_);
  const ExpandedIri iri = expand_iri(item.active, written, IriUse::vocab, arena_);
  CAIRN_TRY(const std::string_view name, compact_vocab_iri(item.active, iri.text, arena_));
  if (!coerces_alike(item.active.find(written), item.active.find(name))) return std::string_view{};
  return take_first(item.compacted.object(), name, arena_);
}

// The key is read by the context around the map, the value by `inside`.
Result<std::string_view> Compactor::key_of_id(Item& item) {
  const std::string_view id = item.expanded.text_of("@id");
  if (id.empty() || !item.compacted.is_object()) return std::string_view{};
  CAIRN_TRY(const std::string_view id_key, keyword(*item.inside, "@id"));
  if (!item.compacted.object().erase(id_key)) return std::string_view{};
  return compact_node_iri(item.active, id, arena_);
}

Result<std::string_view> Compactor::key_of_type(Item& item) {
  const Value* types = item.expanded.find("@type");
  if (!item.compacted.is_object() || types == nullptr || !types->is_array() || types->array().empty() ||
      !types->array()[0].is_string()) {
    return std::string_view{};
  }
  CAIRN_TRY(const std::string_view key, compact_vocab_iri(item.active, types->array()[0].text(), arena_));
  CAIRN_TRY(const std::string_view type_key, keyword(*item.inside, "@type"));
  const std::string_view first = first_text(item.compacted.object(), type_key);
  if (first.empty() || scopes_differ_as_key(item, key, first)) return std::string_view{};
  take_first(item.compacted.object(), type_key, arena_);
  const Value* id = item.expanded.find("@id");
  if (item.compacted.object().size() == 1 && id != nullptr && !is_scoped(*item.inside, key)) {
    CAIRN_TRY(item.compacted, compact(*item.inside, item.property, reference_to(*id, arena_)));
  }
  return key;
}

// Expansion applies the context of a type that is a key before that of the property and those of other types; the
// context of a type within the value after the one and among the others.
bool Compactor::scopes_differ_as_key(const Item& item, std::string_view key, std::string_view first) {
  if (!is_scoped(*item.inside, key) && !is_scoped(*item.inside, first)) return false;
  return key != first || is_scoped(*item.inside, item.property) || item.expanded.find("@type")->array().size() > 1;
}

Result<void> Compactor::add_to_map(Item& item, std::string_view key) {
  const Value* found = item.into.find(item.property);
  Object map;
  if (found != nullptr && found->is_object()) {
    map = found->object();
  } else {
    map = Object::make(arena_);
    item.into.set(item.property, map, arena_);
  }
  add_value(map, key, item.compacted, item.as_array, arena_);
  return {};
}

}  // namespace cairn::jsonld
