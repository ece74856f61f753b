#include "vc/covered_number.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>

#include "json/write.hpp"

namespace cairn::vc {
namespace {

constexpr double k_last_exact_integer = 9'007'199'254'740'992.0;  // 2^53

// The value as digits without zeros at either end, and the power of ten of the last one.
struct Decimal {
  bool is_negative = false;
  std::string digits;
  std::int64_t power = 0;
  bool operator==(const Decimal&) const = default;
};

std::optional<Decimal> to_decimal(std::string_view text) {
  Decimal out;
  out.is_negative = text.starts_with('-');
  if (out.is_negative) text.remove_prefix(1);
  const std::size_t e = std::min(text.find_first_of("eE"), text.size());
  std::string_view exponent = text.substr(std::min(e + 1, text.size()));
  if (exponent.starts_with('+')) exponent.remove_prefix(1);
  if (!exponent.empty()) {
    const auto read = std::from_chars(exponent.data(), exponent.data() + exponent.size(), out.power);
    if (read.ec != std::errc()) return std::nullopt;
  }
  bool is_fraction = false;
  for (const char c : text.substr(0, e)) {
    if (c == '.') {
      is_fraction = true;
      continue;
    }
    out.digits += c;
    if (is_fraction) --out.power;
  }
  out.digits.erase(0, out.digits.find_first_not_of('0'));
  while (out.digits.ends_with('0')) {
    out.digits.pop_back();
    ++out.power;
  }
  if (out.digits.empty()) out.power = 0;
  return out;
}

// The double that 16 digits tell: what xsd:double's canonical form keeps.
double rounded(double value) {
  std::array<char, 40> text{};
  const int size = std::snprintf(text.data(), text.size(), "%.15E", value);
  return json::to_double({text.data(), static_cast<std::size_t>(size)});
}

}  // namespace

std::optional<std::string> covered_number(std::string_view text) {
  const double value = json::to_double(text);
  if (!std::isfinite(value)) return std::nullopt;
  if (value == 0) return "0";
  const double kept = rounded(value);
  const bool is_long_integer = std::fabs(value) > k_last_exact_integer;
  if (kept != value && is_long_integer) return std::nullopt;
  return json::format_double(kept);
}

bool survives_signing(std::string_view text) {
  constexpr std::size_t k_exact_digits = 15;
  const bool is_short = text.size() <= k_exact_digits && text.find_first_of("-eE") == std::string_view::npos;
  if (is_short) return true;
  const std::optional<std::string> covered = covered_number(text);
  return covered && to_decimal(text) == to_decimal(*covered);
}

}  // namespace cairn::vc
