#pragma once
#include <bit>
#include <cstdint>
#include <cstring>

// How reader and writer find the next character that needs care, eight bytes at a time.
namespace cairn::json {

/// out: the first byte of [from, to) that is '"', '\\', a control character, or (if asked) not ASCII; `to` if none.
/// Never reads outside [from, to).
enum class Scan { for_reading, for_writing };
template <Scan purpose>
inline const char* find_special(const char* from, const char* to) {
  constexpr std::uint64_t k_ones = 0x0101010101010101ULL;
  constexpr std::uint64_t k_highs = 0x8080808080808080ULL;
  if constexpr (std::endian::native == std::endian::little) {
    while (to - from >= 8) {
      std::uint64_t block = 0;
      std::memcpy(&block, from, sizeof block);
      const std::uint64_t quote = block ^ (k_ones * '"');
      const std::uint64_t backslash = block ^ (k_ones * '\\');
      // A borrow may mark a byte above a true hit, never below one: the lowest mark is exact.
      const std::uint64_t ascii_hits =
          (((quote - k_ones) & ~quote) | ((backslash - k_ones) & ~backslash) | ((block - k_ones * 0x20) & ~block)) &
          k_highs;
      const std::uint64_t hits = purpose == Scan::for_reading ? ascii_hits | (block & k_highs) : ascii_hits;
      if (hits != 0) return from + (std::countr_zero(hits) >> 3);
      from += 8;
    }
  }
  for (; from != to; ++from) {
    const auto byte = static_cast<std::uint8_t>(*from);
    if (byte < 0x20 || byte == '"' || byte == '\\') return from;
    if (purpose == Scan::for_reading && byte >= 0x80) return from;
  }
  return to;
}

}  // namespace cairn::json
