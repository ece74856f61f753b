#pragma once
#include <cstddef>
#include <string_view>

#include "base/arena.hpp"
#include "base/result.hpp"
#include "json/value.hpp"

namespace cairn::json {

struct ReadLimits {
  std::size_t size_bytes = 16 * 1024 * 1024;
  std::uint32_t depth = 128;  ///< arrays and objects inside each other; never more than 1,000, whatever is asked
};

/// Read one JSON text, strictly: UTF-8 without byte order mark, no duplicate member names (compared after unescaping),
/// no lone surrogates, nothing but white space around the value.
/// in:    text - copied into the arena once; the values point into that copy
/// out:   the value, in `arena`
/// fails: malformed/json.syntax, json.utf8, json.bom, json.duplicate-member, json.surrogate, json.trailing, json.empty;
///        exhausted/json.depth, json.size. `detail` gives the byte offset, and line and column.
/// spec:  RFC 8259, RFC 7493 (I-JSON)
Result<Value> read(std::string_view text, Arena& arena, const ReadLimits& limits = {});

}  // namespace cairn::json
