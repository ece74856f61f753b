#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.hpp"

namespace cairn::app {

/// Something that is not as it was written.
struct FsckFinding {
  std::string code;    ///< a word of the table in docs/register.md: "fsck.body"
  std::string detail;  ///< which record, entry or listing, and what about it
};

struct FsckReport {
  store::AuditHead head;  ///< worked out from the entries, whatever the database says of itself
  std::int64_t bodies = 0;
  std::int64_t listings = 0;
  std::vector<FsckFinding> findings;  ///< at most k_most_findings
  std::int64_t further_findings = 0;
  bool is_sound() const { return findings.empty(); }
};
inline constexpr std::size_t k_most_findings = 200;

/// Hold everything in the register against its audit tree, and the tree against an earlier state of it.
/// in:    checkpoint - size and root as an earlier run gave them, kept out of reach of whoever can change the database
/// fails: unavailable/fsck.busy (others wrote all the while); as Store. A record that cannot be read is a finding, not an error.
/// cost:  reads all that is kept; holds about 100 bytes for each body
Result<FsckReport> audit_check(store::Store& store, store::TenantId tenant, const std::optional<store::AuditHead>& checkpoint);

/// out: the line that carries a state of the tree: "checkpoint 812 6e340b9c..."
std::string checkpoint_line(const store::AuditHead& head);
/// Find the checkpoint in what `cairn fsck` printed, with or without --json.   fails: malformed/fsck.checkpoint
Result<store::AuditHead> read_checkpoint(std::string_view text);

}  // namespace cairn::app
