#include <algorithm>

#include "jsonld/errors.hpp"
#include "jsonld/expansion.hpp"
#include "jsonld/language_tag.hpp"

namespace cairn::jsonld {
namespace {

constexpr Containers k_maps = container::k_index | container::k_type | container::k_id;

}  // namespace

// 13.5 to 13.14
Result<void> Expander::expand_property(Draft& draft, const TermDefinition* definition, const NamedIri& iri,
                                       const json::Member& member, const PathStep& path) {
  const Site site{.context = draft.context,
                  .role = Role::property,
                  .definition = definition,
                  .property = member.name,
                  .path = &path};
  CAIRN_TRY(Expanded expanded, expand_property_value(site, member.value));
  if (expanded.shape == Expanded::Shape::nothing) return {};                                                 // 13.10
  if (definition != nullptr && definition->has(container::k_list) && !expanded.is_single(ItemKind::list)) {  // 13.11
    ListItem* list = arena_.make<ListItem>();
    list->items = expanded.items;
    expanded = Expanded::single(list);
  }
  if (definition != nullptr && definition->has(container::k_graph) &&
      !definition->has(container::k_id | container::k_index)) {  // 13.12
    ItemList graphs;
    for (Item* item = expanded.items.first; item != nullptr;) {
      Item* const next = item->next;
      CAIRN_TRY(Item* const graph, graph_object_of(item, &path));
      graphs.append(graph);
      item = next;
    }
    expanded.items = graphs;
  }
  return add_property(draft, definition, iri, expanded.items);
}

Result<void> Expander::add_property(Draft& draft, const TermDefinition* definition, const NamedIri& iri,
                                    const ItemList& values) {
  Property* property = make_property(iri, values);
  if (definition == nullptr || !definition->is_reverse) {  // 13.14
    draft.node->properties.append(property);
    draft.has_properties = true;
    return {};
  }
  for (const Item* item = values.first; item != nullptr; item = item->next) {  // 13.13
    if (item->kind == ItemKind::value || item->kind == ItemKind::list) {
      return invalid("invalid-reverse-property-value",
                     "term " + shown(definition->term) + ": only a node can be the start of a reverse property");
    }
  }
  draft.node->reverse.append(property);
  draft.node->has_reverse = true;
  draft.mark(Keyword::reverse);
  return {};
}

Result<Expanded> Expander::expand_property_value(const Site& site, const json::Value& value) {
  const TermDefinition* definition = site.definition;
  if (definition != nullptr) {
    if (definition->type == TypeMapping::json) {  // 13.6
      ValueItem* literal = arena_.make<ValueItem>();
      literal->value = value;
      literal->has_type = true;
      literal->is_json = true;
      literal->type = keyword_text(Keyword::json);
      return Expanded::single(literal);
    }
    if (value.is_object()) {
      if (definition->has(container::k_language)) return expand_language_map(site, value.object());
      if (definition->has(k_maps)) return expand_index_map(site, value.object());
    }
  }
  return expand(site, value);  // 13.9
}

Result<Expanded> Expander::expand_language_map(const Site& site, json::Object map) {  // 13.7
  const Direction own = site.definition->direction;
  const Direction direction = own != Direction::absent ? own : site.context->direction;
  ItemList out;
  CAIRN_CHECK(count(map.size()));
  if (options_.ordered) {
    const json::Member** members = sorted_members(map);
    for (std::uint32_t i = 0; i < map.size(); ++i) {
      CAIRN_CHECK(expand_language_entry(site, *members[i], direction, out));
    }
  } else {
    for (const json::Member& entry : map) CAIRN_CHECK(expand_language_entry(site, entry, direction, out));
  }
  return Expanded::array(out);
}

Result<void> Expander::expand_language_entry(const Site& site, const json::Member& entry, Direction direction,
                                             ItemList& out) {
  const PathStep step{site.path, entry.name};
  const bool has_language = expand_iri(*site.context, entry.name, IriUse::vocab, arena_).keyword != Keyword::none_value;
  if (is_safe_ && has_language && !is_language_tag(entry.name)) {
    return data_loss(&step, shown(entry.name) + " is no language tag");
  }
  const auto add = [&](const json::Value& text) -> Result<void> {
    CAIRN_CHECK(count());
    if (text.is_null()) return {};
    if (!text.is_string()) {
      return invalid("invalid-language-map-value", "at " + path_text(&step) + ": a language map holds strings");
    }
    ValueItem* item = arena_.make<ValueItem>();
    item->value = text;
    item->has_language = has_language;
    if (has_language) item->language = lower_case(entry.name, arena_);
    item->direction = direction == Direction::null ? Direction::absent : direction;
    out.append(item);
    return check_direction(item->direction, &step);
  };
  if (!entry.value.is_array()) return add(entry.value);
  for (const json::Value& text : entry.value.array()) CAIRN_CHECK(add(text));
  return {};
}

Result<Expanded> Expander::expand_index_map(const Site& site, json::Object map) {  // 13.8
  ItemList out;
  if (options_.ordered) {
    const json::Member** members = sorted_members(map);
    for (std::uint32_t i = 0; i < map.size(); ++i) CAIRN_CHECK(expand_index_entry(site, *members[i], out));
  } else {
    for (const json::Member& entry : map) CAIRN_CHECK(expand_index_entry(site, entry, out));
  }
  return Expanded::array(out);
}

Result<void> Expander::expand_index_entry(const Site& site, const json::Member& entry, ItemList& out) {
  const PathStep step{site.path, entry.name};
  Site inner = site;
  inner.is_from_map = true;
  inner.path = &step;
  if (site.definition->has(container::k_id | container::k_type) && site.context->previous != nullptr) {  // 13.8.3.1
    inner.context = site.context->previous;
  }
  if (site.definition->has(container::k_type)) {  // 13.8.3.2
    const TermDefinition* type = inner.context->find(entry.name);
    if (type != nullptr && type->local_context != nullptr) {
      CAIRN_TRY(inner.context, contexts_.process(*inner.context, LocalContext::of_type(*type)));
    }
  }
  if (inner.context != site.context) inner.definition = inner.context->find(site.property);
  CAIRN_TRY(const Expanded expanded, expand(inner, entry.value));  // 13.8.3.5 13.8.3.6
  for (Item* item = expanded.items.first; item != nullptr;) {      // 13.8.3.7
    Item* const next = item->next;
    item->next = nullptr;
    CAIRN_CHECK(apply_index(site, entry, item));
    out.append(item);
    item = next;
  }
  return {};
}

// What the key of a map says about one of the values below it.
Result<void> Expander::apply_index(const Site& site, const json::Member& entry, Item*& item) {
  const TermDefinition& definition = *site.definition;
  const ExpandedIri key = expand_iri(*site.context, entry.name, IriUse::vocab, arena_);
  const bool is_none = key.keyword == Keyword::none_value;
  if (definition.has(container::k_graph)) {
    const bool is_graph = item->kind == ItemKind::node && static_cast<NodeItem*>(item)->is_graph_object();
    if (!is_graph) {
      CAIRN_TRY(item, graph_object_of(item, site.path));
    }
  }
  if (is_none) return {};
  if (definition.has(container::k_index)) {
    if (!definition.index.is_absent()) return apply_property_index(site, entry, item);
    if (item->index == nullptr) item->index = arena_.make<std::string_view>(entry.name);
    return {};
  }
  if (item->kind == ItemKind::value || item->kind == ItemKind::list) {
    if (!is_safe_) return {};
    return data_loss(site.path, "the key " + shown(entry.name) + " says nothing about a value that is no node");
  }
  return definition.has(container::k_id) ? apply_id(site, entry, item) : apply_type(site, entry, key, item);
}

Result<void> Expander::apply_id(const Site& site, const json::Member& entry, Item* item) {
  if (item->kind == ItemKind::reference) return {};
  NodeItem& node = *static_cast<NodeItem*>(item);
  if (node.has_id) return {};
  const ExpandedIri id = expand_iri(*site.context, entry.name, IriUse::document_relative, arena_);
  node.has_id = true;
  node.id = {id.text, id.number, id.is_null};
  return check_reference(node.id, entry.name, site.path);
}

Result<void> Expander::apply_type(const Site& site, const json::Member& entry, const ExpandedIri& type, Item*& item) {
  NodeItem* node = full_node(item);
  NamedIri* types = arena_.allocate_array<NamedIri>(node->types.size + std::size_t{1});
  types[0] = {type.text, type.number, type.is_null};
  std::copy(node->types.items, node->types.items + node->types.size, types + 1);
  node->types = {types, node->types.size + 1};
  node->has_types = true;
  item = node;
  return check_reference(types[0], entry.name, site.path);
}

Result<void> Expander::apply_property_index(const Site& site, const json::Member& entry, Item*& item) {
  const std::string_view index_key = site.definition->index.text;
  const ExpandedIri iri = expand_iri(*site.context, index_key, IriUse::vocab, arena_);
  if (item->kind == ItemKind::value || item->kind == ItemKind::list) {
    return invalid("invalid-value-object",
                   "at " + path_text(site.path) + ": a value cannot be indexed by the property " + shown(index_key));
  }
  Site index_site = site;
  index_site.definition = site.context->find(index_key);
  index_site.property = index_key;
  CAIRN_TRY(Item* const value, expand_value(index_site, json::Value::string(entry.name)));
  ItemList values;
  values.append(value);
  NodeItem* node = full_node(item);
  Property* property = make_property({iri.text, iri.number}, values);
  property->next = node->properties.first;
  node->properties.first = property;
  if (node->properties.last == nullptr) node->properties.last = property;
  item = node;
  return {};
}

}  // namespace cairn::jsonld
