#include "store_sql/schema.hpp"

#include <string>
#include <string_view>

#include "store_sql/migrations.hpp"

namespace cairn::store_sql {
namespace {

constexpr std::string_view k_sqlite_start = "CREATE TABLE IF NOT EXISTS migration(version INTEGER PRIMARY KEY) STRICT";

// Version 0 is nobody's migration: whoever migrates locks its row. `run_lock` is explained at RowLock.
constexpr std::string_view k_postgres_start = R"sql(
CREATE TABLE IF NOT EXISTS migration(version BIGINT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS run_lock(
  tenant BIGINT NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  turn BIGINT NOT NULL,
  PRIMARY KEY(tenant, name)
);
INSERT INTO migration(version) VALUES(0) ON CONFLICT DO NOTHING;
INSERT INTO run_lock(tenant, name, turn) VALUES(1, 'held', 0), (1, 'turn', 0) ON CONFLICT DO NOTHING;
)sql";

bool is_postgres(const sql::Connection& connection) { return connection.dialect() == sql::Dialect::postgres; }

Result<bool> is_started(sql::Connection& connection) {
  CAIRN_TRY(sql::Statement * tables,
            connection.prepare(is_postgres(connection) ? "SELECT 1 WHERE to_regclass('run_lock') IS NOT NULL"
                                                       : "SELECT 1 FROM sqlite_schema WHERE name = 'migration'"));
  CAIRN_TRY(const sql::Step found, tables->step());
  tables->reset();
  return found == sql::Step::row;
}

Result<void> make_start(sql::Connection& connection) {
  CAIRN_TRY(auto transaction, sql::Transaction::begin(connection));
  CAIRN_CHECK(connection.execute(k_postgres_start));
  return transaction.commit();
}

Failure wrong_version(int found) {
  return fail(Kind::corrupt, "store.version",
              "the database's tables have version " + std::to_string(found) + ", this program knows version " +
                  std::to_string(k_schema_version),
              found > k_schema_version
                  ? "Use the newer program that wrote it."
                  : "Run a command that writes, such as cairn issue, once: it brings the tables up to date.");
}

// On PostgreSQL two programs may come this far at once, on SQLite BEGIN IMMEDIATE keeps the second out.
Result<void> wait_for_turn(sql::Connection& connection) {
  if (!is_postgres(connection)) return {};
  CAIRN_TRY(sql::Statement * lock, connection.prepare("SELECT 1 FROM migration WHERE version = 0 FOR UPDATE"));
  return lock->run();
}

Result<void> apply(sql::Connection& connection, const Migration& migration) {
  CAIRN_TRY(auto transaction, sql::Transaction::begin(connection));
  CAIRN_CHECK(wait_for_turn(connection));
  // Another program may have come first between the look and the lock.
  CAIRN_TRY(const int found, version_of(connection));
  if (found >= migration.version) return transaction.commit();
  CAIRN_CHECK(connection.execute(is_postgres(connection) ? migration.postgres : migration.sqlite));
  CAIRN_TRY(sql::Statement * record, connection.prepare("INSERT INTO migration(version) VALUES($1)"));
  record->bind(1, std::int64_t{migration.version});
  CAIRN_CHECK(record->run());
  return transaction.commit();
}

}  // namespace

Result<void> start_tables(sql::Connection& connection) {
  if (!is_postgres(connection)) return connection.execute(k_sqlite_start);
  // Of two programs that make the same table at once, PostgreSQL tells one that it exists, even when asked not to.
  for (int attempt = 1;; ++attempt) {
    CAIRN_TRY(const bool is_there, is_started(connection));
    if (is_there) return {};
    const Result<void> made = make_start(connection);
    if (made) return {};
    const bool is_race = made.error().code == "store.constraint" || made.error().code == "store.schema";
    if (!is_race || attempt == 5) return Failure(made.error());
  }
}

Result<int> version_of(sql::Connection& connection) {
  CAIRN_TRY(const bool is_there, is_started(connection));
  if (!is_there) return 0;
  CAIRN_TRY(sql::Statement * newest, connection.prepare("SELECT coalesce(max(version), 0) FROM migration"));
  CAIRN_CHECK(newest->step());
  const int version = static_cast<int>(newest->integer(0));
  newest->reset();
  return version;
}

Result<void> migrate(sql::Connection& connection) {
  CAIRN_TRY(const int found, version_of(connection));
  if (found > k_schema_version) return wrong_version(found);
  if (found == k_schema_version) return {};
  CAIRN_CHECK(start_tables(connection));
  for (const Migration& migration : migrations()) {
    if (migration.version > found) CAIRN_CHECK(apply(connection, migration));
  }
  return {};
}

Result<void> check_version(sql::Connection& connection) {
  CAIRN_TRY(const int found, version_of(connection));
  if (found != k_schema_version) return wrong_version(found);
  return {};
}

}  // namespace cairn::store_sql
