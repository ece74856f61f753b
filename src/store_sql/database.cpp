#include "store_sql/database.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "sql/location.hpp"
#include "store_sql/schema.hpp"

namespace cairn::store_sql {
namespace {

constexpr std::string_view k_memory = ":memory:";

// Names and marks of learners lie in this file: only its owner may read it. SQLite gives its side files the same
// rights.
void create_private(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor >= 0) ::close(descriptor);
}

Failure no_database(const std::string& location) {
  return fail(Kind::missing, "store.missing", "there is no database at " + sql::shown(location),
              "Give the path that was used for issuing with --database.");
}

Result<Database> open_file(const std::string& path, Use use) {
  sql::OpenOptions options;
  options.path = path;
  std::optional<RunLock> lock;
  if (use != Use::write && ::access(path.c_str(), F_OK) != 0 && errno == ENOENT) return no_database(path);
  if (use == Use::read) {
    options.access = sql::Access::read_only;
  } else if (path != k_memory) {
    CAIRN_TRY(lock, RunLock::take(path));
    create_private(path);
  }
  CAIRN_TRY(auto connection, sql::Connection::open(options));
  if (use == Use::read) {
    CAIRN_CHECK(check_version(connection));
  } else {
    CAIRN_CHECK(migrate(connection));
  }
  return Database{std::move(lock), std::move(connection), std::nullopt};
}

Result<Database> open_server(const std::string& url, Use use) {
  sql::OpenOptions options;
  options.path = url;
  if (use == Use::read) options.access = sql::Access::read_only;
  CAIRN_TRY(auto connection, sql::Connection::open(options));
  CAIRN_TRY(const int found, version_of(connection));
  if (use != Use::write && found == 0) return no_database(url);
  if (use == Use::read) CAIRN_CHECK(check_version(connection));
  Database out{std::nullopt, std::move(connection), std::nullopt};
  if (use == Use::read) return out;
  CAIRN_CHECK(start_tables(out.connection));
  CAIRN_TRY(RowLock lock, RowLock::take(url, out.connection));
  out.row_lock.emplace(std::move(lock));
  CAIRN_CHECK(migrate(out.connection));
  return out;
}

}  // namespace

Result<Database> open_database(const std::string& location, Use use) {
  return sql::is_postgres(location) ? open_server(location, use) : open_file(location, use);
}

Result<sql::Transaction> Database::begin_recording() {
  CAIRN_TRY(auto transaction, sql::Transaction::begin(connection));
  if (row_lock) CAIRN_CHECK(row_lock->check(connection));
  return transaction;
}

}  // namespace cairn::store_sql
