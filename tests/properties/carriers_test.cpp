// e7 and e8: pictures keep what they hold and all else as it was; status lists are what a plain set says.
#include <gtest/gtest.h>

#include <set>

#include "bake/canvas.hpp"
#include "bake/extract.hpp"
#include "json/write.hpp"
#include "properties/chance.hpp"
#include "unit/bake/pictures.hpp"
#include "vc/bitstring.hpp"

namespace cairn::properties {
namespace {

std::string payload(Chance& chance) { return "{\"a\":" + json::to_text(json::Value::string(chance.text())) + ",\"b\":" + std::to_string(chance.below(1'000)) + "}"; }

std::string picture(Chance& chance) {
  std::string chunks;
  for (std::uint64_t i = chance.below(4); i > 0; --i) {
    const std::uint64_t which = chance.below(3);
    chunks += which == 0 ? bake::latin("Title", "x" + std::to_string(i)) : which == 1 ? bake::international("Comment", chance.text()) : bake::chunk("gAMA", bake::number(45'455));
  }
  return bake::png(chunks);
}

TEST(Pictures, a_png_gives_back_what_was_put_in_and_every_other_byte_stays) {
  for_each_seed(2'000, [](Chance& chance, std::uint64_t seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const std::string image = picture(chance);
    const std::string content = payload(chance);
    std::string file = bake::Canvas::open(as_bytes(image)).value().with(content, bake::Dialect::open_badges_3).value();
    ASSERT_EQ(bake::extract(as_bytes(file)).value().payload.value().text, content);
    const std::string chunk = bake::international("openbadgecredential", content);
    const std::size_t at = file.find(chunk);
    ASSERT_NE(at, std::string::npos);
    ASSERT_EQ(file.erase(at, chunk.size()), image);
  });
}

TEST(Pictures, an_svg_gives_back_what_was_put_in_and_every_other_byte_stays) {
  for_each_seed(2'000, [](Chance& chance, std::uint64_t seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const std::string image = bake::svg("<circle r=\"" + std::to_string(chance.below(100)) + "\"/><text>x</text>");
    const std::string content = payload(chance);
    std::string file = bake::Canvas::open(as_bytes(image)).value().with(content, bake::Dialect::open_badges_3).value();
    ASSERT_EQ(bake::extract(as_bytes(file)).value().payload.value().text, content);
    const std::size_t from = file.find("<openbadges:credential");
    constexpr std::string_view k_end = "</openbadges:credential>";
    ASSERT_NE(from, std::string::npos);
    ASSERT_EQ(file.erase(from, file.find(k_end) + k_end.size() - from), image);
  });
}

TEST(StatusLists, say_what_a_plain_set_says_also_after_packing) {
  for_each_seed(40, [](Chance& chance, std::uint64_t seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    constexpr std::uint64_t k_size = 131'072;
    std::set<std::uint64_t> model;
    vc::Bitstring list = vc::Bitstring::of_size(k_size);
    for (std::uint64_t i = chance.below(3'000); i > 0; --i) {
      const std::uint64_t index = chance.below(k_size);
      list.set(index);
      model.insert(index);
    }
    const vc::Bitstring again = vc::expand_bitstring(vc::compress_bitstring(list).value()).value();
    ASSERT_EQ(again.bytes(), list.bytes());
    for (std::uint64_t index = 0; index < k_size; ++index) ASSERT_EQ(again.entry(index).value(), model.count(index)) << index;
    ASSERT_FALSE(again.entry(k_size));
  });
}

// Setting never takes anything back.
TEST(StatusLists, only_grow) {
  for_each_seed(1'000, [](Chance& chance, std::uint64_t seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    vc::Bitstring list = vc::Bitstring::of_size(1'024);
    for (int step = 0; step < 30; ++step) {
      const vc::Bitstring before = list;
      const std::uint64_t index = chance.below(1'024);
      const bool is_new = before.entry(index).value() == 0;
      list.set(index);
      ASSERT_TRUE(before.is_within(list));
      ASSERT_EQ(list.is_within(before), !is_new);
    }
  });
}

TEST(StatusLists, entries_of_several_bits_are_read_from_the_left) {
  for_each_seed(200, [](Chance& chance, std::uint64_t seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const auto size = static_cast<std::uint32_t>(1 + chance.below(32));
    vc::Bitstring list = vc::Bitstring::of_size(4'096);
    std::string model(4'096, '0');
    for (int i = 0; i < 900; ++i) {
      const std::uint64_t bit = chance.below(4'096);
      list.set(bit);
      model[bit] = '1';
    }
    for (std::uint64_t index = 0; index < 4'096 / size; ++index) {
      ASSERT_EQ(list.entry(index, size).value(), std::stoul(model.substr(index * size, size), nullptr, 2)) << size << " " << index;
    }
    ASSERT_FALSE(list.entry(4'096 / size, size));
  });
}

}  // namespace
}  // namespace cairn::properties
