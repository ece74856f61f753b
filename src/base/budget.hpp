#pragma once
#include <cstdint>

namespace cairn {

/// A counted allowance of work. Counted and not timed, so that the same input gets the same verdict everywhere.
class Budget {
 public:
  explicit Budget(std::uint64_t allowance) : left_(allowance) {}
  /// out: false when the allowance does not cover `amount`; nothing is spent then.
  [[nodiscard]] bool spend(std::uint64_t amount = 1) {
    if (amount > left_) return false;
    left_ -= amount;
    return true;
  }
  std::uint64_t left() const { return left_; }

 private:
  std::uint64_t left_;
};

}  // namespace cairn
