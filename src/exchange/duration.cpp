#include <array>
#include <charconv>

#include "exchange/exchange.hpp"

namespace cairn::exchange {
namespace {

// A thousandth of an hour is 3.6 seconds: 36 tenths.
constexpr std::int64_t k_tenths_of_thousandth = 36;
constexpr std::int64_t k_tenths_of_hour = 36'000;
constexpr std::int64_t k_tenths_of_minute = 600;
constexpr std::int64_t k_most_number = 1'000'000'000;

// A number of at most one place after the point, in tenths.
std::optional<std::int64_t> read_tenths(std::string_view text) {
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  std::int64_t out = 0;
  const auto read = std::from_chars(whole.data(), whole.data() + whole.size(), out);
  if (whole.empty() || read.ec != std::errc() || read.ptr != whole.data() + whole.size() || out < 0 || out > k_most_number) return std::nullopt;
  out *= 10;
  if (point == std::string_view::npos) return out;
  const std::string_view rest = text.substr(point + 1);
  if (rest.size() != 1 || rest[0] < '0' || rest[0] > '9') return std::nullopt;
  return out + (rest[0] - '0');
}

std::string thousandths_text(std::int64_t thousandths) {
  std::string places = std::to_string(thousandths % 1000);
  places.insert(0, 3 - places.size(), '0');
  return std::to_string(thousandths / 1000) + "." + places;
}

}  // namespace

std::string duration_of_hours(domain::Amount hours) {
  std::int64_t tenths = hours.thousandths() * k_tenths_of_thousandth;
  std::string out = "PT";
  if (tenths >= k_tenths_of_hour || tenths == 0) out += std::to_string(tenths / k_tenths_of_hour) + "H";
  tenths %= k_tenths_of_hour;
  if (tenths >= k_tenths_of_minute) out += std::to_string(tenths / k_tenths_of_minute) + "M";
  tenths %= k_tenths_of_minute;
  if (tenths == 0) return out;
  out += std::to_string(tenths / 10);
  if (tenths % 10 != 0) out += "." + std::to_string(tenths % 10);
  return out + "S";
}

std::optional<domain::Amount> hours_of_duration(std::string_view text) {
  if (!text.starts_with("PT") || text.size() == 2) return std::nullopt;
  text.remove_prefix(2);
  struct Unit {
    char letter;
    std::int64_t tenths_of_second;
  };
  constexpr std::array<Unit, 3> k_units = {{{'H', k_tenths_of_hour}, {'M', k_tenths_of_minute}, {'S', 10}}};
  std::int64_t tenths = 0;
  for (const Unit& unit : k_units) {
    const std::size_t end = text.find(unit.letter);
    if (end == std::string_view::npos) continue;
    const auto number = read_tenths(text.substr(0, end));
    const bool has_point = text.substr(0, end).find('.') != std::string_view::npos;
    if (!number || (has_point && unit.letter != 'S')) return std::nullopt;
    tenths += *number * (unit.tenths_of_second / 10);
    text.remove_prefix(end + 1);
  }
  if (!text.empty() || tenths % k_tenths_of_thousandth != 0) return std::nullopt;
  const auto amount = domain::parse_amount(thousandths_text(tenths / k_tenths_of_thousandth));
  return amount ? std::optional(*amount) : std::nullopt;
}

}  // namespace cairn::exchange
