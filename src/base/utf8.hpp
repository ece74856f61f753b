#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace cairn {

/// One character read from UTF-8; `size` 0 means that the bytes there are not well-formed.
struct Utf8Character {
  char32_t code_point = 0;
  std::uint32_t size = 0;
};

/// Read the character at the start of `text`: no overlong forms, no surrogates, nothing above U+10FFFF.
/// out: size 0 when the text is empty or not well-formed there.    spec: RFC 3629 4
Utf8Character read_utf8(std::string_view text);
/// out: whether the whole text is well-formed.
bool is_utf8(std::string_view text);
/// Append one character; `code_point` must be a Unicode scalar value.
void append_utf8(std::string& out, char32_t code_point);
/// out: "U+202E", with at least four digits
std::string code_point_name(char32_t code_point);

}  // namespace cairn
