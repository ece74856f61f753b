#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "store/audit.hpp"

// A database with all that is in it, moved to another place. Adapters do the work; here are the words for it.
namespace cairn::store {

/// move: the first is marked, so that nothing is recorded in it any more. backup: a file to be restored. restore: out of such a
/// file; every open status list is closed, since places may have been given away that the backup does not know.
enum class CopyPurpose { move, backup, restore };

struct CopyOrder {
  std::string from;  ///< a file, or the address of a PostgreSQL database
  std::string to;
  CopyPurpose purpose = CopyPurpose::move;
  Instant at;        ///< now
  std::function<void(std::uint64_t done, std::uint64_t total)> on_progress{};  ///< rows; may be empty
};

/// What one side holds of a table.
struct TableDigest {
  std::int64_t rows = 0;
  Hash digest{};  ///< of its rows, each with its lengths, in the order of keys; no matter which engine
  bool operator==(const TableDigest&) const = default;
};

struct CopiedTable {
  std::string name;
  TableDigest from;
  TableDigest to;
};

struct CopyDone {
  std::vector<CopiedTable> tables;  ///< both sides, read anew after the copying; they are the same
  AuditHead audit;                  ///< of the first tenant's register
  Instant source_time;              ///< when the data stood so: of a restore, when the backup was made
  std::int64_t closed_lists = 0;    ///< restore
};

}  // namespace cairn::store
