#pragma once
#include <cstdint>
#include <string_view>

#include "json/value.hpp"
#include "jsonld/context.hpp"

namespace cairn::jsonld {

/// A document in expanded form, as a tree in an arena. The API's own form of it, arrays and objects of JSON, is made
/// from this by to_json(); RDF is made from the tree directly.

enum class ItemKind : std::uint8_t {
  value,      ///< ValueItem: a value object
  reference,  ///< ReferenceItem: a node object with nothing but "@id"
  node,       ///< NodeItem: any other node object, graph objects among them
  list        ///< ListItem: a list object
};

/// One member of an expanded array. Belongs to one list only.
struct Item {
  explicit Item(ItemKind which) : kind(which) {}
  Item* next = nullptr;
  const std::string_view* index = nullptr;  ///< "@index", or nullptr
  ItemKind kind;
};

/// A list of items, linked through them. Copies share the items: append to one of them only.
struct ItemList {
  Item* first = nullptr;
  Item* last = nullptr;

  bool empty() const { return first == nullptr; }
  void append(Item* item) {
    (first == nullptr ? first : last->next) = item;
    last = item;
  }
  void append(const ItemList& other) {
    if (other.empty()) return;
    (first == nullptr ? first : last->next) = other.first;
    last = other.last;
  }
};

/// An expanded IRI (or blank node identifier, or relative reference) with its number in the pool, if any.
struct NamedIri {
  std::string_view text;
  IriNumber number = k_no_number;
  bool is_null = false;
};

struct ValueItem : Item {
  ValueItem() : Item(ItemKind::value) {}
  json::Value value;
  bool has_type = false;
  bool is_json = false;  ///< "@type" is "@json"
  bool has_language = false;
  Direction direction = Direction::absent;
  std::string_view type;
  std::string_view language;
};

struct ReferenceItem : Item {
  ReferenceItem() : Item(ItemKind::reference) {}
  NamedIri id;
};

struct ListItem : Item {
  ListItem() : Item(ItemKind::list) {}
  ItemList items;
};

/// A property with values, as one member of the document gave them: the same IRI may come again in the same node.
struct Property {
  Property* next = nullptr;
  NamedIri iri;
  ItemList values;
};

struct PropertyList {
  Property* first = nullptr;
  Property* last = nullptr;
  bool has_values() const {
    for (const Property* property = first; property != nullptr; property = property->next) {
      if (!property->values.empty()) return true;
    }
    return false;
  }
  void append(Property* property) {
    (first == nullptr ? first : last->next) = property;
    last = property;
  }
};

struct TypeList {
  const NamedIri* items = nullptr;
  std::uint32_t size = 0;
};

struct NodeItem : Item {
  NodeItem() : Item(ItemKind::node) {}
  bool has_id = false;
  bool has_types = false;
  bool has_graph = false;
  bool has_included = false;
  bool has_reverse = false;
  bool has_language = false;  ///< a stray "@language" that is kept
  Direction direction = Direction::absent;
  NamedIri id;
  TypeList types;
  PropertyList properties;
  PropertyList reverse;
  ItemList graph;
  ItemList included;
  std::string_view language;
  const json::Member* source = nullptr;  ///< first member of the JSON object that it is made from, of a graph object: of its node

  /// No statement has this node as its subject or graph.
  bool says_nothing() const {
    return types.size == 0 && graph.empty() && !properties.has_values() && !reverse.has_values();
  }
  /// Nothing but "@graph", and perhaps "@id" and "@index".
  bool is_graph_object() const {
    return has_graph && !has_types && !has_included && !has_reverse && !has_language &&
           direction == Direction::absent && properties.first == nullptr;
  }
};

/// What expansion of an element gives: nothing, one object, or an array.
struct Expanded {
  enum class Shape : std::uint8_t { nothing, single, array };
  Shape shape = Shape::nothing;
  ItemList items;

  static Expanded single(Item* item) {
    Expanded out{Shape::single, {}};
    out.items.append(item);
    return out;
  }
  static Expanded array(const ItemList& items) { return {Shape::array, items}; }
  bool is_single(ItemKind kind) const { return shape == Shape::single && items.first->kind == kind; }
};

/// The API's form: an array of objects. Strings are shared, not copied.
/// in: depth of the tree is bounded by what expansion allows
json::Value to_json(const ItemList& items, Arena& arena);

}  // namespace cairn::jsonld
