#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "json/value.hpp"

// Nodes of schema.org documents as the web has them: plain names, prefixed or whole addresses; one, a list, a graph. Internal to this
// library.
namespace cairn::exchange {

/// out: the member that stands for this property, or nullptr
const json::Value* schema_member(const json::Value& node, std::string_view name);
/// out: whether the context, where there is one, is that of schema.org
bool means_schema_org(const json::Value& document);

/// What describes one definition together. One of the two may be nullptr.
struct SchemaOrgPair {
  const json::Value* credential = nullptr;
  const json::Value* course = nullptr;
  std::string place;         ///< JSON Pointer of the node, "" for the document
  std::string course_place;  ///< of the course, where it stands by itself
};

/// out: credentials with the course that says it leads to them, then the courses that lead to none that is described
/// cost: linear in the number of nodes, times its logarithm
std::vector<SchemaOrgPair> pair_schema_org_nodes(const json::Value& document);

}  // namespace cairn::exchange
