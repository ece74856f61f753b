#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/toml_file.hpp"
#include "base/result.hpp"
#include "domain/amount.hpp"
#include "domain/assurance.hpp"

// Files that people write and read: one tree of tables, lists and texts, as TOML or as JSON.
namespace cairn::app {

/// Fills one table of a tree. What is empty is left out.
class TreeWriter {
 public:
  using Write = std::function<void(TreeWriter&)>;
  explicit TreeWriter(TomlValue& table) : table_(table) {}

  void text(std::string_view key, std::string_view value);
  void number(std::string_view key, std::optional<domain::Amount> value);
  void whole(std::string_view key, std::optional<std::int64_t> value);
  void truth(std::string_view key, std::optional<bool> value);
  void texts(std::string_view key, const std::vector<std::string>& values);
  void party(std::string_view key, const std::optional<domain::Party>& value);
  void parties(std::string_view key, const std::vector<domain::Party>& values);
  /// A table; left out when nothing was written into it.
  void table(std::string_view key, const Write& write);
  /// One more table of a list.
  void item(std::string_view key, const Write& write);

 private:
  TomlValue& table_;
};

/// out: TOML with plain keys first, then tables, then lists of tables    spec: TOML 1.0
std::string toml_of(const TomlValue& table);
/// out: one JSON object in RFC 8785's form: the same tree always gives the same bytes
std::string json_of(const TomlValue& table);
/// in:    name - of the file, for messages    out: the object as a tree, without lines
/// fails: malformed/definition.syntax
Result<TomlValue> read_json_tree(std::string_view text, std::string_view name);
/// Read TOML, or JSON when the first character is '{'.
/// fails: malformed/definition.syntax
Result<TomlValue> read_tree(std::string_view text, std::string_view name);

}  // namespace cairn::app
