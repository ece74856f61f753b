#include <gtest/gtest.h>
#include <sys/resource.h>

#include <limits>

#include "postgres/server.hpp"
#include "sql/connection.hpp"
#include "sql/internal/postgres_error.hpp"

namespace cairn::sql {
namespace {

class PostgresConnection : public testing::Test {
 protected:
  Connection open(Access access = Access::read_write) const {
    OpenOptions options;
    options.path = url_;
    options.access = access;
    options.busy_timeout_ms = 50;
    return Connection::open(options).value();
  }
  const std::string url_ = fresh_schema();
};

std::int64_t count(Connection& connection, std::string_view query) {
  Statement* statement = connection.prepare(query).value();
  EXPECT_EQ(statement->step().value(), Step::row);
  const std::int64_t out = statement->integer(0);
  statement->reset();
  return out;
}

std::string word(Connection& connection, std::string_view query) {
  Statement* statement = connection.prepare(query).value();
  EXPECT_EQ(statement->step().value(), Step::row);
  const std::string out(statement->text(0));
  statement->reset();
  return out;
}

Result<void> run_with_text(Connection& connection, std::string_view query, std::string_view text) {
  Statement* statement = connection.prepare(query).value();
  statement->bind(1, text);
  return statement->run();
}

TEST_F(PostgresConnection, values_come_back_as_they_were_bound) {
  Connection connection = open();
  ASSERT_TRUE(connection.execute("CREATE TABLE t(a BIGINT, b TEXT, c BYTEA, d TEXT, e BIGINT)"));
  const Bytes blob = {0, 1, 0, 255, '\\', '\''};
  Statement* insert = connection.prepare("INSERT INTO t VALUES($1, $2, $3, $4, $5)").value();
  insert->bind(1, std::numeric_limits<std::int64_t>::min())
      .bind(2, "M\xC3\xB2rag' \\ \xF0\x9F\x8F\xB4")
      .bind(3, ByteView(blob))
      .bind_null(4)
      .bind(5, std::numeric_limits<std::int64_t>::max());
  ASSERT_TRUE(insert->run());
  EXPECT_EQ(connection.changes(), 1);
  Statement* select = connection.prepare("SELECT a, b, c, d, e FROM t").value();
  ASSERT_EQ(select->step().value(), Step::row);
  EXPECT_EQ(select->integer(0), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(select->text(1), "M\xC3\xB2rag' \\ \xF0\x9F\x8F\xB4");
  EXPECT_EQ(Bytes(select->blob(2).begin(), select->blob(2).end()), blob);
  EXPECT_TRUE(select->is_null(3));
  EXPECT_EQ(select->text(3), "");
  EXPECT_EQ(select->integer(4), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(select->step().value(), Step::done);
}

TEST_F(PostgresConnection, counts_sums_and_truth_values_are_integers) {
  Connection connection = open();
  EXPECT_EQ(connection.dialect(), Dialect::postgres);
  EXPECT_EQ(count(connection, "SELECT count(*) FROM generate_series(1, 12345)"), 12345);
  EXPECT_EQ(count(connection, "SELECT sum(x) FROM (VALUES(123456789012::bigint), (100000000)) AS v(x)"), 123556789012);
  EXPECT_EQ(count(connection, "SELECT sum(x) FROM (VALUES(-70000::bigint), (-30000)) AS v(x)"), -100000);
  EXPECT_EQ(count(connection, "SELECT sum(x) FROM (VALUES(0::bigint)) AS v(x)"), 0);
  EXPECT_EQ(count(connection, "SELECT -5"), -5);
  EXPECT_EQ(count(connection, "SELECT 2 > 1"), 1);
  EXPECT_EQ(count(connection, "SELECT 2 < 1"), 0);
  EXPECT_EQ(count(connection, "SELECT NULL::bigint"), 0);
}

TEST_F(PostgresConnection, empty_text_and_blob_are_not_null) {
  Connection connection = open();
  ASSERT_TRUE(connection.execute("CREATE TABLE t(a TEXT NOT NULL, b BYTEA NOT NULL)"));
  Statement* insert = connection.prepare("INSERT INTO t VALUES($1, $2)").value();
  insert->bind(1, std::string_view{}).bind(2, ByteView{});
  EXPECT_TRUE(insert->run());
}

TEST_F(PostgresConnection, parameters_are_found_by_their_numbers) {
  Connection connection = open();
  Statement* select = connection.prepare("SELECT $2::text, $1::text, $2::text").value();
  select->bind(1, "one").bind(2, "two");
  ASSERT_EQ(select->step().value(), Step::row);
  EXPECT_EQ(select->text(0), "two");
  EXPECT_EQ(select->text(1), "one");
  EXPECT_EQ(select->text(2), "two");
}

TEST_F(PostgresConnection, a_text_that_it_cannot_keep_is_refused) {
  Connection connection = open();
  ASSERT_TRUE(connection.execute("CREATE TABLE t(a TEXT)"));
  for (const std::string_view text : {std::string_view("a\0b", 3), std::string_view("\xFF"), std::string_view("\xED\xA0\x80")}) {
    const auto refused = run_with_text(connection, "INSERT INTO t VALUES($1)", text);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, Kind::malformed);
    EXPECT_EQ(refused.error().code, "store.value");
  }
}

TEST_F(PostgresConnection, a_transaction_without_commit_leaves_nothing) {
  Connection connection = open();
  ASSERT_TRUE(connection.execute("CREATE TABLE t(a BIGINT)"));
  {
    auto transaction = Transaction::begin(connection);
    ASSERT_TRUE(transaction);
    ASSERT_TRUE(connection.execute("INSERT INTO t VALUES(1)"));
    EXPECT_EQ(count(connection, "SELECT count(*) FROM t"), 1);
  }
  EXPECT_EQ(count(connection, "SELECT count(*) FROM t"), 0);
  auto transaction = Transaction::begin(connection);
  ASSERT_TRUE(connection.execute("INSERT INTO t VALUES(1)"));
  ASSERT_TRUE(transaction->commit());
  EXPECT_EQ(count(connection, "SELECT count(*) FROM t"), 1);
}

// The server answers such a commit with a rollback, and calls that a success.
TEST_F(PostgresConnection, a_commit_after_a_statement_that_failed_is_an_error) {
  Connection connection = open();
  ASSERT_TRUE(connection.execute("CREATE TABLE t(a BIGINT UNIQUE)"));
  auto transaction = Transaction::begin(connection);
  ASSERT_TRUE(connection.execute("INSERT INTO t VALUES(1)"));
  const auto twice = connection.execute("INSERT INTO t VALUES(1)");
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().code, "store.constraint");
  const auto committed = transaction->commit();
  ASSERT_FALSE(committed);
  EXPECT_EQ(committed.error().kind, Kind::conflict);
  EXPECT_EQ(count(connection, "SELECT count(*) FROM t"), 0);
}

TEST_F(PostgresConnection, a_reading_transaction_sees_one_state_and_cannot_write) {
  Connection writer = open();
  Connection reader = open();
  ASSERT_TRUE(writer.execute("CREATE TABLE t(a BIGINT)"));
  auto reading = Transaction::begin_reading(reader);
  EXPECT_EQ(count(reader, "SELECT count(*) FROM t"), 0);
  ASSERT_TRUE(writer.execute("INSERT INTO t VALUES(1)"));
  EXPECT_EQ(count(reader, "SELECT count(*) FROM t"), 0);
  EXPECT_EQ(reader.execute("INSERT INTO t VALUES(1)").error().code, "store.read-only");
}

TEST_F(PostgresConnection, a_reader_cannot_write) {
  Connection writer = open();
  ASSERT_TRUE(writer.execute("CREATE TABLE t(a BIGINT)"));
  Connection reader = open(Access::read_only);
  const auto refused = reader.execute("INSERT INTO t VALUES(1)");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, Kind::refused);
  EXPECT_EQ(refused.error().code, "store.read-only");
}

TEST_F(PostgresConnection, a_row_locked_by_another_connection_is_locked) {
  Connection first = open();
  Connection second = open();
  ASSERT_TRUE(first.execute("CREATE TABLE t(a BIGINT); INSERT INTO t VALUES(1)"));
  auto held = Transaction::begin(first);
  ASSERT_TRUE(first.execute("UPDATE t SET a = 2"));
  for (const char* statement : {"UPDATE t SET a = 3", "SELECT a FROM t FOR UPDATE NOWAIT"}) {
    const auto refused = second.execute(statement);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, Kind::unavailable);
    EXPECT_EQ(refused.error().code, "store.locked");
  }
}

