#include "app/fsck.hpp"

#include <gtest/gtest.h>

#include "contract/memory_store.hpp"

// What plain SQL does to a real database is tried in tests/journey/journeys/73_fsck.sh.
namespace cairn::app {
namespace {

using store::MemoryStore;
using store::RecordKey;
using store::RecordKind;

void write(MemoryStore& store, const std::string& id, std::int64_t at) {
  store::RegisterWrite out;
  out.records.push_back({{RecordKind::person, id}, 0, "{}"});
  out.change = {"amina", "add", "", {at, 0}};
  ASSERT_TRUE(store.write_records({1}, out));
}

std::vector<std::string> codes(MemoryStore& store, const std::optional<store::AuditHead>& checkpoint = {}) {
  const FsckReport report = audit_check(store, {1}, checkpoint).value();
  std::vector<std::string> out;
  for (const FsckFinding& finding : report.findings) out.push_back(finding.code);
  return out;
}
using Codes = std::vector<std::string>;

TEST(Fsck, an_empty_register_is_sound_and_has_a_checkpoint) {
  MemoryStore store;
  const FsckReport report = audit_check(store, {1}, {}).value();
  EXPECT_TRUE(report.is_sound());
  EXPECT_EQ(checkpoint_line(report.head), "checkpoint 0 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(codes(store, report.head), Codes{});
}

TEST(Fsck, every_earlier_state_is_a_good_checkpoint_and_no_later_one) {
  MemoryStore store;
  std::vector<store::AuditHead> heads = {audit_check(store, {1}, {})->head};
  for (int i = 0; i < 9; ++i) {
    write(store, "p" + std::to_string(i), i);
    heads.push_back(audit_check(store, {1}, {})->head);
  }
  for (const store::AuditHead& head : heads) EXPECT_EQ(codes(store, head), Codes{}) << head.size;
  MemoryStore shorter;
  for (int i = 0; i < 5; ++i) write(shorter, "p" + std::to_string(i), i);
  EXPECT_EQ(codes(shorter, heads[5]), Codes{});
  const FsckReport report = audit_check(shorter, {1}, heads[9]).value();
  ASSERT_EQ(report.findings.size(), 1U);
  EXPECT_EQ(report.findings[0].code, "fsck.older");
  EXPECT_EQ(report.findings[0].detail,
            "the database holds 5 entries, the checkpoint 9: the database is older than the checkpoint, or entries were removed");
}

TEST(Fsck, another_history_is_recognised_at_every_size) {
  MemoryStore store;
  MemoryStore other;
  write(store, "a", 1);
  write(other, "mallory", 1);
  for (int i = 0; i < 4; ++i) {
    const store::AuditHead head = audit_check(store, {1}, {})->head;
    EXPECT_EQ(codes(other, head), Codes{"fsck.rewritten"});
    write(store, "p" + std::to_string(i), 2 + i);
    write(other, "p" + std::to_string(i), 2 + i);
  }
}

TEST(Fsck, a_definition_without_a_listing_and_a_listing_without_a_definition_are_named) {
  MemoryStore store;
  store::RegisterWrite out;
  out.records.push_back({{RecordKind::definition, "weld", "1"}, 0, "{}"});
  store::Listing listing;
  listing.key = {RecordKind::definition, "bake", "1"};
  out.listings.push_back(listing);
  ASSERT_TRUE(store.write_records({1}, out));
  EXPECT_EQ(codes(store), (Codes{"fsck.listing", "fsck.listing"}));
}

TEST(Checkpoint, is_read_from_what_was_printed) {
  const std::string root(64, 'a');
  for (const std::string& text : {"checkpoint 12 " + root, "3 bodies\r\ncheckpoint 12 " + root + "\r\n",
                                  "{\"sound\":true,\"checkpoint\":{\"size\":12,\"root\":\"" + root + "\"}}"}) {
    const auto head = read_checkpoint(text);
    ASSERT_TRUE(head) << text;
    EXPECT_EQ(head->size, 12);
    EXPECT_EQ(head->root[31], 0xAA);
    EXPECT_EQ(checkpoint_line(*head), "checkpoint 12 " + root);
  }
}

TEST(Checkpoint, nothing_else_is_one) {
  const std::string root(64, 'a');
  for (const std::string& text : {std::string(), std::string("checkpoint"), std::string("checkpoint "), std::string("checkpoint 12"),
                                  "checkpoint -1 " + root, "checkpoint 99999999999999999999 " + root, "checkpoint 12 " + root + "b",
                                  "checkpoint 12 zz" + root.substr(2), "checkpoint 1x " + root, "  checkpoint 12 " + root, std::string("{}"),
                                  std::string("{\"checkpoint\":1}"), "{\"checkpoint\":{\"size\":\"12\",\"root\":\"" + root + "\"}}",
                                  "{\"checkpoint\":{\"size\":1.5,\"root\":\"" + root + "\"}}", "{\"checkpoint\":{\"size\":1,\"root\":\"" + root + "\"}"}) {
    const auto head = read_checkpoint(text);
    ASSERT_FALSE(head) << text;
    EXPECT_EQ(head.error().code, "fsck.checkpoint");
  }
}

}  // namespace
}  // namespace cairn::app
