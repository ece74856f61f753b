#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "contract/memory_store.hpp"
#include "crypto/hash.hpp"
#include "postgres/server.hpp"
#include "store_sql/copy_database.hpp"
#include "store_sql/copy_pages.hpp"
#include "store_sql/sql_store.hpp"
#include "store_sql/standing.hpp"

// A whole database, copied: between both engines, in every direction.
namespace cairn::store_sql {
namespace {

namespace files = std::filesystem;
using store::CopyOrder;
using store::CopyPurpose;

constexpr int k_issuances = 1'200;  // more than two pages

enum class Engine { file, server };
struct Direction {
  std::string name;
  Engine from;
  Engine to;
};

class CopyPlaces : public testing::TestWithParam<Direction> {
 protected:
  CopyPlaces() { files::create_directories(folder_); }
  ~CopyPlaces() override { files::remove_all(folder_); }

  std::string file(const std::string& name) const { return (folder_ / name).string(); }
  std::string place(Engine engine) { return engine == Engine::server ? sql::fresh_schema() : file(std::to_string(++number_) + ".db"); }
  static std::unique_ptr<SqlStore> open(const std::string& location, Use use = Use::read) { return SqlStore::open(location, use).value(); }
  static sql::Connection connect(const std::string& location) {
    sql::OpenOptions options;
    options.path = location;
    return sql::Connection::open(options).value();
  }
  static Result<store::CopyDone> copy(const std::string& from, const std::string& to, CopyPurpose purpose = CopyPurpose::move) {
    return copy_database({from, to, purpose, {1'790'000'000, 0}, {}});
  }

  static store::Intent intent(int number) {
    store::Intent out;
    out.id.bytes = {1, 2, 3, 4, 5, 6, 0x70, 0, 0x80, 0, 0, 0, 0, 0, static_cast<std::uint8_t>(number / 256), static_cast<std::uint8_t>(number)};
    out.code = "code" + std::to_string(number);
    out.row_key.bytes = {9, static_cast<std::uint8_t>(number / 256), static_cast<std::uint8_t>(number)};
    out.learner_name = "Sèonaid " + std::to_string(number);
    out.created.seconds = 1'700'000'100 + number;
    out.unsigned_document = "{\"n\":" + std::to_string(number) + ",\"same\":\"in all of them, so that differences are small\"}";
    return out;
  }

  static void fill_issuances(SqlStore& store) {
    const auto run = store.begin_run({1}, {"https://a.example/d/1", "2", "Weaving", "did:key:zA", "Ardmore", "did:key:zA#zA", "zA", "eddsa-rdfc-2022", "people.csv", {5, 0}}).value();
    store::StatusList list;
    list.scope = {"did:key:zA", "https://a.example", store::StatusPurpose::suspension};
    list.name = "list-a";
    list.permutation_key.fill(7);
    list = store.begin_status_list({1}, list).value();
    std::vector<store::Intent> intents;
    std::vector<store::Signature> signatures;
    for (int i = 0; i < k_issuances; ++i) {
      intents.push_back(intent(i));
      intents.back().status = store::StatusClaim{list.number, static_cast<std::uint32_t>(i + 1), static_cast<std::uint32_t>(i * 7)};
      if (i >= 2) signatures.push_back({intents.back().id, "{\"proofValue\":\"z" + std::to_string(i) + "\"}"});
    }
    ASSERT_TRUE(store.reserve({1}, run, intents));
    ASSERT_TRUE(store.finish({1}, signatures));
    ASSERT_TRUE(store.void_intent({1}, intents[1].id, "given up"));
    store::StatusEvent event;
    event.list = list.number;
    event.slot = 35;
    event.action = store::StatusAction::suspend;
    event.reason = "other";
    event.by = "registrar";
    ASSERT_TRUE(store.record_status({1}, {&event, 1}));
    ASSERT_TRUE(store.record_published({1}, list.number, {"a signed list", 0, 1, {10, 0}, {20, 0}}));
  }

  static void fill_register(SqlStore& store, store::TenantId tenant) {
    const store::RecordKey person{store::RecordKind::person, "amina"};
    const store::RecordKey weld{store::RecordKind::definition, "weld", "1"};
    ASSERT_TRUE(store.write_records(tenant, {{{person, 0, "{\"name\":\"A\"}"}}, {}, {"amina", "define", "", {1, 5}}}));
    store::Listing listing{weld, store::PublicStatus::current, "Welding for farms", "short", "en", "Welding for farms and gates", "2027-01-01", 20'000, {{"level", "EQF 4"}}};
    ASSERT_TRUE(store.write_records(tenant, {{{weld, 0, "{}"}, {person, 1, "{\"name\":\"Amina\"}"}}, {listing}, {"amina", "define", "a note", {2, 0}}}));
  }

  static void fill(const std::string& location) {
    const auto store = open(location, Use::write);
    fill_issuances(*store);
    fill_register(*store, {1});
    fill_register(*store, {3});
  }

  static void expect_all_there(const std::string& location) {
    const auto store = open(location);
    EXPECT_EQ(store->count({1})->issued, k_issuances - 2);
    EXPECT_EQ(store->count({1})->voided, 1);
    const auto found = store->find_by_code("code1100").value();
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->intent.unsigned_document, intent(1100).unsigned_document);
    EXPECT_EQ(found->proof, "{\"proofValue\":\"z1100\"}");
    EXPECT_EQ(found->intent.learner_name, "Sèonaid 1100");
    const auto list = store->find_status_list("list-a").value();
    ASSERT_TRUE(list.has_value());
    EXPECT_EQ(store->status_bits({1}, list->number)->set, (std::vector<std::uint32_t>{35}));
    EXPECT_EQ(store->published_list("list-a").value()->document, "a signed list");
    for (const store::TenantId tenant : {store::TenantId{1}, store::TenantId{3}}) {
      EXPECT_EQ(store->audit_head(tenant)->size, 3);
      EXPECT_EQ(store->find_revision(tenant, {store::RecordKind::person, "amina"}, 1).value()->body, "{\"name\":\"A\"}");
      EXPECT_EQ(store->find_record(tenant, {store::RecordKind::person, "amina"}).value()->body, "{\"name\":\"Amina\"}");
      store::SearchQuery query;
      query.words = "gate";
      query.facets = {{"level", "EQF 4"}};
      EXPECT_EQ(store->search(tenant, query)->hits.size(), 1U);
    }
  }

  static std::string mark(const std::string& location, std::string_view name) {
    sql::Connection connection = connect(location);
    const auto found = find_mark(connection, name).value();
    return found ? found->note : "none";
  }

  int number_ = 0;
  const files::path folder_ = files::temp_directory_path() / ("cairn-copy-" + std::to_string(::getpid()));
};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(CopyPlaces);

INSTANTIATE_TEST_SUITE_P(Sqlite, CopyPlaces, testing::Values(Direction{"file_to_file", Engine::file, Engine::file}),
                         [](const auto& direction) { return direction.param.name; });
INSTANTIATE_TEST_SUITE_P(Postgres, CopyPlaces,
                         testing::Values(Direction{"file_to_server", Engine::file, Engine::server}, Direction{"server_to_file", Engine::server, Engine::file},
                                         Direction{"server_to_server", Engine::server, Engine::server}),
                         [](const auto& direction) { return direction.param.name; });

TEST_P(CopyPlaces, everything_arrives_and_both_sides_are_the_same) {
  const std::string from = place(GetParam().from);
  const std::string to = place(GetParam().to);
  fill(from);
  const auto done = copy(from, to);
  ASSERT_TRUE(done) << done.error().detail;
  ASSERT_EQ(done->tables.size(), copy_tables().size());
  std::map<std::string, std::int64_t> rows;
  for (const store::CopiedTable& table : done->tables) {
    EXPECT_EQ(table.from, table.to) << table.name;
    EXPECT_NE(to_hex(table.from.digest), std::string(64, '0')) << table.name << " was tried without a row";
    rows[table.name] = table.to.rows;
  }
  EXPECT_EQ(rows["issuance"], k_issuances);
  EXPECT_EQ(rows["signature"], k_issuances - 2);
  EXPECT_EQ(rows["status_slot"], k_issuances);
  EXPECT_EQ(rows["record"], 4);
  EXPECT_EQ(rows["audit_entry"], 6);
  EXPECT_EQ(done->audit, open(from)->audit_head({1}).value());
  expect_all_there(to);
  expect_all_there(from);
}

TEST_P(CopyPlaces, the_copy_goes_on_where_the_first_stopped) {
  const std::string from = place(GetParam().from);
  const std::string to = place(GetParam().to);
  fill(from);
  ASSERT_TRUE(copy(from, to));
  const auto store = open(to, Use::write);
  const auto run = store->begin_run({1}, {}).value();
  EXPECT_EQ(run.number, 2);
  store::Intent next = intent(5'000);
  const auto list = store->find_status_list("list-a").value();
  next.status = store::StatusClaim{list->number, k_issuances + 1, 7};
  EXPECT_EQ(store->reserve({1}, run, {&next, 1}).error().code, "store.slot-taken");
  next.status = store::StatusClaim{list->number, k_issuances + 1, 131'000};
  EXPECT_TRUE(store->reserve({1}, run, {&next, 1}));
  EXPECT_EQ(store->open_status_list({1}, list->scope).value()->name, "list-a") << "a move begins no new epoch";
  EXPECT_EQ(store->write_records({1}, {{{{store::RecordKind::person, "amina"}, 2, "{}"}}, {}, {"amina", "edit", "", {3, 0}}})->at(0), 3);
  EXPECT_EQ(store->audit_head({1})->size, 4);
  store::Listing other{{store::RecordKind::definition, "spin", "1"}, store::PublicStatus::current, "Spinning", "", "en", "Spinning gates", "", 0, {}};
  ASSERT_TRUE(store->write_records({1}, {{{other.key, 0, "{}"}}, {other}, {"amina", "define", "", {4, 0}}}));
  store::SearchQuery query;
  query.words = "gates";
  EXPECT_EQ(store->search({1}, query)->hits.size(), 2U);
}

TEST_P(CopyPlaces, in_what_was_moved_nothing_is_recorded_any_more) {
  const std::string from = place(GetParam().from);
  const std::string to = place(GetParam().to);
  fill(from);
  ASSERT_TRUE(copy(from, to));
  const auto again = SqlStore::open(from, Use::write);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, "store.moved");
  EXPECT_EQ(SqlStore::open(from, Use::write_existing).error().code, "store.moved");
  EXPECT_TRUE(SqlStore::open(from, Use::read));
  EXPECT_EQ(copy(from, place(Engine::file)).error().code, "store.moved");
}

TEST_P(CopyPlaces, a_place_that_holds_anything_is_left_alone) {
  const std::string from = place(GetParam().from);
  const std::string to = place(GetParam().to);
  fill(from);
  fill_register(*open(to, Use::write), {1});
  const auto done = copy(from, to);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, Kind::conflict);
  EXPECT_EQ(done.error().code, "copy.not-empty");
  EXPECT_EQ(open(to)->audit_head({1})->size, 3);
  EXPECT_TRUE(open(to, Use::write));
  EXPECT_TRUE(open(from, Use::write)) << "the source was not given up";
}

TEST_P(CopyPlaces, a_copy_that_was_killed_says_so_and_begins_anew) {
  const std::string from = place(GetParam().from);
  const std::string to = place(GetParam().to);
  fill(from);
  const pid_t child = ::fork();
  if (child == 0) {
    (void)copy_database({from, to, CopyPurpose::move, {}, [](std::uint64_t done, std::uint64_t) {
                           if (done > 700) ::_exit(9);
                         }});
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_EQ(WEXITSTATUS(status), 9);
  // The server notices as soon as it looks at the closed sockets.
  ::usleep(GetParam().name == "file_to_file" ? 0 : 400'000);
  for (const Use use : {Use::read, Use::write, Use::write_existing}) {
    const auto opened = SqlStore::open(to, use);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, "store.incomplete") << opened.error().detail;
  }
  EXPECT_TRUE(open(from, Use::write)) << "the source was not given up";
  const auto again = copy(from, to);
  ASSERT_TRUE(again) << again.error().detail;
  expect_all_there(to);
}

TEST_P(CopyPlaces, what_changes_after_the_snapshot_is_not_mixed_in) {
  const std::string from = place(GetParam().from);
  const std::string to = file("backup");
  fill(from);
  bool was_changed = false;
  const auto writer = open(from, Use::write);
  const auto done = copy_database({from, to, CopyPurpose::backup, {}, [&](std::uint64_t, std::uint64_t) {
                                     if (was_changed) return;
                                     was_changed = true;
                                     fill_register(*writer, {7});
                                   }});
  ASSERT_TRUE(done) << done.error().detail;
  EXPECT_TRUE(was_changed);
  EXPECT_EQ(writer->audit_head({7})->size, 3);
  EXPECT_EQ(open(to)->audit_head({7})->size, 0);
  EXPECT_EQ(open(to)->audit_head({3})->size, 3);
}

TEST_P(CopyPlaces, a_backup_is_restored_with_closed_lists) {
  const std::string from = place(GetParam().from);
  const std::string backup = file("backup");
  const std::string to = place(GetParam().to);
  fill(from);
  ASSERT_TRUE(copy(from, backup, CopyPurpose::backup));
  EXPECT_EQ(SqlStore::open(backup, Use::write).error().code, "store.backup");
  EXPECT_FALSE(files::exists(backup + "-wal"));
  const auto done = copy(backup, to, CopyPurpose::restore);
  ASSERT_TRUE(done) << done.error().detail;
  EXPECT_EQ(done->source_time, (Instant{1'790'000'000, 0}));
  EXPECT_EQ(done->closed_lists, 1);
  expect_all_there(to);
  const auto store = open(to, Use::write);
  EXPECT_FALSE(store->status_lists({1})->front().is_open);
  store::Intent late = intent(5'001);
  late.status = store::StatusClaim{1, k_issuances + 1, 131'001};
  EXPECT_EQ(store->reserve({1}, store->begin_run({1}, {}).value(), {&late, 1}).error().code, "store.slot-taken");
  EXPECT_TRUE(open(from, Use::write)) << "a backup leaves the database as it was";
}

class CopyOfFile : public CopyPlaces {
 protected:
  /// A backup of a small database.
  std::string make_backup() {
    const std::string from = file("source.db");
    {
      const auto store = open(from, Use::write);
      fill_register(*store, {1});
    }
    EXPECT_TRUE(copy(from, file("backup"), CopyPurpose::backup));
    return file("backup");
  }
  void expect_refused(const std::string& backup, const std::string& code) {
    const auto done = copy(backup, file("new.db"), CopyPurpose::restore);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, code) << done.error().detail;
    for (const char* end : {"", "-wal", "-shm", ".lock"}) EXPECT_FALSE(files::exists(file("new.db") + end)) << end;
  }
};
INSTANTIATE_TEST_SUITE_P(Sqlite, CopyOfFile, testing::Values(Direction{"file", Engine::file, Engine::file}),
                         [](const auto& direction) { return direction.param.name; });

TEST_P(CopyOfFile, a_backup_that_was_changed_since_is_refused) {
  const std::string backup = make_backup();
  ASSERT_TRUE(connect(backup).execute("UPDATE record SET body = '{\"name\":\"Eve\"}' WHERE kind = 1"));
  ASSERT_TRUE(connect(backup).execute("PRAGMA journal_mode = DELETE"));
  expect_refused(backup, "copy.damaged");
}

TEST_P(CopyOfFile, a_backup_that_was_cut_off_is_refused) {
  const std::string backup = make_backup();
  files::resize_file(backup, files::file_size(backup) / 2);
  expect_refused(backup, "store.corrupt");
}

TEST_P(CopyOfFile, a_flipped_bit_anywhere_is_noticed_or_harmless) {
  const std::string backup = make_backup();
  std::ifstream in(backup, std::ios::binary);
  const std::string whole((std::istreambuf_iterator<char>(in)), {});
  int refused = 0;
  for (std::size_t at = 50; at < whole.size(); at += whole.size() / 40) {
    std::string other = whole;
    other[at] = static_cast<char>(other[at] ^ 0x10);
    std::ofstream(file("other"), std::ios::binary | std::ios::trunc) << other;
    const auto done = copy(file("other"), file("new.db"), CopyPurpose::restore);
    if (done) {
      EXPECT_EQ(open(file("new.db"))->find_record({1}, {store::RecordKind::person, "amina"}).value()->body, "{\"name\":\"Amina\"}");
      EXPECT_EQ(open(file("new.db"))->audit_head({1})->size, 3);
    } else {
      ++refused;
    }
    for (const char* end : {"", "-wal", "-shm", ".lock"}) files::remove(file("new.db") + end);
  }
  EXPECT_GT(refused, 0);
}

TEST_P(CopyOfFile, what_is_no_backup_is_refused) {
  const std::string backup = make_backup();
  expect_refused(file("source.db"), "copy.no-backup");
  std::ofstream(file("text")) << "a letter, and no database at all; long enough to have a header of a hundred bytes, which SQLite would look at";
  expect_refused(file("text"), "store.corrupt");
  ASSERT_TRUE(connect(file("strange.db")).execute("CREATE TABLE recipe(name TEXT)"));
  expect_refused(file("strange.db"), "copy.no-backup");
  expect_refused(file("nowhere"), "store.missing");
  ASSERT_TRUE(connect(backup).execute("INSERT INTO migration(version) VALUES(99); PRAGMA journal_mode = DELETE"));
  expect_refused(backup, "store.version");
}

TEST_P(CopyOfFile, a_backup_replaces_nothing) {
  make_backup();
  std::ofstream(file("notes.txt")) << "mine";
  EXPECT_EQ(copy(file("source.db"), file("notes.txt"), CopyPurpose::backup).error().code, "copy.exists");
  EXPECT_EQ(files::file_size(file("notes.txt")), 4U);
  EXPECT_EQ(copy(file("source.db"), file("backup"), CopyPurpose::backup).error().code, "copy.exists");
  EXPECT_EQ(copy(file("source.db"), file("source.db"), CopyPurpose::backup).error().code, "copy.same");
  EXPECT_EQ(copy(file("source.db"), file("no/such/folder"), CopyPurpose::backup).error().code, "store.open");
}

TEST_P(CopyOfFile, the_database_of_another_program_is_no_place) {
  make_backup();
  ASSERT_TRUE(connect(file("strange.db")).execute("CREATE TABLE recipe(name TEXT)"));
  EXPECT_EQ(copy(file("source.db"), file("strange.db")).error().code, "copy.not-empty");
  sql::Connection connection = connect(file("strange.db"));
  EXPECT_FALSE(connection.prepare("SELECT 1 FROM migration")) << "no table of ours is in it";
}

TEST_P(CopyOfFile, every_table_and_column_is_copied) {
  open(file("a.db"), Use::write).reset();
  sql::Connection connection = connect(file("a.db"));
  std::set<std::string> there;
  sql::Statement* select = connection
                               .prepare("SELECT s.name || '.' || c.name FROM sqlite_schema s JOIN pragma_table_info(s.name) c WHERE s.type = 'table' AND "
                                        "s.name NOT IN ('migration', 'standing') AND s.name NOT LIKE 'listing_titles%' AND s.name NOT LIKE 'listing_words%'")
                               .value();
  while (select->step().value() == sql::Step::row) there.emplace(select->text(0));
  select->reset();
  std::set<std::string> copied;
  for (const CopyTable& table : copy_tables()) {
    if (table.owner.empty()) copied.insert(std::string(table.name) + "." + std::string(table.tenant));
    for (const CopyColumn& column : table.columns) copied.insert(std::string(table.name) + "." + std::string(column.name));
  }
  EXPECT_EQ(copied, there);
}

// Worked out by hand: 32 zeros, then the row: tenant 1, issuance 2, and "no" with its length.
TEST_P(CopyOfFile, a_digest_is_that_of_the_rows_with_their_lengths) {
  const auto store = open(file("a.db"), Use::write);
  const store::Intent intents[] = {intent(1), intent(2)};
  ASSERT_TRUE(store->reserve({1}, store->begin_run({1}, {}).value(), intents));
  ASSERT_TRUE(store->void_intent({1}, intents[1].id, "no"));
  Bytes bytes(32, 0);
  for (const std::uint8_t number : {std::uint8_t{1}, std::uint8_t{2}, std::uint8_t{2}}) {
    bytes.insert(bytes.end(), 7, 0);
    bytes.push_back(number);
  }
  bytes.push_back('n');
  bytes.push_back('o');
  sql::Connection connection = connect(file("a.db"));
  for (const CopyTable& table : copy_tables()) {
    if (table.name != "void") continue;
    const store::TableDigest found = digest_table(connection, table, {}).value();
    EXPECT_EQ(found.rows, 1);
    EXPECT_EQ(to_hex(found.digest), to_hex(crypto::sha256(bytes)));
  }
}

}  // namespace
}  // namespace cairn::store_sql
