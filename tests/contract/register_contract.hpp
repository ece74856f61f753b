#pragma once
#include <algorithm>
#include <set>
#include <span>

#include "contract/store_contract.hpp"
#include "crypto/hash.hpp"

// What every store promises about the register: records. The audit tree: audit_contract.hpp; search:
// search_contract.hpp.
namespace cairn::store {

/// The root of a tree as the standard defines it: the two halves, split at the largest power of two.  spec: RFC 6962 2.1
inline Hash merkle_tree_hash(std::span<const Hash> leaves) {
  if (leaves.empty()) return crypto::sha256({});
  if (leaves.size() == 1) return leaves.front();
  std::size_t half = 1;
  while (half * 2 < leaves.size()) half *= 2;
  Bytes bytes{1};
  for (const Hash& part : {merkle_tree_hash(leaves.first(half)), merkle_tree_hash(leaves.subspan(half))}) {
    bytes.insert(bytes.end(), part.begin(), part.end());
  }
  return crypto::sha256(bytes);
}

class RegisterContract : public StoreContract {
 protected:
  static RecordKey person(const std::string& id) { return {RecordKind::person, id}; }
  static RecordKey definition(const std::string& id, const std::string& version = "1") {
    return {RecordKind::definition, id, version};
  }
  static RecordKey act(const std::string& id, std::int64_t number, const std::string& version = "1") {
    return {RecordKind::act, id, version, number};
  }

  static RegisterWrite write_of(std::vector<RecordWrite> records, std::int64_t at = 1'700'000'000) {
    return {std::move(records), {}, {"amina", "define", "a note", {at, 0}}};
  }
  Result<std::vector<std::int64_t>> write(std::vector<RecordWrite> records, std::int64_t at = 1'700'000'000) {
    return store_->write_records(tenant_, write_of(std::move(records), at));
  }
  std::string body(const RecordKey& key) {
    const auto found = store_->find_record(tenant_, key).value();
    return found ? found->body : "none";
  }
  std::vector<std::string> ids(RecordKind kind, const RecordKey& after = {}, std::size_t limit = 1'000) {
    std::vector<std::string> out;
    const std::vector<Record> found = store_->list_records(tenant_, kind, after, limit).value();
    for (const Record& record : found) out.push_back(record.key.id);
    return out;
  }

  /// The tree worked out again from the entries, and every entry against what stands in the store.
  void expect_sound(TenantId tenant) {
    std::vector<Hash> leaves;
    std::int64_t number = 0;
    const std::vector<AuditEntry> entries = store_->audit_entries(tenant, 0, 1'000'000).value();
    for (const AuditEntry& entry : entries) {
      EXPECT_EQ(entry.number, ++number);
      EXPECT_EQ(entry.previous, leaves.empty() ? Hash{} : leaves.back());
      leaves.push_back(leaf_hash(entry));
      const auto written = store_->find_revision(tenant, entry.key, entry.revision).value();
      ASSERT_TRUE(written.has_value()) << to_text(entry.key);
      EXPECT_EQ(entry.body_digest, crypto::sha256(as_bytes(written->body)));
    }
    const AuditHead head = store_->audit_head(tenant).value();
    EXPECT_EQ(head.size, number);
    EXPECT_EQ(to_hex(head.root), to_hex(merkle_tree_hash(leaves)));
    EXPECT_EQ(store_->all_revisions(tenant, {}, 1'000'000)->size(), leaves.size());
  }
};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(RegisterContract);

TEST_P(RegisterContract, a_record_comes_back_byte_for_byte_at_revision_1) {
  const std::string text = "{\"name\":\"S\xC3\xA8onaid \\u0000 \xE9\xA1\xB9\xE7\x9B\xAE\",\"q\":\"'; drop table record; --\"}";
  EXPECT_EQ(write({{person("seonaid"), 0, text}}).value(), (std::vector<std::int64_t>{1}));
  const auto found = store_->find_record(tenant_, person("seonaid")).value();
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->key, person("seonaid"));
  EXPECT_EQ(found->revision, 1);
  EXPECT_EQ(found->body, text);
  EXPECT_FALSE(store_->find_record(tenant_, person("other")).value().has_value());
  EXPECT_FALSE(store_->find_record(tenant_, {RecordKind::organisation, "seonaid"}).value().has_value());
}

