#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace cairn::sql {

/// One connection of a database writes and checkpoints; all others only read and never checkpoint. Debian's
/// SQLite 3.40.1 has a bug that can damage a database when several connections write and checkpoint at once.
enum class Access { read_only, read_write };

struct OpenOptions {
  std::string path;  ///< a file, or ":memory:"
  Access access = Access::read_write;
  int busy_timeout_ms = 2'000;   ///< how long to wait for a lock that someone else holds
  int page_size_bytes = 4'096;   ///< of a new database
  int checkpoint_pages = 8'000;  ///< the writer moves the log into the database when it has so many pages
  int cache_kibibytes = 16 * 1024;
};

enum class Step { row, done };

/// A prepared statement. Parameters are numbered from 1, columns from 0. Bound texts and blobs must live until the next
/// reset.
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

  std::int64_t integer(int column) const;
  std::string_view text(int column) const;  ///< valid until the next step or reset
  ByteView blob(int column) const;          ///< valid until the next step or reset
  bool is_null(int column) const;

 private:
  friend class Connection;
  struct State;
  explicit Statement(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// A connection to one SQLite database: write-ahead log, every commit synced to the disk. Used by one thread at a time.
/// fails: every call can fail with
///   exhausted/store.disk-full     no room on the disk; the transaction was rolled back
///   unavailable/store.locked      another program holds the lock
///   corrupt/store.corrupt         the file is damaged or no database
///   refused/store.read-only       no right to write
///   unavailable/store.open        the file cannot be opened or created
///   unavailable/store.io          the disk reported an error
///   conflict/store.constraint     a uniqueness or other constraint
///   exhausted/store.memory        no memory
///   corrupt/store.schema          the statement does not fit the database's tables
class Connection {
 public:
  static Result<Connection> open(const OpenOptions& options);
  ~Connection();
  Connection(Connection&&) noexcept;
  Connection& operator=(Connection&&) noexcept;

  /// Run statements separated by semicolons; rows are ignored.
  Result<void> execute(std::string_view statements);
  /// out: the prepared statement of this text, made once and reset. Two uses of one text must not overlap.
  Result<Statement*> prepare(std::string_view text);
  /// out: rows changed by the last INSERT, UPDATE or DELETE
  std::int64_t changes() const;
  std::int64_t last_insert_rowid() const;

 private:
  struct State;
  explicit Connection(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Everything between begin and commit, or nothing: rolls back when it goes without a commit.
class Transaction {
 public:
  /// Takes the write lock at once, so that a lock held by someone else shows here and nowhere later.
  static Result<Transaction> begin(Connection& connection);
  /// For reading: everything until the commit sees one state, and the locks are taken once instead of for each statement.
  static Result<Transaction> begin_reading(Connection& connection);
  ~Transaction();
  Transaction(Transaction&& other) noexcept : connection_(other.connection_) { other.connection_ = nullptr; }
  Transaction& operator=(Transaction&&) = delete;
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  /// out: when it returns without error, the data is on the disk
  Result<void> commit();

 private:
  explicit Transaction(Connection& connection) : connection_(&connection) {}
  Connection* connection_;
};

}  // namespace cairn::sql
