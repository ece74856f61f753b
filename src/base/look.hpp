#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace cairn {

/// out: whether a text holds printable ASCII only, so that it needs no closer look.    cost: eight bytes at a time
bool is_printable_ascii(std::string_view text);

/// out: whether a character deceives whoever looks at a text: a control character other than tab and line break, a separator of
///      lines or paragraphs, or a mark that turns the direction of writing
bool deceives_the_eye(char32_t code_point);

/// Text from outside, safe in one line on a terminal or in a log: what deceives the eye, tabs and line breaks, and bytes that are no
/// UTF-8 are spelt out.
/// out: "[U+202E]" for each such character, "[?]" for each such byte; all else unchanged
std::string spelt_out(std::string_view text);

/// The first word of a text in which look-alike letters of two scripts stand side by side: Cyrillic, or Greek letters that are drawn
/// like Latin ones, among Latin letters. Units and formulas (µm, Δt) are none.
/// out: empty when there is none
/// spec: UTS 39 5.1 in spirit, for the scripts that are confused in practice
std::string_view mixed_word(std::string_view text);

}  // namespace cairn
