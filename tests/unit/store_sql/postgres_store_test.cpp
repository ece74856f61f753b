#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <latch>
#include <thread>

#include "postgres/server.hpp"
#include "store_sql/migrations.hpp"
#include "store_sql/schema.hpp"
#include "store_sql/sql_store.hpp"

// What is particular to a PostgreSQL database; the contracts are run in sql_store_test.cpp.
namespace cairn::store_sql {
namespace {

class PostgresStore : public testing::Test {
 protected:
  sql::Connection connect() const {
    sql::OpenOptions options;
    options.path = url_;
    return sql::Connection::open(options).value();
  }
  std::unique_ptr<SqlStore> writer() const { return SqlStore::open(url_, Use::write).value(); }

  static store::Intent intent() {
    store::Intent out;
    out.id.bytes = {1};
    out.code = "code";
    out.row_key.bytes = {2};
    out.unsigned_document = "{\"a\":1}";
    return out;
  }

  static std::vector<std::string> words(sql::Connection& connection, std::string_view query) {
    sql::Statement* select = connection.prepare(query).value();
    std::vector<std::string> out;
    while (select->step().value() == sql::Step::row) out.emplace_back(select->text(0));
    select->reset();
    return out;
  }

  const std::string url_ = sql::fresh_schema();
};

TEST_F(PostgresStore, what_was_recorded_is_there_after_reopening) {
  const store::Intent written = intent();
  {
    auto store = writer();
    ASSERT_TRUE(store->reserve({1}, store->begin_run({1}, {}).value(), {&written, 1}));
  }
  EXPECT_EQ(SqlStore::open(url_, Use::read).value()->find_by_code("code").value()->intent.unsigned_document, "{\"a\":1}");
  EXPECT_EQ(SqlStore::open(url_, Use::write_existing).value()->count({1})->prepared, 1);
}

TEST_F(PostgresStore, tables_that_are_missing_are_not_made_by_a_reader) {
  for (const Use use : {Use::read, Use::write_existing}) {
    const auto opened = SqlStore::open(url_, use);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, Kind::missing);
    EXPECT_EQ(opened.error().code, "store.missing");
  }
  sql::Connection connection = connect();
  EXPECT_TRUE(words(connection, "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace").empty());
}

TEST_F(PostgresStore, a_second_writer_is_told_who_holds_the_lock) {
  auto first = writer();
  const auto second = SqlStore::open(url_, Use::write);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, Kind::unavailable);
  EXPECT_EQ(second.error().code, "store.locked");
  EXPECT_NE(second.error().detail.find("process " + std::to_string(::getpid())), std::string::npos) << second.error().detail;
  first.reset();
  EXPECT_TRUE(SqlStore::open(url_, Use::write));
}

TEST_F(PostgresStore, the_lock_goes_with_a_process_that_is_killed) {
  int ready[2];
  ASSERT_EQ(::pipe(ready), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    auto store = SqlStore::open(url_, Use::write);
    (void)!::write(ready[1], store ? "y" : "n", 1);
    ::pause();
    ::_exit(0);
  }
  char answer = 0;
  ASSERT_EQ(::read(ready[0], &answer, 1), 1);
  ASSERT_EQ(answer, 'y');
  EXPECT_EQ(SqlStore::open(url_, Use::write).error().code, "store.locked");
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  // The server notices as soon as it looks at the closed socket.
  auto opened = SqlStore::open(url_, Use::write);
  for (int i = 0; i < 100 && !opened; ++i) {
    ::usleep(20'000);
    opened = SqlStore::open(url_, Use::write);
  }
  EXPECT_TRUE(opened);
}

// The lock's connection was cut, and its holder has not noticed.
TEST_F(PostgresStore, whoever_lost_the_lock_to_another_records_nothing_more) {
  auto first = writer();
  const auto run = first->begin_run({1}, {}).value();
  sql::Connection connection = connect();
  sql::Statement* cut =
      connection
          .prepare("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND "
                   "pid IN (SELECT pid FROM pg_locks WHERE relation = 'run_lock'::regclass)")
          .value();
  ASSERT_TRUE(cut->run());
  const store::Intent written = intent();
  EXPECT_TRUE(first->reserve({1}, run, {&written, 1})) << "nobody took over yet";
  auto second = writer();
  const store::Signature proof{written.id, "{}"};
  const auto refused = first->finish({1}, {&proof, 1});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "store.locked");
  EXPECT_FALSE(first->begin_run({1}, {}));
  EXPECT_FALSE(first->close_status_lists({1}));
  EXPECT_EQ(second->count({1})->prepared, 1);
  EXPECT_TRUE(second->finish({1}, {&proof, 1}));
}

