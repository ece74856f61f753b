#pragma once
#include <optional>
#include <string>

#include "base/result.hpp"
#include "sql/connection.hpp"
#include "store_sql/row_lock.hpp"
#include "store_sql/run_lock.hpp"

namespace cairn::store_sql {

/// write: the one program that records; takes the run lock and brings the tables up to date. write_existing: the same, but
/// makes no new database. read: any number beside it.
enum class Use { read, write, write_existing };

/// A database with the locks that its use needs.
struct Database {
  std::optional<RunLock> run_lock;  ///< SQLite; outlives the connection
  sql::Connection connection;
  std::optional<RowLock> row_lock;  ///< PostgreSQL

  /// Every transaction that records begins so.   fails: as sql, as RowLock::check
  Result<sql::Transaction> begin_recording();
};

/// Open a database, whatever it is marked as (standing.hpp).
/// in:    location - a file, ":memory:" (each its own, for tests), or the address of a PostgreSQL database
/// fails: as sql::Connection, RunLock and RowLock; corrupt/store.version; missing/store.missing (read, write_existing,
///        and there is no such file, or there are no tables)
Result<Database> open_database(const std::string& location, Use use);

}  // namespace cairn::store_sql