TEST_F(PostgresConnection, a_statement_for_other_tables_is_a_schema_error) {
  Connection connection = open();
  const auto refused = connection.prepare("SELECT a FROM nowhere").value()->step();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, Kind::corrupt);
  EXPECT_EQ(refused.error().code, "store.schema");
  EXPECT_EQ(count(connection, "SELECT 1"), 1) << "the connection after an error";
}

TEST_F(PostgresConnection, an_error_does_not_quote_the_values_of_a_row) {
  Connection connection = open();
  ASSERT_TRUE(connection.execute("CREATE TABLE t(a TEXT UNIQUE)"));
  ASSERT_TRUE(run_with_text(connection, "INSERT INTO t VALUES($1)", "a-learner"));
  const auto refused = run_with_text(connection, "INSERT INTO t VALUES($1)", "a-learner");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "store.constraint");
  EXPECT_EQ(refused.error().detail.find("a-learner"), std::string::npos) << refused.error().detail;
}

TEST_F(PostgresConnection, other_statements_may_run_while_rows_are_read) {
  Connection connection = open();
  Statement* outer = connection.prepare("SELECT x FROM generate_series(1, 5) AS s(x)").value();
  std::int64_t sum = 0;
  for (;;) {
    const Step found = outer->step().value();
    if (found == Step::done) break;
    sum += 10 * count(connection, "SELECT 7");
    sum += outer->integer(0);
  }
  EXPECT_EQ(sum, 5 * 70 + 15);
}

