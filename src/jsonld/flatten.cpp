#include "jsonld/flatten.hpp"

#include <algorithm>
#include <vector>

#include "jsonld/node_map.hpp"

namespace cairn::jsonld {
namespace {

using json::Array;
using json::Value;

std::vector<CollectedNode*> in_order(NodeGraph& graph, const Options& options) {
  std::vector<CollectedNode*> nodes;
  for (CollectedNode& node : graph.nodes) nodes.push_back(&node);
  if (options.ordered) {
    std::sort(nodes.begin(), nodes.end(),
              [](const CollectedNode* a, const CollectedNode* b) { return a->id() < b->id(); });
  }
  return nodes;
}

// A node that says nothing but its identifier is left out.
Array nodes_of(NodeGraph& graph, const Options& options, Arena& arena) {
  const Array out = Array::make(arena, static_cast<std::uint32_t>(graph.nodes.size()));
  for (const CollectedNode* node : in_order(graph, options)) {
    if (!node->is_only_id()) out.push_back(node->object(), arena);
  }
  return out;
}

}  // namespace

Result<Value> flatten_expanded(Value expanded, const Options& options, const Limits& limits, Arena& arena) {
  NodeMap map;
  CAIRN_CHECK(generate_node_map(expanded, limits, arena, map));
  std::vector<NodeGraph*> named;
  for (NodeGraph& graph : map.graphs) {
    if (&graph != &map.default_graph()) named.push_back(&graph);
  }
  if (options.ordered) {
    std::sort(named.begin(), named.end(), [](const NodeGraph* a, const NodeGraph* b) { return a->name < b->name; });
  }
  for (NodeGraph* graph : named) {
    map.default_graph().node(graph->name, arena).object().set("@graph", nodes_of(*graph, options, arena), arena);
  }
  return Value(nodes_of(map.default_graph(), options, arena));
}

}  // namespace cairn::jsonld
