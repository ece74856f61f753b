#include "sql/connection.hpp"

#include <sqlite3.h>

#include <map>
#include <utility>

#include "sql/error.hpp"

namespace cairn::sql {

struct Statement::State {
  sqlite3* database;
  sqlite3_stmt* handle;
};

Statement::Statement(std::unique_ptr<State> state) : state_(std::move(state)) {}
Statement::~Statement() { sqlite3_finalize(state_->handle); }

// A wrong parameter number or type is a mistake in this program, never the fault of data.
Statement& Statement::bind(int parameter, std::int64_t value) {
  CAIRN_ASSERT(sqlite3_bind_int64(state_->handle, parameter, value) == SQLITE_OK);
  return *this;
}

Statement& Statement::bind(int parameter, std::string_view text) {
  const char* data = text.data() == nullptr ? "" : text.data();
  CAIRN_ASSERT(sqlite3_bind_text64(state_->handle, parameter, data, text.size(), SQLITE_STATIC, SQLITE_UTF8) ==
               SQLITE_OK);
  return *this;
}

Statement& Statement::bind(int parameter, ByteView blob) {
  const void* data = blob.data() == nullptr ? static_cast<const void*>("") : blob.data();
  CAIRN_ASSERT(sqlite3_bind_blob64(state_->handle, parameter, data, blob.size(), SQLITE_STATIC) == SQLITE_OK);
  return *this;
}

Statement& Statement::bind_null(int parameter) {
  CAIRN_ASSERT(sqlite3_bind_null(state_->handle, parameter) == SQLITE_OK);
  return *this;
}

Result<Step> Statement::step() {
  const int code = sqlite3_step(state_->handle);
  if (code == SQLITE_ROW) return Step::row;
  if (code == SQLITE_DONE) return Step::done;
  Failure failure = describe(state_->database, code, "running a statement");
  reset();
  return failure;
}

Result<void> Statement::run() {
  for (;;) {
    CAIRN_TRY(const Step found, step());
    if (found == Step::done) break;
  }
  reset();
  return {};
}

void Statement::reset() {
  sqlite3_reset(state_->handle);
  sqlite3_clear_bindings(state_->handle);
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(state_->handle, column); }

std::string_view Statement::text(int column) const {
  const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(state_->handle, column));
  if (data == nullptr) return {};
  return {data, static_cast<std::size_t>(sqlite3_column_bytes(state_->handle, column))};
}

ByteView Statement::blob(int column) const {
  const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(state_->handle, column));
  if (data == nullptr) return {};
  return {data, static_cast<std::size_t>(sqlite3_column_bytes(state_->handle, column))};
}

bool Statement::is_null(int column) const { return sqlite3_column_type(state_->handle, column) == SQLITE_NULL; }

struct Connection::State {
  sqlite3* database = nullptr;
  std::map<std::string, std::unique_ptr<Statement>, std::less<>> statements;
  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    statements.clear();
    sqlite3_close_v2(database);
  }
};

Connection::Connection(std::unique_ptr<State> state) : state_(std::move(state)) {}
Connection::~Connection() = default;
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;

namespace {

std::string pragma(std::string_view name, std::int64_t value) {
  return "PRAGMA " + std::string(name) + " = " + std::to_string(value) + ";";
}

// FULL: a commit is acknowledged only after the log was synced. Temporary data never goes to the disk.
std::string settings_of(const OpenOptions& options) {
  std::string out =
      pragma("cache_size", -options.cache_kibibytes) + "PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;";
  if (options.access == Access::read_only) return out + "PRAGMA query_only = ON; PRAGMA wal_autocheckpoint = 0;";
  return out + pragma("page_size", options.page_size_bytes) + "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;" +
         "PRAGMA foreign_keys = ON;" + pragma("wal_autocheckpoint", options.checkpoint_pages);
}

}  // namespace

Result<Connection> Connection::open(const OpenOptions& options) {
  auto state = std::make_unique<State>();
  const int flags =
      SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
      (options.access == Access::read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  const int code = sqlite3_open_v2(options.path.c_str(), &state->database, flags, nullptr);
  if (code != SQLITE_OK) return describe(state->database, code, "opening " + options.path);
  sqlite3_busy_timeout(state->database, options.busy_timeout_ms);
  sqlite3_db_config(state->database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  if (options.access == Access::read_only)
    sqlite3_db_config(state->database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  Connection connection(std::move(state));
  CAIRN_CHECK(connection.execute(settings_of(options)));
  return connection;
}

Result<void> Connection::execute(std::string_view statements) {
  const std::string text(statements);
  const int code = sqlite3_exec(state_->database, text.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return describe(state_->database, code, "running a statement");
  return {};
}

Result<Statement*> Connection::prepare(std::string_view text) {
  const auto found = state_->statements.find(text);
  if (found != state_->statements.end()) {
    found->second->reset();
    return found->second.get();
  }
  sqlite3_stmt* handle = nullptr;
  const int code = sqlite3_prepare_v3(state_->database, text.data(), static_cast<int>(text.size()),
                                      SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
  if (code != SQLITE_OK) return describe(state_->database, code, "preparing a statement");
  std::unique_ptr<Statement> statement(
      new Statement(std::make_unique<Statement::State>(Statement::State{state_->database, handle})));
  Statement* out = statement.get();
  state_->statements.emplace(std::string(text), std::move(statement));
  return out;
}

std::int64_t Connection::changes() const { return sqlite3_changes64(state_->database); }
std::int64_t Connection::last_insert_rowid() const { return sqlite3_last_insert_rowid(state_->database); }

Result<Transaction> Transaction::begin(Connection& connection) {
  CAIRN_CHECK(connection.execute("BEGIN IMMEDIATE"));
  return Transaction(connection);
}

Result<Transaction> Transaction::begin_reading(Connection& connection) {
  CAIRN_CHECK(connection.execute("BEGIN"));
  return Transaction(connection);
}

Transaction::~Transaction() {
  // SQLite may have rolled back by itself after a full disk; a second rollback then only says so.
  if (connection_ != nullptr) (void)connection_->execute("ROLLBACK");
}

Result<void> Transaction::commit() {
  CAIRN_ASSERT(connection_ != nullptr);
  CAIRN_CHECK(connection_->execute("COMMIT"));
  connection_ = nullptr;
  return {};
}

}  // namespace cairn::sql
