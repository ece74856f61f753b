#include "jsonld/from_rdf.hpp"

#include <algorithm>
#include <deque>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "jsonld/collected_node.hpp"
#include "jsonld/language_tag.hpp"
#include "jsonld/rdf_to_object.hpp"

namespace cairn::jsonld {
namespace {

using json::Array;
using json::Member;
using json::Object;
using json::Value;
using rdf::Quad;
using rdf::TermId;
using rdf::TermKind;

constexpr std::string_view k_first = "http://www.w3.org/1999/02/22-rdf-syntax-ns#first";
constexpr std::string_view k_rest = "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest";
constexpr std::string_view k_nil = "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil";
constexpr std::string_view k_list = "http://www.w3.org/1999/02/22-rdf-syntax-ns#List";
constexpr std::string_view k_type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
constexpr std::string_view k_value = "http://www.w3.org/1999/02/22-rdf-syntax-ns#value";
constexpr std::string_view k_language = "http://www.w3.org/1999/02/22-rdf-syntax-ns#language";
constexpr std::string_view k_direction = "http://www.w3.org/1999/02/22-rdf-syntax-ns#direction";

struct Node {
  Node(TermId number, std::string_view id, Arena& arena) : term(number), collected(id, arena) {}
  TermId term;
  CollectedNode collected;
  bool is_absorbed = false;  ///< it became part of a list or of a value object
};

struct Graph {
  std::string_view name;
  std::deque<Node> nodes;  // in the order in which they were first mentioned
  std::unordered_map<TermId, Node*> by_term;

  Node* find(TermId term) const {
    const auto found = by_term.find(term);
    return found == by_term.end() ? nullptr : found->second;
  }
};

// A place where a node is the object: reference.{"@id"} is a value of `property` of `node`.
struct Usage {
  Graph* graph = nullptr;
  Node* node = nullptr;
  std::string_view property = {};
  Object reference = {};
  bool is_only_one = true;
};

struct QuadHash {
  std::size_t operator()(const Quad& quad) const {
    std::uint64_t state = quad.subject;
    for (const TermId part : {quad.predicate, quad.object, quad.graph})
      state = (state ^ part) * 0x9E3779B97F4A7C15ULL ^ (state >> 31);
    return static_cast<std::size_t>(state);
  }
};

const Value* only_value(const Object& node, std::string_view property) {
  const Value* values = node.find(property);
  return values != nullptr && values->is_array() && values->array().size() == 1 ? &values->array()[0] : nullptr;
}

// spec: "well-formed list node": one first, one rest, and nothing else but an optional type rdf:List
bool is_list_node(const Object& node) {
  if (only_value(node, k_first) == nullptr || only_value(node, k_rest) == nullptr) return false;
  if (node.size() == 3) return true;
  const Value* type = only_value(node, "@type");
  return node.size() == 4 && type != nullptr && type->is_string(k_list);
}

class Serializer {
 public:
  Serializer(const rdf::Dataset& dataset, const Options& options, Arena& arena)
      : dataset_(dataset),
        options_(options),
        arena_(arena),
        ids_(dataset.term_count()),
        mentions_(dataset.term_count()) {}

  Result<Value> serialize() {
    graph_of(rdf::k_default_graph);
    std::unordered_set<Quad, QuadHash> seen;  // a dataset is a set; a repeated quad would count as a second usage
    seen.reserve(dataset_.quads().size());
    for (const Quad& quad : dataset_.quads()) {
      if (seen.insert(quad).second) CAIRN_CHECK(add_quad(quad));
    }
    for (Graph& graph : graphs_) {
      CAIRN_CHECK(convert_compound_literals(graph));
      convert_lists(graph);
    }
    return assemble();
  }

 private:
  std::string_view id_of(TermId id) {
    std::string_view& text = ids_[id];
    if (text.data() == nullptr) {
      const rdf::Term& term = dataset_.term(id);
      text = term.kind == TermKind::blank ? arena_.concatenate("_:", term.value) : arena_.concatenate(term.value, "");
    }
    return text;
  }

