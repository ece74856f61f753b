#include <algorithm>
#include <set>

#include "store_sql/register_rows.hpp"
#include "store_sql/row_batch.hpp"
#include "store_sql/sql_store.hpp"

// Writing to the register: records, their earlier bodies and the audit tree, in one transaction.
namespace cairn::store_sql {
namespace {

using store::AuditEntry;
using store::Hash;
using store::RecordKey;
using store::RecordKind;
using store::RecordWrite;
using store::TenantId;

/// Why records were not written, before anybody looked what stands there.
constexpr std::string_view k_clash = "register.revision";

Failure clash() { return fail(Kind::conflict, k_clash, "a record has another revision than the writer saw"); }

std::int64_t number_of(RecordKind kind) { return static_cast<std::int64_t>(kind); }

// Locks the row of the tenant, so that nobody else writes to its register until the commit.
Result<AuditState> lock_head(sql::Connection& connection, TenantId tenant) {
  const Hash none{};
  CAIRN_TRY(sql::Statement * upsert,
            connection.prepare("INSERT INTO audit_head(tenant, size, at_s, at_ns, last_leaf, peaks) "
                               "VALUES($1, 0, 0, 0, $2, $3) ON CONFLICT(tenant) DO UPDATE SET tenant = excluded.tenant "
                               "RETURNING size, at_s, at_ns, last_leaf, peaks"));
  upsert->bind(1, tenant.number).bind(2, ByteView(none)).bind(3, ByteView());
  CAIRN_TRY(const sql::Step found, upsert->step());
  CAIRN_ASSERT(found == sql::Step::row);
  Result<AuditState> out = read_audit_state(*upsert);
  CAIRN_TRY(const sql::Step end, upsert->step());
  CAIRN_ASSERT(end == sql::Step::done);
  upsert->reset();
  return out;
}

Result<void> save_head(sql::Connection& connection, TenantId tenant, const AuditState& state) {
  Bytes peaks;
  for (const Hash& peak : state.tree.peaks()) peaks.insert(peaks.end(), peak.begin(), peak.end());
  CAIRN_TRY(sql::Statement * update, connection.prepare("UPDATE audit_head SET size = $1, at_s = $2, at_ns = $3, "
                                                        "last_leaf = $4, peaks = $5 WHERE tenant = $6"));
  update->bind(1, state.tree.head().size)
      .bind(2, state.last_at.seconds)
      .bind(3, std::int64_t{state.last_at.nanoseconds})
      .bind(4, ByteView(state.last_leaf))
      .bind(5, ByteView(peaks))
      .bind(6, tenant.number);
  return update->run();
}

Result<void> insert_new(sql::Connection& connection, TenantId tenant, std::span<const RecordWrite> records) {
  RowBatch batch("INSERT INTO record(tenant, kind, id, version, number, revision, body)", 7, " ON CONFLICT DO NOTHING");
  for (const RecordWrite& record : records) {
    const RecordKey& key = record.key;
    batch.add(tenant.number).add(number_of(key.kind)).add(key.id).add(key.version).add(key.number);
    batch.add(std::int64_t{1}).add(record.body);
  }
  CAIRN_TRY(const std::int64_t written, batch.run(connection));
  if (std::cmp_not_equal(written, records.size())) return clash();
  return {};
}

Result<void> replace(sql::Connection& connection, TenantId tenant, const RecordWrite& record) {
  CAIRN_TRY(sql::Statement * keep,
            connection.prepare("INSERT INTO record_past(tenant, kind, id, version, number, revision, body) "
                               "SELECT tenant, kind, id, version, number, revision, body FROM record WHERE tenant = $1 "
                               "AND kind = $2 AND id = $3 AND version = $4 AND number = $5 AND revision = $6"));
  keep->bind(1, tenant.number);
  bind_key(*keep, 2, record.key);
  keep->bind(6, record.expected_revision);
  CAIRN_CHECK(keep->run());
  if (connection.changes() != 1) return clash();
  CAIRN_TRY(sql::Statement * update,
            connection.prepare("UPDATE record SET revision = revision + 1, body = $6 WHERE tenant = $1 AND kind = $2 "
                               "AND id = $3 AND version = $4 AND number = $5"));
  update->bind(1, tenant.number);
  bind_key(*update, 2, record.key);
  update->bind(6, record.body);
  return update->run();
}

Result<void> write_bodies(sql::Connection& connection, TenantId tenant, std::span<const RecordWrite> records) {
  while (!records.empty()) {
    const auto is_old = [](const RecordWrite& record) { return record.expected_revision != 0; };
    const auto new_ones = static_cast<std::size_t>(std::find_if(records.begin(), records.end(), is_old) - records.begin());
    CAIRN_CHECK(insert_new(connection, tenant, records.first(new_ones)));
    records = records.subspan(new_ones);
    if (records.empty()) break;
    CAIRN_CHECK(replace(connection, tenant, records.front()));
    records = records.subspan(1);
  }
  return {};
}

Result<std::int64_t> present_revision(sql::Connection& connection, TenantId tenant, const RecordKey& key) {
  CAIRN_TRY(sql::Statement * select,
            connection.prepare("SELECT revision FROM record WHERE tenant = $1 AND kind = $2 AND id = $3 "
                               "AND version = $4 AND number = $5"));
  select->bind(1, tenant.number);
  bind_key(*select, 2, key);
  CAIRN_TRY(const sql::Step found, select->step());
  const std::int64_t out = found == sql::Step::row ? select->integer(0) : 0;
  select->reset();
  return out;
}

// An act is an act on something: its definition is there, perhaps since this very write.
Result<void> check_acts(sql::Connection& connection, TenantId tenant, std::span<const RecordWrite> records) {
  std::set<RecordKey> definitions;
  for (const RecordWrite& record : records) {
    if (record.key.kind == RecordKind::act) definitions.insert({RecordKind::definition, record.key.id, record.key.version});
  }
  for (const RecordKey& definition : definitions) {
    CAIRN_TRY(const std::int64_t revision, present_revision(connection, tenant, definition));
    if (revision != 0) continue;
    return fail(Kind::missing, "register.record", "the register has no " + to_text(definition) + " to act on",
                "Check its id and version, or define it first.");
  }
  return {};
}

// After the rollback: which record it was, and what stands there.
Failure explain_clash(sql::Connection& connection, TenantId tenant, std::span<const RecordWrite> records) {
  for (const RecordWrite& record : records) {
    Result<std::int64_t> present = present_revision(connection, tenant, record.key);
    if (!present) return std::move(present).failure();
    if (*present == record.expected_revision) continue;
    if (*present == 0) {
      return fail(Kind::missing, "register.record", "the register has no " + to_text(record.key),
                  "Check its id and version.");
    }
    const std::string expected =
        record.expected_revision == 0 ? "not to exist yet" : "at revision " + std::to_string(record.expected_revision);
    return fail(Kind::conflict, k_clash,
                "the " + to_text(record.key) + " was expected " + expected + ", but is at revision " +
                    std::to_string(*present),
                "Somebody changed it in between. Read it again and repeat the change.");
  }
  return fail(Kind::conflict, k_clash, "one write holds the same record twice, or somebody wrote in between",
              "Read the records again and repeat the change.");
}

std::vector<AuditEntry> make_entries(AuditState& state, const store::RegisterWrite& write) {
  std::vector<AuditEntry> out;
  out.reserve(write.records.size());
  std::int64_t number = state.tree.head().size;
  for (const RecordWrite& record : write.records) {
    AuditEntry entry{++number,   write.change.at, write.change.actor, write.change.action, write.change.note,
                     record.key, record.expected_revision + 1, store::body_digest(record.body), state.last_leaf};
    state.last_leaf = leaf_hash(entry);
    state.tree.append(state.last_leaf);
    state.last_at = entry.at;
    out.push_back(std::move(entry));
  }
  return out;
}

Result<void> insert_entries(sql::Connection& connection, TenantId tenant, std::span<const AuditEntry> entries) {
  RowBatch batch("INSERT INTO audit_entry(tenant, number, at_s, at_ns, actor, action, note, kind, id, version, "
                 "record_number, revision, body_digest, previous)",
                 14);
  for (const AuditEntry& entry : entries) {
    batch.add(tenant.number).add(entry.number).add(entry.at.seconds).add(std::int64_t{entry.at.nanoseconds});
    batch.add(entry.actor).add(entry.action).add(entry.note).add(number_of(entry.key.kind)).add(entry.key.id);
    batch.add(entry.key.version).add(entry.key.number).add(entry.revision);
    batch.add(ByteView(entry.body_digest)).add(ByteView(entry.previous));
  }
  CAIRN_CHECK(batch.run(connection));
  return {};
}

Result<void> insert_revisions(sql::Connection& connection, TenantId tenant, std::span<const store::Record> revisions) {
  RowBatch newest("INSERT INTO record(tenant, kind, id, version, number, revision, body)", 7);
  RowBatch past("INSERT INTO record_past(tenant, kind, id, version, number, revision, body)", 7);
  for (std::size_t i = 0; i < revisions.size(); ++i) {
    const store::Record& record = revisions[i];
    const bool is_past = i + 1 < revisions.size() && revisions[i + 1].key == record.key;
    RowBatch& batch = is_past ? past : newest;
    batch.add(tenant.number).add(number_of(record.key.kind)).add(record.key.id).add(record.key.version).add(record.key.number);
    batch.add(record.revision).add(record.body);
  }
  CAIRN_CHECK(newest.run(connection));
  CAIRN_CHECK(past.run(connection));
  return {};
}

}  // namespace

Result<store::AuditHead> SqlStore::restore_records(TenantId tenant, const store::RegisterContents& contents) {
  CAIRN_TRY(store::AuditTree tree, check_contents(contents));
  CAIRN_TRY(auto transaction, begin_recording());
  CAIRN_TRY(const AuditState present, lock_head(connection_, tenant));
  if (present.tree.head().size > 0) {
    return fail(Kind::conflict, "register.not-empty", "the register holds " + std::to_string(present.tree.head().size) + " audit entries already",
                "Give a new database. Nothing was written.");
  }
  CAIRN_CHECK(insert_revisions(connection_, tenant, contents.revisions));
  CAIRN_CHECK(insert_entries(connection_, tenant, contents.entries));
  AuditState state{std::move(tree), {}, {}};
  if (!contents.entries.empty()) {
    state.last_at = contents.entries.back().at;
    state.last_leaf = leaf_hash(contents.entries.back());
  }
  CAIRN_CHECK(save_head(connection_, tenant, state));
  CAIRN_CHECK(write_listings(tenant, contents.listings));
  CAIRN_CHECK(transaction.commit());
  return state.tree.head();
}

Result<void> SqlStore::write_all(TenantId tenant, const store::RegisterWrite& write) {
  CAIRN_TRY(auto transaction, begin_recording());
  CAIRN_TRY(AuditState state, lock_head(connection_, tenant));
  if (state.tree.head().size > 0 && write.change.at < state.last_at) {
    return fail(Kind::conflict, "register.clock",
                "the write is said to happen at " + format_instant(write.change.at) + ", but the register's last entry is of " +
                    format_instant(state.last_at),
                "Set this machine's clock right. If the register ran ahead, wait until its time has come.");
  }
  CAIRN_CHECK(write_bodies(connection_, tenant, write.records));
  CAIRN_CHECK(check_acts(connection_, tenant, write.records));
  const std::vector<AuditEntry> entries = make_entries(state, write);
  CAIRN_CHECK(insert_entries(connection_, tenant, entries));
  CAIRN_CHECK(save_head(connection_, tenant, state));
  CAIRN_CHECK(write_listings(tenant, write.listings));
  return transaction.commit();
}

Result<std::vector<std::int64_t>> SqlStore::write_records(TenantId tenant, const store::RegisterWrite& write) {
  Result<void> written = write_all(tenant, write);
  if (!written && written.error().code == k_clash) return explain_clash(connection_, tenant, write.records);
  CAIRN_CHECK(std::move(written));
  std::vector<std::int64_t> out;
  for (const RecordWrite& record : write.records) out.push_back(record.expected_revision + 1);
  return out;
}

}  // namespace cairn::store_sql
