#include "domain/folded_words.hpp"

#include <algorithm>
#include <array>

#include "base/utf8.hpp"

namespace cairn::domain {
namespace {

/// Letters from one code point to another that are compared as the same letters of ASCII.
struct Folding {
  char32_t first;
  char32_t last;
  std::string_view to;
};
constexpr auto k_foldings = std::to_array<Folding>(
    {{0xC0, 0xC5, "a"},    {0xC6, 0xC6, "ae"},   {0xC7, 0xC7, "c"},    {0xC8, 0xCB, "e"},    {0xCC, 0xCF, "i"},    {0xD0, 0xD0, "d"},
     {0xD1, 0xD1, "n"},    {0xD2, 0xD6, "o"},    {0xD8, 0xD8, "o"},    {0xD9, 0xDC, "u"},    {0xDD, 0xDD, "y"},    {0xDE, 0xDE, "th"},
     {0xDF, 0xDF, "ss"},   {0xE0, 0xE5, "a"},    {0xE6, 0xE6, "ae"},   {0xE7, 0xE7, "c"},    {0xE8, 0xEB, "e"},    {0xEC, 0xEF, "i"},
     {0xF0, 0xF0, "d"},    {0xF1, 0xF1, "n"},    {0xF2, 0xF6, "o"},    {0xF8, 0xF8, "o"},    {0xF9, 0xFC, "u"},    {0xFD, 0xFD, "y"},
     {0xFE, 0xFE, "th"},   {0xFF, 0xFF, "y"},    {0x100, 0x105, "a"},  {0x106, 0x10D, "c"},  {0x10E, 0x111, "d"},  {0x112, 0x11B, "e"},
     {0x11C, 0x123, "g"},  {0x124, 0x127, "h"},  {0x128, 0x131, "i"},  {0x132, 0x133, "ij"}, {0x134, 0x135, "j"},  {0x136, 0x138, "k"},
     {0x139, 0x142, "l"},  {0x143, 0x14B, "n"},  {0x14C, 0x151, "o"},  {0x152, 0x153, "oe"}, {0x154, 0x159, "r"},  {0x15A, 0x161, "s"},
     {0x162, 0x167, "t"},  {0x168, 0x173, "u"},  {0x174, 0x175, "w"},  {0x176, 0x178, "y"},  {0x179, 0x17E, "z"},  {0x17F, 0x17F, "s"},
     {0x218, 0x219, "s"},  {0x21A, 0x21B, "t"}});

bool is_between(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

// Accents that follow their letter, and what no reader sees.
bool is_passed_over(char32_t c) {
  return is_between(c, 0x300, 0x36F) || c == 0xAD || is_between(c, 0x200B, 0x200F) || is_between(c, 0x202A, 0x202E) || is_between(c, 0x2060, 0x2069) ||
         c == 0xFEFF;
}

bool is_letter(char32_t c) {
  if (c < 0x80) return is_between(c, 'a', 'z') || is_between(c, 'A', 'Z') || is_between(c, '0', '9');
  return !is_between(c, 0x80, 0xBF) && c != 0xD7 && c != 0xF7 && !is_between(c, 0x2000, 0x206F) && !is_between(c, 0x3000, 0x303F);
}

void append_folded(std::string& out, char32_t c) {
  if (is_between(c, 0xFF21, 0xFF3A)) c = c - 0xFF21 + 'a';  // wide forms
  if (is_between(c, 0xFF41, 0xFF5A)) c = c - 0xFF41 + 'a';
  if (c < 0x80) {
    out += static_cast<char>(is_between(c, 'A', 'Z') ? c + 0x20 : c);
    return;
  }
  const auto row = std::ranges::find_if(k_foldings, [c](const Folding& one) { return is_between(c, one.first, one.last); });
  if (row != k_foldings.end()) {
    out += row->to;
    return;
  }
  if (is_between(c, 0x391, 0x3A9) || is_between(c, 0x410, 0x42F)) c += 0x20;  // Greek and Cyrillic capitals
  else if (is_between(c, 0x400, 0x40F)) c += 0x50;
  append_utf8(out, c);
}

bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2019; }
bool ends_a_part(char32_t c) { return !is_apostrophe(c) && c != ' ' && c != '-' && c != 0x2010 && c != 0x2011 && c != '\t' && c != 0xA0; }

}  // namespace

std::vector<FoldedWord> folded_words(std::string_view text) {
  std::vector<FoldedWord> out;
  std::string word;
  bool after_apostrophe = false;
  const auto finish = [&] {
    if (!word.empty() && !(after_apostrophe && word == "s")) out.push_back({std::move(word), false});
    if (!word.empty()) after_apostrophe = false;
    word.clear();
  };
  while (!text.empty()) {
    const Utf8Character next = read_utf8(text);
    text.remove_prefix(next.size == 0 ? 1 : next.size);
    if (next.size == 0 || !is_letter(next.code_point)) {
      if (next.size != 0 && is_passed_over(next.code_point)) continue;
      finish();
      after_apostrophe = is_apostrophe(next.code_point);
      if (!out.empty() && ends_a_part(next.code_point)) out.back().ends_part = true;
    } else if (!is_passed_over(next.code_point)) {
      append_folded(word, next.code_point);
    }
  }
  finish();
  if (!out.empty()) out.back().ends_part = true;
  return out;
}

}  // namespace cairn::domain
