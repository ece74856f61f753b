#include "base/spaces.hpp"

#include "base/utf8.hpp"

namespace cairn {
namespace {

// Unicode category Zs.
bool is_space(char32_t c) {
  return c == ' ' || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

bool is_break(char32_t c) { return c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

TidyText tidy_spaces(std::string_view text) {
  TidyText out;
  std::string gap;  // white space that is kept only if something follows
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Character character = read_utf8(text.substr(i));
    const std::string_view bytes = text.substr(i, character.size == 0 ? 1 : character.size);
    i += bytes.size();
    if (character.size != 0 && is_space(character.code_point)) {
      if (gap.empty() || gap.back() != ' ') gap.push_back(' ');
    } else if (character.size != 0 && is_break(character.code_point)) {
      gap += bytes;
    } else {
      if (!out.text.empty()) out.text += gap;
      gap.clear();
      out.text += bytes;
    }
  }
  out.changed = out.text != text;
  return out;
}

}  // namespace cairn
