#include "jsonld/expanded.hpp"

namespace cairn::jsonld {
namespace {

json::Value text_or_null(const NamedIri& iri) {
  return iri.is_null ? json::Value::null() : json::Value::string(iri.text);
}

/// Turns the tree into JSON values that share its strings.
class JsonWriter {
 public:
  explicit JsonWriter(Arena& arena) : arena_(arena) {}

  json::Array write(const ItemList& items) {
    const json::Array out = json::Array::make(arena_);
    for (const Item* item = items.first; item != nullptr; item = item->next) out.push_back(write(*item), arena_);
    return out;
  }

 private:
  json::Value write(const Item& item) {
    const json::Object out = json::Object::make(arena_);
    if (item.index != nullptr) set(out, Keyword::index, json::Value::string(*item.index));
    switch (item.kind) {
      case ItemKind::value:
        add_value(static_cast<const ValueItem&>(item), out);
        break;
      case ItemKind::reference:
        set(out, Keyword::id, text_or_null(static_cast<const ReferenceItem&>(item).id));
        break;
      case ItemKind::list:
        set(out, Keyword::list, write(static_cast<const ListItem&>(item).items));
        break;
      case ItemKind::node:
        add_node(static_cast<const NodeItem&>(item), out);
        break;
    }
    return out;
  }

  void add_value(const ValueItem& item, json::Object out) {
    if (item.has_type) set(out, Keyword::type, json::Value::string(item.type));
    if (item.has_language) set(out, Keyword::language, json::Value::string(item.language));
    add_direction(item.direction, out);
    set(out, Keyword::value, item.value);
  }

  void add_node(const NodeItem& node, json::Object out) {
    if (node.has_id) set(out, Keyword::id, text_or_null(node.id));
    if (node.has_types) {
      const json::Array types = json::Array::make(arena_, node.types.size);
      for (std::uint32_t i = 0; i < node.types.size; ++i) types.push_back(text_or_null(node.types.items[i]), arena_);
      set(out, Keyword::type, types);
    }
    if (node.has_language) set(out, Keyword::language, json::Value::string(node.language));
    add_direction(node.direction, out);
    if (node.has_graph) set(out, Keyword::graph, write(node.graph));
    if (node.has_included) set(out, Keyword::included, write(node.included));
    if (node.has_reverse) {
      const json::Object reverse = json::Object::make(arena_);
      add_properties(node.reverse, reverse);
      set(out, Keyword::reverse, reverse);
    }
    add_properties(node.properties, out);
  }

  void add_properties(const PropertyList& properties, json::Object out) {
    for (const Property* property = properties.first; property != nullptr; property = property->next) {
      const json::Array values = write(property->values);
      const json::Value* before = out.find(property->iri.text);
      if (before == nullptr) {
        out.add_new(property->iri.text, values, arena_);
      } else {
        for (const json::Value& value : values) before->array().push_back(value, arena_);
      }
    }
  }

  void add_direction(Direction direction, json::Object out) {
    const std::string_view text = direction_text(direction);
    if (!text.empty()) set(out, Keyword::direction, json::Value::string(text));
  }

  void set(json::Object out, Keyword keyword, json::Value value) { out.add_new(keyword_text(keyword), value, arena_); }

  Arena& arena_;
};

}  // namespace

json::Value to_json(const ItemList& items, Arena& arena) { return JsonWriter(arena).write(items); }

}  // namespace cairn::jsonld
