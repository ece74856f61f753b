#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "sql/connection.hpp"
#include "store/store.hpp"
#include "store_sqlite/delta.hpp"
#include "store_sqlite/run_lock.hpp"

namespace cairn::store_sqlite {

/// write: the one program that records; takes the run lock and brings the tables up to date. read: any number beside
/// it.
enum class Use { read, write };

/// The store in one SQLite file.
/// Locking: a program that records holds an operating-system lock on "<database>.lock" from start to end, so a second
/// issuing run is told at once and the single-writer rule of the sql library holds between programs too. Readers need
/// no lock.
class SqliteStore final : public store::Store {
 public:
  /// in: path - a file, or ":memory:" (each its own, for tests)
  /// fails: as sql::Connection and RunLock; corrupt/store.version; missing/store.missing (read, and there is no such
  /// file)
  static Result<std::unique_ptr<SqliteStore>> open(const std::string& path, Use use);
  SqliteStore(const SqliteStore&) = delete;
  SqliteStore& operator=(const SqliteStore&) = delete;

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

 private:
  SqliteStore(std::optional<RunLock> lock, sql::Connection connection)
      : lock_(std::move(lock)), connection_(std::move(connection)) {}
  using Name = std::pair<store::TenantId, store::IssuanceId>;
  /// What all issuances of a run share; it never changes once recorded.
  struct Run {
    store::RunFacts facts;
    DeltaCoder coder;
  };
  Result<const Run*> find_run(std::int64_t number);
  Result<store::RunFacts> read_facts(std::int64_t number);
  Result<std::string> read_base(std::int64_t number);
  Result<void> record_base(store::RunNumber run, std::string_view document);
  Result<std::vector<store::Reserved>> reserve_all(store::TenantId tenant, store::RunNumber run,
                                                   std::span<const store::Intent> intents);
  Result<store::Issuance> read_issuance(sql::Statement& row);
  Result<std::vector<store::Issuance>> read_issuances(sql::Statement& select);
  Result<void> record_signature(store::TenantId tenant, const store::Signature& signature);
  Result<void> claim_slot(store::TenantId tenant, std::int64_t issuance, const store::StatusClaim& claim);
  Result<void> advance_lists(store::TenantId tenant, std::span<const store::Intent> intents);
  Result<store::StatusChange> record_event(store::TenantId tenant, const store::StatusEvent& event);

  std::optional<RunLock> lock_;  // outlives the connection
  sql::Connection connection_;
  std::map<std::int64_t, Run> runs_;
  std::map<Name, std::int64_t> unsigned_;  // row numbers of intents recorded here that have no signature yet
};

}  // namespace cairn::store_sqlite
