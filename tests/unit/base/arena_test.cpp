#include "base/arena.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

namespace cairn {
namespace {

TEST(Arena, what_it_gives_out_stays_where_it_is) {
  Arena arena(64);
  std::vector<std::string_view> texts;
  for (int i = 0; i < 1000; ++i) texts.push_back(arena.copy("text number " + std::to_string(i)));
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(texts[static_cast<std::size_t>(i)], "text number " + std::to_string(i));
}

TEST(Arena, memory_is_aligned_as_asked) {
  Arena arena(64);
  for (const std::size_t alignment : {1u, 2u, 8u, 16u, 64u}) {
    arena.copy("x");
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(arena.allocate(3, alignment)) % alignment, 0u);
  }
}

TEST(Arena, a_piece_larger_than_a_block_gets_a_block_of_its_own) {
  Arena arena(16);
  auto* numbers = arena.allocate_array<int>(100'000);
  numbers[0] = 1;
  numbers[99'999] = 2;
  EXPECT_EQ(arena.copy("after"), "after");
  EXPECT_EQ(numbers[99'999], 2);
}

TEST(Arena, steady_work_asks_the_system_for_nothing) {
  Arena arena(1024);
  const auto work = [&arena] {
    for (int i = 0; i < 500; ++i) arena.allocate(100);
  };
  for (int i = 0; i < 20; ++i) {
    work();
    arena.reset();
  }
  const std::size_t settled = arena.held_bytes();
  for (int i = 0; i < 20; ++i) {
    work();
    EXPECT_EQ(arena.held_bytes(), settled);
    arena.reset();
  }
}

TEST(Arena, makes_joins_and_copies) {
  struct Point {
    int x;
    int y;
  };
  Arena arena;
  EXPECT_EQ(arena.make<Point>(Point{1, 2})->y, 2);
  EXPECT_EQ(arena.concatenate("ab", "cd"), "abcd");
  EXPECT_EQ(arena.concatenate("", ""), "");
  EXPECT_EQ(arena.copy(""), "");
}

TEST(Arena, what_it_gave_out_survives_its_move) {
  Arena first;
  const std::string_view text = first.copy("moved along");
  const Arena second(std::move(first));
  EXPECT_EQ(text, "moved along");
  EXPECT_GT(second.held_bytes(), 0u);
}

}  // namespace
}  // namespace cairn
