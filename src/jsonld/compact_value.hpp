#pragma once
#include <cstdint>
#include <string_view>

#include "base/arena.hpp"
#include "base/result.hpp"
#include "json/value.hpp"
#include "jsonld/context.hpp"

namespace cairn::jsonld {

/// Where the "@index" of a value is said.
enum class IndexPlace : std::uint8_t { in_value, in_map_key };

/// The shortest form of a value object, or of a node object that has only an "@id" and perhaps an "@index".
/// in:   definition - of the active property, or nullptr
/// out:  a scalar where the definition says the rest; else a map with compacted keys
/// spec: JSON-LD 1.1 API "Value Compaction"
Result<json::Value> compact_value(const ActiveContext& active, const TermDefinition* definition, json::Value value,
                                  IndexPlace index, Arena& arena);

/// out: whether the values of the term lie in a map whose keys are their "@index"
bool says_index(const TermDefinition* definition);

/// out: whether the term, or else the context, says the very direction that the value has, or none if it has none
bool matches_direction(const ActiveContext& active, const TermDefinition* definition, json::Value value);

/// out: whether the element is a node object with nothing but "@id" and perhaps "@index"
bool is_node_reference(json::Value element);

}  // namespace cairn::jsonld
