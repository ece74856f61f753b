#pragma once
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace cairn {

/// A point in time, UTC: whole seconds since 1970-01-01T00:00:00Z and nanoseconds 0 .. 999,999,999.
struct Instant {
  std::int64_t seconds = 0;
  std::int32_t nanoseconds = 0;
  auto operator<=>(const Instant&) const = default;
};

/// A day of the proleptic Gregorian calendar, without a zone.
struct Date {
  int year = 1970;
  int month = 1;
  int day = 1;
  auto operator<=>(const Date&) const = default;
};

/// out: whether the day exists (2026-02-30 does not); years 1 .. 9999.
bool is_valid_date(const Date& date);
/// out: midnight UTC at the start of the day.
Instant start_of_day(const Date& date);
/// out: the UTC day that holds the instant.
Date date_of(Instant instant);

/// Read an XML Schema dateTimeStamp: date, 'T', time, optional fraction, and a mandatory zone (Z or +hh:mm).
/// fails: malformed/time.format, malformed/time.zone (no zone), malformed/time.range
/// spec:  XML Schema 1.1 part 2, dateTimeStamp; VCDM 2.0 "Validity Period"
Result<Instant> parse_date_time_stamp(std::string_view text);
/// Read yyyy-mm-dd.  fails: malformed/time.format, malformed/time.range
Result<Date> parse_date(std::string_view text);

/// out: "2026-03-15T00:00:00Z", with milliseconds only when they are not zero.
std::string format_instant(Instant instant);
/// out: "2026-03-15"
std::string format_date(const Date& date);

}  // namespace cairn
