#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/toml_file.hpp"
#include "domain/amount.hpp"
#include "domain/assurance.hpp"

namespace cairn::app {

struct DefinitionProblem {
  std::string code;
  std::uint32_t line = 0;
  std::string text;
};

/// What was found in a whole file: problems, and where each key stands.
struct DefinitionNotes {
  std::vector<DefinitionProblem> problems;
  std::map<std::string, std::uint32_t, std::less<>> lines;  ///< "results[0].name" -> line
};

/// Takes the values out of one table, key by key. What nobody asked for by the time finish() is called is an unknown
/// key. Problems go to the notes; the value then stays as it was.
class TableReader {
 public:
  using Read = std::function<void(TableReader&)>;

  /// in: path - of this table, "" for the whole file
  TableReader(const TomlValue& table, std::string path, DefinitionNotes& notes)
      : table_(table), path_(std::move(path)), notes_(notes) {}

  void text(std::string_view key, std::string& out);
  void amount(std::string_view key, std::optional<domain::Amount>& out);
  void integer(std::string_view key, std::optional<int>& out);
  std::optional<bool> flag(std::string_view key);
  void texts(std::string_view key, std::vector<std::string>& out);
  /// One of a list of words.   out: its number, or none
  std::optional<std::size_t> word(std::string_view key, std::span<const std::string_view> words);
  /// An organisation that is named: { name = "...", id = "..." }, or a list of them.
  void party(std::string_view key, std::optional<domain::Party>& out);
  void parties(std::string_view key, std::vector<domain::Party>& out);
  void table(std::string_view key, const Read& read);
  void tables(std::string_view key, const Read& read);
  void finish();

 private:
  const TomlValue* take(std::string_view key);
  std::string full(std::string_view key) const;
  void wrong_type(const TomlValue& value, std::string_view key, std::string_view wanted);

  const TomlValue& table_;
  std::string path_;
  DefinitionNotes& notes_;
  std::vector<std::string_view> asked_;
};

}  // namespace cairn::app
