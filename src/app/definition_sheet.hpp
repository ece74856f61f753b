#pragma once
#include <string_view>
#include <vector>

#include "app/definition_forms.hpp"
#include "base/result.hpp"

namespace cairn::app {

/// A table of definitions, one to a row. The header names what a column holds by the keys of definition files ("offer.duration", also
/// "Offer duration") or a word for them ("Title", "ECTS"); lists are separated by "|"; "name@gd" holds the name in Gaelic. Encoding and
/// separator are found as text::CsvReader finds them.
/// out:   a definition for every row, with the cells that cannot be right among its problems: "column \"Level\": ..."
/// fails: malformed/sheet.header (no column for the name), sheet.column-twice; csv.*, encoding.*; exhausted/definition.count
Result<std::vector<ReadDefinition>> read_definition_sheet(std::string_view bytes);

/// out: whether the first row is the header of such a table
bool is_definition_sheet(std::string_view bytes);

}  // namespace cairn::app
