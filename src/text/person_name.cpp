#include "text/person_name.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "base/spaces.hpp"
#include "base/utf8.hpp"
#include "text/csv.hpp"

namespace cairn::text {
namespace {

constexpr std::size_t k_longest = 200;
constexpr int k_most_marks = 8;
constexpr char32_t k_zero_width_non_joiner = 0x200C;
constexpr char32_t k_zero_width_joiner = 0x200D;

bool between(char32_t c, char32_t low, char32_t high) { return c >= low && c <= high; }

bool changes_direction(char32_t c) {
  return c == 0x061C || between(c, 0x200E, 0x200F) || between(c, 0x202A, 0x202E) || between(c, 0x2066, 0x2069);
}

// Characters of general category other than Cf that show nothing either: fillers, and an empty braille cell.
bool is_blank_letter(char32_t c) {
  return c == 0x034F || between(c, 0x115F, 0x1160) || between(c, 0x17B4, 0x17B5) || c == 0x2800 || c == 0x3164 ||
         c == 0xFFA0;
}

bool is_variation_selector(char32_t c) { return between(c, 0xFE00, 0xFE0F) || between(c, 0xE0100, 0xE01EF); }

bool is_ideograph(char32_t c) { return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_IDEOGRAPHIC) != 0; }

bool is_mark(char32_t c) { return (U_MASK(u_charType(static_cast<UChar32>(c))) & U_GC_M_MASK) != 0; }

// Scripts whose spelling needs joiners: leaving them out would write another name.
bool joins(char32_t c) {
  if (between(c, 0x064B, 0x0670)) return true;  // Arabic vowel signs, which several scripts share
  UErrorCode problem = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(c), &problem)) {
    case USCRIPT_ARABIC:
    case USCRIPT_SYRIAC:
    case USCRIPT_NKO:
    case USCRIPT_MONGOLIAN:
    case USCRIPT_DEVANAGARI:
    case USCRIPT_BENGALI:
    case USCRIPT_GURMUKHI:
    case USCRIPT_GUJARATI:
    case USCRIPT_ORIYA:
    case USCRIPT_TAMIL:
    case USCRIPT_TELUGU:
    case USCRIPT_KANNADA:
    case USCRIPT_MALAYALAM:
    case USCRIPT_SINHALA:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
      return true;
    default:
      return false;
  }
}

// Judges the characters of one name from left to right.
class Judge {
 public:
  Result<void> look_at(char32_t c, char32_t next) {
    ++position_;
    CAIRN_CHECK(look_for_breaks(c));
    if (changes_direction(c)) {
      return refuse("name.direction", "a character that turns the direction of writing", c);
    }
    CAIRN_CHECK(look_for_invisible(c, next));
    const auto category = U_MASK(u_charType(static_cast<UChar32>(c)));
    const bool never_a_character = (c & 0xFFFE) == 0xFFFE || between(c, 0xFDD0, 0xFDEF) || c == 0xFFFD;
    if ((category & U_GC_CO_MASK) != 0 || never_a_character) {
      return refuse("name.unreadable", "a character that has no meaning of its own", c);
    }
    marks_ = is_mark(c) ? marks_ + 1 : 0;
    if (marks_ > k_most_marks) return refuse("name.marks", "more accents than a letter can carry", c);
    has_letter_ = has_letter_ || (category & U_GC_L_MASK) != 0;
    previous_ = c;
    return {};
  }
  bool has_letter() const { return has_letter_; }
  std::size_t position() const { return position_; }

 private:
  Result<void> look_for_breaks(char32_t c) const {
    if (c == '\n' || c == '\r' || between(c, 0x2028, 0x2029) || c == 0x85) {
      return refuse("name.line-break", "a line break", c);
    }
    if (c < 0x20 || between(c, 0x7F, 0x9F)) return refuse("name.control", "a control character", c);
    return {};
  }

  Result<void> look_for_invisible(char32_t c, char32_t next) const {
    if (c == k_zero_width_non_joiner || c == k_zero_width_joiner) {
      if (joins(previous_) && joins(next)) return {};
    } else if (is_variation_selector(c)) {
      if (is_ideograph(previous_) || joins(previous_)) return {};
    } else if (!is_blank_letter(c) && u_charType(static_cast<UChar32>(c)) != U_FORMAT_CHAR) {
      return {};
    }
    return refuse("name.invisible", "a character that cannot be seen", c);
  }

  Failure refuse(std::string_view code, std::string_view what, char32_t c) const {
    return fail(Kind::refused, code,
                "the name holds " + std::string(what) + " (" + code_point_name(c) + ") at position " +
                    std::to_string(position_),
                "type the name again instead of copying it");
  }

  std::size_t position_ = 0;
  int marks_ = 0;
  bool has_letter_ = false;
  char32_t previous_ = 0;
};

}  // namespace

Result<PersonName> read_person_name(std::string_view text) {
  if (!is_utf8(text)) {
    return fail(Kind::malformed, "name.utf8", "the name is not UTF-8", "save the file again as \"CSV UTF-8\"");
  }
  TidyText tidy = tidy_spaces(text);
  if (tidy.text.empty()) return fail(Kind::refused, "name.empty", "there is no name", "give the person's name");
  // A tab or line break at the start was white space and is gone by now.
  if (looks_like_formula(tidy.text)) {
    return fail(Kind::refused, "name.formula", "the name starts like a formula of a spreadsheet",
                "remove the sign at its start");
  }
  Judge judge;
  std::string_view rest = tidy.text;
  while (!rest.empty()) {
    const Utf8Character character = read_utf8(rest);
    rest.remove_prefix(character.size);
    CAIRN_CHECK(judge.look_at(character.code_point, read_utf8(rest).code_point));
    if (judge.position() > k_longest) {
      return fail(Kind::refused, "name.too-long", "the name has more than " + std::to_string(k_longest) + " characters",
                  "check that the columns are the right ones");
    }
  }
  if (tidy.text.find('@') != std::string::npos) {
    return fail(Kind::refused, "name.address", "the name holds an @ sign, as an e-mail address does",
                "check that the columns are the right ones");
  }
  if (!judge.has_letter()) {
    return fail(Kind::refused, "name.no-letters", "the name has no letter in it",
                "check that the columns are the right ones");
  }
  return PersonName{std::move(tidy.text), tidy.changed};
}

}  // namespace cairn::text
