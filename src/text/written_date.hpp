#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "base/result.hpp"

namespace cairn::text {

/// What comes first in dates such as 03/04/2026.
enum class DayOrder : std::uint8_t {
  unknown,
  day_first,
  month_first,
  contradictory  ///< one column proves both: some dates in it are wrong
};

/// How a date was read, so that it can be shown back.
enum class DateReading : std::uint8_t {
  year_first,  ///< 2026-06-14, also with / or .
  words,       ///< 14 June 2026, June 14, 2026
  only_way,    ///< 14/06/2026: only one of the two readings is a date, or both are the same day
  day_first,   ///< 03/04/2026 is 3 April, because the caller or the column says so
  month_first  ///< 03/04/2026 is 4 March, for the same reason
};

struct WrittenDate {
  Date date;
  DateReading reading = DateReading::year_first;
  bool had_time = false;  ///< a time of day stood behind the date and was left out
};

/// Read a date as people write it: 2026-06-14, 14 June 2026, 14th Jun 2026, June 14, 2026, 14-Jun-2026, 14/06/2026,
/// 14.06.2026, 14-06-2026; spaces around and a time of day behind it are passed over.
/// in:    order - what is known about the column
/// fails: malformed/date.empty, date.format, date.impossible (30 February), date.two-digit-year,
///        date.year (before 1900),
///        date.serial (46187: a spreadsheet's day number; `detail` names the day it would be);
///        refused/date.ambiguous (both readings are named)
Result<WrittenDate> read_written_date(std::string_view text, DayOrder order = DayOrder::unknown);

/// Learns from all dates of a column which order they have: one date with a day above 12 proves it for the others.
class DayOrderEvidence {
 public:
  void add(std::string_view text);
  DayOrder verdict() const;
  /// out: how many dates have two readings
  std::uint64_t ambiguous() const { return ambiguous_; }

 private:
  std::uint64_t day_first_ = 0;
  std::uint64_t month_first_ = 0;
  std::uint64_t ambiguous_ = 0;
};

/// out: "14 June 2026"
std::string spell_date(const Date& date);

}  // namespace cairn::text
