#include "sql/connection.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace cairn::sql {
namespace {

class ConnectionTest : public testing::Test {
 protected:
  ConnectionTest() { std::filesystem::create_directories(folder_); }
  ~ConnectionTest() override { std::filesystem::remove_all(folder_); }
  OpenOptions at(const std::string& name) const {
    OpenOptions options;
    options.path = (folder_ / name).string();
    options.busy_timeout_ms = 0;
    return options;
  }
  std::filesystem::path folder_ = std::filesystem::temp_directory_path() / ("cairn-sql-" + std::to_string(::getpid()));
};

Connection open_in_memory() {
  OpenOptions options;
  options.path = ":memory:";
  return Connection::open(options).value();
}

std::int64_t count(Connection& connection, std::string_view query) {
  Statement* statement = connection.prepare(query).value();
  EXPECT_EQ(statement->step().value(), Step::row);
  const std::int64_t out = statement->integer(0);
  statement->reset();
  return out;
}

TEST_F(ConnectionTest, values_come_back_as_they_were_bound) {
  Connection connection = open_in_memory();
  ASSERT_TRUE(connection.execute("CREATE TABLE t(a INTEGER, b TEXT, c BLOB, d TEXT) STRICT"));
  const Bytes blob = {0, 1, 0, 255};
  Statement* insert = connection.prepare("INSERT INTO t VALUES(?, ?, ?, ?)").value();
  insert->bind(1, std::int64_t{-7}).bind(2, std::string_view("a\0b", 3)).bind(3, ByteView(blob)).bind_null(4);
  ASSERT_TRUE(insert->run());
  Statement* select = connection.prepare("SELECT a, b, c, d FROM t").value();
  ASSERT_EQ(select->step().value(), Step::row);
  EXPECT_EQ(select->integer(0), -7);
  EXPECT_EQ(select->text(1), std::string_view("a\0b", 3));
  EXPECT_EQ(Bytes(select->blob(2).begin(), select->blob(2).end()), blob);
  EXPECT_TRUE(select->is_null(3));
  EXPECT_EQ(select->step().value(), Step::done);
}

TEST_F(ConnectionTest, empty_text_and_blob_are_not_null) {
  Connection connection = open_in_memory();
  ASSERT_TRUE(connection.execute("CREATE TABLE t(a TEXT NOT NULL, b BLOB NOT NULL) STRICT"));
  Statement* insert = connection.prepare("INSERT INTO t VALUES(?, ?)").value();
  insert->bind(1, std::string_view{}).bind(2, ByteView{});
  EXPECT_TRUE(insert->run());
}

TEST_F(ConnectionTest, parameters_are_found_by_their_numbers) {
  Connection connection = open_in_memory();
  EXPECT_EQ(connection.dialect(), Dialect::sqlite);
  Statement* select = connection.prepare("SELECT $2, $1, $2, $3").value();
  select->bind(1, "one").bind(2, "two").bind(3, std::int64_t{3});
  ASSERT_EQ(select->step().value(), Step::row);
  EXPECT_EQ(select->text(0), "two");
  EXPECT_EQ(select->text(1), "one");
  EXPECT_EQ(select->text(2), "two");
  EXPECT_EQ(select->integer(3), 3);
}

TEST_F(ConnectionTest, a_statement_is_prepared_once) {
  Connection connection = open_in_memory();
  EXPECT_EQ(connection.prepare("SELECT 1").value(), connection.prepare("SELECT 1").value());
}

TEST_F(ConnectionTest, many_runs_of_a_statement_are_told_apart) {
  Connection connection = open_in_memory();
  ASSERT_TRUE(connection.execute("CREATE TABLE t(a TEXT UNIQUE, b INTEGER) STRICT"));
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

TEST_F(ConnectionTest, a_transaction_without_commit_leaves_nothing) {
  Connection connection = open_in_memory();
  ASSERT_TRUE(connection.execute("CREATE TABLE t(a INTEGER)"));
  {
    auto transaction = Transaction::begin(connection);
    ASSERT_TRUE(transaction);
    ASSERT_TRUE(connection.execute("INSERT INTO t VALUES(1)"));
  }
  EXPECT_EQ(count(connection, "SELECT count(*) FROM t"), 0);
}

TEST_F(ConnectionTest, a_full_disk_is_exhausted_and_rolls_back) {
  Connection connection = Connection::open(at("full.db")).value();
  ASSERT_TRUE(connection.execute("CREATE TABLE t(a BLOB); PRAGMA max_page_count = 8"));
  {
    auto transaction = Transaction::begin(connection);
    ASSERT_TRUE(transaction);
    const auto written = connection.execute("INSERT INTO t VALUES(zeroblob(1000000))");
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().kind, Kind::exhausted);
    EXPECT_EQ(written.error().code, "store.disk-full");
  }
  EXPECT_EQ(count(connection, "SELECT count(*) FROM t"), 0);
  auto again = Transaction::begin(connection);
  EXPECT_TRUE(again);
}

TEST_F(ConnectionTest, a_lock_held_by_another_connection_shows_at_begin) {
  Connection first = Connection::open(at("locked.db")).value();
  Connection second = Connection::open(at("locked.db")).value();
  auto held = Transaction::begin(first);
  ASSERT_TRUE(held);
  const auto refused = Transaction::begin(second);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, Kind::unavailable);
  EXPECT_EQ(refused.error().code, "store.locked");
}

