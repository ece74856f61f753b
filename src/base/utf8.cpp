#include "base/utf8.hpp"

#include <cstring>

#include "base/bug.hpp"

namespace cairn {
namespace {

bool is_continuation(std::uint8_t byte) { return (byte & 0xC0) == 0x80; }

}  // namespace

Utf8Character read_utf8(std::string_view text) {
  if (text.empty()) return {};
  const auto at = [text](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t lead = at(0);
  if (lead < 0x80) return {lead, 1};
  const std::uint32_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < size) return {};
  char32_t code_point = lead & (0x7Fu >> size);
  for (std::uint32_t i = 1; i < size; ++i) {
    if (!is_continuation(at(i))) return {};
    code_point = code_point << 6 | (at(i) & 0x3Fu);
  }
  static constexpr char32_t k_smallest[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  if (code_point < k_smallest[size] || surrogate || code_point > 0x10FFFF) return {};
  return {code_point, size};
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    std::uint64_t block = 0;
    if (text.size() >= sizeof block) {
      std::memcpy(&block, text.data(), sizeof block);
      if ((block & 0x8080808080808080ULL) == 0) {
        text.remove_prefix(sizeof block);
        continue;
      }
    }
    const Utf8Character character = read_utf8(text);
    if (character.size == 0) return false;
    text.remove_prefix(character.size);
  }
  return true;
}

void append_utf8(std::string& out, char32_t code_point) {
  CAIRN_ASSERT(code_point <= 0x10FFFF && (code_point < 0xD800 || code_point > 0xDFFF));
  const auto tail = [code_point](int shift) { return static_cast<char>(0x80 | (code_point >> shift & 0x3F)); };
  if (code_point < 0x80) {
    out.push_back(static_cast<char>(code_point));
  } else if (code_point < 0x800) {
    out.append({static_cast<char>(0xC0 | code_point >> 6), tail(0)});
  } else if (code_point < 0x10000) {
    out.append({static_cast<char>(0xE0 | code_point >> 12), tail(6), tail(0)});
  } else {
    out.append({static_cast<char>(0xF0 | code_point >> 18), tail(12), tail(6), tail(0)});
  }
}

std::string code_point_name(char32_t code_point) {
  static constexpr char k_digits[] = "0123456789ABCDEF";
  std::string digits;
  for (; code_point != 0 || digits.size() < 4; code_point >>= 4) {
    digits.insert(digits.begin(), k_digits[code_point & 15]);
  }
  return "U+" + digits;
}

}  // namespace cairn
