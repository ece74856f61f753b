#include "sql/internal/sqlite_error.hpp"

#include <sqlite3.h>

#include <cerrno>

namespace cairn::sql {
namespace {

struct Meaning {
  int primary;
  Kind kind;
  std::string_view code;
  std::string_view hint;
};

constexpr std::string_view k_disk_full_hint =
    "Make room on the disk and run the same command again: what is recorded stays, nothing is issued twice.";

constexpr Meaning k_meanings[] = {
    {SQLITE_FULL, Kind::exhausted, "store.disk-full", k_disk_full_hint},
    {SQLITE_BUSY, Kind::unavailable, "store.locked",
     "Another program is writing to this database. Wait until it is done and try again."},
    {SQLITE_LOCKED, Kind::unavailable, "store.locked",
     "Another program is writing to this database. Wait until it is done and try again."},
    {SQLITE_CORRUPT, Kind::corrupt, "store.corrupt", "Stop using this file and restore it from a backup."},
    {SQLITE_NOTADB, Kind::corrupt, "store.corrupt", "This is no Cairn database. Give another path with --database."},
    {SQLITE_READONLY, Kind::refused, "store.read-only",
     "Give this user the right to write to the database file and its folder."},
    {SQLITE_PERM, Kind::refused, "store.read-only",
     "Give this user the right to write to the database file and its folder."},
    {SQLITE_AUTH, Kind::refused, "store.read-only",
     "Give this user the right to write to the database file and its folder."},
    {SQLITE_CANTOPEN, Kind::unavailable, "store.open",
     "Check that the folder exists and may be written to, or give another path with --database."},
    {SQLITE_CONSTRAINT, Kind::conflict, "store.constraint", ""},
    {SQLITE_NOMEM, Kind::exhausted, "store.memory", "Give the program more memory."},
    {SQLITE_IOERR, Kind::unavailable, "store.io", "Check the disk; then run the same command again."},
};

bool is_disk_full(sqlite3* database) {
  const int system_error = database == nullptr ? 0 : sqlite3_system_errno(database);
  return system_error == ENOSPC || system_error == EDQUOT;
}

}  // namespace

Failure describe(sqlite3* database, int code, std::string_view action) {
  const int primary = code & 0xff;
  std::string detail(action);
  detail += ": ";
  detail += database == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(database);
  // A full disk shows as an input/output error when it strikes a side file.
  if ((primary == SQLITE_IOERR || primary == SQLITE_CANTOPEN) && is_disk_full(database)) {
    return fail(Kind::exhausted, "store.disk-full", detail, std::string(k_disk_full_hint));
  }
  for (const Meaning& meaning : k_meanings) {
    if (meaning.primary == primary) return fail(meaning.kind, meaning.code, detail, std::string(meaning.hint));
  }
  return fail(Kind::corrupt, "store.schema", detail, "The database was made by another version of this program.");
}

}  // namespace cairn::sql
