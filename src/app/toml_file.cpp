#include "app/toml_file.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

// The package's build settings ask for its shared library; the parser is compiled in here instead, without exceptions.
#undef TOML_HEADER_ONLY
#undef TOML_SHARED_LIB
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

namespace cairn::app {
namespace {

std::string shortest(double value) {
  char text[400];
  const auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed);
  return end.ec == std::errc() ? std::string(text, end.ptr) : std::string();
}

TomlValue convert(const toml::node& node);

// The parser bounds the depth (TOML_MAX_NESTED_VALUES), and with it the recursion here.
TomlValue convert_table(const toml::table& table) {
  TomlValue out;
  for (const auto& [key, node] : table) {
    out.members.push_back({std::string(key.str()), key.source().begin.line, convert(node)});
  }
  std::stable_sort(out.members.begin(), out.members.end(),
                   [](const TomlMember& a, const TomlMember& b) { return a.line < b.line; });
  return out;
}

TomlValue convert(const toml::node& node) {
  TomlValue out;
  if (const auto* table = node.as_table()) {
    out = convert_table(*table);
  } else if (const auto* list = node.as_array()) {
    out.kind = TomlKind::list;
    for (const toml::node& item : *list) out.items.push_back(convert(item));
  } else if (const auto* text = node.as_string()) {
    out.kind = TomlKind::text;
    out.text = text->get();
  } else if (const auto* whole = node.as_integer()) {
    out.kind = TomlKind::number;
    out.text = std::to_string(whole->get());
  } else if (const auto* real = node.as_floating_point()) {
    out.kind = TomlKind::number;
    out.text = shortest(real->get());
  } else if (const auto* flag = node.as_boolean()) {
    out.kind = TomlKind::truth;
    out.text = flag->get() ? "true" : "false";
  } else {
    out.kind = TomlKind::date;
  }
  out.line = node.source().begin.line;
  return out;
}

}  // namespace

const TomlMember* TomlValue::find(std::string_view key) const {
  const auto found =
      std::find_if(members.begin(), members.end(), [key](const TomlMember& member) { return member.key == key; });
  return found == members.end() ? nullptr : &*found;
}

Result<TomlValue> read_toml(std::string_view text, std::string_view name) {
  const toml::parse_result parsed = toml::parse(text, name);
  if (parsed) return convert_table(parsed.table());
  const toml::parse_error& error = parsed.error();
  return fail(Kind::malformed, "definition.syntax",
              std::string(name) + ", line " + std::to_string(error.source().begin.line) + ": " +
                  std::string(error.description()),
              "Correct the line; texts stand in quotes, tables in [brackets].");
}

}  // namespace cairn::app
