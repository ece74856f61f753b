#pragma once
#include <span>

#include <cstdint>

namespace cairn {

/// Chance arrives as an argument, so that tests can replay it.
class Entropy {
 public:
  virtual ~Entropy() = default;
  /// Fill with bytes nobody can predict. Never fails: if the system has none, the process ends.
  virtual void fill(std::span<std::uint8_t> out) = 0;
};

/// The kernel's generator (getrandom).
class SystemEntropy final : public Entropy {
 public:
  void fill(std::span<std::uint8_t> out) override;
};

}  // namespace cairn
