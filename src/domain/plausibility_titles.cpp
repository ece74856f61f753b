#include <algorithm>
#include <array>

#include "base/look.hpp"
#include "base/utf8.hpp"
#include "domain/definition_elements.hpp"
#include "domain/plausibility_parts.hpp"
#include "domain/word_search.hpp"

namespace cairn::domain {
namespace {

constexpr std::size_t k_long_word = 40;    // letters
constexpr std::size_t k_few_capitals = 8;  // an abbreviation has fewer

/// Letters of one script, as far as titles can be mistaken through it.
struct Script {
  char32_t first;
  char32_t last;
  std::string_view name;
};
constexpr auto k_scripts = std::to_array<Script>({{'A', 'Z', "Latin"},          {'a', 'z', "Latin"},          {0xC0, 0x24F, "Latin"},         {0x1E00, 0x1EFF, "Latin"},
                                                  {0xFF21, 0xFF5A, "Latin"},    {0x370, 0x3FF, "Greek"},      {0x1F00, 0x1FFF, "Greek"},      {0x400, 0x52F, "Cyrillic"},
                                                  {0x530, 0x58F, "Armenian"},   {0x590, 0x5FF, "Hebrew"},     {0x600, 0x6FF, "Arabic"},       {0x750, 0x77F, "Arabic"},
                                                  {0x8A0, 0x8FF, "Arabic"},     {0xFB1D, 0xFB4F, "Hebrew"},   {0xFB50, 0xFDFF, "Arabic"},     {0xFE70, 0xFEFC, "Arabic"},
                                                  {0x900, 0x97F, "Devanagari"}, {0xE00, 0xE7F, "Thai"},       {0x10A0, 0x10FF, "Georgian"},   {0x3040, 0x30FF, "Japanese"},
                                                  {0x3400, 0x9FFF, "Han"},      {0xAC00, 0xD7AF, "Hangul"},   {0x13A0, 0x13FF, "Cherokee"}});

std::string_view script_of(char32_t c) {
  if (c == 0xD7 || c == 0xF7) return {};
  const auto row = std::ranges::find_if(k_scripts, [c](const Script& one) { return c >= one.first && c <= one.last; });
  return row == k_scripts.end() ? std::string_view{} : row->name;
}

bool is_capital(char32_t c) {
  return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3A9) || (c >= 0x400 && c <= 0x42F);
}
bool is_small(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF && c != 0xF7) || (c >= 0x3B1 && c <= 0x3C9) || (c >= 0x430 && c <= 0x45F);
}

/// What a title is made of.
struct TitleShape {
  std::vector<std::string_view> scripts;  ///< in the order in which they come
  std::size_t capitals = 0;
  std::size_t small = 0;
  std::size_t longest_word = 0;
};

TitleShape shape_of(std::string_view title) {
  TitleShape out;
  std::size_t word = 0;
  while (!title.empty()) {
    const Utf8Character next = read_utf8(title);
    title.remove_prefix(next.size == 0 ? 1 : next.size);
    const std::string_view script = next.size == 0 ? std::string_view{} : script_of(next.code_point);
    const bool is_accent = next.code_point >= 0x300 && next.code_point <= 0x36F;
    if (!is_accent) word = script.empty() ? 0 : word + 1;
    out.longest_word = std::max(out.longest_word, word);
    if (!script.empty() && std::ranges::find(out.scripts, script) == out.scripts.end()) out.scripts.push_back(script);
    if (is_capital(next.code_point)) ++out.capitals;
    if (is_small(next.code_point)) ++out.small;
  }
  return out;
}

// Japanese is written with Han letters.
bool is_mixed(const TitleShape& shape) {
  std::size_t count = shape.scripts.size();
  const auto has = [&](std::string_view name) { return std::ranges::find(shape.scripts, name) != shape.scripts.end(); };
  if (has("Japanese") && has("Han")) --count;
  return count > 1;
}

const PreparedWords& award_words() {
  const auto folded = [](std::initializer_list<std::string_view> phrases) {
    std::vector<std::vector<FoldedWord>> out;
    for (const std::string_view phrase : phrases) out.push_back(folded_words(phrase));
    return out;
  };
  static const PreparedWords out = {"",
                                    folded({"diploma", "diplomas", "degree", "degrees", "bachelor", "bachelors", "master", "masters", "doctor", "doctorate", "phd", "diplom",
                                            "diplôme", "licenciatura"}),
                                    {},
                                    folded({"in", "of", "de", "en"})};
  return out;
}

void lint_title(const std::string& title, const std::string& place, PlausibilityNotes& notes) {
  const WordHit hit = find_forbidden(folded_words(title), award_words());
  if (hit.weight == WordHit::Weight::refused) {
    notes.push_back({"title-award", place, "the title calls it \"" + hit.phrase + "\", which is the name of a larger award", "Choose a title that nobody takes for one."});
  }
  const TitleShape shape = shape_of(title);
  if (shape.small == 0 && shape.capitals >= k_few_capitals) {
    notes.push_back({"title-capitals", place, "the title is all in capitals, which is hard to read and is spelt out by some screen readers", "Write it as in a sentence."});
  }
  if (shape.longest_word >= k_long_word) {
    notes.push_back({"title-long-word", place, "the title has a word of " + std::to_string(shape.longest_word) + " letters, which breaks small screens and certificates",
                     "Part it, or look at how it is shown."});
  }
  if (std::ranges::any_of(shape.scripts, [](std::string_view name) { return name == "Arabic" || name == "Hebrew"; })) {
    notes.push_back({"title-direction", place, "the title runs from right to left", "Nothing is wrong with that: look at how it is shown beside text that runs the other way."});
  }
  if (const std::string_view mixed = mixed_word(title); !mixed.empty()) {
    notes.push_back({"title-look-alike", place, "letters of two scripts that look alike stand in the word \"" + shown_text(mixed) + "\"",
                     "Retype the word; a search would not find it as it is."});
  } else if (is_mixed(shape)) {
    std::string scripts;
    for (const std::string_view name : shape.scripts) scripts += (scripts.empty() ? "" : ", ") + std::string(name);
    notes.push_back({"title-scripts", place, "the title mixes scripts: " + scripts, "Nothing is wrong with that: look at how it is shown."});
  }
}

}  // namespace

void lint_titles(const MicroCredentialFields& fields, PlausibilityNotes& notes) {
  lint_title(fields.name, "name", notes);
  for (std::size_t i = 0; i < fields.translations.size(); ++i) {
    if (fields.translations[i].field == "name") lint_title(fields.translations[i].text, "translations[" + std::to_string(i) + "].text", notes);
  }
}

}  // namespace cairn::domain
