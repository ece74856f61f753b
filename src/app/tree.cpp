#include "app/tree.hpp"

#include <algorithm>

#include "base/arena.hpp"
#include "json/read.hpp"
#include "json/write.hpp"

namespace cairn::app {
namespace {

TomlValue value_of(TomlKind kind, std::string text) {
  TomlValue out;
  out.kind = kind;
  out.text = std::move(text);
  return out;
}

void write_party(TreeWriter& out, const domain::Party& party) {
  out.text("name", party.name);
  out.text("id", party.id);
}

// --- TOML ---------------------------------------------------------------------------------------------------------------

std::string quoted(std::string_view text) {
  constexpr std::string_view k_digits = "0123456789ABCDEF";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') out += std::string("\\") + c;
    else if (c == '\n') out += "\\n";
    else if (c == '\t') out += "\\t";
    else if (byte < 0x20 || byte == 0x7F) out += std::string("\\u00") + k_digits[byte >> 4] + k_digits[byte & 0x0F];
    else out += c;
  }
  return out + "\"";
}

std::string key_text(const std::string& key) {
  const auto is_bare = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-'; };
  return !key.empty() && std::ranges::all_of(key, is_bare) ? key : quoted(key);
}

bool is_scalar(const TomlValue& value) { return value.kind != TomlKind::table && value.kind != TomlKind::list; }
// A party stands in one line.
bool is_short(const TomlValue& value) {
  return value.kind == TomlKind::table && !value.members.empty() &&
         std::ranges::all_of(value.members, [](const TomlMember& one) { return is_scalar(one.value) && (one.key == "name" || one.key == "id"); });
}
bool is_inline(const TomlValue& value) {
  if (is_scalar(value) || is_short(value)) return true;
  return value.kind == TomlKind::list && std::ranges::all_of(value.items, [](const TomlValue& item) { return is_scalar(item) || is_short(item); });
}

std::string inline_text(const TomlValue& value) {
  if (is_scalar(value)) return value.kind == TomlKind::text || value.kind == TomlKind::date ? quoted(value.text) : value.text;
  std::string out;
  if (value.kind == TomlKind::list) {
    for (const TomlValue& item : value.items) out += (out.empty() ? "" : ", ") + inline_text(item);
    return "[" + out + "]";
  }
  for (const TomlMember& member : value.members) out += (out.empty() ? "" : ", ") + key_text(member.key) + " = " + inline_text(member.value);
  return "{ " + out + " }";
}

// Its recursion is as deep as the tree, which its writer or reader bounded.
void print(const TomlValue& table, const std::string& path, std::string& out) {
  for (const TomlMember& member : table.members) {
    if (is_inline(member.value)) out += key_text(member.key) + " = " + inline_text(member.value) + "\n";
  }
  for (const TomlMember& member : table.members) {
    if (is_inline(member.value)) continue;
    const std::string name = path.empty() ? key_text(member.key) : path + "." + key_text(member.key);
    if (member.value.kind == TomlKind::table) {
      out += "\n[" + name + "]\n";
      print(member.value, name, out);
      continue;
    }
    for (const TomlValue& item : member.value.items) {
      out += "\n[[" + name + "]]\n";
      print(item, name, out);
    }
  }
}

// --- JSON ---------------------------------------------------------------------------------------------------------------

json::Value to_json(const TomlValue& value, Arena& arena) {
  switch (value.kind) {
    case TomlKind::number:
      return json::Value::number(value.text);
    case TomlKind::truth:
      return json::Value::boolean(value.text == "true");
    case TomlKind::list: {
      const json::Array out = json::Array::make(arena);
      for (const TomlValue& item : value.items) out.push_back(to_json(item, arena), arena);
      return out;
    }
    case TomlKind::table: {
      const json::Object out = json::Object::make(arena);
      for (const TomlMember& member : value.members) out.add_new(member.key, to_json(member.value, arena), arena);
      return out;
    }
    case TomlKind::text:
    case TomlKind::date:
      break;
  }
  return json::Value::string(value.text);
}

// The reader bounds the depth, and with it the recursion here.
TomlValue from_json(json::Value value) {
  TomlValue out;
  if (value.is_string()) return value_of(TomlKind::text, std::string(value.text()));
  if (value.is_number()) return value_of(TomlKind::number, std::string(value.number_text()));
  if (value.is_boolean()) return value_of(TomlKind::truth, value.as_boolean() ? "true" : "false");
  if (value.is_array()) {
    out.kind = TomlKind::list;
    for (const json::Value item : value.array()) out.items.push_back(from_json(item));
    return out;
  }
  if (value.is_null()) return value_of(TomlKind::date, "null");
  for (const json::Member& member : value.object()) out.members.push_back({std::string(member.name), 0, from_json(member.value)});
  return out;
}

}  // namespace

