#pragma once
#include "json/value.hpp"

namespace cairn::conformance {

/// Whether two JSON-LD documents say the same: members in any order; items in any order except below @list and inside
/// JSON literals; blank node labels up to a one-to-one renaming.
/// spec: json-ld-api tests "Pass and fail"
bool same_json_ld(json::Value actual, json::Value expected);

}  // namespace cairn::conformance
