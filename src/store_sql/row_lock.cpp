#include "store_sql/row_lock.hpp"

#include <unistd.h>

#include "sql/location.hpp"

namespace cairn::store_sql {
namespace {

constexpr std::string_view k_session = "cairn recording, ";

// The server's list of connections tells others who holds the lock.
std::string session_name() {
  char host[40] = {};
  if (::gethostname(host, sizeof host - 1) != 0) host[0] = '\0';
  return std::string(k_session) + "process " + std::to_string(::getpid()) + " on " + host;
}

std::string holder_of(sql::Connection& connection) {
  const std::string fallback = "another process";
  auto select = connection.prepare(
      "SELECT application_name FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
      "AND starts_with(application_name, $1) AND state = 'idle in transaction' ORDER BY xact_start LIMIT 1");
  if (!select) return fallback;
  (*select)->bind(1, k_session);
  const auto found = (*select)->step();
  const std::string name(found && *found == sql::Step::row ? (*select)->text(0) : "");
  (*select)->reset();
  return name.empty() ? fallback : name.substr(k_session.size());
}

// A lock that is held for as long as a run takes must not be ended by the limits of idle sessions.
constexpr std::string_view k_stay =
    "SELECT set_config(name, '0', true) FROM pg_settings WHERE name IN "
    "('idle_in_transaction_session_timeout', 'transaction_timeout')";

Result<std::int64_t> next_turn(sql::Connection& connection) {
  CAIRN_TRY(auto transaction, sql::Transaction::begin(connection));
  CAIRN_TRY(sql::Statement * next, connection.prepare("UPDATE run_lock SET turn = turn + 1 WHERE tenant = 1 AND "
                                                      "name = 'turn' RETURNING turn"));
  CAIRN_TRY(const sql::Step found, next->step());
  if (found == sql::Step::done) return fail(Kind::corrupt, "store.schema", "the table run_lock has lost its rows");
  const std::int64_t turn = next->integer(0);
  next->reset();
  CAIRN_CHECK(transaction.commit());
  return turn;
}

}  // namespace

Result<RowLock> RowLock::take(const std::string& url, sql::Connection& connection) {
  sql::OpenOptions options;
  options.path = url;
  options.session_name = session_name();
  CAIRN_TRY(auto holding, sql::Connection::open(options));
  CAIRN_TRY(auto transaction, sql::Transaction::begin(holding));
  CAIRN_CHECK(holding.execute(k_stay));
  CAIRN_TRY(sql::Statement * lock,
            holding.prepare("SELECT turn FROM run_lock WHERE tenant = 1 AND name = 'held' FOR UPDATE NOWAIT"));
  if (const Result<void> locked = lock->run(); !locked) {
    if (locked.error().code != "store.locked") return Failure(locked.error());
    return fail(Kind::unavailable, "store.locked",
                "the database " + sql::shown(url) + " is locked by another run (" + holder_of(connection) + ")",
                "Wait until that run is done, or stop it with Ctrl-C; then run the same command again. Nothing is "
                "issued twice.");
  }
  CAIRN_TRY(const std::int64_t turn, next_turn(connection));
  return RowLock(std::move(holding), std::move(transaction), turn);
}

Result<void> RowLock::check(sql::Connection& connection) const {
  CAIRN_TRY(sql::Statement * select,
            connection.prepare("SELECT turn FROM run_lock WHERE tenant = 1 AND name = 'turn' FOR SHARE"));
  CAIRN_TRY(const sql::Step found, select->step());
  const bool is_ours = found == sql::Step::row && select->integer(0) == turn_;
  select->reset();
  if (is_ours) return {};
  return fail(Kind::unavailable, "store.locked",
              "the connection that held the lock broke, and another run began meanwhile",
              "Wait until that run is done; then run the same command again. Nothing is issued twice.");
}

}  // namespace cairn::store_sql
