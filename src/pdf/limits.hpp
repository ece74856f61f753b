#pragma once
#include <cstddef>
#include <cstdint>

#include "base/budget.hpp"

namespace cairn::pdf {

/// What reading one file may cost. A hundred bytes of PDF can ask for gigabytes, so everything is counted.
struct Limits {
  std::uint64_t looked_at_bytes = 64 * 1024 * 1024;  ///< parsed, however often
  std::uint64_t objects = 150'000;                    ///< kept, nested ones included
  std::uint64_t places = 1'000'000;                   ///< entries of the tables of objects
  std::uint64_t expanded_bytes = 32 * 1024 * 1024;    ///< out of compressed streams, all together
};

/// What is left of the limits while a file is read.
struct Budgets {
  explicit Budgets(const Limits& limits)
      : looked_at_bytes(limits.looked_at_bytes), objects(limits.objects), places(limits.places), expanded_bytes(limits.expanded_bytes) {}
  Budget looked_at_bytes;
  Budget objects;
  Budget places;
  Budget expanded_bytes;
};

}  // namespace cairn::pdf
