#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "json/value.hpp"

namespace cairn::proof {

inline constexpr std::size_t k_most_pointers = 256;
inline constexpr std::size_t k_longest_pointer_bytes = 4096;

/// The reference tokens of a JSON Pointer, unescaped; none for the whole document.
/// fails: malformed/sd.pointer (does not begin with /, a ~ that escapes nothing, too long)
/// spec:  RFC 6901; ecdsa-sd-2023 "jsonPointerToPaths"
Result<std::vector<std::string>> split_pointer(std::string_view pointer);

/// One reference token for a pointer: ~ and / escaped.    spec: RFC 6901 3
std::string escape_pointer_token(std::string_view token);

/// The member or item that a reference token names.
/// out:   a pointer into the object's members or the array's items, or nullptr; indexes have no leading zero
json::Value* find_by_token(const json::Value& value, std::string_view token);

}  // namespace cairn::proof
