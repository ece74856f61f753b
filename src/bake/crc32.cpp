#include "bake/crc32.hpp"

#include <array>
#include <cstddef>

namespace cairn::bake {
namespace {

constexpr std::size_t k_lanes = 8;
using Table = std::array<std::array<std::uint32_t, 256>, k_lanes>;

// Row n tells what a byte does to the sum that n more bytes follow: eight bytes are then looked up at once.
constexpr Table make_table() {
  Table out{};
  for (std::uint32_t byte = 0; byte < 256; ++byte) {
    std::uint32_t sum = byte;
    for (int bit = 0; bit < 8; ++bit) sum = (sum & 1) != 0 ? 0xEDB8'8320U ^ sum >> 1 : sum >> 1;
    out[0][byte] = sum;
  }
  for (std::size_t lane = 1; lane < k_lanes; ++lane) {
    for (std::size_t byte = 0; byte < 256; ++byte) {
      const std::uint32_t before = out[lane - 1][byte];
      out[lane][byte] = out[0][before & 0xFF] ^ before >> 8;
    }
  }
  return out;
}
constexpr Table k_table = make_table();

}  // namespace

std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t sum = 0xFFFF'FFFFU;
  const auto at = [&bytes](std::size_t i) { return static_cast<std::uint32_t>(static_cast<std::uint8_t>(bytes[i])); };
  while (bytes.size() >= k_lanes) {
    sum ^= at(0) | at(1) << 8 | at(2) << 16 | at(3) << 24;
    sum = k_table[7][sum & 0xFF] ^ k_table[6][sum >> 8 & 0xFF] ^ k_table[5][sum >> 16 & 0xFF] ^ k_table[4][sum >> 24] ^
          k_table[3][at(4)] ^ k_table[2][at(5)] ^ k_table[1][at(6)] ^ k_table[0][at(7)];
    bytes.remove_prefix(k_lanes);
  }
  for (std::size_t i = 0; i < bytes.size(); ++i) sum = k_table[0][(sum ^ at(i)) & 0xFF] ^ sum >> 8;
  return ~sum;
}

}  // namespace cairn::bake
