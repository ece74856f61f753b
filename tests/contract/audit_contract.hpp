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

class RestoreContract : public AuditContract {
 protected:
  static constexpr TenantId k_other{2};

  void fill() {
    ASSERT_TRUE(write({{person("a"), 0, "{\"n\":1}"}, {definition("weld"), 0, "{}"}}, 1'700'000'001));
    ASSERT_TRUE(write({{person("a"), 1, "{\"n\":2}"}, {act("weld", 1), 0, "{\"by\":\"a\"}"}}, 1'700'000'002));
    RegisterWrite last = write_of({{definition("weld"), 1, "{\"b\":2}"}}, 1'700'000'003);
    last.listings = {{definition("weld"), PublicStatus::current, "Welding", "short", "en", "Welding gates", "2027-01-01", 5'000, {{"level", "EQF 4"}}}};
    ASSERT_TRUE(store_->write_records(tenant_, last));
  }
  RegisterContents contents() {
    RegisterContents out{store_->all_revisions(tenant_, {}, 1'000).value(), store_->audit_entries(tenant_, 0, 1'000).value(), {}};
    const auto kept = store_->listings(tenant_, {}, 1'000).value();
    for (const KeptListing& each : kept) out.listings.push_back(each.listing);
    return out;
  }
  void expect_refused(const RegisterContents& given, const std::string& names) {
    const auto done = store_->restore_records(k_other, given);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, "register.contents");
    EXPECT_NE(done.error().detail.find(names), std::string::npos) << done.error().detail;
    EXPECT_EQ(store_->audit_head(k_other)->size, 0);
    EXPECT_TRUE(store_->all_revisions(k_other, {}, 10)->empty());
  }
};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(RestoreContract);

TEST_P(RestoreContract, an_empty_register_takes_over_everything_and_goes_on) {
  fill();
  const RegisterContents given = contents();
  ASSERT_EQ(given.revisions.size(), 5U);
  ASSERT_EQ(given.listings.size(), 1U);
  EXPECT_EQ(store_->restore_records(k_other, given).value(), store_->audit_head(tenant_).value());
  EXPECT_EQ(store_->audit_head(k_other).value(), store_->audit_head(tenant_).value());
  expect_sound(k_other);
  EXPECT_EQ(store_->find_record(k_other, person("a")).value()->revision, 2);
  EXPECT_EQ(store_->find_revision(k_other, person("a"), 1).value()->body, "{\"n\":1}");
  EXPECT_EQ(store_->find_record(k_other, definition("weld")).value()->body, "{\"b\":2}");
  const auto one = store_->listings(tenant_, {}, 10).value();
  const auto other = store_->listings(k_other, {}, 10).value();
  ASSERT_EQ(other.size(), 1U);
  EXPECT_EQ(other[0].digest, one[0].digest);
  EXPECT_EQ(other[0].listing.facets, one[0].listing.facets);
  EXPECT_EQ(store_->write_records(k_other, write_of({{person("a"), 2, "{}"}}, 1'700'000'004)).value().at(0), 3);
  expect_sound(k_other);
  EXPECT_EQ(store_->restore_records(k_other, given).error().code, "register.not-empty");
}

TEST_P(RestoreContract, what_does_not_fit_is_refused_by_name) {
  fill();
  const RegisterContents good = contents();
  RegisterContents bad = good;
  bad.revisions[1].body = "{\"n\":9}";
  expect_refused(bad, "person a, revision 2");
  bad = good;
  bad.revisions.erase(bad.revisions.begin());
  expect_refused(bad, "person a");
  bad = good;
  std::swap(bad.revisions[0].body, bad.revisions[1].body);
  expect_refused(bad, "person a, revision 1");
  bad = good;
  bad.revisions.push_back({act("weld", 2), 1, "{}"});
  expect_refused(bad, "has no audit entry");
  bad = good;
  bad.entries[2].actor = "eve";
  expect_refused(bad, "audit entry 4");
  bad = good;
  bad.entries.pop_back();
  expect_refused(bad, "has no audit entry");
  bad = good;
  std::swap(bad.entries[1], bad.entries[2]);
  expect_refused(bad, "audit entry 3");
  bad = good;
  bad.entries[1].number = 7;
  expect_refused(bad, "audit entry 7");
}

}  // namespace cairn::store
