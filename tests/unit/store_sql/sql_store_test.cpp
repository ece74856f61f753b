#include "store_sql/sql_store.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>

#include "contract/audit_contract.hpp"
#include "contract/listing_contract.hpp"
#include "contract/memory_store.hpp"
#include "contract/status_contract.hpp"
#include "contract/store_contract.hpp"
#include "postgres/server.hpp"
#include "store_sql/migrations.hpp"

namespace cairn::store_sql {
namespace {

/// A folder of this process that goes when the test goes.
class Folder {
 public:
  Folder() { std::filesystem::create_directories(path_); }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_ = std::filesystem::temp_directory_path() / ("cairn-store-" + std::to_string(::getpid()));
};

std::unique_ptr<store::Store> fresh_file() {
  static int number = 0;
  static const Folder folder;
  return SqlStore::open(folder.file(std::to_string(++number) + ".db"), Use::write).value();
}

const auto k_makers =
    testing::Values(store::StoreMaker{"memory", [] { return SqlStore::open(":memory:", Use::write).value(); }},
                    store::StoreMaker{"file", fresh_file},
                    store::StoreMaker{"fake", [] { return std::make_unique<store::MemoryStore>(); }});
const auto name_of_maker = [](const auto& maker) { return maker.param.name; };
using store::AuditContract;
using store::RestoreContract;
using store::ListingContract;
using store::RegisterContract;
using store::SearchContract;
using store::StatusContract;
using store::StoreContract;
INSTANTIATE_TEST_SUITE_P(Sqlite, StoreContract, k_makers, name_of_maker);
INSTANTIATE_TEST_SUITE_P(Sqlite, RegisterContract, k_makers, name_of_maker);
INSTANTIATE_TEST_SUITE_P(Sqlite, AuditContract, k_makers, name_of_maker);
INSTANTIATE_TEST_SUITE_P(Sqlite, RestoreContract, k_makers, name_of_maker);
INSTANTIATE_TEST_SUITE_P(Sqlite, SearchContract, k_makers, name_of_maker);
INSTANTIATE_TEST_SUITE_P(Sqlite, ListingContract, k_makers, name_of_maker);
INSTANTIATE_TEST_SUITE_P(Sqlite, StatusContract, k_makers, name_of_maker);
const auto k_server_makers = testing::Values(
    store::StoreMaker{"server", [] { return SqlStore::open(sql::emptied_schema(), Use::write).value(); }});
INSTANTIATE_TEST_SUITE_P(Postgres, StoreContract, k_server_makers, name_of_maker);
INSTANTIATE_TEST_SUITE_P(Postgres, RegisterContract, k_server_makers, name_of_maker);
INSTANTIATE_TEST_SUITE_P(Postgres, AuditContract, k_server_makers, name_of_maker);
INSTANTIATE_TEST_SUITE_P(Postgres, RestoreContract, k_server_makers, name_of_maker);
INSTANTIATE_TEST_SUITE_P(Postgres, SearchContract, k_server_makers, name_of_maker);
INSTANTIATE_TEST_SUITE_P(Postgres, ListingContract, k_server_makers, name_of_maker);
INSTANTIATE_TEST_SUITE_P(Postgres, StatusContract, k_server_makers, name_of_maker);

store::Intent some_intent() {
  store::Intent out;
  out.id.bytes = {1};
  out.code = "code";
  out.row_key.bytes = {2};
  out.unsigned_document = "{\"a\":1}";
  return out;
}

TEST(SqlStore, what_was_recorded_is_there_after_reopening) {
  const Folder folder;
  const std::string path = folder.file("a.db");
  {
    auto store = SqlStore::open(path, Use::write).value();
    const store::Intent intent = some_intent();
    const auto run = store->begin_run({1}, {}).value();
    ASSERT_TRUE(store->reserve({1}, run, {&intent, 1}));
  }
  auto reader = SqlStore::open(path, Use::read).value();
  EXPECT_EQ(reader->find_by_code("code").value()->intent.unsigned_document, "{\"a\":1}");
}

TEST(SqlStore, documents_come_back_exactly_after_a_batch_that_was_rolled_back) {
  const Folder folder;
  auto store = SqlStore::open(folder.file("r.db"), Use::write).value();
  const auto run = store->begin_run({1}, {}).value();
  std::vector<store::Intent> batch(2, some_intent());
  batch[0].unsigned_document = "{\"first\":\"a base that is rolled back with the rest of its batch\"}";
  batch[1].row_key.bytes = {3};  // the same code as the first: the batch fails
  ASSERT_FALSE(store->reserve({1}, run, batch));
  batch[0].unsigned_document = "{\"second\":\"another base, and that one stays for the documents that follow\"}";
  batch[1].unsigned_document = "{\"second\":\"another base, and that one stays for the document that followed\"}";
  batch[1].code = "other";
  batch[1].id.bytes = {9};
  ASSERT_TRUE(store->reserve({1}, run, batch));
  store.reset();
  store = SqlStore::open(folder.file("r.db"), Use::write).value();
  EXPECT_EQ(store->find_by_code("code").value()->intent.unsigned_document, batch[0].unsigned_document);
  EXPECT_EQ(store->find_by_code("other").value()->intent.unsigned_document, batch[1].unsigned_document);
}

TEST(SqlStore, a_second_writer_is_told_who_holds_the_lock) {
  const Folder folder;
  const std::string path = folder.file("b.db");
  auto first = SqlStore::open(path, Use::write).value();
  const auto second = SqlStore::open(path, Use::write);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, Kind::unavailable);
  EXPECT_EQ(second.error().code, "store.locked");
  EXPECT_NE(second.error().detail.find(std::to_string(::getpid())), std::string::npos);
  first.reset();
  EXPECT_TRUE(SqlStore::open(path, Use::write));
}

TEST(SqlStore, the_lock_goes_with_a_process_that_is_killed) {
  const Folder folder;
  const std::string path = folder.file("c.db");
  int ready[2];
  ASSERT_EQ(::pipe(ready), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    auto store = SqlStore::open(path, Use::write);
    (void)!::write(ready[1], store ? "y" : "n", 1);
    ::pause();
    ::_exit(0);
  }
  char answer = 0;
  ASSERT_EQ(::read(ready[0], &answer, 1), 1);
  ASSERT_EQ(answer, 'y');
  EXPECT_FALSE(SqlStore::open(path, Use::write));
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  EXPECT_TRUE(SqlStore::open(path, Use::write));
}

TEST(SqlStore, readers_work_beside_the_writer) {
  const Folder folder;
  const std::string path = folder.file("d.db");
  auto writer = SqlStore::open(path, Use::write).value();
  auto reader = SqlStore::open(path, Use::read).value();
  const store::Intent intent = some_intent();
  ASSERT_TRUE(writer->reserve({1}, writer->begin_run({1}, {}).value(), {&intent, 1}));
  EXPECT_TRUE(reader->find_by_code("code").value().has_value());
  const auto refused = reader->reserve({1}, {1}, {&intent, 1});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "store.read-only");
}

