#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>

#include "postgres/server.hpp"
#include "store_sql/migrations.hpp"
#include "store_sql/schema.hpp"
#include "store_sql/sql_store.hpp"

// The register in databases that were closed, that are older, and whose migration was cut off.
namespace cairn::store_sql {
namespace {

/// A file of this process that goes when the test goes.
class File {
 public:
  File() { std::filesystem::create_directories(folder_); }
  ~File() { std::filesystem::remove_all(folder_); }
  std::string path() const { return (folder_ / "a.db").string(); }

 private:
  std::filesystem::path folder_ = std::filesystem::temp_directory_path() / ("cairn-register-" + std::to_string(::getpid()));
};

const store::RecordKey k_weld{store::RecordKind::definition, "weld", "1"};

store::RegisterWrite some_write() {
  store::RegisterWrite out;
  out.records.push_back({k_weld, 0, "{\"name\":\"Weld\"}"});
  out.change = {"amina", "define", "", {1'700'000'000, 0}};
  store::Listing listing;
  listing.key = k_weld;
  listing.status = store::PublicStatus::current;
  listing.title = "Welding";
  listing.facets = {{"level", "EQF 6"}};
  out.listings.push_back(listing);
  return out;
}

void expect_kept(store::Store& store) {
  EXPECT_EQ(store.find_record({1}, k_weld).value()->revision, 2);
  EXPECT_EQ(store.find_revision({1}, k_weld, 1).value()->body, "{\"name\":\"Weld\"}");
  EXPECT_EQ(store.audit_head({1})->size, 2);
  EXPECT_EQ(store.search({1}, {"welded", {{"level", "EQF 6"}}})->hits.size(), 1U);
  EXPECT_TRUE(store.check_storage({1})->empty());
}

void write_twice(store::Store& store) {
  store::RegisterWrite write = some_write();
  ASSERT_TRUE(store.write_records({1}, write));
  write.records[0].expected_revision = 1;
  ASSERT_TRUE(store.write_records({1}, write));
}

void expect_reopened(const std::string& location) {
  write_twice(*SqlStore::open(location, Use::write).value());
  expect_kept(*SqlStore::open(location, Use::read).value());
  auto again = SqlStore::open(location, Use::write).value();
  expect_kept(*again);
  store::RegisterWrite third = some_write();
  third.records[0].expected_revision = 2;
  EXPECT_EQ(again->write_records({1}, third).value(), std::vector<std::int64_t>{3});
  EXPECT_EQ(again->audit_entries({1}, 0, 10)->size(), 3U);
}

// Tables of an older version with a credential in them, as the program of that time left them.
void make_older(const std::string& location, int version) {
  sql::OpenOptions options;
  options.path = location;
  auto connection = sql::Connection::open(options).value();
  ASSERT_TRUE(start_tables(connection));
  const bool is_postgres = connection.dialect() == sql::Dialect::postgres;
  for (const Migration& migration : migrations()) {
    if (migration.version > version) break;
    ASSERT_TRUE(connection.execute(is_postgres ? migration.postgres : migration.sqlite));
    ASSERT_TRUE(connection.execute("INSERT INTO migration(version) VALUES(" + std::to_string(migration.version) + ")"));
  }
  const std::string facts = "1, 'd', '1', 'Weld', 'did:key:zA', 'Ardmore', 'did:key:zA#zA', 'zA', 'eddsa-rdfc-2022', 'people.csv', 5";
  ASSERT_TRUE(connection.execute("INSERT INTO run(number, tenant, definition_id, definition_version, definition_name, issuer_id, "
                                 "issuer_name, verification_method, public_key, cryptosuite, source, started_s) VALUES(1, " + facts + ")"));
}

void expect_brought_up(const std::string& location) {
  EXPECT_EQ(SqlStore::open(location, Use::read).error().code, "store.version");
  auto store = SqlStore::open(location, Use::write).value();
  EXPECT_EQ(store->issuers({1})->at(0).issuer_name, "Ardmore");
  write_twice(*store);
  expect_kept(*store);
}

// The program dies in the middle of the register's tables.
void cut_off_migration(const std::string& location) {
  sql::OpenOptions options;
  options.path = location;
  auto connection = sql::Connection::open(options).value();
  auto transaction = sql::Transaction::begin(connection).value();
  const bool is_postgres = connection.dialect() == sql::Dialect::postgres;
  const std::string_view all = is_postgres ? migrations()[2].postgres : migrations()[2].sqlite;
  const std::string_view half = all.substr(0, all.find("CREATE TABLE listing("));
  ASSERT_LT(half.size(), all.size());
  ASSERT_TRUE(connection.execute(half));
  ::kill(::getpid(), SIGKILL);
}

void expect_old_is_usable(const std::string& location) {
  const pid_t child = ::fork();
  if (child == 0) {
    cut_off_migration(location);
    ::_exit(1);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status));
  sql::OpenOptions options;
  options.path = location;
  {
    auto connection = sql::Connection::open(options).value();
    EXPECT_EQ(version_of(connection).value(), 2);
    EXPECT_TRUE(connection.execute("UPDATE run SET source = 'older program' WHERE number = 1"));
    EXPECT_FALSE(connection.execute("SELECT 1 FROM record"));
  }
  expect_brought_up(location);
}

TEST(RegisterFile, keeps_everything_when_it_is_opened_again) {
  const File file;
  expect_reopened(file.path());
}
TEST(PostgresRegisterFile, keeps_everything_when_it_is_opened_again) { expect_reopened(sql::fresh_schema()); }

TEST(RegisterFile, a_database_of_version_1_or_2_is_brought_up_to_date) {
  for (const int version : {1, 2}) {
    const File file;
    make_older(file.path(), version);
    expect_brought_up(file.path());
  }
}
TEST(PostgresRegisterFile, a_database_of_version_1_or_2_is_brought_up_to_date) {
  for (const int version : {1, 2}) {
    const std::string location = sql::fresh_schema();
    make_older(location, version);
    expect_brought_up(location);
  }
}

TEST(RegisterFile, a_migration_that_was_cut_off_leaves_the_old_version_usable) {
  const File file;
  make_older(file.path(), 2);
  expect_old_is_usable(file.path());
}
TEST(PostgresRegisterFile, a_migration_that_was_cut_off_leaves_the_old_version_usable) {
  const std::string location = sql::fresh_schema();
  make_older(location, 2);
  expect_old_is_usable(location);
}

TEST(RegisterFile, a_reader_sees_what_the_writer_has_written_and_writes_nothing) {
  const File file;
  auto writer = SqlStore::open(file.path(), Use::write).value();
  auto reader = SqlStore::open(file.path(), Use::read).value();
  write_twice(*writer);
  expect_kept(*reader);
  EXPECT_EQ(reader->write_records({1}, some_write()).error().code, "store.read-only");
  EXPECT_EQ(reader->replace_listings({1}, {}).error().code, "store.read-only");
}

}  // namespace
}  // namespace cairn::store_sql
