#include "store/audit.hpp"

#include <algorithm>
#include <bit>
#include <utility>

#include "base/bytes.hpp"
#include "crypto/hash.hpp"
#include "store/internal/field_hash.hpp"

namespace cairn::store {
namespace {

// spec: RFC 6962 2.1: a leaf's hash begins with 0x00, a node's with 0x01, so that neither can pass for the other.
constexpr std::uint8_t k_leaf = 0;
constexpr std::uint8_t k_node = 1;

Hash node_hash(const Hash& left, const Hash& right) {
  std::array<std::uint8_t, 1 + 2 * sizeof(Hash)> bytes{k_node};
  std::copy(left.begin(), left.end(), bytes.begin() + 1);
  std::copy(right.begin(), right.end(), bytes.begin() + 1 + sizeof(Hash));
  return crypto::sha256(bytes);
}

}  // namespace

std::string_view kind_word(RecordKind kind) {
  switch (kind) {
    case RecordKind::organisation:
      return "organisation";
    case RecordKind::person:
      return "person";
    case RecordKind::definition:
      return "definition";
    case RecordKind::act:
      break;
  }
  return "act";
}

std::string to_text(const RecordKey& key) {
  std::string out;
  if (key.kind == RecordKind::act) out = "act " + std::to_string(key.number) + " on definition " + key.id;
  if (key.kind != RecordKind::act) out = std::string(kind_word(key.kind)) + " " + key.id;
  if (!key.version.empty()) out += ", version " + key.version;
  return out;
}

Hash leaf_hash(const AuditEntry& entry) {
  return FieldHash(k_leaf)
      .add(entry.number)
      .add(entry.at.seconds)
      .add(std::int64_t{entry.at.nanoseconds})
      .add(entry.actor)
      .add(entry.action)
      .add(entry.note)
      .add(kind_word(entry.key.kind))
      .add(entry.key.id)
      .add(entry.key.version)
      .add(entry.key.number)
      .add(entry.revision)
      .add(ByteView(entry.body_digest))
      .add(ByteView(entry.previous))
      .hash();
}

Hash body_digest(std::string_view body) { return crypto::sha256(as_bytes(body)); }

Result<AuditTree> AuditTree::resume(std::int64_t size, std::vector<Hash> peaks) {
  const int expected = size < 0 ? -1 : std::popcount(static_cast<std::uint64_t>(size));
  if (std::cmp_not_equal(expected, peaks.size())) {
    return fail(Kind::corrupt, "audit.peaks",
                "the audit tree is said to hold " + std::to_string(size) + " entries, but " + std::to_string(peaks.size()) +
                    " roots of subtrees are kept of it",
                "Restore the database from a backup; cairn fsck tells what else is damaged.");
  }
  AuditTree out;
  out.size_ = size;
  out.peaks_ = std::move(peaks);
  return out;
}

// As in a binary counter: each bit that is carried joins two subtrees of one height.
void AuditTree::append(const Hash& leaf) {
  Hash node = leaf;
  for (std::int64_t carried = size_; (carried & 1) != 0; carried >>= 1) {
    node = node_hash(peaks_.back(), node);
    peaks_.pop_back();
  }
  peaks_.push_back(node);
  ++size_;
}

AuditHead AuditTree::head() const {
  if (peaks_.empty()) return {0, crypto::sha256({})};
  Hash root = peaks_.back();
  for (std::size_t i = peaks_.size() - 1; i-- > 0;) root = node_hash(peaks_[i], root);
  return {size_, root};
}

}  // namespace cairn::store