TEST(SqlStore, a_missing_database_is_not_made_by_a_reader) {
  const Folder folder;
  for (const Use use : {Use::read, Use::write_existing}) {
    const auto opened = SqlStore::open(folder.file("none.db"), use);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, Kind::missing);
  }
  EXPECT_FALSE(std::filesystem::exists(folder.file("none.db")));
}

TEST(SqlStore, a_database_of_a_newer_program_is_left_alone) {
  const Folder folder;
  const std::string path = folder.file("e.db");
  SqlStore::open(path, Use::write).value().reset();
  {
    sql::OpenOptions options;
    options.path = path;
    auto connection = sql::Connection::open(options).value();
    ASSERT_TRUE(connection.execute("INSERT INTO migration(version) VALUES(99)"));
  }
  const auto opened = SqlStore::open(path, Use::write);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, "store.version");
}

TEST(SqlStore, a_database_of_yesterday_is_brought_up_to_date) {
  const Folder folder;
  const std::string path = folder.file("y.db");
  {
    sql::OpenOptions options;
    options.path = path;
    auto connection = sql::Connection::open(options).value();
    ASSERT_TRUE(connection.execute("CREATE TABLE migration(version INTEGER PRIMARY KEY) STRICT; INSERT INTO migration VALUES(1)"));
    ASSERT_TRUE(connection.execute(migrations().front().sqlite));
    ASSERT_TRUE(connection.execute("INSERT INTO run VALUES(4, 1, 'd', '1', 'n', 'i', 'n', 'm', 'k', 's', 'f', 5)"));
  }
  EXPECT_EQ(SqlStore::open(path, Use::read).error().code, "store.version");
  auto store = SqlStore::open(path, Use::write_existing).value();
  EXPECT_EQ(store->issuers({1})->at(0).issuer_id, "i");
  EXPECT_EQ(store->begin_run({1}, {})->number, 5);
  EXPECT_TRUE(store->status_lists({1})->empty());
}

TEST(SqlStore, only_the_owner_may_read_the_file) {
  const Folder folder;
  const std::string path = folder.file("f.db");
  auto store = SqlStore::open(path, Use::write).value();
  struct stat found {};
  ASSERT_EQ(::stat(path.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777, 0600U);
}

TEST(Issuance, the_signed_document_is_the_intent_with_the_proof_as_last_member) {
  EXPECT_EQ(store::secured_document("{\"a\":1}", "{\"b\":2}"), "{\"a\":1,\"proof\":{\"b\":2}}");
}

TEST(Issuance, an_id_is_written_as_a_uuid) {
  // The example of RFC 9562, appendix A.6.
  EXPECT_EQ(store::to_text(
                {{0x01, 0x7F, 0x22, 0xE2, 0x79, 0xB0, 0x7C, 0xC3, 0x98, 0xC4, 0xDC, 0x0C, 0x0C, 0x07, 0x39, 0x8F}}),
            "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
}

}  // namespace
}  // namespace cairn::store_sql