  Graph& graph_of(TermId name) {
    const auto [found, is_new] = graph_by_term_.try_emplace(name, nullptr);
    if (is_new) {
      found->second = &graphs_.emplace_back();
      found->second->name = name == rdf::k_default_graph ? "@default" : id_of(name);
      if (name != rdf::k_default_graph) node_of(graphs_.front(), name);
    }
    return *found->second;
  }

  Node& node_of(Graph& graph, TermId term) {
    const auto [found, is_new] = graph.by_term.try_emplace(term, nullptr);
    if (is_new) {
      found->second = &graph.nodes.emplace_back(term, id_of(term), arena_);
      ++mentions_[term];
    }
    return *found->second;
  }

  Result<void> add_quad(const Quad& quad) {
    Graph& graph = graph_of(quad.graph);
    Node& node = node_of(graph, quad.subject);
    const std::string_view property = id_of(quad.predicate);
    if (options_.rdf_direction == RdfDirection::compound_literal && property == k_direction) {
      compound_literals_[&graph].push_back(quad.subject);
    }
    const rdf::Term& object = dataset_.term(quad.object);
    if (object.kind == TermKind::literal) {
      CAIRN_TRY(const Object value, literal_to_object(copied(object), options_, arena_));
      node.collected.add_unique(property, value);
      return {};
    }
    node_of(graph, quad.object);
    if (property == k_type && !options_.use_rdf_type) {
      node.collected.add_unique("@type", Value::string(id_of(quad.object)));
    } else {
      add_reference(graph, node, property, quad.object);
    }
    return {};
  }

  rdf::Term copied(const rdf::Term& literal) {
    return {literal.kind, arena_.copy(literal.value), arena_.copy(literal.datatype), arena_.copy(literal.language)};
  }

  void add_reference(Graph& graph, Node& node, std::string_view property, TermId object) {
    const Object reference = Object::make(arena_, 2);
    reference.add_new("@id", Value::string(id_of(object)), arena_);
    node.collected.add_unique(property, reference);
    const Usage usage{&graph, &node, property, reference};
    if (id_of(object) == k_nil) {
      list_ends_[&graph].push_back(usage);
    } else if (dataset_.term(object).kind == TermKind::blank) {
      const auto [found, is_new] = usages_.try_emplace(object, usage);
      if (!is_new) found->second.is_only_one = false;
    }
  }

  // out: the only usage of a blank node that no other graph mentions and that names no graph: it can lose its
  // identifier
  const Usage* only_usage(const Graph& graph, TermId term) const {
    if (mentions_[term] != 1 || graph_by_term_.contains(term)) return nullptr;
    const auto found = usages_.find(term);
    return found != usages_.end() && found->second.is_only_one && found->second.graph == &graph ? &found->second
                                                                                                : nullptr;
  }

  Result<void> convert_compound_literals(Graph& graph) {
    const auto found = compound_literals_.find(&graph);
    if (found == compound_literals_.end()) return {};
    for (const TermId term : found->second) {
      Node* node = graph.find(term);
      const Usage* usage = only_usage(graph, term);
      if (node == nullptr || node->is_absorbed || usage == nullptr) continue;
      CAIRN_CHECK(convert_compound_literal(*node, *usage));
    }
    return {};
  }

  // Only a node that says nothing else is converted: anything more would be lost.
  Result<void> convert_compound_literal(Node& node, const Usage& usage) {
    const Object parts = node.collected.object();
    const Value* value = plain_text(parts, k_value);
    const Value* direction = plain_text(parts, k_direction);
    const Value* language = plain_text(parts, k_language);
    if (value == nullptr || direction == nullptr || parts.size() != (language == nullptr ? 3u : 4u)) return {};
    if (!direction->is_string("ltr") && !direction->is_string("rtl")) {
      return fail(Kind::malformed, "jsonld.invalid-base-direction",
                  "rdf:direction of " + std::string(node.collected.id()) + " is neither \"ltr\" nor \"rtl\"",
                  "correct the direction");
    }
    if (language != nullptr) CAIRN_CHECK(check_language_tag(language->text(), node));
    usage.reference.erase("@id");
    usage.reference.add_new("@value", *value, arena_);
    if (language != nullptr) usage.reference.add_new("@language", *language, arena_);
    usage.reference.add_new("@direction", *direction, arena_);
    node.is_absorbed = true;
    return {};
  }

