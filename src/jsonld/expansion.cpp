#include "jsonld/expansion.hpp"

#include "jsonld/errors.hpp"
#include "jsonld/language_tag.hpp"

namespace cairn::jsonld {

Result<ItemList> Expander::expand_document(json::Value document) {
  const ActiveContext* context = &contexts_.initial(options_.base);
  if (!options_.expand_context.is_null()) {
    const json::Value* nested = options_.expand_context.find("@context");
    const json::Value* local = nested != nullptr ? nested : &options_.expand_context;
    CAIRN_TRY(context, contexts_.process(*context, {local, options_.base}));
  }
  CAIRN_TRY(const Expanded expanded, expand(Site{context}, document));
  const Item* first = expanded.items.first;
  if (expanded.shape == Expanded::Shape::single && first->kind == ItemKind::node && first->index == nullptr) {
    const auto& node = static_cast<const NodeItem&>(*first);
    if (node.is_graph_object() && !node.has_id) return node.graph;
  }
  return expanded.items;
}

Failure Expander::too_many_nodes() const {
  return over_limit("nodes", "the document holds more than " + std::to_string(limits_.nodes) + " values");
}

// spec: "Expansion Algorithm" 1. 4. 5. 6.
Result<Expanded> Expander::expand(const Site& site, const json::Value& element) {
  CAIRN_CHECK(count());
  if (element.is_null()) return Expanded{};
  if (element.is_scalar()) return expand_scalar(site, element);
  if (depth_ >= limits_.depth) {
    return over_limit("depth", "at " + path_text(site.path) + ": nested deeper than " + std::to_string(limits_.depth));
  }
  ++depth_;
  Result<Expanded> out =
      element.is_array() ? expand_array(site, element.array()) : expand_object(site, element.object());
  --depth_;
  return out;
}

Result<Expanded> Expander::expand_scalar(const Site& site, const json::Value& element) {
  if (site.role == Role::top || site.role == Role::graph) {  // 4.1
    return drop(site, "a value that belongs to no property");
  }
  if (site.definition == nullptr || site.definition->local_context == nullptr) [[likely]] {
    CAIRN_TRY(Item* const item, expand_value(site, element));
    return Expanded::single(item);
  }
  Site scoped = site;  // 4.2
  CAIRN_TRY(scoped.context, contexts_.process(*site.context, LocalContext::of_property(*site.definition)));
  scoped.definition = scoped.context->find(site.property);
  CAIRN_TRY(Item* const item, expand_value(scoped, element));
  return Expanded::single(item);
}

Result<Expanded> Expander::expand_array(const Site& site, json::Array element) {  // 5.
  const bool makes_lists = site.definition != nullptr && site.definition->has(container::k_list);
  ItemList result;
  Site inner = site;
  PathStep step{site.path, {}, 0, false};
  inner.path = &step;
  for (const json::Value& item : element) {
    CAIRN_TRY(const Expanded expanded, expand(inner, item));
    ++step.index;
    if (makes_lists && expanded.shape == Expanded::Shape::array) {
      ListItem* list = arena_.make<ListItem>();
      list->items = expanded.items;
      result.append(list);
    } else {
      result.append(expanded.items);
    }
  }
  return Expanded::array(result);
}

// spec: "Value Expansion"
Result<Item*> Expander::expand_value(const Site& site, const json::Value& value) {
  const TermDefinition* definition = site.definition;
  const TypeMapping type = definition == nullptr ? TypeMapping::absent : definition->type;
  if (value.is_string() && (type == TypeMapping::id || type == TypeMapping::vocab)) {  // 1. 2.
    const IriUse use = type == TypeMapping::id ? IriUse::document_relative : IriUse::vocab_or_document_relative;
    const ExpandedIri iri = expand_iri(*site.context, value.text(), use, arena_);
    ReferenceItem* reference = arena_.make<ReferenceItem>();
    reference->id = {iri.text, iri.number, iri.is_null};
    CAIRN_CHECK(check_reference(reference->id, value.text(), site.path));
    return reference;
  }
  ValueItem* out = arena_.make<ValueItem>();  // 3.
  out->value = value;
  if (type == TypeMapping::iri || type == TypeMapping::json) {  // 4.
    out->has_type = true;
    out->is_json = type == TypeMapping::json;
    out->type = out->is_json ? keyword_text(Keyword::json) : definition->type_iri;
  } else if (value.is_string()) {  // 5.
    CAIRN_CHECK(set_language_and_direction(*site.context, definition, *out, site.path));
  }
  return out;
}

Result<void> Expander::set_language_and_direction(const ActiveContext& context, const TermDefinition* definition,
                                                  ValueItem& out, const PathStep* path) {
  const bool has_own_language = definition != nullptr && !definition->language.is_absent();
  const Setting& language = has_own_language ? definition->language : context.language;
  if (language.is_text()) {
    out.has_language = true;
    out.language = language.text;
    if (is_safe_ && !is_language_tag(language.text)) {
      return data_loss(path, shown(language.text) + " is no language tag");
    }
  }
  const bool has_own_direction = definition != nullptr && definition->direction != Direction::absent;
  const Direction direction = has_own_direction ? definition->direction : context.direction;
  out.direction = direction == Direction::null ? Direction::absent : direction;
  return check_direction(out.direction, path);
}

// RDF leaves out whatever refers to a node or type by something that is no IRI.
Result<void> Expander::check_reference(const NamedIri& iri, std::string_view written, const PathStep* path) const {
  if (!is_safe_ || iri.number != k_no_number) return {};
  if (!iri.is_null && (is_well_formed_iri(iri.text) || is_blank_node(iri.text))) return {};
  return data_loss(path, shown(written) + " does not become an absolute IRI");
}

Result<void> Expander::check_direction(Direction direction, const PathStep* path) const {
  if (!loses_direction_ || direction == Direction::absent) return {};
  return data_loss(path, "RDF has no place for the base direction " + std::string(direction_text(direction)));
}

Result<Expanded> Expander::drop(const Site& site, std::string_view what) const {
  if (!is_safe_) return Expanded{};
  return data_loss(site.path, std::string(what) + " is dropped");
}

// In a graph, RDF has a place for the statements about nodes only.
Result<Item*> Expander::graph_object_of(Item* item, const PathStep* path) {
  if (is_safe_ && item->kind != ItemKind::node) {
    const bool is_reference = item->kind == ItemKind::reference;
    return data_loss(path, is_reference ? "a graph with nothing but an identifier loses it"
                                        : "a graph cannot hold a value or list, which is dropped");
  }
  NodeItem* graph = arena_.make<NodeItem>();
  graph->has_graph = true;
  if (item->kind == ItemKind::node) graph->source = static_cast<const NodeItem*>(item)->source;
  item->next = nullptr;
  graph->graph.append(item);
  return graph;
}

// The same node object in the form that can hold more than an "@id".
NodeItem* Expander::full_node(Item* item) {
  if (item->kind == ItemKind::node) return static_cast<NodeItem*>(item);
  NodeItem* node = arena_.make<NodeItem>();
  node->next = item->next;
  node->index = item->index;
  if (item->kind == ItemKind::reference) {
    node->has_id = true;
    node->id = static_cast<ReferenceItem*>(item)->id;
  }
  return node;
}

Property* Expander::make_property(const NamedIri& iri, const ItemList& values) {
  Property* property = arena_.make<Property>();
  property->iri = iri;
  property->values = values;
  return property;
}

}  // namespace cairn::jsonld
