#include "base/entropy.hpp"

#include <sys/random.h>

#include <cerrno>

#include "base/bug.hpp"

namespace cairn {

void SystemEntropy::fill(std::span<std::uint8_t> out) {
  std::size_t done = 0;
  while (done < out.size()) {
    const ssize_t got = getrandom(out.data() + done, out.size() - done, 0);
    if (got < 0 && errno == EINTR) continue;
    CAIRN_ASSERT(got > 0);
    done += static_cast<std::size_t>(got);
  }
}

}  // namespace cairn