TEST_P(RegisterContract, earlier_bodies_stay) {
  ASSERT_TRUE(write({{person("a"), 0, "{\"n\":1}"}}));
  EXPECT_EQ(write({{person("a"), 1, "{\"n\":2}"}}).value().at(0), 2);
  EXPECT_EQ(write({{person("a"), 2, "{\"n\":3}"}}).value().at(0), 3);
  EXPECT_EQ(body(person("a")), "{\"n\":3}");
  for (std::int64_t revision = 1; revision <= 3; ++revision) {
    const auto found = store_->find_revision(tenant_, person("a"), revision).value();
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->revision, revision);
    EXPECT_EQ(found->body, "{\"n\":" + std::to_string(revision) + "}");
  }
  EXPECT_FALSE(store_->find_revision(tenant_, person("a"), 4).value().has_value());
  EXPECT_FALSE(store_->find_revision(tenant_, person("a"), 0).value().has_value());
}

TEST_P(RegisterContract, of_two_writers_the_second_is_told_both_revisions) {
  ASSERT_TRUE(write({{definition("weld"), 0, "{}"}}));
  ASSERT_TRUE(write({{definition("weld"), 1, "{\"first\":1}"}}));
  const auto second = write({{definition("weld"), 1, "{\"second\":1}"}});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, Kind::conflict);
  EXPECT_EQ(second.error().code, "register.revision");
  EXPECT_NE(second.error().detail.find("definition weld, version 1"), std::string::npos) << second.error().detail;
  EXPECT_NE(second.error().detail.find("revision 1"), std::string::npos);
  EXPECT_NE(second.error().detail.find("2"), std::string::npos);
  EXPECT_EQ(body(definition("weld")), "{\"first\":1}");
}

TEST_P(RegisterContract, what_exists_is_not_made_anew) {
  ASSERT_TRUE(write({{person("a"), 0, "{}"}}));
  EXPECT_EQ(write({{person("a"), 0, "{\"again\":1}"}}).error().code, "register.revision");
  EXPECT_EQ(body(person("a")), "{}");
}

TEST_P(RegisterContract, what_is_not_there_cannot_be_changed) {
  const auto changed = write({{person("a"), 1, "{}"}});
  ASSERT_FALSE(changed);
  EXPECT_EQ(changed.error().kind, Kind::missing);
  EXPECT_EQ(changed.error().code, "register.record");
}

