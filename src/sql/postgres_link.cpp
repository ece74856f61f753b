#include "sql/internal/postgres_link.hpp"

#include <charconv>

#include "sql/internal/postgres_error.hpp"
#include "sql/location.hpp"

namespace cairn::sql {
namespace {

void say_nothing(void*, const char*) {}

std::string first_line(std::string_view text) { return std::string(text.substr(0, text.find('\n'))); }

Failure no_address() {
  return fail(Kind::malformed, "store.address", "the address of the PostgreSQL database cannot be read",
              "Write postgresql://user@host:port/database. In a user name or password write @ : / ? # % as %40 %3A %2F "
              "%3F %23 %25; better still, keep the password in the file ~/.pgpass.");
}

// What libpq says of an address it cannot read quotes it, password included: none of that is passed on.
Result<std::string> password_of(const PostgresLibrary& library, const std::string& url) {
  if (shown(url).ends_with("://...")) return no_address();
  PQconninfoOption* const options = library.PQconninfoParse(url.c_str(), nullptr);
  if (options == nullptr) return no_address();
  std::string password;
  bool is_clear = true;
  for (const PQconninfoOption* option = options; option->keyword != nullptr; ++option) {
    const std::string_view keyword = option->keyword;
    const std::string_view value = option->val == nullptr ? "" : option->val;
    if (keyword == "password") password = value;
    if (keyword == "port") is_clear = is_clear && value.find_first_not_of("0123456789,") == std::string_view::npos;
    if (keyword == "host") is_clear = is_clear && value.find('@') == std::string_view::npos;
  }
  library.PQconninfoFree(options);
  if (!is_clear) return no_address();
  return password;
}

}  // namespace

PostgresLink::~PostgresLink() { library_.PQfinish(handle_); }

Result<void> PostgresLink::open(const OpenOptions& options) {
  access_ = options.access;
  lock_timeout_ms_ = options.busy_timeout_ms;
  CAIRN_TRY(const std::string password, password_of(library_, options.path));
  CAIRN_CHECK(connect(options, password));
  return set_up();
}

Result<void> PostgresLink::connect(const OpenOptions& options, std::string_view password) {
  // What comes before "dbname" gives way to the address, what comes after does not.
  const bool is_named = !options.session_name.empty();
  const char* const keywords[] = {"connect_timeout", "tcp_user_timeout", "fallback_application_name", "dbname",
                                  "client_encoding", is_named ? "application_name" : nullptr, nullptr};
  const char* const values[] = {"10",   "30000", "cairn", options.path.c_str(),
                                "UTF8", options.session_name.c_str(), nullptr};
  handle_ = library_.PQconnectdbParams(keywords, values, 1);
  if (handle_ == nullptr) return fail(Kind::exhausted, "store.memory", "connecting to the database");
  library_.PQsetNoticeProcessor(handle_, say_nothing, nullptr);
  if (library_.PQstatus(handle_) == CONNECTION_OK) return {};
  std::string said = first_line(library_.PQerrorMessage(handle_));
  if (!password.empty() && said.find(password) != std::string::npos) said = "the connection was refused";
  return fail(Kind::unavailable, "store.open", "opening " + shown(options.path) + ": " + said,
              "Check that the server runs, that the database exists, and that this user may connect; a password can "
              "stand in ~/.pgpass or PGPASSWORD.");
}

std::string PostgresLink::settings(std::string_view is_local) const {
  const std::string end = ", " + std::string(is_local) + ")";
  // remote_apply promises more than on.
  return "SELECT pg_catalog.set_config('synchronous_commit', 'on'" + end +
         " WHERE pg_catalog.current_setting('synchronous_commit') NOT IN ('on', 'remote_apply'); "
         // 0 would wait for ever.
         "SELECT pg_catalog.set_config('lock_timeout', '" +
         std::to_string(lock_timeout_ms_ > 0 ? lock_timeout_ms_ : 1) + "'" + end;
}

Result<void> PostgresLink::set_up() {
  const char* const encoding = library_.PQparameterStatus(handle_, "server_encoding");
  CAIRN_CHECK(check_server(library_.PQserverVersion(handle_), encoding == nullptr ? "" : encoding));
  std::string statements = settings("false");
  if (access_ == Access::read_only) statements += "; SET default_transaction_read_only = on";
  return execute(statements);
}

Result<void> PostgresLink::make_ready() {
  if (running != nullptr) running->settle();
  if (access_ != Access::read_only || is_in_transaction) return {};
  // A server that went away said so first and closed then: the second look sees it.
  library_.PQconsumeInput(handle_);
  library_.PQconsumeInput(handle_);
  if (library_.PQstatus(handle_) == CONNECTION_OK) return {};
  library_.PQreset(handle_);
  if (library_.PQstatus(handle_) != CONNECTION_OK) return connection_lost("the connection to the database broke");
  return set_up();
}

Result<void> PostgresLink::execute(const std::string& statements) {
  CAIRN_TRY(const std::string tag, execute_for_tag(statements));
  return {};
}

Result<std::string> PostgresLink::execute_for_tag(const std::string& statements) {
  if (running != nullptr) running->settle();
  const PostgresResult result(library_.PQexec(handle_, statements.c_str()), ClearResult{&library_});
  const ExecStatusType status = library_.PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY) {
    return failure_of(result.get());
  }
  count_changes(result.get());
  return std::string(library_.PQcmdStatus(result.get()));
}

PostgresResult PostgresLink::next_result() const {
  return PostgresResult(library_.PQgetResult(handle_), ClearResult{&library_});
}

// Only the first line of what the server says: the others quote keys and values.
Failure PostgresLink::failure_of(const PGresult* result) const {
  const char* const state = result == nullptr ? nullptr : library_.PQresultErrorField(result, PG_DIAG_SQLSTATE);
  if (state == nullptr) {
    const char* const said = result == nullptr ? "" : library_.PQresultErrorMessage(result);
    const std::string line = first_line(*said == '\0' ? library_.PQerrorMessage(handle_) : said);
    return connection_lost("running a statement: " + line);
  }
  const char* const message = library_.PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  return describe_postgres(state, "running a statement: " + first_line(message == nullptr ? state : message));
}

namespace {

bool changes_rows(std::string_view tag) {
  return tag.starts_with("INSERT") || tag.starts_with("UPDATE") || tag.starts_with("DELETE");
}

}  // namespace

std::int64_t PostgresLink::changes_of(PGresult* result) const {
  std::int64_t out = 0;
  if (!changes_rows(library_.PQcmdStatus(result))) return out;
  const std::string_view digits = library_.PQcmdTuples(result);
  std::from_chars(digits.data(), digits.data() + digits.size(), out);
  return out;
}

void PostgresLink::count_changes(PGresult* result) {
  if (changes_rows(library_.PQcmdStatus(result))) changes_ = changes_of(result);
}

}  // namespace cairn::sql
