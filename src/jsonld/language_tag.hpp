#pragma once
#include <string_view>

#include "base/arena.hpp"
#include "json/value.hpp"
#include "jsonld/context.hpp"

namespace cairn::jsonld {

/// out: whether the tag fits the grammar of language tags; no registry is consulted.  spec: BCP 47 (RFC 5646) 2.1
bool is_language_tag(std::string_view tag);

/// out: the text with ASCII capitals made small; the text itself when there are none.
std::string_view lower_case(std::string_view text, Arena& arena);

/// out: ltr, rtl, null for JSON null, and absent for anything else.
Direction read_direction_value(const json::Value& value);

}  // namespace cairn::jsonld
