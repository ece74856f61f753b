#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "domain/amount.hpp"

namespace cairn::domain {

/// An exact non-negative ratio in lowest terms: 1/2, 7, 37/3. Credit is converted with these and with nothing else.
class Fraction {
 public:
  Fraction() = default;
  /// in: number 0 .. 10^15, parts 1 .. 10^15; others are a Bug
  Fraction(std::int64_t number, std::int64_t parts);
  static Fraction of(Amount amount) { return Fraction(amount.thousandths(), 1000); }
  std::int64_t number() const { return number_; }
  std::int64_t parts() const { return parts_; }
  bool operator==(const Fraction&) const = default;

 private:
  std::int64_t number_ = 0;
  std::int64_t parts_ = 1;
};

/// fails: exhausted/domain.fraction (a result too large to be kept exactly)
Result<Fraction> multiply(Fraction a, Fraction b);
/// in: b - not zero; zero is a Bug    fails: as multiply
Result<Fraction> divide(Fraction a, Fraction b);
/// out: below, equal or above zero    cost: exact, whatever the size
int compare(Fraction a, Fraction b);

/// Read "2", "1/2", "7.5".    fails: malformed/domain.fraction (sign, zero below the line, more than nine digits)
Result<Fraction> parse_fraction(std::string_view text);
/// out: "7.5" when at most three places say it exactly, else "37/3"
std::string to_text(Fraction fraction);

}  // namespace cairn::domain
