#include "openbadges2/moment.hpp"

#include <algorithm>
#include <string>

#include "json/write.hpp"

namespace cairn::openbadges2 {
namespace {

constexpr std::size_t k_longest = 40;
constexpr std::int64_t k_seconds_of_day = 86'400;

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<Instant> read_seconds(std::string_view digits) {
  if (!is_digits(digits) || digits.size() > 10) return std::nullopt;
  return Instant{std::stoll(std::string(digits)), 0};
}

// 2016-12-31T23:59+0000 -> 2016-12-31T23:59:00+00:00
std::string completed(std::string_view text, Version version) {
  constexpr std::size_t k_seconds_place = 16;
  std::string out(text);
  if (out.size() > k_seconds_place && out[k_seconds_place] != ':') out.insert(k_seconds_place, ":00");
  if (out.size() == k_seconds_place) out += ":00";
  const std::size_t zone = out.find_first_of("Z+-", k_seconds_place);
  if (zone == std::string::npos) return version == Version::v2_0 ? out : out + "Z";
  if (out[zone] != 'Z' && is_digits(std::string_view(out).substr(zone + 1)) && out.size() == zone + 5) out.insert(zone + 3, ":");
  return out;
}

std::optional<Instant> read_text(std::string_view text, Version version, Edge edge) {
  if (text.size() > k_longest) return std::nullopt;
  if (version != Version::v2_0) {
    if (const auto seconds = read_seconds(text); seconds && text.size() == 10) return seconds;
    if (const auto day = parse_date(text)) {
      Instant out = start_of_day(*day);
      if (edge == Edge::end_of_day) out.seconds += k_seconds_of_day - 1;
      return out;
    }
  }
  if (text.size() < 16) return std::nullopt;
  const auto instant = parse_date_time_stamp(completed(text, version));
  return instant ? std::optional(*instant) : std::nullopt;
}

}  // namespace

std::optional<Instant> read_moment(const json::Value& value, Version version, Edge edge) {
  if (value.is_string()) return read_text(value.text(), version, edge);
  if (value.is_number() && version != Version::v2_0) return read_seconds(value.number_text());
  return std::nullopt;
}

}  // namespace cairn::openbadges2
