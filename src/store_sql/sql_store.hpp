#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "sql/connection.hpp"
#include "store/store.hpp"
#include "store_sql/database.hpp"
#include "store_sql/delta.hpp"

namespace cairn::store_sql {

/// The store in one SQLite file or one PostgreSQL database: the same code over both.
/// Locking: a program that records holds a lock from start to end, so a second issuing run is told at once. SQLite: of the
/// operating system, on "<database>.lock", so that the single-writer rule of the sql library holds between programs too.
/// PostgreSQL: of a row (RowLock). Readers need no lock.
class SqlStore final : public store::Store {
 public:
  /// in: location - a file, ":memory:" (each its own, for tests), or the address of a PostgreSQL database
  /// fails: as open_database; refused/store.incomplete, store.moved, store.backup
  static Result<std::unique_ptr<SqlStore>> open(const std::string& location, Use use);
  SqlStore(const SqlStore&) = delete;
  SqlStore& operator=(const SqlStore&) = delete;

  Result<store::RunNumber> begin_run(store::TenantId tenant, const store::RunFacts& facts) override;
  Result<std::vector<std::optional<store::Issuance>>> find_issuances(store::TenantId tenant,
                                                                     std::span<const store::RowKey> row_keys) override;
  Result<std::vector<store::Reserved>> reserve(store::TenantId tenant, store::RunNumber run,
                                               std::span<const store::Intent> intents) override;
  Result<void> finish(store::TenantId tenant, std::span<const store::Signature> signatures) override;
  Result<std::vector<store::Issuance>> unfinished(store::TenantId tenant, const store::IssuanceId& after,
                                                  std::size_t limit) override;
  Result<void> void_intent(store::TenantId tenant, const store::IssuanceId& id, std::string_view reason) override;
  Result<std::vector<store::Issuance>> issued(store::TenantId tenant, const store::IssuanceId& after,
                                              std::size_t limit) override;
  Result<std::optional<store::Issuance>> find_by_code(std::string_view code) override;
  Result<std::vector<store::IssuerRecord>> issuers(store::TenantId tenant) override;
  Result<store::Counts> count(store::TenantId tenant) override;
  Result<std::vector<store::StorageFault>> check_storage(store::TenantId tenant) override;

  Result<std::optional<store::StatusList>> open_status_list(store::TenantId tenant,
                                                            const store::StatusScope& scope) override;
  Result<store::StatusList> begin_status_list(store::TenantId tenant, const store::StatusList& list) override;
  Result<std::int64_t> close_status_lists(store::TenantId tenant) override;
  Result<std::vector<store::StatusList>> status_lists(store::TenantId tenant) override;
  Result<std::optional<store::StatusList>> find_status_list(std::string_view name) override;
  Result<std::vector<store::StatusChange>> record_status(store::TenantId tenant,
                                                         std::span<const store::StatusEvent> events) override;
  Result<std::vector<store::StatusEvent>> status_history(store::TenantId tenant, std::int64_t list,
                                                         std::uint32_t slot) override;
  Result<store::SlotBits> status_bits(store::TenantId tenant, std::int64_t list) override;
  Result<std::int64_t> record_published(store::TenantId tenant, std::int64_t list,
                                        const store::PublishedList& signed_list) override;
  Result<std::optional<store::PublishedList>> published_list(std::string_view name) override;

