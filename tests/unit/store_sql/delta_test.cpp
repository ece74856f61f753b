#include "store_sql/delta.hpp"

#include <gtest/gtest.h>

#include <random>

namespace cairn::store_sql {
namespace {

std::string random_text(std::mt19937& chance, std::size_t size, int letters) {
  std::string out(size, ' ');
  for (char& c : out) c = static_cast<char>('a' + static_cast<int>(chance() % static_cast<unsigned>(letters)));
  return out;
}

TEST(Delta, any_text_comes_back_from_any_base) {
  std::mt19937 chance(20261123);
  for (int round = 0; round < 2'000; ++round) {
    const std::string base = random_text(chance, chance() % 300, 1 + static_cast<int>(chance() % 5));
    std::string text = round % 3 == 0 ? random_text(chance, chance() % 300, 3) : base;
    for (auto edits = chance() % 6; edits > 0 && !text.empty(); --edits) {
      text.replace(chance() % text.size(), chance() % 20, random_text(chance, chance() % 20, 26));
    }
    const DeltaCoder coder(base);
    const Bytes delta = coder.encode(text);
    EXPECT_LE(delta.size(), text.size() + 24);
    ASSERT_EQ(coder.decode(delta).value(), text) << "round " << round;
  }
}

TEST(Delta, a_small_change_takes_few_bytes) {
  std::mt19937 chance(1);
  const std::string base = random_text(chance, 4'000, 26);
  std::string text = base;
  text.replace(1'000, 5, "12345");
  text.insert(3'000, "67890");
  EXPECT_LT(DeltaCoder(base).encode(text).size(), 60U);
}

TEST(Delta, every_damaged_byte_is_noticed) {
  std::mt19937 chance(2);
  const std::string base = random_text(chance, 500, 26);
  std::string text = base;
  text.replace(100, 30, random_text(chance, 40, 26));
  const DeltaCoder coder(base);
  const Bytes delta = coder.encode(text);
  for (std::size_t i = 0; i < delta.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      Bytes damaged = delta;
      damaged[i] = static_cast<std::uint8_t>(damaged[i] ^ (1 << bit));
      const auto read = coder.decode(damaged);
      EXPECT_TRUE(!read || *read == text) << "byte " << i << " bit " << bit;
    }
    const auto cut = coder.decode(ByteView(delta).first(i));
    EXPECT_FALSE(cut) << "cut at " << i;
  }
}

TEST(Delta, another_base_is_noticed) {
  std::mt19937 chance(3);
  const std::string base = random_text(chance, 500, 26);
  const Bytes delta = DeltaCoder(base).encode(base);
  EXPECT_EQ(DeltaCoder(random_text(chance, 500, 26)).decode(delta).error().code, "store.corrupt");
  EXPECT_EQ(DeltaCoder("").decode(delta).error().code, "store.corrupt");
}

TEST(Delta, empty_texts_and_bases_work) {
  EXPECT_EQ(DeltaCoder("").decode(DeltaCoder("").encode("")).value(), "");
  EXPECT_EQ(DeltaCoder("").decode(DeltaCoder("").encode("abc")).value(), "abc");
  EXPECT_FALSE(DeltaCoder("").decode({}));
}

}  // namespace
}  // namespace cairn::store_sql
