#pragma once
#include <cstdint>
#include <string>

#include "base/result.hpp"
#include "store/register.hpp"

// A whole register as a folder of files that anybody can read: docs/moving.md says what lies in it.
namespace cairn::app {

struct RegisterFolderDone {
  store::AuditHead head;
  std::uint64_t definitions = 0;  ///< versions
  std::uint64_t revisions = 0;
  std::uint64_t files = 0;
};

/// Write everything that a register holds, with all its history, to a new folder. The same register always gives the same bytes.
/// fails: conflict/output.exists (the folder is not empty); unavailable/register.busy (others wrote all the while); unavailable/output.io;
///        corrupt/register.contents, register.body; nothing is left then
/// cost:  holds the register in memory
Result<RegisterFolderDone> export_register(store::Register& store, store::TenantId tenant, const std::string& folder);

/// Fill an empty register with what such a folder holds: the same bodies, revisions, audit tree and listings. Every file is worked out
/// again from the records and compared; nothing is written when one byte differs.
/// fails: missing/register.folder (no such folder), corrupt/register.folder (names the file that was changed, is missing or was added);
///        conflict/register.not-empty; as store::check_contents
Result<RegisterFolderDone> import_register(store::Register& store, store::TenantId tenant, const std::string& folder);

}  // namespace cairn::app
