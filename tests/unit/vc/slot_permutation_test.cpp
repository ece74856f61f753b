#include "vc/slot_permutation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <random>
#include <vector>

namespace cairn::vc {
namespace {

std::array<std::uint8_t, 32> some_key(std::uint32_t number) {
  std::mt19937 chance(number);
  std::array<std::uint8_t, 32> out{};
  for (std::uint8_t& byte : out) byte = static_cast<std::uint8_t>(chance());
  return out;
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::uint32_t k_usual = 40;
#else
constexpr std::uint32_t k_usual = 1'000;
#endif

// As many as CAIRN_PROPERTY_CASES asks for; fewer than usual under the sanitizers.
std::uint32_t number_of_keys() {
  const char* const wanted = std::getenv("CAIRN_PROPERTY_CASES");
  return wanted == nullptr ? k_usual : static_cast<std::uint32_t>(std::strtoul(wanted, nullptr, 10));
}

TEST(SlotPermutation, every_key_gives_a_bijection) {
  std::vector<bool> seen;
  for (std::uint32_t number = 0; number < number_of_keys(); ++number) {
    auto key = some_key(number);
    if (number == 0) key.fill(0);
    if (number == 1) key.fill(0xFF);
    const SlotPermutation permutation(key);
    seen.assign(SlotPermutation::k_size, false);
    for (std::uint32_t place = 0; place < SlotPermutation::k_size; ++place) {
      const std::uint32_t slot = permutation.slot_of(place);
      ASSERT_LT(slot, SlotPermutation::k_size);
      ASSERT_FALSE(seen[slot]) << "key " << number << ", place " << place;
      seen[slot] = true;
      ASSERT_EQ(permutation.place_of(slot), place);
    }
  }
}

TEST(SlotPermutation, neighbours_are_scattered) {
  const SlotPermutation permutation(some_key(5));
  std::array<int, 16> per_sixteenth{};
  int ascents = 0;
  std::uint32_t before = 0;
  for (std::uint32_t place = 0; place < 16'000; ++place) {
    const std::uint32_t slot = permutation.slot_of(place);
    ++per_sixteenth[slot / (SlotPermutation::k_size / 16)];
    if (slot > before) ++ascents;
    before = slot;
  }
  // 1,000 expected in each; six standard deviations are 184.
  for (const int count : per_sixteenth) EXPECT_NEAR(count, 1'000, 184);
  EXPECT_NEAR(ascents, 8'000, 400);
}

TEST(SlotPermutation, another_key_is_another_order) {
  const SlotPermutation a(some_key(5));
  const SlotPermutation b(some_key(6));
  int same = 0;
  for (std::uint32_t place = 0; place < 10'000; ++place) same += a.slot_of(place) == b.slot_of(place) ? 1 : 0;
  EXPECT_LT(same, 10);
}

// What is in databases must be found again: worked out by an independent program from the description.
TEST(SlotPermutation, stays_the_same_from_version_to_version) {
  std::array<std::uint8_t, 32> key{};
  for (std::size_t i = 0; i < key.size(); ++i) key[i] = static_cast<std::uint8_t>(i);
  const SlotPermutation permutation(key);
  EXPECT_EQ(permutation.slot_of(0), 99863U);
  EXPECT_EQ(permutation.slot_of(1), 41786U);
  EXPECT_EQ(permutation.slot_of(131'071), 33521U);
}

}  // namespace
}  // namespace cairn::vc
