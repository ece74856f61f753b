#include "base/look.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/utf8.hpp"

namespace cairn {
namespace {

bool between(char32_t c, char32_t low, char32_t high) { return c >= low && c <= high; }

bool is_latin(char32_t c) {
  return between(c, 'A', 'Z') || between(c, 'a', 'z') || (between(c, 0xC0, 0x24F) && c != 0xD7 && c != 0xF7) || between(c, 0x1E00, 0x1EFF);
}

bool is_cyrillic(char32_t c) { return between(c, 0x400, 0x52F); }

// Greek letters drawn as Latin ones are.
bool is_like_latin(char32_t c) {
  static constexpr auto k_alike = std::to_array<char32_t>(
      {0x391, 0x392, 0x395, 0x396, 0x397, 0x399, 0x39A, 0x39C, 0x39D, 0x39F, 0x3A1, 0x3A4, 0x3A5, 0x3A7, 0x3B9, 0x3BA, 0x3BD, 0x3BF, 0x3C1, 0x3C5});
  return std::binary_search(k_alike.begin(), k_alike.end(), c);
}

bool is_greek(char32_t c) { return between(c, 0x370, 0x3FF) || between(c, 0x1F00, 0x1FFF); }

}  // namespace

bool is_printable_ascii(std::string_view text) {
  constexpr std::uint64_t k_ones = 0x0101010101010101ULL;
  constexpr std::uint64_t k_highs = 0x8080808080808080ULL;
  std::uint64_t found = 0;
  while (text.size() >= sizeof found) {
    std::uint64_t block = 0;
    std::memcpy(&block, text.data(), sizeof block);
    // The high bit of a byte: it is not ASCII, it is below a space, or it is DEL.
    found |= block | (block - k_ones * 0x20) | (block + k_ones);
    text.remove_prefix(sizeof block);
  }
  return (found & k_highs) == 0 && std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < 0x7F; });
}

bool deceives_the_eye(char32_t c) {
  if (c == '\t' || c == '\n' || c == '\r') return false;
  return c < 0x20 || between(c, 0x7F, 0x9F) || between(c, 0x2028, 0x2029) || between(c, 0x202A, 0x202E) || between(c, 0x2066, 0x2069);
}

std::string spelt_out(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const Utf8Character character = read_utf8(text);
    if (character.size == 0) {
      out += "[?]";
    } else if (character.code_point < 0x20 || deceives_the_eye(character.code_point)) {
      out += "[" + code_point_name(character.code_point) + "]";
    } else {
      out += text.substr(0, character.size);
    }
    text.remove_prefix(std::max<std::size_t>(character.size, 1));
  }
  return out;
}

std::string_view mixed_word(std::string_view text) {
  std::size_t start = 0;
  bool has_latin = false;
  bool has_other = false;
  for (std::size_t at = 0; at <= text.size();) {
    const Utf8Character character = read_utf8(text.substr(at));
    const char32_t c = character.code_point;
    const bool is_letter = character.size != 0 && (is_latin(c) || is_cyrillic(c) || is_greek(c));
    if (!is_letter) {
      if (has_latin && has_other) return text.substr(start, at - start);
      has_latin = has_other = false;
      start = at + std::max<std::size_t>(character.size, 1);
    }
    has_latin = has_latin || (is_letter && is_latin(c));
    has_other = has_other || (is_letter && (is_cyrillic(c) || is_like_latin(c)));
    at += std::max<std::size_t>(character.size, 1);
  }
  return {};
}

}  // namespace cairn
