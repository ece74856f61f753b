#pragma once
#include <string_view>

#include "base/arena.hpp"
#include "base/result.hpp"
#include "json/value.hpp"
#include "jsonld/context.hpp"

namespace cairn::jsonld {

/// The shortest form of a value object, or of a node object that has only an "@id" and perhaps an "@index".
/// in:   definition - of the active property, or nullptr
/// out:  a scalar or a JSON literal where the definition says the rest; else a map with compacted keys
/// spec: JSON-LD 1.1 API "Value Compaction"
Result<json::Value> compact_value(const ActiveContext& active, const TermDefinition* definition, json::Value value,
                                  Arena& arena);

/// out: whether the element is a node object with nothing but "@id" and perhaps "@index"
bool is_node_reference(json::Value element);

}  // namespace cairn::jsonld
