#pragma once
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

// Numbers compared as they were written, whatever their size. Internal to this library.
namespace cairn::schema {

/// A JSON number as digits and a power of ten: no rounding.
class Decimal {
 public:
  /// in: text of the JSON grammar's `number`
  explicit Decimal(std::string_view text);
  bool is_whole() const { return digits_.empty() || exponent_ >= 0; }
  std::strong_ordering operator<=>(const Decimal& other) const;
  bool operator==(const Decimal& other) const { return (*this <=> other) == 0; }
  /// out: whether this is a whole multiple of `unit`
  /// cost: linear in the digits; powers of ten beyond 4,096 are judged by IEEE doubles
  bool is_multiple_of(const Decimal& unit) const;

 private:
  std::int64_t magnitude() const { return exponent_ + static_cast<std::int64_t>(digits_.size()); }
  double approximate() const;
  std::string digits_;  ///< without leading and trailing zeros; empty is zero
  std::int64_t exponent_ = 0;
  bool is_negative_ = false;
};

}  // namespace cairn::schema
