#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/micro_credential.hpp"

// What the columns of a table of definitions can hold. Internal to definition_sheet.
namespace cairn::app {

/// A row while it is read: cells that need each other wait here.
struct SheetRow {
  domain::MicroCredentialFields fields;
  std::string level;
  std::string level_framework;
  std::string credit;
  std::string credit_framework;
  std::string price;
  std::string currency;
};

/// out: what should stand in the cell, when it cannot be what stands there; empty: it was taken
using SetCell = std::string_view (*)(SheetRow& row, std::string_view cell);

struct SheetColumn {
  std::string_view key;  ///< as definition files name it
  SetCell set;
};

/// A column of a table, found by its header.
struct FoundColumn {
  std::size_t index = 0;
  std::string header;
  const SheetColumn* column = nullptr;
  std::string field;     ///< of a translation: "name", "outcomes"
  std::string language;  ///< of a translation, else empty
};

struct SheetColumns {
  std::vector<FoundColumn> found;
  std::vector<std::string> unknown;  ///< headers
};

/// fails: malformed/sheet.header, sheet.column-twice
Result<SheetColumns> find_sheet_columns(std::span<const std::string_view> headers);

/// Put together what several cells say: level, credit, price.   out: problems
std::vector<std::string> finish_row(SheetRow& row);

/// The pieces between "|", without spaces around them; empty ones are left out.
std::vector<std::string> split_cell(std::string_view cell);
std::string_view trim_cell(std::string_view cell);

}  // namespace cairn::app
