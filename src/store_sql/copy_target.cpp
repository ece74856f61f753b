#include "store_sql/copy_target.hpp"

#include <filesystem>
#include <vector>

#include "sql/location.hpp"
#include "store_sql/schema.hpp"
#include "store_sql/standing.hpp"

namespace cairn::store_sql {
namespace {

namespace files = std::filesystem;

Failure not_empty(const std::string& location, const std::string& what) {
  return fail(Kind::conflict, "copy.not-empty", sql::shown(location) + " " + what,
              "Give the place of a new database, or of one where nothing was recorded yet. Nothing was changed.");
}

Result<bool> is_unfinished(sql::Connection& connection) {
  CAIRN_TRY(const int version, version_of(connection));
  if (version != k_schema_version) return false;
  CAIRN_TRY(const auto mark, find_mark(connection, k_incomplete));
  return mark.has_value();
}

// Looks before anything is written: a file that is something else stays as it is.
Result<void> check_file(const store::CopyOrder& order) {
  const std::string& path = order.to;
  std::error_code problem;
  const bool is_backup = order.purpose == store::CopyPurpose::backup;
  const auto size = files::is_regular_file(path, problem) ? files::file_size(path, problem) : 1;
  if (size == 0 && !is_backup) return {};
  sql::OpenOptions options;
  options.path = path;
  options.access = sql::Access::read_only;
  auto connection = sql::Connection::open(options);
  auto unfinished = connection ? is_unfinished(*connection) : Result<bool>(false);
  if (unfinished && *unfinished) return {};
  if (is_backup) {
    return fail(Kind::conflict, "copy.exists", "there is something at " + path + " already",
                "Give the name of a new file: a backup never replaces another.");
  }
  if (!connection) return std::move(connection).failure();
  CAIRN_TRY(const int version, version_of(*connection));
  if (version == 0) return not_empty(path, "is the database of another program");
  return {};
}

// out: the table that has rows; empty: none
Result<std::string> first_filled(sql::Connection& connection) {
  for (const CopyTable& table : copy_tables()) {
    const std::string which = table.name == "tenant" ? " WHERE number <> 1" : "";
    CAIRN_TRY(sql::Statement * any, connection.prepare("SELECT 1 FROM " + std::string(table.name) + which + " LIMIT 1"));
    CAIRN_TRY(const sql::Step found, any->step());
    any->reset();
    if (found == sql::Step::row) return std::string(table.name);
  }
  return std::string();
}

Result<void> empty_tables(sql::Connection& connection) {
  const auto tables = copy_tables();
  for (auto table = tables.rbegin(); table != tables.rend(); ++table) {
    const std::string which = table->name == "tenant" ? " WHERE number <> 1" : "";
    CAIRN_CHECK(connection.execute("DELETE FROM " + std::string(table->name) + which));
  }
  if (connection.dialect() == sql::Dialect::postgres) return connection.execute("DELETE FROM counter");
  return {};
}

// The tables of full-text search, by what they are: which there are is the migrations' concern.
Result<void> rebuild_indexes(sql::Connection& connection) {
  std::vector<std::string> names;
  CAIRN_TRY(sql::Statement * select,
            connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%fts5%'"));
  for (;;) {
    CAIRN_TRY(const sql::Step found, select->step());
    if (found == sql::Step::done) break;
    names.emplace_back(select->text(0));
  }
  select->reset();
  for (const std::string& name : names) CAIRN_CHECK(connection.execute("INSERT INTO " + name + "(" + name + ") VALUES('rebuild')"));
  return {};
}

}  // namespace

Result<std::unique_ptr<CopyTarget>> CopyTarget::open(const store::CopyOrder& order) {
  Origin origin = Origin::found;
  if (!sql::is_postgres(order.to)) {
    std::error_code problem;
    origin = files::exists(files::symlink_status(order.to, problem)) ? Origin::found : Origin::made;
    if (origin == Origin::found) CAIRN_CHECK(check_file(order));
  }
  auto database = open_database(order.to, Use::write);
  if (!database) {
    if (origin == Origin::made) files::remove(order.to + ".lock");
    return std::move(database).failure();
  }
  std::unique_ptr<CopyTarget> out(new CopyTarget(order.to, origin, std::move(*database)));
  CAIRN_CHECK(out->claim(order));
  return out;
}

Result<void> CopyTarget::claim(const store::CopyOrder& order) {
  CAIRN_TRY(const bool unfinished, is_unfinished(connection()));
  if (!unfinished) {
    CAIRN_CHECK(check_standing(connection(), location_, Use::write));
    CAIRN_TRY(const std::string filled, first_filled(connection()));
    if (!filled.empty()) return not_empty(location_, "is not empty: its table " + filled + " has rows");
  }
  is_ours_ = true;
  CAIRN_TRY(auto transaction, database_->begin_recording());
  if (unfinished) CAIRN_CHECK(empty_tables(connection()));
  CAIRN_CHECK(put_mark(connection(), k_incomplete, {sql::shown(order.from), order.at}));
  return transaction.commit();
}

Result<void> CopyTarget::add(const CopyPage& page, const Shifts& shifts) {
  CAIRN_TRY(auto transaction, database_->begin_recording());
  CAIRN_CHECK(insert_page(connection(), page, shifts));
  return transaction.commit();
}

Result<void> CopyTarget::round_off() {
  CAIRN_TRY(auto transaction, database_->begin_recording());
  if (connection().dialect() == sql::Dialect::sqlite) {
    CAIRN_CHECK(rebuild_indexes(connection()));
    return transaction.commit();
  }
  for (const CopyTable& table : copy_tables()) {
    if (!table.is_numbered()) continue;
    const std::string name(table.name);
    CAIRN_CHECK(connection().execute("INSERT INTO counter(tenant, name, next) SELECT tenant, '" + name + "', max(number) + 1 FROM " +
                                     name + " GROUP BY tenant"));
  }
  return transaction.commit();
}

Result<void> CopyTarget::complete(const Last& last) {
  CAIRN_TRY(auto transaction, database_->begin_recording());
  CAIRN_CHECK(last(connection()));
  CAIRN_CHECK(remove_mark(connection(), k_incomplete));
  CAIRN_CHECK(transaction.commit());
  is_ours_ = false;
  return {};
}

Result<void> CopyTarget::seal() {
  CAIRN_CHECK(connection().execute("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE"));
  std::error_code problem;
  files::remove(location_ + ".lock", problem);
  database_.reset();
  return {};
}

void CopyTarget::remove_file() {
  std::error_code problem;  // what cannot be removed stays marked
  for (const char* end : {"", "-wal", "-shm", "-journal", ".lock"}) files::remove(location_ + end, problem);
}

// What fails here leaves the mark, which says enough.
CopyTarget::~CopyTarget() {
  if (!database_ || !is_ours_) return;
  if (origin_ == Origin::made) {
    remove_file();
    return;
  }
  auto transaction = database_->begin_recording();
  if (!transaction || !empty_tables(connection()) || !remove_mark(connection(), k_incomplete)) return;
  (void)transaction->commit();
}

}  // namespace cairn::store_sql