TEST_F(PostgresConnection, an_error_behind_rows_that_were_kept_is_not_lost) {
  Connection connection = open();
  Statement* outer = connection.prepare("SELECT 1 / (3 - x) FROM generate_series(1, 5) AS s(x)").value();
  ASSERT_EQ(outer->step().value(), Step::row);
  EXPECT_EQ(count(connection, "SELECT 7"), 7);
  ASSERT_EQ(outer->step().value(), Step::row);
  EXPECT_EQ(outer->integer(0), 1);
  EXPECT_FALSE(outer->step());
  EXPECT_EQ(count(connection, "SELECT 8"), 8);
}

TEST_F(PostgresConnection, many_runs_of_a_statement_are_told_apart) {
  Connection connection = open();
  ASSERT_TRUE(connection.execute("CREATE TABLE t(a TEXT UNIQUE, b BIGINT)"));
  const std::vector<std::string> words = {"a", "b", "a", "c", "b"};
  const auto bind = [&](Statement& insert, std::size_t i) { insert.bind(1, words[i]).bind(2, static_cast<std::int64_t>(i)); };
  auto transaction = Transaction::begin(connection);
  const auto changes = connection.run_each("INSERT INTO t(a, b) VALUES($1, $2) ON CONFLICT(a) DO NOTHING", words.size(), bind);
  ASSERT_TRUE(changes);
  EXPECT_EQ(*changes, (std::vector<std::int64_t>{1, 1, 0, 1, 0}));
  ASSERT_TRUE(transaction->commit());
  std::vector<std::string> found(3);
  const std::vector<std::string> asked = {"c", "nothing", "b"};
  const auto ask = [&](Statement& select, std::size_t i) { select.bind(1, asked[i]); };
  const auto read = [&](Statement& row, std::size_t i) -> Result<void> {
    found[i] = std::to_string(row.integer(0)) + std::to_string(count(connection, "SELECT count(*) FROM t")) + std::string(row.text(1));
    return {};
  };
  ASSERT_TRUE(connection.run_each("SELECT b, a FROM t WHERE a = $1", asked.size(), ask, read));
  EXPECT_EQ(found, (std::vector<std::string>{"33c", "", "13b"}));
}

