#include "schema/decimal.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "json/write.hpp"

namespace cairn::schema {
namespace {

constexpr std::int64_t k_most_zeros = 4'096;
constexpr std::int64_t k_most_exponent = 1'000'000'000;

std::int64_t read_exponent(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  std::int64_t out = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
  if (read.ec == std::errc::result_out_of_range) return text.starts_with('-') ? -k_most_exponent : k_most_exponent;
  return std::clamp(out, -k_most_exponent, k_most_exponent);
}

// Long division of decimal digits by a number below 10^17.
std::uint64_t remainder_of(std::string_view digits, std::int64_t zeros, std::uint64_t divisor) {
  std::uint64_t rest = 0;
  for (const char digit : digits) rest = (rest * 10 + static_cast<std::uint64_t>(digit - '0')) % divisor;
  for (; zeros > 0; --zeros) rest = rest * 10 % divisor;
  return rest;
}

}  // namespace

Decimal::Decimal(std::string_view text) {
  if (text.starts_with('-')) {
    is_negative_ = true;
    text.remove_prefix(1);
  }
  const std::size_t e = text.find_first_of("eE");
  if (e != std::string_view::npos) exponent_ = read_exponent(text.substr(e + 1));
  text = text.substr(0, e);
  const std::size_t point = text.find('.');
  digits_ = text.substr(0, point);
  if (point != std::string_view::npos) {
    digits_ += text.substr(point + 1);
    exponent_ -= static_cast<std::int64_t>(text.size() - point - 1);
  }
  const std::size_t last = digits_.find_last_not_of('0');
  if (last == std::string::npos) {
    digits_.clear();
    exponent_ = 0;
    is_negative_ = false;
    return;
  }
  exponent_ += static_cast<std::int64_t>(digits_.size() - last - 1);
  digits_.resize(last + 1);
  digits_.erase(0, digits_.find_first_not_of('0'));
}

std::strong_ordering Decimal::operator<=>(const Decimal& other) const {
  const int sign = digits_.empty() ? 0 : is_negative_ ? -1 : 1;
  const int other_sign = other.digits_.empty() ? 0 : other.is_negative_ ? -1 : 1;
  if (sign != other_sign) return sign <=> other_sign;
  if (sign == 0) return std::strong_ordering::equal;
  std::strong_ordering order = magnitude() <=> other.magnitude();
  // Without trailing zeros, text of equal magnitude is ordered like the numbers are.
  if (order == 0) order = digits_.compare(other.digits_) <=> 0;
  return sign > 0 ? order : 0 <=> order;
}

double Decimal::approximate() const {
  return json::to_double(digits_ + "e" + std::to_string(exponent_));
}

bool Decimal::is_multiple_of(const Decimal& unit) const {
  if (digits_.empty()) return true;
  if (unit.digits_.empty()) return false;
  const std::int64_t common = std::min(exponent_, unit.exponent_);
  const std::int64_t zeros = exponent_ - common;
  const std::int64_t unit_zeros = unit.exponent_ - common;
  if (zeros <= k_most_zeros && unit.digits_.size() + static_cast<std::size_t>(unit_zeros) <= 17) {
    std::uint64_t divisor = 0;
    std::from_chars(unit.digits_.data(), unit.digits_.data() + unit.digits_.size(), divisor);
    for (std::int64_t i = 0; i < unit_zeros; ++i) divisor *= 10;
    return remainder_of(digits_, zeros, divisor) == 0;
  }
  const double quotient = approximate() / unit.approximate();
  return std::isfinite(quotient) && std::nearbyint(quotient) == quotient;
}

}  // namespace cairn::schema
