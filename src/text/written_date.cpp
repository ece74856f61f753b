#include "text/written_date.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <vector>

#include "base/spaces.hpp"

namespace cairn::text {
namespace {

constexpr std::string_view k_write_like = "write it like 2026-06-14 or 14 June 2026";
constexpr int k_first_year = 1900;  // a year before it is a slip of the hand
constexpr std::array<std::string_view, 12> k_months = {"january",   "february", "march",    "april",
                                                       "may",       "june",     "july",     "august",
                                                       "september", "october",  "november", "december"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

int number_of(std::string_view digits) {
  int out = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), out);
  return out;
}

// A run of digits or of letters, and what stood between it and the one before.
struct Word {
  std::string_view text;
  std::string_view before;
  bool is_number() const { return is_digit(text.front()); }
};

// Quoted only when it is harmless to show: what people sent may turn the text around it.
std::string shown(std::string_view text) {
  const bool harmless =
      text.size() <= 40 && std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
  return harmless ? "\"" + std::string(text) + "\"" : "the text";
}

Failure bad_format(std::string_view text) {
  return fail(Kind::malformed, "date.format", shown(text) + " is not a date", std::string(k_write_like));
}

Failure impossible(int day, int month, int year) {
  const std::string name = month >= 1 && month <= 12 ? spell_date({year, month, day})
                                                     : "day " + std::to_string(day) + " of month " +
                                                           std::to_string(month) + " in " + std::to_string(year);
  return fail(Kind::malformed, "date.impossible", "there is no " + name, "check day, month and year");
}

Result<WrittenDate> checked(const Date& date, DateReading reading) {
  if (!is_valid_date(date)) return impossible(date.day, date.month, date.year);
  if (date.year < k_first_year) {
    return fail(Kind::malformed, "date.year", "the year " + std::to_string(date.year) + " is too long ago",
                "write the year with four digits");
  }
  return WrittenDate{date, reading};
}

// Empty when something stands behind the last word. Text with more than a few words is no date.
std::vector<Word> split_words(std::string_view text) {
  std::vector<Word> out;
  std::size_t i = 0;
  while (i < text.size() && out.size() < 8) {
    const std::size_t start = i;
    while (i < text.size() && !is_digit(text[i]) && !is_letter(text[i])) ++i;
    if (i == text.size()) return {};
    const std::size_t word = i;
    const auto belongs = is_digit(text[i]) ? is_digit : is_letter;
    while (i < text.size() && belongs(text[i])) ++i;
    out.push_back({text.substr(word, i - word), text.substr(start, word - start)});
  }
  return out;
}

// 1 .. 12, or 0.  "jun", "june", "sept"
int month_named(std::string_view word) {
  std::string lower(word);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) { return static_cast<char>(c | 0x20); });
  if (lower == "sept") return 9;
  for (std::size_t i = 0; i < k_months.size(); ++i) {
    if (lower == k_months[i] || (lower.size() == 3 && k_months[i].starts_with(lower))) return static_cast<int>(i) + 1;
  }
  return 0;
}

bool is_ordinal_ending(std::string_view word) { return word == "st" || word == "nd" || word == "rd" || word == "th"; }

bool separates_words(std::string_view between) {
  return between == " " || between == "-" || between == ", " || between == "," || between == ". " || between == "." ||
         between == "/";
}

// "14 June 2026" and "June 14, 2026"
Result<WrittenDate> read_words(std::string_view text, std::vector<Word> words) {
  std::erase_if(words, [](const Word& word) { return word.before.empty() && is_ordinal_ending(word.text); });
  if (words.size() != 3 || !words[2].is_number() || words[0].is_number() == words[1].is_number() ||
      !separates_words(words[1].before) || !separates_words(words[2].before)) {
    return bad_format(text);
  }
  const Word& day = words[0].is_number() ? words[0] : words[1];
  const Word& month = words[0].is_number() ? words[1] : words[0];
  const int month_number = month_named(month.text);
  if (month_number == 0 || day.text.size() > 2) return bad_format(text);
  if (words[2].text.size() == 2) {
    return fail(Kind::malformed, "date.two-digit-year", shown(text) + " has a year of two digits",
                "write the year with four digits");
  }
  if (words[2].text.size() != 4) return bad_format(text);
  return checked({number_of(words[2].text), month_number, number_of(day.text)}, DateReading::words);
}

struct NumberDate {
  int first;
  int second;
  int year;
  bool day_first_possible() const { return is_valid_date({year, second, first}); }
  bool month_first_possible() const { return is_valid_date({year, first, second}); }
};

// Three numbers with one separator and the year last.
std::optional<NumberDate> as_number_date(const std::vector<Word>& words) {
  if (words.size() != 3 ||
      !std::all_of(words.begin(), words.end(), [](const Word& word) { return word.is_number(); })) {
    return std::nullopt;
  }
  const std::string_view separator = words[1].before;
  const bool known = separator == "/" || separator == "." || separator == "-";
  if (!known || words[2].before != separator || words[0].text.size() > 2 || words[1].text.size() > 2)
    return std::nullopt;
  return NumberDate{number_of(words[0].text), number_of(words[1].text), number_of(words[2].text)};
}

