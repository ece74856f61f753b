#pragma once
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "contract/memory_register.hpp"
#include "contract/memory_status.hpp"
#include "store/store.hpp"

namespace cairn::store {

/// A store that forgets everything, for tests of what stands on the contract. Can be told to fail.
class MemoryStore final : public Store {
 public:
  /// Fails every write after so many of them, as a full disk would.
  void fail_after(int writes) { writes_left_ = writes; }
  void recover() { writes_left_.reset(); }

  Result<RunNumber> begin_run(TenantId tenant, const RunFacts& facts) override {
    CAIRN_CHECK(write());
    runs_.push_back({tenant, facts});
    return RunNumber{static_cast<std::int64_t>(runs_.size())};
  }

  Result<std::vector<std::optional<Issuance>>> find_issuances(TenantId tenant,
                                                              std::span<const RowKey> row_keys) override {
    std::vector<std::optional<Issuance>> out;
    for (const RowKey& key : row_keys) {
      const Row* row = find(tenant, [&](const Row& r) { return r.issuance.intent.row_key == key; });
      out.push_back(row == nullptr ? std::nullopt : std::optional(row->issuance));
    }
    return out;
  }

  Result<std::vector<Reserved>> reserve(TenantId tenant, RunNumber run, std::span<const Intent> intents) override {
    CAIRN_CHECK(write());
    std::vector<Reserved> out;
    MemoryStatus status = status_;
    std::vector<Row> rows = rows_;
    for (const Intent& intent : intents) {
      const bool exists =
          std::any_of(rows.begin(), rows.end(), [&](const Row& r) { return r.tenant == tenant && r.issuance.intent.row_key == intent.row_key; });
      out.push_back(exists ? Reserved::row_key_exists : Reserved::recorded);
      if (exists) continue;
      CAIRN_CHECK(status.claim(tenant, intent.status));
      Issuance issuance;
      issuance.intent = intent;
      issuance.run = runs_.at(static_cast<std::size_t>(run.number - 1)).second;
      rows.push_back({tenant, std::move(issuance)});
    }
    rows_ = std::move(rows);
    status_ = std::move(status);
    return out;
  }

  Result<void> finish(TenantId tenant, std::span<const Signature> signatures) override {
    CAIRN_CHECK(write());
    std::vector<Row> before = rows_;
    for (const Signature& signature : signatures) {
      const Result<void> done = finish_one(tenant, signature);
      if (done) continue;
      rows_ = std::move(before);
      return Failure(done.error());
    }
    return {};
  }

  Result<std::vector<Issuance>> unfinished(TenantId tenant, const IssuanceId& after, std::size_t limit) override {
    return in_state(tenant, IssuanceState::prepared, after, limit);
  }

  Result<std::vector<Issuance>> issued(TenantId tenant, const IssuanceId& after, std::size_t limit) override {
    return in_state(tenant, IssuanceState::issued, after, limit);
  }

  Result<void> void_intent(TenantId tenant, const IssuanceId& id, std::string_view reason) override {
    CAIRN_CHECK(write());
    Row* row = find(tenant, [&](const Row& r) { return r.issuance.intent.id == id; });
    if (row == nullptr) return fail(Kind::missing, "store.issuance", "no such intent");
    if (row->issuance.state == IssuanceState::issued) return fail(Kind::conflict, "store.issued", "it is signed");
    row->issuance.state = IssuanceState::voided;
    row->issuance.void_reason = reason;
    return {};
  }

  Result<std::optional<Issuance>> find_by_code(std::string_view code) override {
    for (const Row& row : rows_) {
      if (row.issuance.intent.code == code) return std::optional(row.issuance);
    }
    return std::optional<Issuance>();
  }

  Result<std::vector<IssuerRecord>> issuers(TenantId tenant) override {
    std::map<std::pair<std::string, std::string>, IssuerRecord> found;
    for (const auto& [owner, facts] : runs_) {
      if (owner == tenant) {
        found[{facts.issuer_id, facts.verification_method}] = {facts.issuer_id, facts.issuer_name,
                                                               facts.verification_method, facts.public_key};
      }
    }
    std::vector<IssuerRecord> out;
    for (const auto& [key, record] : found) out.push_back(record);
    return out;
  }

  Result<Counts> count(TenantId tenant) override {
    Counts out;
    for (const Row& row : rows_) {
      if (row.tenant != tenant) continue;
      ++(row.issuance.state == IssuanceState::issued   ? out.issued
         : row.issuance.state == IssuanceState::voided ? out.voided
                                                       : out.prepared);
    }
    return out;
  }

  Result<std::vector<StorageFault>> check_storage(TenantId) override { return std::vector<StorageFault>(); }

