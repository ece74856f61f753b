#include "store_sql/copy_database.hpp"

#include <algorithm>
#include <filesystem>

#include "crypto/hash.hpp"
#include "sql/location.hpp"
#include "store_sql/copy_target.hpp"
#include "store_sql/register_rows.hpp"
#include "store_sql/schema.hpp"
#include "store_sql/standing.hpp"

namespace cairn::store_sql {
namespace {

using store::CopiedTable;
using store::CopyDone;
using store::CopyOrder;
using store::CopyPurpose;

Result<void> check_places(const CopyOrder& order) {
  std::error_code problem;
  if (order.from != order.to && !std::filesystem::equivalent(order.from, order.to, problem)) return {};
  return fail(Kind::conflict, "copy.same", "both places are the same: " + sql::shown(order.to), "Give another place for the copy.");
}

Failure no_backup(const std::string& path) {
  return fail(Kind::malformed, "copy.no-backup", sql::shown(path) + " is no backup",
              "Give a file that cairn backup wrote. To move a database use cairn migrate.");
}

// A move that was killed at its very end may have marked the source already.
Result<void> check_source(sql::Connection& connection, const CopyOrder& order) {
  if (order.purpose != CopyPurpose::move) return check_standing(connection, order.from, Use::read);
  CAIRN_TRY(const auto moved, find_mark(connection, k_moved));
  if (moved && moved->note == sql::shown(order.to)) return {};
  return check_standing(connection, order.from, Use::write);
}

Result<bool> has_our_tables(const std::string& path) {
  sql::OpenOptions options;
  options.path = path;
  options.access = sql::Access::read_only;
  CAIRN_TRY(auto connection, sql::Connection::open(options));
  CAIRN_TRY(const int version, version_of(connection));
  return version > 0;
}

Result<Database> open_source(const CopyOrder& order) {
  auto source = open_database(order.from, order.purpose == CopyPurpose::move ? Use::write_existing : Use::read);
  if (!source && order.purpose == CopyPurpose::restore && source.error().code == "store.version") {
    CAIRN_TRY(const bool is_ours, has_our_tables(order.from));
    if (!is_ours) return no_backup(order.from);
  }
  if (!source) return std::move(source).failure();
  CAIRN_CHECK(check_source(source->connection, order));
  return source;
}

Result<Shifts> needed_shifts(sql::Connection& source, sql::Connection& target) {
  if (source.dialect() == target.dialect() || target.dialect() == sql::Dialect::postgres) return Shifts();
  return shifts_of(source);
}

Result<void> copy_rows(sql::Connection& source, CopyTarget& target, const CopyOrder& order, const Shifts& shifts) {
  std::uint64_t total = 0;
  std::uint64_t copied = 0;
  for (const CopyTable& table : copy_tables()) {
    CAIRN_TRY(const std::int64_t rows, count_rows(source, table));
    total += static_cast<std::uint64_t>(rows);
  }
  const TakePage add = [&](const CopyPage& page) -> Result<void> {
    CAIRN_CHECK(target.add(page, shifts));
    copied += page.rows();
    if (order.on_progress) order.on_progress(copied, total);
    return {};
  };
  for (const CopyTable& table : copy_tables()) {
    CAIRN_CHECK(read_table(source, table, add));
  }
  return target.round_off();
}

Result<std::vector<CopiedTable>> compare(sql::Connection& source, sql::Connection& target, const Shifts& shifts) {
  CAIRN_TRY(auto snapshot, sql::Transaction::begin_reading(target));
  std::vector<CopiedTable> out;
  for (const CopyTable& table : copy_tables()) {
    CopiedTable& both = out.emplace_back();
    both.name = table.name;
    CAIRN_TRY(both.from, digest_table(source, table, {}));
    CAIRN_TRY(both.to, digest_table(target, table, shifts));
    if (both.from == both.to) continue;
    return fail(Kind::corrupt, "copy.differs",
                "the table " + both.name + " is not the same on both sides: " + std::to_string(both.from.rows) + " rows with digest " +
                    to_hex(both.from.digest) + ", and " + std::to_string(both.to.rows) + " rows with digest " + to_hex(both.to.digest),
                "The copy was not kept. Check the disk or the server of the new place; if it stays, report it.");
  }
  CAIRN_CHECK(snapshot.commit());
  return out;
}

// What a backup says about itself: the digest of all its tables, as they stand in it.
Result<std::string> seal_of(sql::Connection& connection, const Shifts& shifts, const std::vector<CopiedTable>& tables) {
  std::string all;
  std::size_t at = 0;
  for (const CopyTable& table : copy_tables()) {
    store::TableDigest digest = tables.at(at++).to;
    if (!shifts.empty()) {
      CAIRN_TRY(digest, digest_table(connection, table, {}));
    }
    all += std::string(table.name) + " " + std::to_string(digest.rows) + " " + to_hex(digest.digest) + "\n";
  }
  return to_hex(crypto::sha256(as_bytes(all)));
}

Result<store::AuditHead> head_of(sql::Connection& connection) {
  CAIRN_TRY(sql::Statement * select,
            connection.prepare("SELECT size, at_s, at_ns, last_leaf, peaks FROM audit_head WHERE tenant = $1"));
  select->bind(1, store::TenantId{}.number);
  CAIRN_TRY(const sql::Step found, select->step());
  Result<AuditState> state = found == sql::Step::row ? read_audit_state(*select) : Result<AuditState>(AuditState{});
  select->reset();
  if (!state) return std::move(state).failure();
  return state->tree.head();
}

// Of a backup, that is a SQLite file, both sides are the same without shifts.
Result<void> check_seal(CopyTarget& target, const std::optional<Mark>& backup, const CopyOrder& order, const CopyDone& done) {
  if (order.purpose != CopyPurpose::restore) return {};
  CAIRN_TRY(const std::string seal, seal_of(target.connection(), {}, done.tables));
  if (backup->note == seal) return {};
  return fail(Kind::corrupt, "copy.damaged", "the backup " + sql::shown(order.from) + " does not hold what it held when it was made",
              "It was damaged or changed since. Restore another one; nothing was kept of this.");
}

Result<void> mark_source(Database& source, const CopyOrder& order) {
  if (order.purpose != CopyPurpose::move) return {};
  CAIRN_TRY(auto transaction, source.begin_recording());
  CAIRN_CHECK(put_mark(source.connection, k_moved, {sql::shown(order.to), order.at}));
  return transaction.commit();
}

Result<void> finish(CopyTarget& target, const CopyOrder& order, const Shifts& shifts, CopyDone& done) {
  std::string seal;
  if (order.purpose == CopyPurpose::backup) {
    CAIRN_TRY(seal, seal_of(target.connection(), shifts, done.tables));
  }
  const CopyTarget::Last last = [&](sql::Connection& connection) -> Result<void> {
    if (order.purpose == CopyPurpose::backup) return put_mark(connection, k_backup, {seal, order.at});
    if (order.purpose == CopyPurpose::move) return {};
    CAIRN_TRY(sql::Statement * close, connection.prepare("UPDATE status_list SET state = 'closed' WHERE state <> 'closed'"));
    CAIRN_CHECK(close->run());
    done.closed_lists = connection.changes();
    return {};
  };
  CAIRN_CHECK(target.complete(last));
  if (order.purpose == CopyPurpose::backup) return target.seal();
  return {};
}

}  // namespace

Result<CopyDone> copy_database(const CopyOrder& order) {
  CAIRN_CHECK(check_places(order));
  CAIRN_TRY(Database source, open_source(order));
  CAIRN_TRY(const auto backup, find_mark(source.connection, k_backup));
  if (order.purpose == CopyPurpose::restore && !backup) return no_backup(order.from);
  CAIRN_TRY(const auto target, CopyTarget::open(order));
  CopyDone done;
  done.source_time = order.purpose == CopyPurpose::restore ? backup->at : order.at;
  CAIRN_TRY(auto snapshot, sql::Transaction::begin_reading(source.connection));
  CAIRN_TRY(const Shifts shifts, needed_shifts(source.connection, target->connection()));
  CAIRN_CHECK(copy_rows(source.connection, *target, order, shifts));
  CAIRN_TRY(done.tables, compare(source.connection, target->connection(), shifts));
  CAIRN_TRY(done.audit, head_of(source.connection));
  CAIRN_CHECK(snapshot.commit());
  CAIRN_CHECK(check_seal(*target, backup, order, done));
  CAIRN_CHECK(mark_source(source, order));
  CAIRN_CHECK(finish(*target, order, shifts, done));
  return done;
}

}  // namespace cairn::store_sql
