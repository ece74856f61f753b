#pragma once
#include "contract/register_contract.hpp"

// What every store promises about the audit tree.
namespace cairn::store {

class AuditContract : public RegisterContract {};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(AuditContract);

TEST_P(AuditContract, a_clock_that_was_moved_back_is_refused) {
  ASSERT_TRUE(write({{person("a"), 0, "{}"}}, 1'700'000'000));
  const auto earlier = write({{person("b"), 0, "{}"}}, 1'699'999'999);
  ASSERT_FALSE(earlier);
  EXPECT_EQ(earlier.error().kind, Kind::conflict);
  EXPECT_EQ(earlier.error().code, "register.clock");
  EXPECT_EQ(body(person("b")), "none");
  EXPECT_TRUE(write({{person("b"), 0, "{}"}}, 1'700'000'000));
  RegisterWrite same_second = write_of({{person("c"), 0, "{}"}});
  same_second.change.at.nanoseconds = 5;
  ASSERT_TRUE(store_->write_records(tenant_, same_second));
  same_second = write_of({{person("d"), 0, "{}"}});
  same_second.change.at.nanoseconds = 4;
  EXPECT_EQ(store_->write_records(tenant_, same_second).error().code, "register.clock");
}

TEST_P(AuditContract, the_first_write_may_be_before_1970) {
  EXPECT_TRUE(write({{person("a"), 0, "{}"}}, -5));
  EXPECT_EQ(write({{person("b"), 0, "{}"}}, -6).error().code, "register.clock");
}

TEST_P(AuditContract, an_entry_says_who_wrote_what_when_and_why) {
  ASSERT_TRUE(write({{definition("weld"), 0, "{}"}, {act("weld", 1), 0, "{\"a\":1}"}}, 1'700'000'003));
  const auto entries = store_->audit_entries(tenant_, 1, 10).value();
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_EQ(entries[0].number, 2);
  EXPECT_EQ(entries[0].at.seconds, 1'700'000'003);
  EXPECT_EQ(entries[0].actor, "amina");
  EXPECT_EQ(entries[0].action, "define");
  EXPECT_EQ(entries[0].note, "a note");
  EXPECT_EQ(entries[0].key, act("weld", 1));
  EXPECT_EQ(entries[0].revision, 1);
  EXPECT_EQ(store_->audit_entries(tenant_, 0, 1)->at(0).number, 1);
  EXPECT_TRUE(store_->audit_entries(tenant_, 2, 10)->empty());
}

TEST_P(AuditContract, the_head_is_that_of_the_tree_over_all_entries_after_every_write) {
  EXPECT_EQ(to_hex(store_->audit_head(tenant_)->root), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  for (int round = 0; round < 12; ++round) {
    std::vector<RecordWrite> records;
    for (int i = 0; i <= round * 3 % 7; ++i) {
      records.push_back({person(std::to_string(round) + "-" + std::to_string(i)), 0, "{\"r\":" + std::to_string(i) + "}"});
    }
    if (round > 0) records.push_back({person("0-0"), round, "{\"round\":" + std::to_string(round) + "}"});
    ASSERT_TRUE(write(records, 1'700'000'000 + round));
    expect_sound(tenant_);
  }
}

TEST_P(AuditContract, five_hundred_records_in_one_write_keep_their_order) {
  std::vector<RecordWrite> records;
  for (int i = 0; i < 500; ++i) records.push_back({definition("d" + std::to_string(999 - i)), 0, "{\"n\":" + std::to_string(i) + "}"});
  EXPECT_EQ(write(records)->size(), 500U);
  const auto entries = store_->audit_entries(tenant_, 0, 1'000).value();
  ASSERT_EQ(entries.size(), 500U);
  EXPECT_EQ(entries[137].key.id, "d862");
  expect_sound(tenant_);
}

TEST_P(AuditContract, all_bodies_come_in_the_order_of_keys_and_revisions_page_by_page) {
  ASSERT_TRUE(write({{person("b"), 0, "1"}, {person("a"), 0, "1"}, {definition("a"), 0, "1"}, {act("a", 1), 0, "1"}}));
  ASSERT_TRUE(write({{person("a"), 1, "2"}, {definition("a"), 1, "2"}}));
  ASSERT_TRUE(write({{person("a"), 2, "3"}}));
  std::vector<std::pair<RecordKey, std::int64_t>> seen;
  Record last;
  for (;;) {
    const auto page = store_->all_revisions(tenant_, last, 2).value();
    if (page.empty()) break;
    for (const Record& record : page) {
      seen.emplace_back(record.key, record.revision);
      EXPECT_EQ(record.body, std::to_string(record.revision));
    }
    last = page.back();
  }
  const std::vector<std::pair<RecordKey, std::int64_t>> expected = {
      {person("a"), 1}, {person("a"), 2}, {person("a"), 3}, {person("b"), 1}, {definition("a"), 1}, {definition("a"), 2}, {act("a", 1), 1}};
  EXPECT_EQ(seen, expected);
}

}  // namespace cairn::store
