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

// Take the first value of an entry out, if it is a string; what is left stays.
std::string_view take_first(Object object, std::string_view key, Arena& arena) {
  Value* found = object.find(key);
  if (found == nullptr) return {};
  if (found->is_string()) {
    const std::string_view text = found->text();
    object.erase(key);
    return text;
  }
  if (!found->is_array() || found->array().empty() || !found->array()[0].is_string()) return {};
  const Array all = found->array();
  const std::string_view text = all[0].text();
  if (all.size() == 1) {
    object.erase(key);
  } else if (all.size() == 2) {
    *found = all[1];
  } else {
    *found = Array::copy_of({all.begin() + 1, all.end()}, arena);
  }
  return text;
}

bool coerces_alike(const TermDefinition* a, const TermDefinition* b) {
  const TermDefinition none{};
  const TermDefinition& one = a == nullptr ? none : *a;
  const TermDefinition& other = b == nullptr ? none : *b;
  return one.type == other.type && one.type_iri == other.type_iri && one.language == other.language &&
         one.direction == other.direction;
}

bool is_json_literal_of(const TermDefinition* definition, Value expanded) {
  return definition != nullptr && definition->type == TypeMapping::json && is_value_object(expanded);
}

}  // namespace

Result<void> Compactor::place(const Frame& frame, Item& item) {
  if (is_json_literal_of(item.definition, item.expanded)) {
    // The whole value of such a term is one literal: no array around it, and no second one beside it.
    if (item.into.contains(item.property)) return compact_item(frame, item.expanded_property, item.expanded, Use::iri_only);
    item.into.add_new(item.property, item.compacted, arena_);
    return {};
  }
  if (is_list_object(item.expanded)) return place_list(frame, item);
  if (is_graph_object(item.expanded)) return place_graph(item);
  if (has(item.definition, k_language | k_index | k_id | k_type) && !has(item.definition, k_graph)) return place_in_map(item);
  add_value(item.into, item.property, item.compacted, item.as_array, arena_);
  return {};
}

Result<void> Compactor::place_list(const Frame& frame, Item& item) {
  item.compacted = in_array(item.compacted, arena_);
  if (has(item.definition, k_list)) {
    if (item.into.contains(item.property)) return compact_item(frame, item.expanded_property, item.expanded, Use::iri_only);
    item.into.add_new(item.property, item.compacted, arena_);
    return {};
  }
  const Object list = Object::make(arena_, 2);
  CAIRN_TRY(const std::string_view list_key, keyword(item.active, "@list"));
  list.add_new(list_key, item.compacted, arena_);
  const Value* index = item.expanded.find("@index");
  if (index != nullptr && !has(item.definition, k_index)) {
    CAIRN_TRY(const std::string_view index_key, keyword(item.active, "@index"));
    list.add_new(index_key, *index, arena_);
  }
  item.compacted = list;
  if (has(item.definition, k_index)) return place_in_map(item);
  add_value(item.into, item.property, item.compacted, item.as_array, arena_);
  return {};
}

Result<void> Compactor::place_graph(Item& item) {
  if (has(item.definition, k_graph) && has(item.definition, k_id)) {
    const Value* id = item.expanded.find("@id");
    CAIRN_TRY(const std::string_view key, id != nullptr && id->is_string() ? compact_node_iri(item.active, id->text(), arena_)
                                                                            : keyword(item.active, "@none"));
    return add_to_map(item, key);
  }
  if (has(item.definition, k_graph) && has(item.definition, k_index) && is_simple_graph_object(item.expanded)) {
    const std::string_view index = item.expanded.text_of("@index");
    CAIRN_TRY(const std::string_view key, index.empty() ? keyword(item.active, "@none") : Result<std::string_view>(index));
    return add_to_map(item, key);
  }
  if (has(item.definition, k_graph) && is_simple_graph_object(item.expanded)) {
    // Several nodes under a graph container would be read as several graphs.
    if (item.compacted.is_array() && item.compacted.array().size() > 1) {
      const Object included = Object::make(arena_, 1);
      CAIRN_TRY(const std::string_view key, keyword(item.active, "@included"));
      included.add_new(key, item.compacted, arena_);
      item.compacted = included;
    }
  } else {
    CAIRN_CHECK(wrap_graph(item));
  }
  add_value(item.into, item.property, item.compacted, item.as_array, arena_);
  return {};
}

Result<void> Compactor::wrap_graph(Item& item) {
  const Object graph = Object::make(arena_, 3);
  CAIRN_TRY(const std::string_view graph_key, keyword(item.active, "@graph"));
  graph.add_new(graph_key, item.compacted, arena_);
  if (const Value* id = item.expanded.find("@id"); id != nullptr && id->is_string()) {
    CAIRN_TRY(const std::string_view id_key, keyword(item.active, "@id"));
    CAIRN_TRY(const std::string_view compacted, compact_node_iri(item.active, id->text(), arena_));
    graph.add_new(id_key, Value::string(compacted), arena_);
  }
  if (const Value* index = item.expanded.find("@index"); index != nullptr) {
    CAIRN_TRY(const std::string_view index_key, keyword(item.active, "@index"));
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
    return item.definition->index.is_text() ? key_of_index_property(item) : Result<std::string_view>(item.expanded.text_of("@index"));
  }
  return has(item.definition, k_id) ? key_of_id(item) : key_of_type(item);
}

// Expansion reads the key as a value of the index property as the context writes it. So the value is looked for under that
// name, and else under another name of the property that coerces values alike.
Result<std::string_view> Compactor::key_of_index_property(Item& item) {
  if (!item.compacted.is_object()) return std::string_view{};
  const std::string_view written = item.definition->index.text;
  if (item.compacted.find(written) != nullptr) return take_first(item.compacted.object(), written, arena_);
  const ExpandedIri iri = expand_iri(item.active, written, IriUse::vocab, arena_);
  CAIRN_TRY(const std::string_view name, compact_vocab_iri(item.active, iri.text, arena_));
  if (!coerces_alike(item.active.find(written), item.active.find(name))) return std::string_view{};
  return take_first(item.compacted.object(), name, arena_);
}

Result<std::string_view> Compactor::key_of_id(Item& item) {
  if (!item.compacted.is_object()) return std::string_view{};
  CAIRN_TRY(const std::string_view id_key, keyword(item.active, "@id"));
  return take_first(item.compacted.object(), id_key, arena_);
}

Result<std::string_view> Compactor::key_of_type(Item& item) {
  if (!item.compacted.is_object()) return std::string_view{};
  CAIRN_TRY(const std::string_view type_key, keyword(item.active, "@type"));
  const std::string_view key = take_first(item.compacted.object(), type_key, arena_);
  const Value* id = item.expanded.find("@id");
  if (item.compacted.object().size() == 1 && id != nullptr) {
    const Object reference = Object::make(arena_, 1);
    reference.add_new("@id", *id, arena_);
    CAIRN_TRY(item.compacted, compact(item.active, item.property, reference));
  }
  return key;
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
