#pragma once
#include "base/arena.hpp"
#include "base/result.hpp"
#include "json/value.hpp"
#include "jsonld/processor.hpp"

namespace cairn::jsonld {

/// The document in flattened form, still expanded.
/// fails: malformed/jsonld.conflicting-indexes; exhausted/jsonld.depth
/// spec:  JSON-LD 1.1 API "Flattening Algorithm"
Result<json::Value> flatten_expanded(json::Value expanded, const Options& options, const Limits& limits, Arena& arena);

}  // namespace cairn::jsonld
