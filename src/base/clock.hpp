#pragma once
#include "base/instant.hpp"

namespace cairn {

/// The time of judgement arrives as an argument, so that tests and --at bring their own.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() = 0;
};

/// The machine's clock, UTC.
class SystemClock final : public Clock {
 public:
  Instant now() override;
};

/// A clock that stands still.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(Instant at) : at_(at) {}
  Instant now() override { return at_; }

 private:
  Instant at_;
};

}  // namespace cairn
