#include "jsonld/node_map.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace cairn::jsonld {
namespace {

using json::Array;
using json::Member;
using json::Object;
using json::Value;

bool is_blank(std::string_view text) { return text.starts_with("_:"); }

// Where in the graphs the visited element belongs.
struct Place {
  NodeGraph* graph = nullptr;
  CollectedNode* subject = nullptr;    // whose property holds the element; null at the top of a graph
  const Object* referenced = nullptr;  // set when a reverse property is processed: what the element refers to
  std::string_view property = {};
  const Array* list = nullptr;  // set inside a list: where its items go
  std::uint32_t depth = 0;
};

// The entries of a node object that the algorithm takes one by one; the others are its properties.
bool is_handled_apart(std::string_view name) {
  return name == "@id" || name == "@type" || name == "@index" || name == "@reverse" || name == "@graph" ||
         name == "@included";
}

class Generator {
 public:
  Generator(const Limits& limits, Arena& arena, NodeMap& out)
      : limits_(limits), arena_(arena), map_(out), issuer_(arena) {}

  Result<void> visit(Value element, Place place) {
    if (element.is_array()) {
      for (const Value& item : element.array()) CAIRN_CHECK(visit(item, place));
      return {};
    }
    if (!element.is_object()) return {};
    if (++place.depth > limits_.depth) {
      return fail(Kind::exhausted, "jsonld.depth",
                  "the document nests deeper than " + std::to_string(limits_.depth) + " levels",
                  "flatten the document before sending it");
    }
    if (element.find("@value") != nullptr) {
      add_value(relabel_type(element), place);
      return {};
    }
    return element.find("@list") != nullptr ? visit_list(element, place) : visit_node(element, place);
  }

 private:
  std::string_view relabel(std::string_view id) { return is_blank(id) ? issuer_.issue_for(id) : id; }

  Value relabel_type(Value element) {
    const std::string_view type = element.text_of("@type");
    if (!is_blank(type)) return element;
    const Object copy = Object::copy_of({element.object().begin(), element.object().end()}, arena_);
    copy.set("@type", Value::string(relabel(type)), arena_);
    return copy;
  }

  void add_value(Value element, const Place& place) {
    if (place.list != nullptr) {
      place.list->push_back(element, arena_);
    } else if (place.subject != nullptr) {
      place.subject->add_unique(place.property, element);
    }
  }

  Result<void> visit_list(Value element, const Place& place) {
    const Array items = Array::make(arena_);
    const Object result = Object::make(arena_, 1);
    result.add_new("@list", items, arena_);
    Place inside = place;
    inside.list = &items;
    CAIRN_CHECK(visit(*element.find("@list"), inside));
    if (place.list != nullptr) {
      place.list->push_back(result, arena_);
    } else if (place.subject != nullptr) {
      place.subject->add(place.property, result);
    }
    return {};
  }

  Result<void> visit_node(Value element, const Place& place) {
    relabel_types_first(element);
    const Value* given = element.find("@id");
    const std::string_view id = given != nullptr && given->is_string() ? relabel(given->text()) : issuer_.issue();
    CollectedNode& node = place.graph->node(id, arena_);
    refer_to(node, place);
    add_types(element, node);
    CAIRN_CHECK(add_index(element, node));
    CAIRN_CHECK(visit_reverse(element, node, place));
    CAIRN_CHECK(visit_inner_graph(element, id, place));
    if (const Value* included = element.find("@included"); included != nullptr) {
      CAIRN_CHECK(visit(*included, Place{.graph = place.graph, .depth = place.depth}));
    }
    return visit_properties(element, node, place);
  }

  // Labels are given out in the order of the algorithm, which looks at types before the identifier.
  void relabel_types_first(Value element) {
    const Value* types = element.find("@type");
    if (types == nullptr || !types->is_array()) return;
    for (const Value& type : types->array()) {
      if (type.is_string()) relabel(type.text());
    }
  }

