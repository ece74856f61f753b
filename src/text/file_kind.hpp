#pragma once
#include <string_view>

namespace cairn::text {

/// Tell from its first bytes what a file is that is no table of text, in words for people.
/// in:  start - the first bytes, 64 KB are plenty
/// out: "an Excel workbook (.xlsx)", "a PDF document", ..., or empty when it may be text
std::string_view foreign_file_kind(std::string_view start);

}  // namespace cairn::text