  Result<std::optional<StatusList>> open_status_list(TenantId tenant, const StatusScope& scope) override {
    return status_.open_list(tenant, scope);
  }
  Result<StatusList> begin_status_list(TenantId tenant, const StatusList& list) override {
    CAIRN_CHECK(write());
    return status_.begin(tenant, list);
  }
  Result<std::int64_t> close_status_lists(TenantId tenant) override {
    CAIRN_CHECK(write());
    return status_.close(tenant);
  }
  Result<std::vector<StatusList>> status_lists(TenantId tenant) override { return status_.lists(tenant); }
  Result<std::optional<StatusList>> find_status_list(std::string_view name) override { return status_.find(name); }
  Result<std::vector<StatusChange>> record_status(TenantId tenant, std::span<const StatusEvent> events) override {
    CAIRN_CHECK(write());
    return status_.record(tenant, events);
  }
  Result<std::vector<StatusEvent>> status_history(TenantId tenant, std::int64_t list, std::uint32_t slot) override {
    return status_.history(tenant, list, slot);
  }
  Result<SlotBits> status_bits(TenantId tenant, std::int64_t list) override { return status_.bits(tenant, list); }
  Result<std::int64_t> record_published(TenantId tenant, std::int64_t list, const PublishedList& signed_list) override {
    CAIRN_CHECK(write());
    return status_.publish(tenant, list, signed_list);
  }
  Result<std::optional<PublishedList>> published_list(std::string_view name) override { return status_.published(name); }

  Result<std::vector<std::int64_t>> write_records(TenantId tenant, const RegisterWrite& records) override {
    CAIRN_CHECK(write());
    return register_.write(tenant, records);
  }
  Result<AuditHead> restore_records(TenantId tenant, const RegisterContents& contents) override {
    CAIRN_CHECK(write());
    return register_.restore(tenant, contents);
  }
  Result<std::optional<Record>> find_record(TenantId tenant, const RecordKey& key) override { return register_.find(tenant, key); }
  Result<std::optional<Record>> find_revision(TenantId tenant, const RecordKey& key, std::int64_t revision) override {
    return register_.find(tenant, key, revision);
  }
  Result<std::vector<Record>> definition_family(TenantId tenant, std::string_view id) override { return register_.family(tenant, id); }
  Result<std::vector<Record>> list_records(TenantId tenant, RecordKind kind, const RecordKey& after, std::size_t limit) override {
    return register_.list(tenant, kind, after, limit);
  }
  Result<SearchPage> search(TenantId tenant, const SearchQuery& query) override { return register_.search(tenant, query); }
  Result<std::vector<SearchHit>> overdue_reviews(TenantId tenant, std::string_view day, std::size_t limit) override {
    return register_.overdue(tenant, day, limit);
  }
  Result<void> replace_listings(TenantId tenant, std::span<const Listing> listings) override {
    CAIRN_CHECK(write());
    register_.replace(tenant, listings);
    return {};
  }
  Result<std::vector<KeptListing>> listings(TenantId tenant, const RecordKey& after, std::size_t limit) override {
    return register_.listings(tenant, after, limit);
  }
  Result<std::vector<AuditEntry>> audit_entries(TenantId tenant, std::int64_t after, std::size_t limit) override {
    return register_.entries(tenant, after, limit);
  }
  Result<AuditHead> audit_head(TenantId tenant) override { return register_.head(tenant); }
  Result<std::vector<Record>> all_revisions(TenantId tenant, const Record& after, std::size_t limit) override {
    return register_.revisions(tenant, after, limit);
  }

 private:
  struct Row {
    TenantId tenant;
    Issuance issuance;
  };

  std::vector<Issuance> in_state(TenantId tenant, IssuanceState state, const IssuanceId& after, std::size_t limit) const {
    std::vector<Issuance> out;
    for (const Row& row : rows_) {
      if (row.tenant == tenant && row.issuance.state == state && row.issuance.intent.id > after) out.push_back(row.issuance);
    }
    std::sort(out.begin(), out.end(), [](const Issuance& a, const Issuance& b) { return a.intent.id < b.intent.id; });
    if (out.size() > limit) out.resize(limit);
    return out;
  }

  template <class Test>
  Row* find(TenantId tenant, Test test) {
    const auto found =
        std::find_if(rows_.begin(), rows_.end(), [&](const Row& row) { return row.tenant == tenant && test(row); });
    return found == rows_.end() ? nullptr : &*found;
  }

  Result<void> write() {
    if (writes_left_ && (*writes_left_)-- <= 0) return fail(Kind::exhausted, "store.disk-full", "no room");
    return {};
  }

  Result<void> finish_one(TenantId tenant, const Signature& signature) {
    Row* row = find(tenant, [&](const Row& r) { return r.issuance.intent.id == signature.id; });
    if (row == nullptr) return fail(Kind::missing, "store.issuance", "no such intent");
    if (row->issuance.state == IssuanceState::voided) return fail(Kind::conflict, "store.voided", "given up");
    if (row->issuance.state == IssuanceState::issued && row->issuance.proof != signature.proof) {
      return fail(Kind::conflict, "store.signature-differs", "another signature is recorded");
    }
    row->issuance.state = IssuanceState::issued;
    row->issuance.proof = signature.proof;
    return {};
  }

  std::vector<std::pair<TenantId, RunFacts>> runs_;
  std::vector<Row> rows_;
  MemoryStatus status_;
  MemoryRegister register_;
  std::optional<int> writes_left_;
};

}  // namespace cairn::store