TEST_F(PostgresStore, the_lock_outlasts_the_limits_of_idle_sessions) {
  const auto store = SqlStore::open(url_ + "%20-cidle_in_transaction_session_timeout%3D100", Use::write).value();
  ::usleep(300'000);
  EXPECT_EQ(SqlStore::open(url_, Use::write).error().code, "store.locked");
}

TEST_F(PostgresStore, readers_work_beside_the_writer_and_cannot_write) {
  auto store = writer();
  auto reader = SqlStore::open(url_, Use::read).value();
  const store::Intent written = intent();
  ASSERT_TRUE(store->reserve({1}, store->begin_run({1}, {}).value(), {&written, 1}));
  EXPECT_TRUE(reader->find_by_code("code").value().has_value());
  EXPECT_EQ(reader->reserve({1}, {1}, {&written, 1}).error().code, "store.read-only");
  EXPECT_EQ(reader->begin_run({1}, {}).error().code, "store.read-only");
}

TEST_F(PostgresStore, a_database_of_a_newer_program_is_left_alone) {
  writer().reset();
  sql::Connection connection = connect();
  ASSERT_TRUE(connection.execute("INSERT INTO migration(version) VALUES(99)"));
  EXPECT_EQ(SqlStore::open(url_, Use::write).error().code, "store.version");
  EXPECT_EQ(SqlStore::open(url_, Use::read).error().code, "store.version");
}

TEST_F(PostgresStore, programs_that_migrate_at_once_do_not_break_each_other) {
  constexpr int k_programs = 8;
  std::latch start(k_programs);
  std::vector<std::string> errors(k_programs);
  std::vector<std::thread> programs;
  for (int i = 0; i < k_programs; ++i) {
    programs.emplace_back([&, i] {
      sql::Connection connection = connect();
      start.arrive_and_wait();
      if (const auto done = migrate(connection); !done) errors[static_cast<std::size_t>(i)] = done.error().detail;
    });
  }
  for (std::thread& program : programs) program.join();
  EXPECT_EQ(errors, std::vector<std::string>(k_programs));
  sql::Connection connection = connect();
  EXPECT_EQ(words(connection, "SELECT string_agg(version::text, ' ' ORDER BY version) FROM migration WHERE version > 0"),
            words(connection, "SELECT string_agg(n::text, ' ') FROM generate_series(1, " + std::to_string(k_schema_version) + ") s(n)"));
  EXPECT_TRUE(SqlStore::open(url_, Use::write));
}

TEST_F(PostgresStore, a_name_that_cannot_be_kept_is_refused_and_leaves_nothing) {
  auto store = writer();
  store::Intent written = intent();
  written.learner_name = std::string("a\0b", 3);
  const auto refused = store->reserve({1}, store->begin_run({1}, {}).value(), {&written, 1});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "store.value");
  EXPECT_EQ(store->count({1})->prepared, 0);
}

// Rules for all tables, those to come included.

constexpr std::string_view k_ours = "current_schema()::regnamespace";

TEST_F(PostgresStore, every_text_column_is_ordered_by_its_bytes) {
  writer().reset();
  sql::Connection connection = connect();
  EXPECT_EQ(words(connection,
                  "SELECT c.relname || '.' || a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid "
                  "JOIN pg_collation o ON o.oid = a.attcollation WHERE c.relkind IN ('r', 'i') AND c.relnamespace = " +
                      std::string(k_ours) + " AND o.collname <> 'C'"),
            std::vector<std::string>());
}

TEST_F(PostgresStore, the_tenant_comes_first_in_every_key) {
  writer().reset();
  sql::Connection connection = connect();
  EXPECT_EQ(words(connection,
                  "SELECT c.conname || ' of ' || t.relname FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid "
                  "JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = c.conkey[1] WHERE c.contype IN ('p', 'f') "
                  "AND a.attname <> 'tenant' AND t.relname NOT IN ('tenant', 'migration') AND t.relnamespace = " +
                      std::string(k_ours)),
            std::vector<std::string>());
  EXPECT_EQ(words(connection, "SELECT t.relname FROM pg_class t WHERE t.relkind = 'r' AND t.relnamespace = " + std::string(k_ours) +
                                  " AND NOT EXISTS(SELECT 1 FROM pg_constraint c WHERE c.conrelid = t.oid AND c.contype = 'p')"),
            std::vector<std::string>())
      << "tables without a primary key";
}

TEST_F(PostgresStore, there_are_no_sequences_no_triggers_and_no_functions) {
  writer().reset();
  sql::Connection connection = connect();
  EXPECT_EQ(words(connection, "SELECT relname FROM pg_class WHERE relkind = 'S' AND relnamespace = " + std::string(k_ours)),
            std::vector<std::string>());
  EXPECT_EQ(words(connection, "SELECT g.tgname FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid WHERE NOT g.tgisinternal "
                              "AND t.relnamespace = " + std::string(k_ours)),
            std::vector<std::string>());
  EXPECT_EQ(words(connection, "SELECT proname FROM pg_proc WHERE pronamespace = " + std::string(k_ours)), std::vector<std::string>());
}

}  // namespace
}  // namespace cairn::store_sql