  // out: the text of the only value of a property, when that is a plain string
  static const Value* plain_text(const Object& node, std::string_view property) {
    const Value* value = only_value(node, property);
    const Value* text =
        value == nullptr || !value->is_object() || value->object().size() != 1 ? nullptr : value->find("@value");
    return text != nullptr && text->is_string() ? text : nullptr;
  }

  static Result<void> check_language_tag(std::string_view tag, const Node& node) {
    if (!is_language_tag(tag)) {
      return fail(Kind::malformed, "jsonld.invalid-language-tagged-string",
                  "rdf:language of " + std::string(node.collected.id()) + " is no language tag", "correct the tag");
    }
    return {};
  }

  void convert_lists(Graph& graph) {
    const auto found = list_ends_.find(&graph);
    if (found == list_ends_.end()) return;
    for (const Usage& end : found->second) convert_list(graph, end);
  }

  // From the end of a collection back to its head. Each step follows the only usage of a node within this graph, and a
  // node has one rest: no node is met twice.
  void convert_list(Graph& graph, const Usage& end) {
    std::vector<Value> items;
    const Usage* at = &end;
    while (at->property == k_rest && is_list_node(at->node->collected.object())) {
      const Usage* before = only_usage(graph, at->node->term);
      if (before == nullptr) break;
      items.push_back(*only_value(at->node->collected.object(), k_first));
      at->node->is_absorbed = true;
      at = before;
    }
    std::reverse(items.begin(), items.end());
    at->reference.erase("@id");
    at->reference.add_new("@list", Array::copy_of(items, arena_), arena_);
  }

  std::vector<Node*> in_order(Graph& graph) const {
    std::vector<Node*> nodes;
    for (Node& node : graph.nodes) {
      if (!node.is_absorbed) nodes.push_back(&node);
    }
    if (options_.ordered) {
      std::sort(nodes.begin(), nodes.end(),
                [](const Node* a, const Node* b) { return a->collected.id() < b->collected.id(); });
    }
    return nodes;
  }

  Value assemble() {
    const Array result = Array::make(arena_);
    for (Node* node : in_order(graphs_.front())) {
      if (const auto graph = graph_by_term_.find(node->term); graph != graph_by_term_.end()) {
        const Array inner = Array::make(arena_);
        for (Node* inner_node : in_order(*graph->second)) append(*inner_node, inner);
        node->collected.object().add_new("@graph", inner, arena_);
      }
      append(*node, result);
    }
    return result;
  }

  void append(const Node& node, const Array& to) {
    if (!node.collected.is_only_id()) to.push_back(node.collected.object(), arena_);
  }

  const rdf::Dataset& dataset_;
  const Options& options_;
  Arena& arena_;
  std::vector<std::string_view> ids_;
  std::vector<std::uint32_t> mentions_;  // how many graphs have a node for the term
  std::deque<Graph> graphs_;             // the default graph first
  std::unordered_map<TermId, Graph*> graph_by_term_;
  std::unordered_map<TermId, Usage> usages_;  // of blank nodes
  std::unordered_map<const Graph*, std::vector<Usage>> list_ends_;
  std::unordered_map<const Graph*, std::vector<TermId>> compound_literals_;
};

}  // namespace

Result<Value> serialize_rdf(const rdf::Dataset& dataset, const Options& options, Arena& arena) {
  return Serializer(dataset, options, arena).serialize();
}

}  // namespace cairn::jsonld
