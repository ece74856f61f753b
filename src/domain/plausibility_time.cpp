#include <charconv>

#include "domain/definition_elements.hpp"
#include "domain/plausibility_parts.hpp"

namespace cairn::domain {
namespace {

constexpr std::int64_t k_minutes_of_week = 7 * 24 * 60;
constexpr std::int64_t k_minutes_of_day = 24 * 60;
constexpr std::int64_t k_hours_of_week = 48;   // more is more than full time
constexpr std::int64_t k_hours_of_day = 10;
constexpr std::int64_t k_long_weeks = 26;
constexpr int k_need_years = 3;

std::string plural(long long number, std::string_view one) { return std::to_string(number) + " " + std::string(one) + (number == 1 ? "" : "s"); }

Date years_before(Date day, int years) {
  day.year -= years;
  if (!is_valid_date(day)) day.day = 28;  // 29 February
  return day;
}

// 60 months beside 60 hours: the number was right, and the unit was not.
bool lint_unit_slip(const DurationParts& parts, const StatedHours& stated, const std::string& duration, PlausibilityNotes& notes) {
  const auto is_slip = [&](long long number) { return number > 0 && number * 1000 == stated.hours.thousandths(); };
  const bool has_one_part = (parts.years != 0) + (parts.months != 0) + (parts.weeks != 0) + (parts.days != 0) + (parts.hours != 0) + (parts.minutes != 0) == 1;
  if (!has_one_part) return false;
  std::string found;
  if (is_slip(parts.months)) found = plural(parts.months, "month");
  else if (is_slip(parts.years)) found = plural(parts.years, "year");
  else if (is_slip(parts.minutes)) found = plural(parts.minutes, "minute");
  if (found.empty()) return false;
  notes.push_back({"hours-months", "offer.duration", duration + " is " + found + ", and " + stated.place + " says " + to_text(stated.hours) + " hours",
                   "Write PT" + to_text(stated.hours) + "H if hours were meant; or the time that learners really have, such as P12W."});
  return true;
}

void lint_load(const DurationParts& parts, const StatedHours& stated, const std::string& duration, PlausibilityNotes& notes) {
  const long long minutes = parts.in_minutes();
  if (minutes == 0) return;
  const std::int64_t study = stated.hours.thousandths() * 60 / 1000;  // minutes
  const auto note = [&](std::string_view code, std::string_view what) {
    notes.push_back({std::string(code), "offer.duration", stated.place + " says " + to_text(stated.hours) + " hours, and " + duration + " " + std::string(what),
                     "Correct the duration or the hours."});
  };
  if (study > minutes) return note("duration-short", "is shorter than that");
  if (parts.is_time_only()) return;
  const bool is_week = minutes >= k_minutes_of_week;
  if (is_week && study * k_minutes_of_week > k_hours_of_week * 60 * minutes) return note("duration-short", "leaves more than 48 hours of study for each week");
  if (!is_week && study * k_minutes_of_day > k_hours_of_day * 60 * minutes) return note("duration-short", "leaves more than 10 hours of study for each day");
  if (minutes > k_long_weeks * k_minutes_of_week && study * 2 * k_minutes_of_week < 60 * minutes) note("duration-long", "leaves less than half an hour for each week");
}

void lint_review(const MicroCredentialFields& fields, Date today, PlausibilityNotes& notes) {
  const auto due = parse_date(fields.listing.review_due);
  if (!due) return;
  const auto note = [&](std::string_view code, std::string text, std::string_view remedy) {
    notes.push_back({std::string(code), "listing.review_due", std::move(text), std::string(remedy)});
  };
  if (*due < today) note("review-past", fields.listing.review_due + " is past", "Review it, and set the day of the next review.");
  const auto start = parse_date(fields.offer.start);
  const auto checked = parse_date(fields.need.checked);
  if (start && *due < *start) note("review-order", fields.listing.review_due + " comes before the offer starts, " + fields.offer.start, "Correct one of the two days.");
  if (checked && *due < *checked) note("review-order", fields.listing.review_due + " comes before the need was looked at, " + fields.need.checked, "Correct one of the two days.");
}

void lint_need(const MicroCredentialFields& fields, Date today, PlausibilityNotes& notes) {
  const Date oldest = years_before(today, k_need_years);
  const auto look = [&](const std::string& place, const std::string& text) {
    const auto day = parse_date(text);
    if (!day) return;
    if (*day < oldest) notes.push_back({"need-old", place, text + " is more than three years ago", "Look for newer evidence of the need, or say when you looked again."});
    if (*day > today) notes.push_back({"need-future", place, text + " has not come yet", "Correct the day."});
  };
  look("need.checked", fields.need.checked);
  for (std::size_t i = 0; i < fields.need.evidence.size(); ++i) look("need.evidence[" + std::to_string(i) + "].date", fields.need.evidence[i].date);
}

}  // namespace

std::optional<DurationParts> parts_of_duration(std::string_view text) {
  if (!text.starts_with('P') || text.size() < 3) return std::nullopt;
  DurationParts out;
  bool is_time = false;
  for (text.remove_prefix(1); !text.empty();) {
    if (text.front() == 'T' && !is_time) {
      is_time = true;
      text.remove_prefix(1);
      continue;
    }
    long long number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    constexpr long long k_most = 999'999;
    if (read.ec != std::errc() || read.ptr == text.data() + text.size() || number < 0 || number > k_most) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
    switch (text.front()) {
      case 'Y': out.years = number; break;
      case 'M': (is_time ? out.minutes : out.months) = number; break;
      case 'W': out.weeks = number; break;
      case 'D': out.days = number; break;
      case 'H': out.hours = number; break;
      case 'S': break;
      default: return std::nullopt;
    }
    text.remove_prefix(1);
  }
  return out;
}

void lint_duration(const MicroCredentialFields& fields, PlausibilityNotes& notes) {
  const auto stated = stated_hours(fields);
  const auto parts = parts_of_duration(fields.offer.duration);
  if (!stated || !parts) return;
  if (!lint_unit_slip(*parts, *stated, fields.offer.duration, notes)) lint_load(*parts, *stated, fields.offer.duration, notes);
}

void lint_days(const MicroCredentialFields& fields, Date today, PlausibilityNotes& notes) {
  lint_review(fields, today, notes);
  lint_need(fields, today, notes);
}

}  // namespace cairn::domain
