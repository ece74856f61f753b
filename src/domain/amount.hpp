#pragma once
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace cairn::domain {

/// A non-negative decimal number of at most three places, kept exactly: credit points, hours, marks.
class Amount {
 public:
  Amount() = default;
  /// in: 0 .. 1,000,000,000
  static Amount whole(std::int64_t number) { return Amount(number * 1000); }
  std::int64_t thousandths() const { return thousandths_; }
  bool is_zero() const { return thousandths_ == 0; }
  auto operator<=>(const Amount&) const = default;

 private:
  friend Result<Amount> parse_amount(std::string_view text);
  explicit Amount(std::int64_t thousandths) : thousandths_(thousandths) {}
  std::int64_t thousandths_ = 0;
};

/// Read "10", "7.5", "0.125".
/// fails: malformed/domain.amount (sign, other character, more than three places, over 1,000,000,000)
Result<Amount> parse_amount(std::string_view text);
/// out: the shortest text, "7.5", "10"; it is a JSON number too
std::string to_text(Amount amount);

}  // namespace cairn::domain