void TreeWriter::text(std::string_view key, std::string_view value) {
  if (!value.empty()) table_.members.push_back({std::string(key), 0, value_of(TomlKind::text, std::string(value))});
}

void TreeWriter::number(std::string_view key, std::optional<domain::Amount> value) {
  if (value) table_.members.push_back({std::string(key), 0, value_of(TomlKind::number, domain::to_text(*value))});
}

void TreeWriter::whole(std::string_view key, std::optional<std::int64_t> value) {
  if (value) table_.members.push_back({std::string(key), 0, value_of(TomlKind::number, std::to_string(*value))});
}

void TreeWriter::truth(std::string_view key, std::optional<bool> value) {
  if (value) table_.members.push_back({std::string(key), 0, value_of(TomlKind::truth, *value ? "true" : "false")});
}

void TreeWriter::texts(std::string_view key, const std::vector<std::string>& values) {
  if (values.empty()) return;
  TomlValue list;
  list.kind = TomlKind::list;
  for (const std::string& value : values) list.items.push_back(value_of(TomlKind::text, value));
  table_.members.push_back({std::string(key), 0, std::move(list)});
}

void TreeWriter::party(std::string_view key, const std::optional<domain::Party>& value) {
  if (value) table(key, [&](TreeWriter& out) { write_party(out, *value); });
}

void TreeWriter::parties(std::string_view key, const std::vector<domain::Party>& values) {
  for (const domain::Party& value : values) item(key, [&](TreeWriter& out) { write_party(out, value); });
}

void TreeWriter::table(std::string_view key, const Write& write) {
  TomlValue inner;
  TreeWriter out(inner);
  write(out);
  if (!inner.members.empty()) table_.members.push_back({std::string(key), 0, std::move(inner)});
}

void TreeWriter::item(std::string_view key, const Write& write) {
  TomlValue inner;
  TreeWriter out(inner);
  write(out);
  const auto found = std::ranges::find_if(table_.members, [key](const TomlMember& member) { return member.key == key; });
  if (found != table_.members.end()) return found->value.items.push_back(std::move(inner));
  TomlValue list;
  list.kind = TomlKind::list;
  list.items.push_back(std::move(inner));
  table_.members.push_back({std::string(key), 0, std::move(list)});
}

std::string toml_of(const TomlValue& table) {
  std::string out;
  print(table, "", out);
  return out;
}

std::string json_of(const TomlValue& table) {
  Arena arena;
  const auto text = json::canonicalize(to_json(table, arena));
  CAIRN_ASSERT(text.has_value());  // texts were checked as UTF-8 and numbers as decimals before they came here
  return *text;
}

Result<TomlValue> read_json_tree(std::string_view text, std::string_view name) {
  Arena arena;
  json::ReadLimits limits;
  limits.depth = 32;
  const auto value = json::read(text, arena, limits);
  if (!value) return fail(value.error().kind, "definition.syntax", std::string(name) + ": " + value.error().detail, value.error().hint);
  if (!value->is_object()) return fail(Kind::malformed, "definition.syntax", std::string(name) + ": is no JSON object", "Write { first.");
  return from_json(*value);
}

Result<TomlValue> read_tree(std::string_view text, std::string_view name) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && text[first] == '{' ? read_json_tree(text, name) : read_toml(text, name);
}

}  // namespace cairn::app
