#include <sqlite3.h>

#include <charconv>
#include <vector>

#include "sql/internal/driver.hpp"
#include "sql/internal/sqlite_error.hpp"
#include "sql/internal/sqlite_fit.hpp"

namespace cairn::sql {
namespace {

class SqliteStatement final : public StatementDriver {
 public:
  SqliteStatement(sqlite3* database, sqlite3_stmt* handle) : database_(database), handle_(handle) { map_parameters(); }
  SqliteStatement(const SqliteStatement&) = delete;
  SqliteStatement& operator=(const SqliteStatement&) = delete;
  ~SqliteStatement() override { sqlite3_finalize(handle_); }

  // A wrong parameter number or type is a mistake in this program, never the fault of data.
  void bind(int parameter, std::int64_t value) override {
    CAIRN_ASSERT(sqlite3_bind_int64(handle_, place_of(parameter), value) == SQLITE_OK);
  }

  void bind(int parameter, std::string_view text) override {
    const char* data = text.data() == nullptr ? "" : text.data();
    CAIRN_ASSERT(sqlite3_bind_text64(handle_, place_of(parameter), data, text.size(), SQLITE_STATIC, SQLITE_UTF8) ==
                 SQLITE_OK);
  }

  void bind(int parameter, ByteView blob) override {
    const void* data = blob.data() == nullptr ? static_cast<const void*>("") : blob.data();
    CAIRN_ASSERT(sqlite3_bind_blob64(handle_, place_of(parameter), data, blob.size(), SQLITE_STATIC) == SQLITE_OK);
  }

  void bind_null(int parameter) override {
    CAIRN_ASSERT(sqlite3_bind_null(handle_, place_of(parameter)) == SQLITE_OK);
  }

  Result<Step> step() override {
    const int code = sqlite3_step(handle_);
    if (code == SQLITE_ROW) return Step::row;
    if (code == SQLITE_DONE) return Step::done;
    Failure failure = describe(database_, code, "running a statement");
    reset();
    return failure;
  }

  void reset() override {
    sqlite3_reset(handle_);
    sqlite3_clear_bindings(handle_);
  }

  std::int64_t integer(int column) const override { return sqlite3_column_int64(handle_, column); }

  std::string_view text(int column) const override {
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(handle_, column));
    if (data == nullptr) return {};
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
  }

  ByteView blob(int column) const override {
    const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(handle_, column));
    if (data == nullptr) return {};
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
  }

  bool is_null(int column) const override { return sqlite3_column_type(handle_, column) == SQLITE_NULL; }

  Result<std::vector<std::int64_t>> run_each(Statement& shown, std::size_t count, const BindRun& bind,
                                             const ReadRun& read) override {
    std::vector<std::int64_t> out;
    out.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
      bind(shown, i);
      for (;;) {
        CAIRN_TRY(const Step found, step());
        if (found == Step::done) break;
        if (read) CAIRN_CHECK(read(shown, i));
      }
      out.push_back(sqlite3_changes64(database_));
      reset();
    }
    return out;
  }

 private:
  // To SQLite "$2" is a name, and names are numbered in the order in which they come; to PostgreSQL, and to us, it is the
  // second parameter wherever it stands.
  void map_parameters() {
    const int count = sqlite3_bind_parameter_count(handle_);
    bool is_in_order = true;
    std::vector<int> places(static_cast<std::size_t>(count) + 1, 0);
    for (int i = 1; i <= count; ++i) {
      const char* name = sqlite3_bind_parameter_name(handle_, i);
      int number = i;
      if (name != nullptr && name[0] == '$') {
        const std::string_view digits(name + 1);
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        CAIRN_ASSERT(read.ec == std::errc() && read.ptr == digits.data() + digits.size());
      }
      CAIRN_ASSERT(number >= 1 && number <= count);  // $1 to $n, each at least once
      places[static_cast<std::size_t>(number)] = i;
      is_in_order = is_in_order && number == i;
    }
    if (!is_in_order) places_ = std::move(places);
  }

  int place_of(int parameter) const {
    if (places_.empty()) return parameter;
    return places_.at(static_cast<std::size_t>(parameter));
  }

  sqlite3* database_;
  sqlite3_stmt* handle_;
  std::vector<int> places_;  // empty: parameters stand in their order
};

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

class SqliteConnection final : public ConnectionDriver {
 public:
  SqliteConnection() = default;
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;
  ~SqliteConnection() override { sqlite3_close_v2(database_); }

  Result<void> open(const OpenOptions& options) {
    const int flags =
        SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
        (options.access == Access::read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    const int code = sqlite3_open_v2(options.path.c_str(), &database_, flags, nullptr);
    if (code != SQLITE_OK) return describe(database_, code, "opening " + options.path);
    sqlite3_busy_timeout(database_, options.busy_timeout_ms);
    sqlite3_db_config(database_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    if (options.access == Access::read_only) sqlite3_db_config(database_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    if (const int added = add_fit_function(database_); added != SQLITE_OK) {
      return describe(database_, added, "opening " + options.path);
    }
    return execute(settings_of(options));
  }

  Dialect dialect() const override { return Dialect::sqlite; }

  Result<void> execute(std::string_view statements) override {
    const std::string text(statements);
    const int code = sqlite3_exec(database_, text.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return describe(database_, code, "running a statement");
    return {};
  }

  Result<std::unique_ptr<StatementDriver>> prepare(std::string_view text) override {
    sqlite3_stmt* handle = nullptr;
    const int code = sqlite3_prepare_v3(database_, text.data(), static_cast<int>(text.size()),
                                        SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
    if (code != SQLITE_OK) return describe(database_, code, "preparing a statement");
    return std::unique_ptr<StatementDriver>(std::make_unique<SqliteStatement>(database_, handle));
  }

  Result<void> begin(TransactionUse use) override {
    return execute(use == TransactionUse::writing ? "BEGIN IMMEDIATE" : "BEGIN");
  }
  Result<void> commit() override { return execute("COMMIT"); }
  // SQLite may have rolled back by itself after a full disk; a second rollback then only says so.
  void roll_back() override { (void)execute("ROLLBACK"); }

  std::int64_t changes() const override { return sqlite3_changes64(database_); }

 private:
  sqlite3* database_ = nullptr;
};

}  // namespace

Result<std::unique_ptr<ConnectionDriver>> open_sqlite(const OpenOptions& options) {
  auto connection = std::make_unique<SqliteConnection>();
  CAIRN_CHECK(connection->open(options));
  return std::unique_ptr<ConnectionDriver>(std::move(connection));
}

}  // namespace cairn::sql
