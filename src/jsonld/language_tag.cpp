#include "jsonld/language_tag.hpp"

#include <algorithm>
#include <array>

namespace cairn::jsonld {
namespace {

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) { return is_capital(c) || (c >= 'a' && c <= 'z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter_or_digit(char c) { return is_letter(c) || is_digit(c); }
char small(char c) { return is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c; }

/// Walks over the subtags between hyphens.
class Subtags {
 public:
  explicit Subtags(std::string_view text) : rest_(text), at_end_(false) { next(); }
  bool at_end() const { return at_end_; }
  std::string_view current() const { return current_; }
  void next() {
    if (exhausted_) {
      at_end_ = true;
      current_ = {};
      return;
    }
    const std::size_t hyphen = rest_.find('-');
    exhausted_ = hyphen == std::string_view::npos;
    current_ = rest_.substr(0, hyphen);
    if (!exhausted_) rest_.remove_prefix(hyphen + 1);
  }
  bool is_letters(std::size_t least, std::size_t most) const { return has(least, most, is_letter); }
  bool is_letters_or_digits(std::size_t least, std::size_t most) const { return has(least, most, is_letter_or_digit); }
  bool is_digits(std::size_t count) const { return has(count, count, is_digit); }
  bool is_variant() const {
    return is_letters_or_digits(5, 8) || (is_letters_or_digits(4, 4) && is_digit(current_.front()));
  }

 private:
  template <class Test>
  bool has(std::size_t least, std::size_t most, Test test) const {
    return !at_end_ && current_.size() >= least && current_.size() <= most &&
           std::all_of(current_.begin(), current_.end(), test);
  }
  std::string_view rest_;
  std::string_view current_;
  bool exhausted_ = false;
  bool at_end_;
};

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return small(x) == small(y); });
}

// Tags registered before the grammar was, and not fitting it.
bool is_irregular(std::string_view tag) {
  static constexpr std::array<std::string_view, 17> k_irregular = {
      "en-GB-oed", "i-ami", "i-bnn", "i-default", "i-enochian", "i-hak",     "i-klingon", "i-lux",    "i-mingo",
      "i-navajo",  "i-pwn", "i-tao", "i-tay",     "i-tsu",      "sgn-BE-FR", "sgn-BE-NL", "sgn-CH-DE"};
  return std::any_of(k_irregular.begin(), k_irregular.end(),
                     [tag](std::string_view known) { return equal_ignoring_case(tag, known); });
}

// One or more subtags of `least` to 8 letters or digits, after the singleton the walk stands on.
bool skip_extension(Subtags& tags, std::size_t least) {
  tags.next();
  if (!tags.is_letters_or_digits(least, 8)) return false;
  while (tags.is_letters_or_digits(least, 8)) tags.next();
  return true;
}

}  // namespace

bool is_language_tag(std::string_view tag) {
  if (is_irregular(tag)) return true;
  Subtags tags(tag);
  const auto is_private = [&tags] { return tags.is_letters(1, 1) && small(tags.current().front()) == 'x'; };
  if (is_private()) return skip_extension(tags, 1) && tags.at_end();
  if (!tags.is_letters(2, 8)) return false;
  const bool may_extend = tags.current().size() <= 3;
  tags.next();
  for (int i = 0; may_extend && i < 3 && tags.is_letters(3, 3); ++i) tags.next();
  if (tags.is_letters(4, 4)) tags.next();
  if (tags.is_letters(2, 2) || tags.is_digits(3)) tags.next();
  while (tags.is_variant()) tags.next();
  while (tags.is_letters_or_digits(1, 1) && !is_private()) {
    if (!skip_extension(tags, 2)) return false;
  }
  if (is_private() && !skip_extension(tags, 1)) return false;
  return tags.at_end();
}

std::string_view lower_case(std::string_view text, Arena& arena) {
  if (std::none_of(text.begin(), text.end(), is_capital)) return text;
  char* out = arena.allocate_array<char>(text.size());
  std::transform(text.begin(), text.end(), out, small);
  return {out, text.size()};
}

Direction read_direction_value(const json::Value& value) {
  if (value.is_null()) return Direction::null;
  if (value.is_string("ltr")) return Direction::ltr;
  if (value.is_string("rtl")) return Direction::rtl;
  return Direction::absent;
}

}  // namespace cairn::jsonld
