#include "app/table_reader.hpp"

#include <algorithm>
#include <charconv>

#include "app/suggestion.hpp"

namespace cairn::app {
namespace {

std::string found_in(const TomlValue& value) {
  constexpr std::size_t k_shown = 60;
  switch (value.kind) {
    case TomlKind::text:
      return "\"" + value.text.substr(0, k_shown) + (value.text.size() > k_shown ? "...\"" : "\"");
    case TomlKind::number:
    case TomlKind::truth:
      return value.text;
    case TomlKind::table:
      return "a table";
    case TomlKind::list:
      return "a list";
    case TomlKind::date:
      break;
  }
  return "a date or time";
}

}  // namespace

std::string TableReader::full(std::string_view key) const {
  return path_.empty() ? std::string(key) : path_ + "." + std::string(key);
}

const TomlValue* TableReader::take(std::string_view key) {
  asked_.push_back(key);
  const TomlMember* member = table_.find(key);
  if (member == nullptr) return nullptr;
  notes_.lines.emplace(full(key), member->line);
  return &member->value;
}

void TableReader::wrong_type(const TomlValue& value, std::string_view key, std::string_view wanted) {
  notes_.problems.push_back(
      {"definition.type", value.line, full(key) + ": found " + found_in(value) + ", wanted " + std::string(wanted)});
}

void TableReader::text(std::string_view key, std::string& out) {
  const TomlValue* value = take(key);
  if (value == nullptr) return;
  if (value->kind != TomlKind::text) return wrong_type(*value, key, "text in quotes");
  out = value->text;
}

void TableReader::amount(std::string_view key, std::optional<domain::Amount>& out) {
  const TomlValue* value = take(key);
  if (value == nullptr) return;
  const bool may_be_one = value->kind == TomlKind::number || value->kind == TomlKind::text;
  const Result<domain::Amount> amount = domain::parse_amount(may_be_one ? value->text : "");
  if (!amount) return wrong_type(*value, key, "a number such as 10 or 7.5, with at most three digits after the point");
  out = amount.value();
}

void TableReader::integer(std::string_view key, std::optional<int>& out) {
  const TomlValue* value = take(key);
  if (value == nullptr) return;
  int number = 0;
  const char* const end = value->text.data() + value->text.size();
  const auto read = std::from_chars(value->text.data(), end, number);
  if (value->kind != TomlKind::number || read.ec != std::errc() || read.ptr != end) {
    return wrong_type(*value, key, "a whole number such as 36");
  }
  out = number;
}

std::optional<bool> TableReader::flag(std::string_view key) {
  const TomlValue* value = take(key);
  if (value == nullptr) return std::nullopt;
  if (value->kind == TomlKind::truth) return value->text == "true";
  wrong_type(*value, key, "true or false");
  return std::nullopt;
}

void TableReader::texts(std::string_view key, std::vector<std::string>& out) {
  const TomlValue* value = take(key);
  if (value == nullptr) return;
  if (value->kind != TomlKind::list) return wrong_type(*value, key, "a list such as [\"one\", \"two\"]");
  for (const TomlValue& item : value->items) {
    if (item.kind != TomlKind::text) return wrong_type(item, key, "a list of texts in quotes");
    out.push_back(item.text);
  }
}

std::optional<std::size_t> TableReader::word(std::string_view key, std::span<const std::string_view> words) {
  const TomlValue* value = take(key);
  if (value == nullptr) return std::nullopt;
  const auto place = std::find(words.begin(), words.end(), value->text);
  if (value->kind == TomlKind::text && place != words.end()) return static_cast<std::size_t>(place - words.begin());
  std::string wanted = "one of";
  for (const std::string_view word : words) wanted += (word == words.front() ? " " : ", ") + std::string(word);
  const std::string meant = did_you_mean(value->text, words);
  wrong_type(*value, key, wanted + (meant.empty() ? "" : ". " + meant));
  return std::nullopt;
}

void TableReader::party(std::string_view key, std::optional<domain::Party>& out) {
  table(key, [&out](TableReader& inner) {
    domain::Party& party = out.emplace();
    inner.text("name", party.name);
    inner.text("id", party.id);
  });
}

void TableReader::parties(std::string_view key, std::vector<domain::Party>& out) {
  tables(key, [&out](TableReader& inner) {
    domain::Party& party = out.emplace_back();
    inner.text("name", party.name);
    inner.text("id", party.id);
  });
}

void TableReader::table(std::string_view key, const Read& read) {
  const TomlValue* value = take(key);
  if (value == nullptr) return;
  if (value->kind != TomlKind::table) return wrong_type(*value, key, "a table [" + full(key) + "]");
  TableReader reader(*value, full(key), notes_);
  read(reader);
  reader.finish();
}

void TableReader::tables(std::string_view key, const Read& read) {
  const TomlValue* value = take(key);
  if (value == nullptr) return;
  if (value->kind != TomlKind::list) return wrong_type(*value, key, "a list of tables [[" + full(key) + "]]");
  for (std::size_t i = 0; i < value->items.size(); ++i) {
    const TomlValue& item = value->items[i];
    const std::string name = std::string(key) + "[" + std::to_string(i) + "]";
    if (item.kind != TomlKind::table) return wrong_type(item, name, "a table");
    notes_.lines.emplace(full(name), item.line);
    TableReader reader(item, full(name), notes_);
    read(reader);
    reader.finish();
  }
}

void TableReader::finish() {
  for (const TomlMember& member : table_.members) {
    if (std::find(asked_.begin(), asked_.end(), member.key) != asked_.end()) continue;
    const std::string meant = did_you_mean(member.key, asked_);
    notes_.problems.push_back({"definition.unknown-key", member.line,
                               full(member.key) + ": no such key" + (meant.empty() ? "" : ". " + meant)});
  }
}

}  // namespace cairn::app
