#include "vc/slot_permutation.hpp"

#include <algorithm>

#include "base/bug.hpp"
#include "base/bytes.hpp"
#include "crypto/hash.hpp"

namespace cairn::vc {
namespace {

constexpr std::size_t k_values_per_hash = sizeof(crypto::Sha256) / 2;

// Never to be changed: lists that are half full were filled with it.
std::vector<std::uint16_t> round_table(std::span<const std::uint8_t, 32> key, std::uint8_t round, std::size_t size) {
  std::vector<std::uint16_t> out;
  out.reserve(size);
  Bytes input(key.begin(), key.end());
  input.push_back(round);
  input.push_back(0);
  for (std::size_t block = 0; out.size() < size; ++block) {
    input.back() = static_cast<std::uint8_t>(block);
    const crypto::Sha256 hash = crypto::sha256(input);
    for (std::size_t i = 0; i < k_values_per_hash && out.size() < size; ++i) {
      out.push_back(static_cast<std::uint16_t>(hash[2 * i] << 8 | hash[2 * i + 1]));
    }
  }
  return out;
}

}  // namespace

SlotPermutation::SlotPermutation(std::span<const std::uint8_t, 32> key) {
  for (unsigned round = 0; round < k_rounds; ++round) {
    const unsigned input_bits = round % 2 == 0 ? k_right_bits : k_left_bits;
    tables_[round] = round_table(key, static_cast<std::uint8_t>(round), std::size_t{1} << input_bits);
  }
}

std::uint32_t SlotPermutation::slot_of(std::uint32_t place) const {
  CAIRN_ASSERT(place < k_size);
  std::uint32_t left = place >> k_right_bits;
  std::uint32_t right = place & ((1U << k_right_bits) - 1);
  for (unsigned round = 0; round < k_rounds; ++round) {
    if (round % 2 == 0) {
      left ^= tables_[round][right] & ((1U << k_left_bits) - 1);
    } else {
      right ^= tables_[round][left] & ((1U << k_right_bits) - 1);
    }
  }
  return left << k_right_bits | right;
}

std::uint32_t SlotPermutation::place_of(std::uint32_t slot) const {
  CAIRN_ASSERT(slot < k_size);
  std::uint32_t left = slot >> k_right_bits;
  std::uint32_t right = slot & ((1U << k_right_bits) - 1);
  for (unsigned round = k_rounds; round-- > 0;) {
    if (round % 2 == 0) {
      left ^= tables_[round][right] & ((1U << k_left_bits) - 1);
    } else {
      right ^= tables_[round][left] & ((1U << k_right_bits) - 1);
    }
  }
  return left << k_right_bits | right;
}

}  // namespace cairn::vc
