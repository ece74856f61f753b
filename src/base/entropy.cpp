#include "base/entropy.hpp"

#include <unistd.h>

#include <algorithm>

#include "base/bug.hpp"

namespace cairn {

// getentropy gives at most 256 bytes at once, all or none of them.  spec: POSIX.1-2024 "getentropy"
void SystemEntropy::fill(std::span<std::uint8_t> out) {
  constexpr std::size_t k_most = 256;
  while (!out.empty()) {
    const std::size_t size = std::min(out.size(), k_most);
    CAIRN_ASSERT(getentropy(out.data(), size) == 0);
    out = out.subspan(size);
  }
}

}  // namespace cairn