TEST_F(PostgresConnection, more_runs_than_the_socket_holds_go_through) {
  Connection connection = open();
  ASSERT_TRUE(connection.execute("CREATE TABLE t(a BIGINT, b TEXT)"));
  const std::string long_text(3'000, 'x');
  const auto bind = [&](Statement& insert, std::size_t i) { insert.bind(1, static_cast<std::int64_t>(i)).bind(2, long_text); };
  std::size_t bytes = 0;
  const auto read = [&](Statement& row, std::size_t i) -> Result<void> {
    EXPECT_EQ(row.integer(0), static_cast<std::int64_t>(i));
    bytes += row.text(1).size();
    return {};
  };
  auto transaction = Transaction::begin(connection);
  ASSERT_TRUE(connection.run_each("INSERT INTO t VALUES($1, $2) RETURNING a, b", 2'500, bind, read));
  ASSERT_TRUE(transaction->commit());
  EXPECT_EQ(bytes, 7'500'000U);
  EXPECT_EQ(count(connection, "SELECT count(*) FROM t"), 2'500);
}

TEST_F(PostgresConnection, of_many_runs_the_first_that_fails_is_named_and_nothing_stays) {
  Connection connection = open();
  ASSERT_TRUE(connection.execute("CREATE TABLE t(a BIGINT CHECK(a <> 3))"));
  const auto bind = [&](Statement& insert, std::size_t i) { insert.bind(1, static_cast<std::int64_t>(i)); };
  {
    auto transaction = Transaction::begin(connection);
    const auto failed = connection.run_each("INSERT INTO t VALUES($1)", 10, bind);
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, "store.constraint");
  }
  EXPECT_EQ(count(connection, "SELECT count(*) FROM t"), 0);
  EXPECT_EQ(connection.run_each("INSERT INTO nowhere VALUES($1)", 10, bind).error().code, "store.schema");
  EXPECT_EQ(count(connection, "SELECT 5"), 5);
}

TEST_F(PostgresConnection, a_connection_that_breaks_between_many_runs_is_an_error) {
  Connection connection = open();
  Connection other = open();
  const std::string pid = std::to_string(count(connection, "SELECT pg_backend_pid()"));
  const auto bind = [&](Statement& select, std::size_t i) {
    if (i == 500) {
      EXPECT_EQ(count(other, "SELECT pg_terminate_backend(" + pid + ", 5000)"), 1);
    }
    select.bind(1, static_cast<std::int64_t>(i));
  };
  const auto failed = connection.run_each("SELECT $1::bigint", 1'000, bind);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().kind, Kind::unavailable);
  EXPECT_EQ(failed.error().code, "store.io");
}

TEST_F(PostgresConnection, a_large_result_is_not_held_in_memory) {
  const auto peak_kibibytes = [] {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
  };
  Connection connection = open();
  const long before = peak_kibibytes();
  Statement* select = connection.prepare("SELECT repeat('x', 2000) FROM generate_series(1, 100000)").value();
  int rows = 0;
  while (select->step().value() == Step::row) ++rows;
  EXPECT_EQ(rows, 100'000);
  EXPECT_LT(peak_kibibytes() - before, 60'000) << "of about 200,000 that the rows take";
}

TEST_F(PostgresConnection, a_connection_that_broke_is_an_error_and_a_reader_connects_anew) {
  Connection writer = open();
  Connection reader = open(Access::read_only);
  Connection other = open();
  const std::string reader_pid = std::to_string(count(reader, "SELECT pg_backend_pid()"));
  const std::string writer_pid = std::to_string(count(writer, "SELECT pg_backend_pid()"));
  EXPECT_EQ(count(other, "SELECT pg_terminate_backend(" + reader_pid + ", 5000)"), 1);
  EXPECT_EQ(count(other, "SELECT pg_terminate_backend(" + writer_pid + ", 5000)"), 1);
  EXPECT_EQ(count(reader, "SELECT 1"), 1);
  EXPECT_EQ(reader.execute("CREATE TABLE t(a BIGINT)").error().code, "store.read-only") << "its settings are those of a reader";
  const auto broken = writer.execute("SELECT 1");
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().kind, Kind::unavailable);
  EXPECT_EQ(broken.error().code, "store.io");
  EXPECT_FALSE(Transaction::begin(writer));
}

TEST_F(PostgresConnection, a_commit_is_on_the_disk_whatever_the_database_is_set_to) {
  const auto setting_of = [this](const std::string& set, bool in_transaction) {
    OpenOptions options;
    options.path = url_ + "%20-csynchronous_commit%3D" + set;
    Connection connection = Connection::open(options).value();
    if (!in_transaction) return word(connection, "SHOW synchronous_commit");
    // As a pool that gave this transaction another session would have it.
    EXPECT_TRUE(connection.execute("SET synchronous_commit = " + set));
    auto transaction = Transaction::begin(connection);
    return word(connection, "SHOW synchronous_commit");
  };
  for (const bool in_transaction : {false, true}) {
    EXPECT_EQ(setting_of("off", in_transaction), "on");
    EXPECT_EQ(setting_of("local", in_transaction), "on");
    EXPECT_EQ(setting_of("remote_apply", in_transaction), "remote_apply");
  }
  Connection connection = open();
  EXPECT_EQ(word(connection, "SHOW fsync"), "on") << "the server of these tests";
}

TEST_F(PostgresConnection, a_database_in_another_encoding_is_refused) {
  Connection connection = open();
  ASSERT_TRUE(connection.execute("CREATE DATABASE ascii ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0"));
  OpenOptions options;
  options.path = url_;
  options.path.replace(options.path.find("/postgres?"), 10, "/ascii?");
  const auto refused = Connection::open(options);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, Kind::unsupported);
  EXPECT_EQ(refused.error().code, "store.server");
}

TEST_F(PostgresConnection, a_database_that_is_not_there_cannot_be_opened) {
  OpenOptions options;
  options.path = url_;
  options.path.replace(options.path.find("/postgres?"), 10, "/nowhere?");
  const auto refused = Connection::open(options);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, Kind::unavailable);
  EXPECT_EQ(refused.error().code, "store.open");
  EXPECT_NE(refused.error().detail.find("nowhere"), std::string::npos);
}

// These need libpq, and no server.
TEST(ServerAddress, no_message_holds_the_password) {
  for (const char* url :
       {"postgresql://ana:secret@127.0.0.1:1/db", "postgresql://ana:pw@secret@127.0.0.1:1/db", "postgresql://ana:secret/x@127.0.0.1:1/db",
        "postgresql://ana:%zzsecret@127.0.0.1:1/db", "postgresql://ana:secret", "postgresql://127.0.0.1:1/db?password=secret",
        "postgresql://127.0.0.1:1/db?passwort=secret", "postgresql://[secret/db", "postgresql://ana:secret@/db?host=/nowhere"}) {
    OpenOptions options;
    options.path = url;
    const auto opened = Connection::open(options);
    ASSERT_FALSE(opened) << url;
    EXPECT_TRUE(opened.error().code == "store.open" || opened.error().code == "store.address") << opened.error().code;
    EXPECT_EQ((opened.error().detail + opened.error().hint).find("secret"), std::string::npos) << opened.error().detail;
  }
}

TEST(ServerAddress, what_could_hide_half_a_password_is_no_address) {
  for (const char* url : {"postgresql://ana:12/secret@127.0.0.1:1/db", "postgresql://ana:pw@secret@127.0.0.1:1/db",
                          "postgresql://ana:secret/db", "postgresql://ana:12?secret@127.0.0.1:1/db"}) {
    OpenOptions options;
    options.path = url;
    EXPECT_EQ(Connection::open(options).error().code, "store.address") << url;
  }
}

TEST(ServerErrors, states_mean_what_the_store_promises) {
  const struct {
    const char* state;
    Kind kind;
    const char* code;
  } rows[] = {
      {"55P03", Kind::unavailable, "store.locked"},   {"40001", Kind::unavailable, "store.locked"},
      {"40P01", Kind::unavailable, "store.locked"},   {"23505", Kind::conflict, "store.constraint"},
      {"23503", Kind::conflict, "store.constraint"},  {"23514", Kind::conflict, "store.constraint"},
      {"53100", Kind::exhausted, "store.disk-full"},  {"53200", Kind::exhausted, "store.memory"},
      {"25006", Kind::refused, "store.read-only"},    {"42501", Kind::refused, "store.read-only"},
      {"42P01", Kind::corrupt, "store.schema"},       {"42703", Kind::corrupt, "store.schema"},
      {"53300", Kind::unavailable, "store.open"},     {"57P01", Kind::unavailable, "store.io"},
      {"08006", Kind::unavailable, "store.io"},       {"58030", Kind::unavailable, "store.io"},
      {"22021", Kind::malformed, "store.value"},      {"XX001", Kind::corrupt, "store.corrupt"},
      {"", Kind::unavailable, "store.io"},
  };
  for (const auto& row : rows) {
    const Result<void> error = describe_postgres(row.state, "detail");
    EXPECT_EQ(error.error().kind, row.kind) << row.state;
    EXPECT_EQ(error.error().code, row.code) << row.state;
  }
}

TEST(ServerErrors, an_old_server_is_refused) {
  EXPECT_TRUE(check_server(130'000, "UTF8"));
  EXPECT_TRUE(check_server(150'020, "UTF8"));
  EXPECT_EQ(check_server(120'022, "UTF8").error().code, "store.server");
  EXPECT_NE(check_server(120'022, "UTF8").error().detail.find("12"), std::string::npos);
  EXPECT_EQ(check_server(150'020, "LATIN1").error().code, "store.server");
}

}  // namespace
}  // namespace cairn::sql
