#pragma once
#include <optional>

#include "base/instant.hpp"
#include "json/value.hpp"
#include "openbadges2/badge.hpp"

// Dates as the editions write them. Internal to this library.
namespace cairn::openbadges2 {

/// What a date without a time stands for.
enum class Edge : std::uint8_t { start_of_day, end_of_day };

/// 2.0: ISO 8601 with a time and a zone; seconds may be missing, and so may the colon of the zone. Before 2.0 also a day, a time without
/// a zone (read as UTC), and seconds since 1970 as a number or as ten digits.
/// out:  nothing when it cannot be read
/// spec: Open Badges 2.0 "DateTime"; 1.1 and 0.5 JSON Schemas
std::optional<Instant> read_moment(const json::Value& value, Version version, Edge edge);

}  // namespace cairn::openbadges2
