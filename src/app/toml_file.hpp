#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace cairn::app {

enum class TomlKind { text, number, truth, date, list, table };

struct TomlMember;

/// A value of a TOML file, with the line it stands on.
struct TomlValue {
  TomlKind kind = TomlKind::table;
  std::uint32_t line = 0;
  std::string text;                 ///< of a text; a number in its shortest form; "true", "false"
  std::vector<TomlValue> items;     ///< of a list
  std::vector<TomlMember> members;  ///< of a table
  const TomlMember* find(std::string_view key) const;
};

struct TomlMember {
  std::string key;
  std::uint32_t line = 0;
  TomlValue value;
};

/// in:    name - of the file, for messages    out: the table that is the whole file
/// fails: malformed/definition.syntax (with file and line)
/// spec:  TOML 1.0
Result<TomlValue> read_toml(std::string_view text, std::string_view name);

}  // namespace cairn::app
