#include <gtest/gtest.h>

#include "base/bug.hpp"
#include "cbor/reader.hpp"
#include "cbor/writer.hpp"

namespace cairn::cbor {
namespace {

Bytes bytes_of(std::string_view hex) { return from_hex(hex).value(); }

// The code of what is wrong, or "" when all of it can be read.
std::string fault(std::string_view hex, const ReadLimits& limits = {}) {
  const Bytes bytes = bytes_of(hex);
  Reader reader(bytes, limits);
  if (const auto read = reader.skip(); !read) return read.error().code;
  const auto end = reader.finish();
  return end ? "" : end.error().code;
}

struct NumberRow {
  std::uint64_t value;
  std::string_view hex;
};
// RFC 8949, appendix A.
constexpr NumberRow k_numbers[] = {{0, "00"},           {1, "01"},           {10, "0a"},
                                   {23, "17"},          {24, "1818"},        {25, "1819"},
                                   {100, "1864"},       {1000, "1903e8"},    {1000000, "1a000f4240"},
                                   {1000000000000, "1b000000e8d4a51000"},    {18446744073709551615U, "1bffffffffffffffff"}};

TEST(Cbor, numbers_of_the_standards_appendix_are_read_and_written) {
  for (const NumberRow& row : k_numbers) {
    const Bytes bytes = bytes_of(row.hex);
    Reader reader(bytes);
    EXPECT_EQ(reader.read_unsigned().value(), row.value);
    EXPECT_TRUE(reader.finish().has_value());
    Bytes out;
    Writer(out).write_unsigned(row.value);
    EXPECT_EQ(to_hex(out), row.hex);
  }
}

TEST(Cbor, negative_numbers_of_the_standards_appendix_are_read_and_written) {
  const std::pair<std::int64_t, std::string_view> rows[] = {{-1, "20"}, {-10, "29"}, {-100, "3863"}, {-1000, "3903e7"}};
  for (const auto& [value, hex] : rows) {
    const Bytes bytes = bytes_of(hex);
    EXPECT_EQ(Reader(bytes).read_negative().value(), value);
    Bytes out;
    Writer(out).write_signed(value);
    EXPECT_EQ(to_hex(out), hex);
  }
  EXPECT_EQ(fault("3bffffffffffffffff"), "cbor.range");
}

TEST(Cbor, strings_and_containers_of_the_standards_appendix_are_read) {
  const Bytes bytes = bytes_of("a26161016162820203");  // {"a": 1, "b": [2, 3]}
  Reader reader(bytes);
  EXPECT_EQ(reader.open_map().value(), 2U);
  EXPECT_EQ(reader.read_text().value(), "a");
  EXPECT_EQ(reader.read_unsigned().value(), 1U);
  EXPECT_EQ(reader.read_text().value(), "b");
  EXPECT_EQ(reader.open_array().value(), 2U);
  EXPECT_EQ(reader.read_unsigned().value(), 2U);
  EXPECT_FALSE(reader.finish().has_value());
  EXPECT_EQ(reader.read_unsigned().value(), 3U);
  EXPECT_TRUE(reader.finish().has_value());
  for (const char* good : {"40", "4401020304", "60", "6449455446", "62c3bc", "80", "83010203", "8301820203820405", "a0",
                           "a201020304", "826161a161626163", "f4", "f5", "f6"}) {
    EXPECT_EQ(fault(good), "") << good;
  }
}

TEST(Cbor, what_is_written_reads_back) {
  Bytes out;
  Writer writer(out);
  writer.open_array(4);
  writer.write_bytes(bytes_of("01020304"));
  writer.write_text("\u00fc");
  writer.open_map(2);
  writer.write_unsigned(1);
  writer.write_boolean(true);
  writer.write_unsigned(24);
  writer.write_null();
  writer.open_array(0);
  writer.finish();
  EXPECT_EQ(to_hex(out), "84440102030462c3bca201f51818f680");
  EXPECT_EQ(fault(to_hex(out)), "");
}

TEST(Cbor, a_number_longer_than_needed_is_refused) {
  for (const char* bad : {"1800", "1817", "190000", "1900ff", "1a00000000", "1a0000ffff", "1b0000000000000000",
                          "1b00000000ffffffff", "5801aa", "9800", "b800"}) {
    EXPECT_EQ(fault(bad), "cbor.length") << bad;
  }
}

TEST(Cbor, tags_floats_and_indefinite_lengths_are_refused) {
  for (const char* bad : {"c000", "d84040", "f90000", "fa47c35000", "fb3ff199999999999a", "5f42010243030405ff", "9fff", "bfff",
                          "7fff", "ff", "f7", "e0"}) {
    EXPECT_EQ(fault(bad), "cbor.kind") << bad;
  }
  for (const char* bad : {"1c", "3d", "5e", "fc"}) EXPECT_EQ(fault(bad), "cbor.reserved") << bad;
}

TEST(Cbor, map_keys_must_ascend) {
  EXPECT_EQ(fault("a203040102"), "cbor.order");
  EXPECT_EQ(fault("a201020103"), "cbor.order");
  EXPECT_EQ(fault("a2616201616102"), "cbor.order");
  EXPECT_EQ(fault("a1800000"), "cbor.kind");
}

TEST(Cbor, bytes_that_end_early_or_go_on_are_refused) {
  for (const char* bad : {"", "18", "1903", "440102", "62c3", "8301", "a101", "9b7fffffffffffffff", "bb7fffffffffffffff", "5b7fffffffffffffff"}) {
    EXPECT_EQ(fault(bad), "cbor.truncated") << bad;
  }
  EXPECT_EQ(fault("0000"), "cbor.trailing");
  EXPECT_EQ(fault("61ff"), "cbor.utf8");
}

TEST(Cbor, every_limit_is_counted) {
  EXPECT_EQ(fault("8181818180", {.depth = 4}), "");
  EXPECT_EQ(fault("8181818100", {.depth = 3}), "cbor.depth");
  EXPECT_EQ(fault("83010203", {.items = 3}), "cbor.items");
  EXPECT_EQ(fault("83010203", {.size_bytes = 3}), "cbor.size");
}

TEST(Cbor, another_kind_of_item_than_asked_for_is_refused) {
  const Bytes number = bytes_of("01");
  EXPECT_EQ(Reader(number).read_bytes().error().code, "cbor.kind");
  EXPECT_EQ(Reader(number).open_map().error().code, "cbor.kind");
  const Bytes null = bytes_of("f6");
  EXPECT_EQ(Reader(null).read_boolean().error().code, "cbor.kind");
  EXPECT_EQ(Reader(null).peek().value(), ItemKind::null);
  EXPECT_TRUE(Reader(null).read_null().has_value());
}

TEST(Cbor, a_writer_that_breaks_the_order_or_its_word_is_a_bug) {
  Bytes out;
  Writer keys(out);
  keys.open_map(2);
  keys.write_unsigned(2);
  keys.write_unsigned(0);
  EXPECT_THROW(keys.write_unsigned(1), Bug);
  Writer open(out);
  open.open_array(1);
  EXPECT_THROW(open.finish(), Bug);
}

}  // namespace
}  // namespace cairn::cbor
