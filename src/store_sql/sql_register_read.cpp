#include <algorithm>
#include <string>

#include "store_sql/register_rows.hpp"
#include "store_sql/sql_store.hpp"

// Reading from the register.
namespace cairn::store_sql {

using store::AuditEntry;
using store::Hash;
using store::Record;
using store::RecordKey;
using store::RecordKind;
using store::TenantId;

namespace {

Hash read_hash(ByteView bytes) {
  Hash out{};
  std::copy_n(bytes.begin(), std::min(bytes.size(), out.size()), out.begin());
  return out;
}

// One row of "SELECT kind, id, version, number, revision, body".
Record read_record(const sql::Statement& row) { return {read_key(row, 0), row.integer(4), std::string(row.text(5))}; }

Result<std::vector<Record>> read_records(sql::Statement& select) {
  std::vector<Record> out;
  for (;;) {
    CAIRN_TRY(const sql::Step found, select.step());
    if (found == sql::Step::done) break;
    out.push_back(read_record(select));
  }
  select.reset();
  return out;
}

Result<std::optional<Record>> read_one(sql::Statement& select) {
  CAIRN_TRY(std::vector<Record> found, read_records(select));
  if (found.empty()) return std::optional<Record>();
  return std::optional(std::move(found.front()));
}

AuditEntry read_entry(const sql::Statement& row) {
  AuditEntry out;
  out.number = row.integer(0);
  out.at = {row.integer(1), static_cast<std::int32_t>(row.integer(2))};
  out.actor = row.text(3);
  out.action = row.text(4);
  out.note = row.text(5);
  out.key = read_key(row, 6);
  out.revision = row.integer(10);
  out.body_digest = read_hash(row.blob(11));
  out.previous = read_hash(row.blob(12));
  return out;
}

}  // namespace

void bind_key(sql::Statement& statement, int first, const RecordKey& key) {
  statement.bind(first, static_cast<std::int64_t>(key.kind))
      .bind(first + 1, key.id)
      .bind(first + 2, key.version)
      .bind(first + 3, key.number);
}

std::int64_t as_limit(std::size_t limit) { return static_cast<std::int64_t>(std::min<std::size_t>(limit, 1U << 30)); }

RecordKey read_key(const sql::Statement& row, int first) {
  return {static_cast<RecordKind>(row.integer(first)), std::string(row.text(first + 1)), std::string(row.text(first + 2)),
          row.integer(first + 3)};
}

Result<AuditState> read_audit_state(const sql::Statement& row) {
  AuditState out;
  std::vector<Hash> peaks;
  const ByteView bytes = row.blob(4);
  for (std::size_t at = 0; at + sizeof(Hash) <= bytes.size(); at += sizeof(Hash)) peaks.push_back(read_hash(bytes.subspan(at)));
  CAIRN_TRY(out.tree, store::AuditTree::resume(row.integer(0), std::move(peaks)));
  out.last_at = {row.integer(1), static_cast<std::int32_t>(row.integer(2))};
  out.last_leaf = read_hash(row.blob(3));
  return out;
}

Result<std::optional<Record>> SqlStore::find_record(TenantId tenant, const RecordKey& key) {
  CAIRN_TRY(sql::Statement * select,
            connection_.prepare("SELECT kind, id, version, number, revision, body FROM record WHERE tenant = $1 "
                                "AND kind = $2 AND id = $3 AND version = $4 AND number = $5"));
  select->bind(1, tenant.number);
  bind_key(*select, 2, key);
  return read_one(*select);
}

Result<std::optional<Record>> SqlStore::find_revision(TenantId tenant, const RecordKey& key, std::int64_t revision) {
  CAIRN_TRY(sql::Statement * select,
            connection_.prepare("SELECT kind, id, version, number, revision, body FROM record WHERE tenant = $1 "
                                "AND kind = $2 AND id = $3 AND version = $4 AND number = $5 AND revision = $6 UNION ALL "
                                "SELECT kind, id, version, number, revision, body FROM record_past WHERE tenant = $1 "
                                "AND kind = $2 AND id = $3 AND version = $4 AND number = $5 AND revision = $6"));
  select->bind(1, tenant.number);
  bind_key(*select, 2, key);
  select->bind(6, revision);
  return read_one(*select);
}

Result<std::vector<Record>> SqlStore::definition_family(TenantId tenant, std::string_view id) {
  CAIRN_TRY(sql::Statement * select,
            connection_.prepare("SELECT kind, id, version, number, revision, body FROM record WHERE tenant = $1 "
                                "AND kind IN ($2, $3) AND id = $4 ORDER BY kind, version, number"));
  select->bind(1, tenant.number)
      .bind(2, static_cast<std::int64_t>(RecordKind::definition))
      .bind(3, static_cast<std::int64_t>(RecordKind::act))
      .bind(4, id);
  return read_records(*select);
}

Result<std::vector<Record>> SqlStore::list_records(TenantId tenant, RecordKind kind, const RecordKey& after,
                                                      std::size_t limit) {
  CAIRN_TRY(sql::Statement * select,
            connection_.prepare("SELECT kind, id, version, number, revision, body FROM record WHERE tenant = $1 "
                                "AND kind = $2 AND (id, version, number) > ($3, $4, $5) "
                                "ORDER BY id, version, number LIMIT $6"));
  const RecordKey first{kind, after.id, after.version, after.number};  // texts are bound where they stand, so it outlives the statement's run
  select->bind(1, tenant.number);
  bind_key(*select, 2, first);
  select->bind(6, as_limit(limit));
  return read_records(*select);
}

Result<std::vector<Record>> SqlStore::all_revisions(TenantId tenant, const Record& after, std::size_t limit) {
  const auto part = [](std::string_view table) {
    return "SELECT kind, id, version, number, revision, body FROM (SELECT * FROM " + std::string(table) +
           " WHERE tenant = $1 AND (kind, id, version, number, revision) > ($2, $3, $4, $5, $6) "
           "ORDER BY kind, id, version, number, revision LIMIT $7) AS of_" + std::string(table);
  };
  CAIRN_TRY(sql::Statement * select, connection_.prepare(part("record") + " UNION ALL " + part("record_past") +
                                                         " ORDER BY kind, id, version, number, revision LIMIT $7"));
  select->bind(1, tenant.number);
  bind_key(*select, 2, after.key);
  select->bind(6, after.revision).bind(7, as_limit(limit));
  return read_records(*select);
}

Result<std::vector<AuditEntry>> SqlStore::audit_entries(TenantId tenant, std::int64_t after, std::size_t limit) {
  CAIRN_TRY(sql::Statement * select,
            connection_.prepare("SELECT number, at_s, at_ns, actor, action, note, kind, id, version, record_number, revision, "
                                "body_digest, previous FROM audit_entry WHERE tenant = $1 AND number > $2 "
                                "ORDER BY number LIMIT $3"));
  select->bind(1, tenant.number).bind(2, after).bind(3, as_limit(limit));
  std::vector<AuditEntry> out;
  for (;;) {
    CAIRN_TRY(const sql::Step found, select->step());
    if (found == sql::Step::done) break;
    out.push_back(read_entry(*select));
  }
  select->reset();
  return out;
}

Result<store::AuditHead> SqlStore::audit_head(TenantId tenant) {
  CAIRN_TRY(sql::Statement * select,
            connection_.prepare("SELECT size, at_s, at_ns, last_leaf, peaks FROM audit_head WHERE tenant = $1"));
  select->bind(1, tenant.number);
  CAIRN_TRY(const sql::Step found, select->step());
  Result<AuditState> state = found == sql::Step::row ? read_audit_state(*select) : Result<AuditState>(AuditState{});
  select->reset();
  if (!state) return std::move(state).failure();
  return state->tree.head();
}

}  // namespace cairn::store_sql
