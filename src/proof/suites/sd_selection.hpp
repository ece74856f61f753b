#pragma once
#include <span>
#include <string>
#include <unordered_map>

#include "base/arena.hpp"
#include "base/result.hpp"
#include "json/value.hpp"

namespace cairn::proof {

/// A part of a document: what JSON Pointers name, with the ids and types on the way to it and the document's @context, in
/// the document's own order.
struct Selection {
  json::Object document;
  /// First member of each object of the selection -> first member of the object it was copied from.
  std::unordered_map<const json::Member*, const json::Member*> sources;
};

/// in:    pointers - at least one; names twice, or within each other, are the same as named once; "" is the whole document
/// fails: malformed/sd.pointer; missing/sd.pointer-target (nothing is there); exhausted/sd.pointers
/// cost:  linear in the document and the pointers
/// spec:  ecdsa-sd-2023 "selectJsonLd", "selectPaths", "createInitialSelection"
Result<Selection> select(json::Object document, std::span<const std::string> pointers, Arena& arena);

}  // namespace cairn::proof