TEST_F(ConnectionTest, a_file_that_is_no_database_is_corrupt) {
  std::ofstream(folder_ / "text.db") << std::string(4096, 'x');
  const auto opened = Connection::open(at("text.db"));
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, Kind::corrupt);
  EXPECT_EQ(opened.error().code, "store.corrupt");
}

TEST_F(ConnectionTest, a_folder_that_is_missing_cannot_be_opened) {
  const auto opened = Connection::open(at("missing/x.db"));
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, "store.open");
}

TEST_F(ConnectionTest, a_reader_sees_commits_and_cannot_write_or_checkpoint) {
  Connection writer = Connection::open(at("shared.db")).value();
  ASSERT_TRUE(writer.execute("CREATE TABLE t(a INTEGER); INSERT INTO t VALUES(1)"));
  OpenOptions options = at("shared.db");
  options.access = Access::read_only;
  Connection reader = Connection::open(options).value();
  EXPECT_EQ(count(reader, "SELECT count(*) FROM t"), 1);
  const auto written = reader.execute("INSERT INTO t VALUES(2)");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, "store.read-only");
  // The log keeps its frames when the reader, asked to, tries to move them and when it closes.
  (void)reader.execute("PRAGMA wal_checkpoint(TRUNCATE)");
  EXPECT_GT(std::filesystem::file_size(folder_ / "shared.db-wal"), 0U);
}

TEST_F(ConnectionTest, a_statement_for_other_tables_is_a_schema_error) {
  Connection connection = open_in_memory();
  const auto prepared = connection.prepare("SELECT a FROM nowhere");
  ASSERT_FALSE(prepared);
  EXPECT_EQ(prepared.error().code, "store.schema");
}

TEST_F(ConnectionTest, a_broken_constraint_is_a_conflict) {
  Connection connection = open_in_memory();
  ASSERT_TRUE(connection.execute("CREATE TABLE t(a INTEGER UNIQUE); INSERT INTO t VALUES(1)"));
  const auto written = connection.execute("INSERT INTO t VALUES(1)");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().kind, Kind::conflict);
}

TEST_F(ConnectionTest, every_commit_is_synced_and_the_log_is_written_ahead) {
  Connection connection = Connection::open(at("durable.db")).value();
  EXPECT_EQ(count(connection, "PRAGMA synchronous"), 2);
  Statement* mode = connection.prepare("PRAGMA journal_mode").value();
  ASSERT_EQ(mode->step().value(), Step::row);
  EXPECT_EQ(mode->text(0), "wal");
}

}  // namespace
}  // namespace cairn::sql