  Result<std::vector<std::int64_t>> write_records(store::TenantId tenant, const store::RegisterWrite& write) override;
  Result<store::AuditHead> restore_records(store::TenantId tenant, const store::RegisterContents& contents) override;
  Result<std::optional<store::Record>> find_record(store::TenantId tenant, const store::RecordKey& key) override;
  Result<std::optional<store::Record>> find_revision(store::TenantId tenant, const store::RecordKey& key,
                                                     std::int64_t revision) override;
  Result<std::vector<store::Record>> definition_family(store::TenantId tenant, std::string_view id) override;
  Result<std::vector<store::Record>> list_records(store::TenantId tenant, store::RecordKind kind,
                                                  const store::RecordKey& after, std::size_t limit) override;
  Result<store::SearchPage> search(store::TenantId tenant, const store::SearchQuery& query) override;
  Result<std::vector<store::SearchHit>> overdue_reviews(store::TenantId tenant, std::string_view day,
                                                        std::size_t limit) override;
  Result<void> replace_listings(store::TenantId tenant, std::span<const store::Listing> listings) override;
  Result<std::vector<store::KeptListing>> listings(store::TenantId tenant, const store::RecordKey& after,
                                                   std::size_t limit) override;
  Result<std::vector<store::AuditEntry>> audit_entries(store::TenantId tenant, std::int64_t after,
                                                       std::size_t limit) override;
  Result<store::AuditHead> audit_head(store::TenantId tenant) override;
  Result<std::vector<store::Record>> all_revisions(store::TenantId tenant, const store::Record& after,
                                                   std::size_t limit) override;

 private:
  explicit SqlStore(Database database) : database_(std::move(database)), connection_(database_.connection) {}

  using Name = std::pair<store::TenantId, store::IssuanceId>;
  using RunName = std::pair<std::int64_t, std::int64_t>;  // tenant, number
  /// What all issuances of a run share; it never changes once recorded.
  struct Run {
    store::RunFacts facts;
    DeltaCoder coder;
  };
  Result<const Run*> find_run(RunName name);
  Result<store::RunFacts> read_facts(RunName name);
  Result<std::string> read_base(RunName name);
  Result<void> record_base(RunName name, std::string_view document);
  Result<std::vector<store::Reserved>> reserve_all(store::TenantId tenant, store::RunNumber run,
                                                   std::span<const store::Intent> intents);
  Result<store::Issuance> read_issuance(sql::Statement& row);
  Result<std::vector<store::Issuance>> read_issuances(sql::Statement& select);
  Result<void> record_signature(store::TenantId tenant, const store::Signature& signature);
  struct SlotOfRow {
    store::StatusClaim claim;
    std::int64_t issuance;
  };
  Result<void> claim_slots(store::TenantId tenant, std::span<const SlotOfRow> slots);
  Result<void> advance_lists(store::TenantId tenant, std::span<const store::Intent> intents);
  Result<store::StatusChange> record_event(store::TenantId tenant, const store::StatusEvent& event,
                                           std::int64_t number);

  Result<void> write_all(store::TenantId tenant, const store::RegisterWrite& write);
  /// Each in place of the one of its key. Only in a transaction that records.
  Result<void> write_listings(store::TenantId tenant, std::span<const store::Listing> listings);

  Result<void> check_last_leaf(store::TenantId tenant, std::vector<store::StorageFault>& out);
  Result<void> check_index_columns(store::TenantId tenant, std::vector<store::StorageFault>& out);

  /// Every function that records begins so.
  Result<sql::Transaction> begin_recording();
  /// Numbers for new rows of a table; what is not used is left out. Only in a transaction that records.
  /// out: the first of `count`
  Result<std::int64_t> take_numbers(store::TenantId tenant, std::string_view table, std::size_t count);
  /// For the few texts that differ: PostgreSQL's tables all have the tenant in their keys.
  std::string_view choose(std::string_view sqlite, std::string_view postgres) const;
  Result<sql::Statement*> prepare(std::string_view sqlite, std::string_view postgres);
  /// The tenant as the last parameter of such a text; SQLite's has none.
  void bind_tenant(sql::Statement& statement, int parameter, std::int64_t tenant) const;

  Database database_;
  sql::Connection& connection_;  // of database_
  std::map<RunName, Run> runs_;
  std::map<Name, std::int64_t> unsigned_;  // row numbers of intents recorded here that have no signature yet
};

}  // namespace cairn::store_sql
