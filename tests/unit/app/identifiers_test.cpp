#include "app/identifiers.hpp"

#include <set>

#include "app_fixture.hpp"
#include "base/encoding.hpp"

namespace cairn::app {
namespace {

TEST(NameMaker, ids_are_uuids_of_version_7_with_the_time_in_front) {
  SeededEntropy chance(1);
  NameMaker names(chance);
  // The instant of RFC 9562, appendix A.6: 0x017F22E279B0 milliseconds.
  const FreshNames made = names.make({1'645'557'742, 0});
  const std::string text = store::to_text(made.id);
  EXPECT_EQ(text.substr(0, 13), "017f22e2-79b0");
  EXPECT_EQ(text[14], '7');
  EXPECT_NE(std::string("89ab").find(text[19]), std::string::npos);
}

TEST(NameMaker, ids_go_up_even_when_the_clock_stands_still_or_steps_back) {
  SystemEntropy entropy;
  NameMaker names(entropy);
  store::IssuanceId last{};
  for (int i = 0; i < 20'000; ++i) {
    const store::IssuanceId next = names.make({1'790'000'000 - i / 100, 5}).id;
    ASSERT_LT(last, next) << i;
    last = next;
  }
}

TEST(NameMaker, codes_are_short_sortable_and_hold_80_bits_of_chance) {
  SystemEntropy entropy;
  NameMaker names(entropy);
  std::set<std::string> tails;
  for (int i = 0; i < 1'000; ++i) {
    const std::string code = names.make({1'790'000'000, 0}).code;
    EXPECT_GE(code.size(), 20U);
    EXPECT_LE(code.size(), 22U);
    const Bytes bytes = from_base58(code).value();
    ASSERT_EQ(bytes.size(), 16U);
    tails.insert(to_hex(ByteView(bytes).subspan(6)));
  }
  EXPECT_EQ(tails.size(), 1'000U);
  const std::string earlier = names.make({1'800'000'000, 0}).code;
  const std::string later = names.make({1'900'000'000, 0}).code;
  EXPECT_LT(earlier, later);
}

TEST(NameMaker, every_salt_is_fresh_and_long_enough) {
  SystemEntropy entropy;
  NameMaker names(entropy);
  EXPECT_NE(names.make({1, 0}).salt, names.make({1, 0}).salt);
  EXPECT_GE(names.make({1, 0}).salt.size(), 22U);
}

PeopleRow person(const std::string& name, const std::string& key) {
  PeopleRow row;
  row.name = name;
  row.email_key = key;
  return row;
}

TEST(RowKey, tells_people_apart_and_nothing_else) {
  const RowScope scope{"did:web:a.example", "https://a.example/d", "1"};
  EXPECT_EQ(row_key(scope, person("A", "a@b.example")), row_key(scope, person("B", "a@b.example")));
  EXPECT_NE(row_key(scope, person("A", "a@b.example")), row_key(scope, person("A", "b@b.example")));
  EXPECT_NE(row_key(scope, person("A", "a@b.example")),
            row_key({"did:web:a.example", "https://a.example/d", "2"}, person("A", "a@b.example")));
  // Parts that only together give the same text.
  EXPECT_NE(row_key({"ab", "c", "1"}, person("A", "x")), row_key({"a", "bc", "1"}, person("A", "x")));
}

TEST(RowDigest, changes_with_what_the_credential_says) {
  PeopleRow row = person("A", "a@b.example");
  const auto before = row_digest(row);
  row.student_number = "123";
  EXPECT_EQ(row_digest(row), before);
  row.awarded = Date{2026, 1, 1};
  EXPECT_NE(row_digest(row), before);
}

}  // namespace
}  // namespace cairn::app