  // Where the node was found, a reference to it stays.
  void refer_to(CollectedNode& node, const Place& place) {
    if (place.referenced != nullptr) {
      node.add_unique(place.property, *place.referenced);
      return;
    }
    if (place.list == nullptr && place.subject == nullptr) return;
    add_value(reference_to(node.id()), place);
  }

  Object reference_to(std::string_view id) {
    const Object reference = Object::make(arena_, 1);
    reference.add_new("@id", Value::string(id), arena_);
    return reference;
  }

  void add_types(Value element, CollectedNode& node) {
    const Value* types = element.find("@type");
    if (types == nullptr) return;
    if (!types->is_array()) {
      if (types->is_string()) node.add_unique("@type", Value::string(relabel(types->text())));
      return;
    }
    for (const Value& type : types->array()) {
      node.add_unique("@type", type.is_string() ? Value::string(relabel(type.text())) : type);
    }
  }

  Result<void> add_index(Value element, CollectedNode& node) {
    const Value* index = element.find("@index");
    if (index == nullptr) return {};
    const Value* known = node.object().find("@index");
    if (known != nullptr && !json::equal(*known, *index)) {
      return fail(Kind::malformed, "jsonld.conflicting-indexes",
                  "node " + std::string(node.id()) + " has two different @index values",
                  "give the node one @index wherever it is described");
    }
    if (known == nullptr) node.object().add_new("@index", *index, arena_);
    return {};
  }

  Result<void> visit_reverse(Value element, CollectedNode& node, const Place& place) {
    const Value* reverse = element.find("@reverse");
    if (reverse == nullptr || !reverse->is_object()) return {};
    const Object referenced = reference_to(node.id());
    for (const Member& member : reverse->object()) {
      const Place back{
          .graph = place.graph, .referenced = &referenced, .property = relabel(member.name), .depth = place.depth};
      CAIRN_CHECK(visit(member.value, back));
    }
    return {};
  }

  Result<void> visit_inner_graph(Value element, std::string_view id, const Place& place) {
    const Value* inner = element.find("@graph");
    if (inner == nullptr) return {};
    return visit(*inner, Place{.graph = &map_.graph(id), .depth = place.depth});
  }

  Result<void> visit_properties(Value element, CollectedNode& node, const Place& place) {
    std::vector<Member> properties;
    for (const Member& member : element.object()) {
      if (!is_handled_apart(member.name)) properties.push_back(member);
    }
    std::sort(properties.begin(), properties.end(), [](const Member& a, const Member& b) { return a.name < b.name; });
    for (const Member& member : properties) {
      const std::string_view property = relabel(member.name);
      node.values(property);  // an empty array is kept
      CAIRN_CHECK(visit(member.value,
                        Place{.graph = place.graph, .subject = &node, .property = property, .depth = place.depth}));
    }
    return {};
  }

  const Limits& limits_;
  Arena& arena_;
  NodeMap& map_;
  BlankNodeIssuer issuer_;
};

}  // namespace

std::string_view BlankNodeIssuer::issue() { return arena_.concatenate("_:b", std::to_string(next_++)); }

std::string_view BlankNodeIssuer::issue_for(std::string_view existing) {
  const auto [found, is_new] = issued_.try_emplace(existing);
  if (is_new) found->second = issue();
  return found->second;
}

CollectedNode& NodeGraph::node(std::string_view id, Arena& arena) {
  const auto [found, is_new] = by_id.try_emplace(id, nullptr);
  if (is_new) found->second = &nodes.emplace_back(id, arena);
  return *found->second;
}

NodeMap::NodeMap() { graph("@default"); }

NodeGraph& NodeMap::graph(std::string_view name) {
  const auto [found, is_new] = by_name.try_emplace(name, nullptr);
  if (is_new) {
    found->second = &graphs.emplace_back();
    found->second->name = name;
  }
  return *found->second;
}

Result<void> generate_node_map(Value expanded, const Limits& limits, Arena& arena, NodeMap& out) {
  return Generator(limits, arena, out).visit(expanded, Place{.graph = &out.default_graph()});
}

}  // namespace cairn::jsonld
