#include "store/audit.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "crypto/hash.hpp"

namespace cairn::store {
namespace {

// spec: RFC 6962 2.1: the hash of a leaf over its data.
Hash leaf_of(std::string_view hex) {
  Bytes bytes{0};
  const Bytes data = from_hex(hex).value();
  bytes.insert(bytes.end(), data.begin(), data.end());
  return crypto::sha256(bytes);
}

// The leaves and roots that implementations of Certificate Transparency test themselves with.
const std::vector<std::string> k_leaves = {
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};
const std::vector<std::string> k_roots = {
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

TEST(AuditTree, has_the_published_root_at_every_size) {
  AuditTree tree;
  EXPECT_EQ(to_hex(tree.head().root), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  for (std::size_t i = 0; i < k_leaves.size(); ++i) {
    tree.append(leaf_of(k_leaves[i]));
    EXPECT_EQ(tree.head().size, static_cast<std::int64_t>(i + 1));
    EXPECT_EQ(to_hex(tree.head().root), k_roots[i]) << i + 1 << " leaves";
  }
}

TEST(AuditTree, goes_on_from_its_peaks_at_every_size) {
  for (std::size_t cut = 0; cut <= k_leaves.size(); ++cut) {
    AuditTree before;
    for (std::size_t i = 0; i < cut; ++i) before.append(leaf_of(k_leaves[i]));
    AuditTree after = AuditTree::resume(before.head().size, before.peaks()).value();
    for (std::size_t i = cut; i < k_leaves.size(); ++i) after.append(leaf_of(k_leaves[i]));
    EXPECT_EQ(to_hex(after.head().root), k_roots.back()) << "cut after " << cut;
  }
}

TEST(AuditTree, does_not_go_on_from_peaks_that_do_not_fit_the_size) {
  EXPECT_EQ(AuditTree::resume(3, {Hash{}}).error().code, "audit.peaks");
  EXPECT_EQ(AuditTree::resume(4, {Hash{}, Hash{}}).error().code, "audit.peaks");
  EXPECT_EQ(AuditTree::resume(-1, {}).error().code, "audit.peaks");
  EXPECT_EQ(AuditTree::resume(-1, std::vector<Hash>(64)).error().kind, Kind::corrupt);
  EXPECT_TRUE(AuditTree::resume(0, {}));
}

AuditEntry entry() {
  AuditEntry out;
  out.number = 7;
  out.at = {1'700'000'000, 5};
  out.actor = "amina";
  out.action = "define";
  out.note = "n";
  out.key = {RecordKind::act, "weld", "1", 2};
  out.revision = 3;
  out.body_digest.fill(0xAA);
  out.previous.fill(0xBB);
  return out;
}

// The bytes written out by hand, so that the form cannot change unnoticed: stored trees depend on it.
TEST(AuditEntry, its_leaf_is_the_hash_of_zero_and_its_fields_with_their_lengths) {
  const std::string number_7 = "00000000000000080000000000000007";
  const std::string seconds = "0000000000000008000000006553f100";
  const std::string nanoseconds = "00000000000000080000000000000005";
  const std::string words = "0000000000000005616d696e61" "0000000000000006646566696e65" "00000000000000016e";
  const std::string key = "0000000000000003616374" "000000000000000477656c64" "000000000000000131" "00000000000000080000000000000002";
  const std::string revision = "00000000000000080000000000000003";
  const std::string digest = "0000000000000020" + std::string(64, 'a');
  const std::string previous = "0000000000000020" + std::string(64, 'b');
  EXPECT_EQ(to_hex(leaf_hash(entry())),
            to_hex(leaf_of(number_7 + seconds + nanoseconds + words + key + revision + digest + previous)));
}

TEST(AuditEntry, every_field_changes_its_leaf) {
  const std::vector<void (*)(AuditEntry&)> changes = {
      [](AuditEntry& e) { ++e.number; },
      [](AuditEntry& e) { ++e.at.seconds; },
      [](AuditEntry& e) { ++e.at.nanoseconds; },
      [](AuditEntry& e) { e.actor = "b"; },
      [](AuditEntry& e) { e.action = "approve"; },
      [](AuditEntry& e) { e.note.clear(); },
      [](AuditEntry& e) { e.key.kind = RecordKind::person; },
      [](AuditEntry& e) { e.key.id = "welds"; },
      [](AuditEntry& e) { e.key.version = "2"; },
      [](AuditEntry& e) { ++e.key.number; },
      [](AuditEntry& e) { ++e.revision; },
      [](AuditEntry& e) { e.body_digest[31] ^= 1; },
      [](AuditEntry& e) { e.previous[0] ^= 1; },
      [](AuditEntry& e) { std::swap(e.actor, e.action); },
      [](AuditEntry& e) { e.actor += e.action; e.action.clear(); }};
  for (std::size_t i = 0; i < changes.size(); ++i) {
    AuditEntry changed = entry();
    changes[i](changed);
    EXPECT_NE(to_hex(leaf_hash(changed)), to_hex(leaf_hash(entry()))) << i;
  }
}

TEST(RecordKey, is_named_in_plain_words) {
  EXPECT_EQ(to_text({RecordKind::organisation, "ardmore"}), "organisation ardmore");
  EXPECT_EQ(to_text({RecordKind::definition, "retrofit-survey", "1"}), "definition retrofit-survey, version 1");
  EXPECT_EQ(to_text({RecordKind::act, "retrofit-survey", "1", 4}), "act 4 on definition retrofit-survey, version 1");
}

}  // namespace
}  // namespace cairn::store
