#include "base/clock.hpp"

#include <ctime>

namespace cairn {

Instant SystemClock::now() {
  timespec now{};
  CAIRN_ASSERT(clock_gettime(CLOCK_REALTIME, &now) == 0);
  return Instant{static_cast<std::int64_t>(now.tv_sec), static_cast<std::int32_t>(now.tv_nsec)};
}

}  // namespace cairn
