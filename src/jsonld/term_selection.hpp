#pragma once
#include <string_view>

#include "base/arena.hpp"
#include "base/result.hpp"
#include "json/value.hpp"
#include "jsonld/compact_iri.hpp"
#include "jsonld/inverse_context.hpp"

namespace cairn::jsonld {

/// out:  the term of `entry` that suits the value best, or empty
/// spec: JSON-LD 1.1 API "IRI Compaction" step 4, "Term Selection"
Result<std::string_view> select_term(const ActiveContext& active, const InverseEntry& entry, json::Value value,
                                     PropertySide side, Arena& arena);

}  // namespace cairn::jsonld