TEST_P(RegisterContract, all_records_of_a_write_or_none) {
  ASSERT_TRUE(write({{person("b"), 0, "{\"old\":1}"}}));
  const AuditHead before = store_->audit_head(tenant_).value();
  std::vector<RecordWrite> many;
  for (int i = 0; i < 300; ++i) many.push_back({person("p" + std::to_string(i)), 0, "{}"});
  many.push_back({person("b"), 7, "{}"});
  EXPECT_EQ(write(many).error().code, "register.revision");
  EXPECT_EQ(ids(RecordKind::person), (std::vector<std::string>{"b"}));
  EXPECT_EQ(store_->audit_head(tenant_).value(), before);
  EXPECT_EQ(store_->all_revisions(tenant_, {}, 1'000)->size(), 1U);
}

TEST_P(RegisterContract, a_record_twice_in_one_write_is_refused_unless_the_revisions_follow) {
  EXPECT_EQ(write({{person("a"), 0, "{}"}, {person("a"), 0, "{}"}}).error().code, "register.revision");
  EXPECT_EQ(body(person("a")), "none");
  EXPECT_EQ(write({{person("a"), 0, "{}"}, {person("a"), 1, "{\"b\":1}"}}).value(), (std::vector<std::int64_t>{1, 2}));
  expect_sound(tenant_);
}

TEST_P(RegisterContract, an_act_needs_its_definition) {
  const auto lonely = write({{act("weld", 1), 0, "{}"}});
  ASSERT_FALSE(lonely);
  EXPECT_EQ(lonely.error().code, "register.record");
  EXPECT_NE(lonely.error().detail.find("definition weld, version 1"), std::string::npos);
  ASSERT_TRUE(write({{act("weld", 1), 0, "{\"a\":1}"}, {definition("weld"), 0, "{}"}}));
  EXPECT_EQ(write({{act("weld", 2, "9"), 0, "{}"}}).error().code, "register.record");
  EXPECT_TRUE(write({{act("weld", 2), 0, "{}"}}));
}

TEST_P(RegisterContract, a_definition_comes_with_its_versions_and_acts_and_nothing_else) {
  ASSERT_TRUE(write({{definition("weld", "2"), 0, "{\"v\":2}"},
                     {definition("weld"), 0, "{\"v\":1}"},
                     {definition("welding"), 0, "{}"},
                     {person("weld"), 0, "{}"},
                     {act("weld", 10), 0, "{\"a\":10}"},
                     {act("weld", 9), 0, "{\"a\":9}"},
                     {act("welding", 1), 0, "{}"}}));
  std::vector<RecordKey> keys;
  const std::vector<Record> family = store_->definition_family(tenant_, "weld").value();
  for (const Record& record : family) keys.push_back(record.key);
  EXPECT_EQ(keys, (std::vector<RecordKey>{definition("weld"), definition("weld", "2"), act("weld", 9), act("weld", 10)}));
  EXPECT_TRUE(store_->definition_family(tenant_, "wel")->empty());
}

// Any locale orders some of these otherwise: case, accents, the dotless i, Chinese by sound.
TEST_P(RegisterContract, keys_lie_in_the_order_of_their_bytes_whatever_the_locale) {
  std::vector<std::string> names = {"Z\xC3\xBCrich", "zebra", "\xC3\x89ire", "e\xCC\x81ire", "I", "\xC4\xB0", "i", "\xC4\xB1",
                                    "\xE9\xA1\xB9\xE7\x9B\xAE", "\xE4\xB8\xAD\xE6\x96\x87", "a-b", "a b", "ab", "aB", "\xC3\x9F", "ss",
                                    "Dr\xC3\xB9im", "Druim", "\xF0\x9F\x90\x8C"};
  std::vector<RecordWrite> records;
  for (const std::string& name : names) records.push_back({person(name), 0, "{}"});
  ASSERT_TRUE(write(records));
  std::sort(names.begin(), names.end());
  EXPECT_EQ(ids(RecordKind::person), names);
  // In pages of five, from where the last one ended.
  std::vector<std::string> paged;
  for (;;) {
    const auto page = ids(RecordKind::person, paged.empty() ? RecordKey{} : person(paged.back()), 5);
    if (page.empty()) break;
    paged.insert(paged.end(), page.begin(), page.end());
  }
  EXPECT_EQ(paged, names);
}

TEST_P(RegisterContract, lists_of_one_kind_hold_that_kind_only) {
  ASSERT_TRUE(write({{person("a"), 0, "{}"}, {{RecordKind::organisation, "b"}, 0, "{}"}, {definition("c", "2"), 0, "{}"},
                     {definition("c", "10"), 0, "{}"}}));
  EXPECT_EQ(ids(RecordKind::organisation), (std::vector<std::string>{"b"}));
  const auto definitions = store_->list_records(tenant_, RecordKind::definition, {}, 10).value();
  ASSERT_EQ(definitions.size(), 2U);
  EXPECT_EQ(definitions[0].key.version, "10");
  // The kind of `after` is not looked at.
  EXPECT_EQ(store_->list_records(tenant_, RecordKind::definition, {RecordKind::person, "c", "10"}, 10)->size(), 1U);
  EXPECT_TRUE(store_->list_records(tenant_, RecordKind::definition, {}, 0)->empty());
}

// What a page begins after may be as long as it likes: short texts lie in their string itself, long ones elsewhere.
TEST_P(RegisterContract, lists_end_whatever_the_length_of_a_key) {
  const std::string stem(100, 'x');
  ASSERT_TRUE(write({{definition(stem + "1", stem), 0, "{}"}, {definition(stem + "2", stem), 0, "{}"}, {person(stem), 0, "{}"}}));
  const RecordKey first = definition(stem + "1", stem);
  const RecordKey last = definition(stem + "2", stem);
  EXPECT_EQ(ids(RecordKind::definition, first), (std::vector<std::string>{stem + "2"}));
  EXPECT_TRUE(ids(RecordKind::definition, last).empty());
  EXPECT_TRUE(ids(RecordKind::person, person(stem)).empty());
}

TEST_P(RegisterContract, tenants_never_see_each_other) {
  const TenantId stranger{2};
  ASSERT_TRUE(write({{definition("weld"), 0, "{\"mine\":1}"}}));
  EXPECT_FALSE(store_->find_record(stranger, definition("weld")).value().has_value());
  EXPECT_FALSE(store_->find_revision(stranger, definition("weld"), 1).value().has_value());
  EXPECT_TRUE(store_->definition_family(stranger, "weld")->empty());
  EXPECT_TRUE(store_->list_records(stranger, RecordKind::definition, {}, 10)->empty());
  EXPECT_TRUE(store_->all_revisions(stranger, {}, 10)->empty());
  EXPECT_TRUE(store_->audit_entries(stranger, 0, 10)->empty());
  EXPECT_EQ(store_->audit_head(stranger)->size, 0);
  EXPECT_EQ(store_->write_records(stranger, write_of({{definition("weld"), 1, "{}"}})).error().code, "register.record");
  EXPECT_EQ(store_->write_records(stranger, write_of({{act("weld", 1), 0, "{}"}})).error().code, "register.record");
  // The same key of another tenant is another record, and its time runs on its own.
  EXPECT_TRUE(store_->write_records(stranger, write_of({{definition("weld"), 0, "{\"theirs\":1}"}}, 1'600'000'000)));
  EXPECT_EQ(body(definition("weld")), "{\"mine\":1}");
  expect_sound(tenant_);
  expect_sound(stranger);
}

}  // namespace cairn::store
