#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"

namespace cairn::store {

using Hash = std::array<std::uint8_t, 32>;  ///< SHA-256

enum class RecordKind : std::uint8_t { organisation, person, definition, act };
std::string_view kind_word(RecordKind kind);  ///< "organisation", "person", "definition", "act"

/// What a record is found by.
struct RecordKey {
  RecordKind kind = RecordKind::organisation;
  std::string id;           ///< short name: "retrofit-survey"; of an act: that of its definition
  std::string version{};    ///< of a definition and of its acts; otherwise empty
  std::int64_t number = 0;  ///< of an act: 1, 2, ...; otherwise 0
  auto operator<=>(const RecordKey&) const = default;
};
/// out: for people: "definition retrofit-survey, version 1"
std::string to_text(const RecordKey& key);

/// One entry of the audit tree: who wrote what, and the digest of what was written.
struct AuditEntry {
  std::int64_t number = 0;  ///< 1, 2, ... without gaps
  Instant at;               ///< never before that of the entry before
  std::string actor;
  std::string action;
  std::string note;
  RecordKey key;
  std::int64_t revision = 0;
  Hash body_digest{};       ///< SHA-256 of the record's body
  Hash previous{};          ///< leaf hash of the entry before; zeros for the first
};

/// Hash of an entry: SHA-256 of 0x00 and its fields, each with its length before it, so that no two entries give the same bytes.
/// spec: RFC 6962 2.1 (leaf hash)
Hash leaf_hash(const AuditEntry& entry);
/// out: SHA-256 of a body
Hash body_digest(std::string_view body);

/// How far a tree reaches and what it holds. Two trees of one size and root hold the same entries.
struct AuditHead {
  std::int64_t size = 0;
  Hash root{};  ///< of an empty tree: SHA-256 of nothing
  bool operator==(const AuditHead&) const = default;
};

/// A Merkle tree that only grows. It keeps the roots of its full subtrees: as many as the size has bits set.
/// spec: RFC 6962 2.1
class AuditTree {
 public:
  AuditTree() = default;
  /// in:    size and its peaks, highest subtree first    fails: corrupt/audit.peaks (their number does not fit the size)
  static Result<AuditTree> resume(std::int64_t size, std::vector<Hash> peaks);

  void append(const Hash& leaf);
  AuditHead head() const;
  const std::vector<Hash>& peaks() const { return peaks_; }

 private:
  std::int64_t size_ = 0;
  std::vector<Hash> peaks_;
};

}  // namespace cairn::store
