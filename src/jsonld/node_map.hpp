#pragma once
#include <cstdint>
#include <deque>
#include <string_view>
#include <unordered_map>

#include "base/arena.hpp"
#include "base/result.hpp"
#include "json/value.hpp"
#include "jsonld/collected_node.hpp"
#include "jsonld/processor.hpp"

namespace cairn::jsonld {

/// Gives out blank node identifiers "_:b0", "_:b1", ... and keeps the same one for the same input identifier.
/// spec: JSON-LD 1.1 API "Generate Blank Node Identifier"
class BlankNodeIssuer {
 public:
  explicit BlankNodeIssuer(Arena& arena) : arena_(arena) {}
  /// out: a new identifier that stands for nothing else
  std::string_view issue();
  /// out: the identifier that stands for `existing`
  std::string_view issue_for(std::string_view existing);

 private:
  Arena& arena_;
  std::uint64_t next_ = 0;
  std::unordered_map<std::string_view, std::string_view> issued_;
};

/// The nodes of one graph, in the order in which they were first mentioned.
struct NodeGraph {
  std::string_view name;  ///< "@default", or an IRI or blank node identifier
  std::deque<CollectedNode> nodes;
  std::unordered_map<std::string_view, CollectedNode*> by_id;

  /// out: the node with this identifier, made if there is none
  CollectedNode& node(std::string_view id, Arena& arena);
};

/// All graphs of an expanded document; the default graph is the first one.
struct NodeMap {
  std::deque<NodeGraph> graphs;
  std::unordered_map<std::string_view, NodeGraph*> by_name;

  NodeMap();
  NodeMap(const NodeMap&) = delete;
  NodeMap& operator=(const NodeMap&) = delete;
  NodeGraph& default_graph() { return graphs.front(); }
  /// out: the graph of this name, made if there is none
  NodeGraph& graph(std::string_view name);
};

/// Collect every node of an expanded document under its identifier, blank nodes relabelled.
/// in:    expanded - not changed; values of it are shared by the result
/// fails: malformed/jsonld.conflicting-indexes; exhausted/jsonld.depth
/// spec:  JSON-LD 1.1 API "Node Map Generation"
Result<void> generate_node_map(json::Value expanded, const Limits& limits, Arena& arena, NodeMap& out);

}  // namespace cairn::jsonld