Result<WrittenDate> read_numbers(std::string_view text, const NumberDate& numbers, DayOrder order) {
  const Date day_first{numbers.year, numbers.second, numbers.first};
  const Date month_first{numbers.year, numbers.first, numbers.second};
  if (order == DayOrder::day_first) return checked(day_first, DateReading::day_first);
  if (order == DayOrder::month_first) return checked(month_first, DateReading::month_first);
  const bool first = numbers.day_first_possible();
  const bool second = numbers.month_first_possible();
  if (!first && !second) {
    return numbers.first <= 12 && numbers.second > 12 ? impossible(numbers.second, numbers.first, numbers.year)
                                                      : impossible(numbers.first, numbers.second, numbers.year);
  }
  if (!second || day_first == month_first) return checked(day_first, DateReading::only_way);
  if (!first) return checked(month_first, DateReading::only_way);
  return fail(Kind::refused, "date.ambiguous",
              shown(text) + " may be " + spell_date(day_first) + " or " + spell_date(month_first),
              "write the month as a word or the year first, or say which order the column has");
}

// Day 1 is 1 January 1900, and day 60 a 29 February 1900 that never was.
Result<WrittenDate> refuse_digits(std::string_view digits) {
  const int serial = digits.size() <= 7 ? number_of(digits) : 0;
  static constexpr int k_last_serial = 2958465;  // 31 December 9999
  const bool year_alone = digits.size() == 4 && serial >= 1900 && serial <= 2100;
  if (serial < 1 || serial > k_last_serial || year_alone) return bad_format(digits);
  const std::int64_t days = serial + (serial < 60 ? 1 : 0);
  const Date date = date_of({start_of_day({1899, 12, 30}).seconds + days * 86400, 0});
  return fail(Kind::malformed, "date.serial",
              std::string(digits) + " is the day number of a spreadsheet; as a date it would be " + spell_date(date),
              "give the column a date format in the spreadsheet, or write " + format_date(date));
}

// Length of a time of day behind the date, with what separates it, or 0: " 00:00", "T09:30:00Z", " 9:30:00 AM"
std::size_t time_size(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon < 2) return 0;
  const std::size_t separator = text.find_last_of(" T", colon);
  if (separator == std::string_view::npos || separator == 0 || !is_digit(text[colon - 1])) return 0;
  const std::string_view time = text.substr(separator + 1);
  return time.find_first_not_of("0123456789:.Z+- AMPamp") == std::string_view::npos && time.size() <= 35
             ? time.size() + 1
             : 0;
}

Result<WrittenDate> read_date_alone(std::string_view text, DayOrder order) {
  if (std::all_of(text.begin(), text.end(), is_digit)) return refuse_digits(text);
  const std::vector<Word> words = split_words(text);
  if (words.empty() || !words.front().before.empty()) return bad_format(text);
  if (const auto numbers = as_number_date(words)) {
    if (words[2].text.size() == 4) return read_numbers(text, *numbers, order);
    if (words[2].text.size() != 2) return bad_format(text);
    return fail(Kind::malformed, "date.two-digit-year", shown(text) + " has a year of two digits",
                "write the year with four digits");
  }
  const bool all_numbers = std::all_of(words.begin(), words.end(), [](const Word& word) { return word.is_number(); });
  if (!all_numbers) return read_words(text, words);
  const bool year_first = words.size() == 3 && words[0].text.size() == 4 && words[1].text.size() <= 2 &&
                          words[2].text.size() <= 2 && words[1].before == words[2].before &&
                          (words[1].before == "-" || words[1].before == "/" || words[1].before == ".");
  if (!year_first) return bad_format(text);
  return checked({number_of(words[0].text), number_of(words[1].text), number_of(words[2].text)},
                 DateReading::year_first);
}

}  // namespace

Result<WrittenDate> read_written_date(std::string_view text, DayOrder order) {
  const std::string tidy = tidy_spaces(text).text;
  if (tidy.empty()) return fail(Kind::malformed, "date.empty", "there is no date", std::string(k_write_like));
  if (tidy.size() > 64) return bad_format(tidy);
  const std::size_t time = time_size(tidy);
  CAIRN_TRY(WrittenDate out, read_date_alone(std::string_view(tidy).substr(0, tidy.size() - time), order));
  out.had_time = time != 0;
  return out;
}

void DayOrderEvidence::add(std::string_view text) {
  const std::string tidy = tidy_spaces(text).text;
  if (tidy.size() > 64) return;
  const auto numbers = as_number_date(split_words(std::string_view(tidy).substr(0, tidy.size() - time_size(tidy))));
  if (!numbers) return;
  const bool day_first = numbers->day_first_possible();
  const bool month_first = numbers->month_first_possible();
  if (day_first && month_first) {
    ambiguous_ += numbers->first != numbers->second ? 1 : 0;
  } else if (day_first) {
    ++day_first_;
  } else if (month_first) {
    ++month_first_;
  }
}

DayOrder DayOrderEvidence::verdict() const {
  if (day_first_ > 0 && month_first_ > 0) return DayOrder::contradictory;
  if (day_first_ > 0) return DayOrder::day_first;
  if (month_first_ > 0) return DayOrder::month_first;
  return DayOrder::unknown;
}

std::string spell_date(const Date& date) {
  CAIRN_ASSERT(date.month >= 1 && date.month <= 12);
  std::string month(k_months[static_cast<std::size_t>(date.month) - 1]);
  month.front() = static_cast<char>(month.front() - 'a' + 'A');
  return std::to_string(date.day) + " " + month + " " + std::to_string(date.year);
}

}  // namespace cairn::text
