#include "pdf/object.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/utf8.hpp"

namespace cairn::pdf {
namespace {

Object of_kind(ObjectKind kind, std::string_view text) {
  Object out;
  out.kind = kind;
  out.text = text;
  return out;
}

void append_unit(std::string& out, std::uint32_t unit) {
  out += static_cast<char>(unit >> 8);
  out += static_cast<char>(unit & 0xFF);
}

std::string from_utf16(std::string_view bytes) {
  const auto unit = [bytes](std::size_t at) {
    return (static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at])) << 8) | static_cast<unsigned char>(bytes[at + 1]);
  };
  std::string out;
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    char32_t code = unit(i);
    if (code >= 0xD800 && code < 0xDC00 && i + 3 < bytes.size()) {
      const std::uint32_t low = unit(i + 2);
      if (low >= 0xDC00 && low < 0xE000) {
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        i += 2;
      }
    }
    append_utf8(out, code >= 0xD800 && code < 0xE000 ? char32_t{0xFFFD} : code);
  }
  return out;
}

}  // namespace

const Object* Object::find(std::string_view name) const {
  const auto found = std::find_if(members.begin(), members.end(), [name](const Member& member) { return member.name == name; });
  return found == members.end() ? nullptr : &found->value;
}

Object* Object::find(std::string_view name) { return const_cast<Object*>(std::as_const(*this).find(name)); }

void Object::set(std::string_view name, Object value) {
  if (Object* found = find(name)) {
    *found = std::move(value);
  } else {
    members.push_back({std::string(name), std::move(value)});
  }
}

void Object::remove(std::string_view name) {
  std::erase_if(members, [name](const Member& member) { return member.name == name; });
}

Object make_number(std::int64_t value) { return of_kind(ObjectKind::number, std::to_string(value)); }
Object make_boolean(std::string_view word) { return of_kind(ObjectKind::boolean, word); }
Object make_name(std::string_view word) { return of_kind(ObjectKind::name, word); }
Object make_string(std::string_view bytes) { return of_kind(ObjectKind::string, bytes); }

Object make_text(std::string_view utf8) {
  if (std::all_of(utf8.begin(), utf8.end(), [](char c) { return c >= ' ' && c <= '~'; })) return make_string(utf8);
  std::string out = "\xFE\xFF";
  while (!utf8.empty()) {
    const Utf8Character character = read_utf8(utf8);
    const char32_t code = character.size == 0 ? char32_t{0xFFFD} : character.code_point;
    utf8.remove_prefix(std::max<std::size_t>(1, character.size));
    if (code >= 0x10000) append_unit(out, 0xD800 + ((code - 0x10000) >> 10));
    append_unit(out, code >= 0x10000 ? 0xDC00 + ((code - 0x10000) & 0x3FF) : code);
  }
  return make_string(out);
}

Object make_reference(Reference reference) {
  Object out;
  out.kind = ObjectKind::reference;
  out.reference = reference;
  return out;
}

Object make_array(std::vector<Object> items) {
  Object out;
  out.kind = ObjectKind::array;
  out.items = std::move(items);
  return out;
}

Object make_dictionary(std::vector<Member> members) {
  Object out;
  out.kind = ObjectKind::dictionary;
  out.members = std::move(members);
  return out;
}

Object make_stream(std::vector<Member> members, ByteView data) {
  Object out = make_dictionary(std::move(members));
  out.kind = ObjectKind::stream;
  out.data = data;
  return out;
}

std::string text_of(const Object& string) {
  if (!string.is(ObjectKind::string)) return {};
  const std::string_view bytes = string.text;
  if (bytes.starts_with("\xFE\xFF")) return from_utf16(bytes.substr(2));
  const std::string_view content = bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes;
  if (content.size() != bytes.size() && is_utf8(content)) return std::string(content);
  std::string out;
  for (const char c : bytes) append_utf8(out, static_cast<unsigned char>(c));
  return out;
}

std::int64_t whole_number(const Object& object) {
  constexpr std::int64_t k_largest = std::int64_t{1} << 53;
  if (!object.is(ObjectKind::number)) return -1;
  std::string_view text = object.text;
  if (text.starts_with('+')) text.remove_prefix(1);
  std::int64_t out = -1;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), out);
  return problem == std::errc{} && end == text.data() + text.size() && out >= 0 && out <= k_largest ? out : -1;
}

}  // namespace cairn::pdf
