#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "sql/connection.hpp"
#include "sql/internal/postgres_library.hpp"

namespace cairn::sql {

struct ClearResult {
  const PostgresLibrary* library;
  void operator()(PGresult* result) const { library->PQclear(result); }
};
using PostgresResult = std::unique_ptr<PGresult, ClearResult>;

/// A statement whose rows are still on their way. One at a time can be: the others wait for it.
class RunningStatement {
 public:
  virtual ~RunningStatement() = default;
  /// Keep the rows that are still to come, so that the connection is free.
  virtual void settle() = 0;
};

/// One connection to a server, shared by the statements that are run on it.
class PostgresLink {
 public:
  explicit PostgresLink(const PostgresLibrary& library) : library_(library) {}
  PostgresLink(const PostgresLink&) = delete;
  PostgresLink& operator=(const PostgresLink&) = delete;
  ~PostgresLink();

  Result<void> open(const OpenOptions& options);
  const PostgresLibrary& library() const { return library_; }
  PGconn* handle() const { return handle_; }
  Access access() const { return access_; }

  /// Make the connection free for something new. A reader whose server went away meanwhile connects anew.
  Result<void> make_ready();
  Result<void> execute(const std::string& statements);
  /// out: what the server said of the last statement ("COMMIT", "ROLLBACK")
  Result<std::string> execute_for_tag(const std::string& statements);
  /// out: the next result of what was sent; null when there is none any more
  PostgresResult next_result() const;
  Failure failure_of(const PGresult* result) const;
  /// out: rows that a statement changed; of others 0
  std::int64_t changes_of(PGresult* result) const;
  void count_changes(PGresult* result);
  std::int64_t changes() const { return changes_; }
  /// `SET LOCAL` of what a transaction relies on. A pool may give each transaction another session of the server.
  std::string transaction_settings() const { return settings("true"); }

  RunningStatement* running = nullptr;
  bool is_in_transaction = false;

 private:
  Result<void> connect(const OpenOptions& options, std::string_view password);
  Result<void> set_up();
  std::string settings(std::string_view is_local) const;

  const PostgresLibrary& library_;
  PGconn* handle_ = nullptr;
  Access access_ = Access::read_write;
  int lock_timeout_ms_ = 0;
  std::int64_t changes_ = 0;
};

}  // namespace cairn::sql
