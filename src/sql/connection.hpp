#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace cairn::sql {

class ConnectionDriver;
class StatementDriver;

/// Which database engine stands behind a connection: for the few texts that differ.
enum class Dialect { sqlite, postgres };

/// SQLite: one connection of a database writes and checkpoints; all others only read and never checkpoint. Debian's
/// SQLite 3.40.1 has a bug that can damage a database when several connections write and checkpoint at once.
/// PostgreSQL: any number may write.
enum class Access { read_only, read_write };

struct OpenOptions {
  std::string path;  ///< a file, ":memory:", or the address of a PostgreSQL database: "postgresql://user@host/database"
  Access access = Access::read_write;
  int busy_timeout_ms = 2'000;   ///< how long to wait for a lock that someone else holds
  std::string session_name;      ///< PostgreSQL: what the server's list of connections calls this one (default: cairn)
  int page_size_bytes = 4'096;   ///< of a new database; this and what follows is for SQLite
  int checkpoint_pages = 8'000;  ///< the writer moves the log into the database when it has so many pages
  int cache_kibibytes = 16 * 1024;
};

enum class Step { row, done };

/// A prepared statement. Parameters are written $1, $2 and so on, each at least once; columns are numbered from 0. Bound
/// texts and blobs must live until the next reset. PostgreSQL: the server first reads the text when it is run. Rows come
/// one by one; when another statement begins meanwhile, the rest of them is kept in memory. A statement that changes
/// something and returns rows has happened only when step says done.
class Statement {
 public:
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  Statement& bind(int parameter, std::int64_t value);
  Statement& bind(int parameter, std::string_view text);
  Statement& bind(int parameter, ByteView blob);
  Statement& bind_null(int parameter);

  /// Run to the next row.   fails: as listed at Connection; the statement is reset then
  Result<Step> step();
  /// Run to the end, ignoring rows, and reset.
  Result<void> run();
  /// Make ready for the next run; bindings are cleared.
  void reset();

  std::int64_t integer(int column) const;   ///< 0 for null; also for truth values and sums
  std::string_view text(int column) const;  ///< valid until the next step or reset
  ByteView blob(int column) const;          ///< valid until the next step or reset
  bool is_null(int column) const;

 private:
  friend class Connection;
  explicit Statement(std::unique_ptr<StatementDriver> driver);
  std::unique_ptr<StatementDriver> driver_;
};

/// Told a statement and the how-manieth of many runs it is, from 0: to bind its parameters, or to read one of its rows.
using BindRun = std::function<void(Statement&, std::size_t)>;
using ReadRun = std::function<Result<void>(Statement&, std::size_t)>;

/// A connection to one database: a SQLite file with write-ahead log, or a PostgreSQL server (13 or newer, UTF-8). A commit
/// that returned is on the disk. Used by one thread at a time.
/// fails: every call can fail with
///   exhausted/store.disk-full     no room on the disk; the transaction was rolled back
///   unavailable/store.locked      another program holds the lock
///   corrupt/store.corrupt         the file is damaged or no database
///   refused/store.read-only       no right to write
///   unavailable/store.open        the file cannot be opened or created, the server not reached
///   unavailable/store.io          the disk reported an error, or the connection broke
///   conflict/store.constraint     a uniqueness or other constraint
///   exhausted/store.memory        no memory
///   corrupt/store.schema          the statement does not fit the database's tables
///   malformed/store.value         PostgreSQL: a text that it cannot keep (a NUL character, no UTF-8)
/// and open with unsupported/store.server (too old, not UTF-8), unsupported/store.library (no libpq),
///   malformed/store.address (no such address). No message holds a password.
/// PostgreSQL: a statement that fails ends its transaction: nothing but a rollback can follow.
class Connection {
 public:
  static Result<Connection> open(const OpenOptions& options);
  ~Connection();
  Connection(Connection&&) noexcept;
  Connection& operator=(Connection&&) noexcept;

  Dialect dialect() const;
  /// Run statements separated by semicolons; rows are ignored.
  Result<void> execute(std::string_view statements);
  /// out: the prepared statement of this text, made once and reset. Two uses of one text must not overlap.
  Result<Statement*> prepare(std::string_view text);
  /// Run one statement many times, in a transaction. PostgreSQL: the runs are sent together, and their answers are kept
  /// until all are there: for batches, not for large results.
  /// in:  bind - what it binds must live until it is called again; read - called for each row, may run other statements
  /// out: for each run the rows that it changed
  Result<std::vector<std::int64_t>> run_each(std::string_view text, std::size_t count, const BindRun& bind,
                                             const ReadRun& read = {});
  /// out: rows changed by the last INSERT, UPDATE or DELETE
  std::int64_t changes() const;

 private:
  friend class Transaction;
  struct State;
  explicit Connection(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Everything between begin and commit, or nothing: rolls back when it goes without a commit.
class Transaction {
 public:
  /// SQLite: takes the write lock at once, so that a lock held by someone else shows here and nowhere later. PostgreSQL:
  /// locks are taken row by row; each statement sees what was committed before it began.
  static Result<Transaction> begin(Connection& connection);
  /// For reading: everything until the commit sees one state, and the locks are taken once instead of for each statement.
  static Result<Transaction> begin_reading(Connection& connection);
  ~Transaction();
  Transaction(Transaction&& other) noexcept : driver_(other.driver_) { other.driver_ = nullptr; }
  Transaction& operator=(Transaction&&) = delete;
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  /// out: when it returns without error, the data is on the disk
  Result<void> commit();

 private:
  explicit Transaction(ConnectionDriver& driver) : driver_(&driver) {}
  ConnectionDriver* driver_;
};

}  // namespace cairn::sql
