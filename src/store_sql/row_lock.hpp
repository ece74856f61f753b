#pragma once
#include <cstdint>
#include <string>

#include "base/result.hpp"
#include "sql/connection.hpp"

namespace cairn::store_sql {

/// Held by the one program that records in a PostgreSQL database, as RunLock is for a SQLite file: a row of `run_lock`,
/// locked by a transaction on a connection of its own that stays open. The server lets go of it when that connection ends,
/// however it ends. A program whose connection was cut may not know that; therefore each holder takes the next turn, and
/// every transaction that records looks whether it is still its own.
class RowLock {
 public:
  /// Does not wait.
  /// in:    url - of the database; connection - the one that will record; its tables were started
  /// fails: unavailable/store.locked (detail names the holder), and what sql fails with
  static Result<RowLock> take(const std::string& url, sql::Connection& connection);

  /// For use in every transaction that records, on that same connection: no other program can take over before it ends.
  /// fails: unavailable/store.locked (another program did already)
  Result<void> check(sql::Connection& connection) const;

 private:
  RowLock(sql::Connection connection, sql::Transaction transaction, std::int64_t turn)
      : connection_(std::move(connection)), transaction_(std::move(transaction)), turn_(turn) {}
  sql::Connection connection_;
  sql::Transaction transaction_;
  std::int64_t turn_;
};

}  // namespace cairn::store_sql
