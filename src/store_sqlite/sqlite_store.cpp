#include "store_sqlite/sqlite_store.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "store_sqlite/schema.hpp"

namespace cairn::store_sqlite {
namespace {

using store::Issuance;
using store::IssuanceState;

constexpr std::string_view k_memory = ":memory:";

// Names and marks of learners lie in this file: only its owner may read it. SQLite gives its side files the same
// rights.
void create_private(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor >= 0) ::close(descriptor);
}

template <std::size_t N>
std::array<std::uint8_t, N> to_array(ByteView bytes) {
  std::array<std::uint8_t, N> out{};
  std::copy_n(bytes.begin(), std::min(N, bytes.size()), out.begin());
  return out;
}

}  // namespace

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const std::string& path, Use use) {
  sql::OpenOptions options;
  options.path = path;
  std::optional<RunLock> lock;
  if (use == Use::read) {
    if (::access(path.c_str(), F_OK) != 0 && errno == ENOENT) {
      return fail(Kind::missing, "store.missing", "there is no database at " + path,
                  "Give the path that was used for issuing with --database.");
    }
    options.access = sql::Access::read_only;
  } else if (path != k_memory) {
    CAIRN_TRY(lock, RunLock::take(path));
    create_private(path);
  }
  CAIRN_TRY(auto connection, sql::Connection::open(options));
  if (use == Use::read) {
    CAIRN_CHECK(check_version(connection));
  } else {
    CAIRN_CHECK(migrate(connection));
  }
  return std::unique_ptr<SqliteStore>(new SqliteStore(std::move(lock), std::move(connection)));
}

Result<store::RunNumber> SqliteStore::begin_run(store::TenantId tenant, const store::RunFacts& facts) {
  CAIRN_TRY(sql::Statement * insert,
            connection_.prepare(
                "INSERT INTO run(tenant, definition_id, definition_version, definition_name, issuer_id, issuer_name, "
                "verification_method, public_key, cryptosuite, source, started_s) "
                "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"));
  insert->bind(1, tenant.number)
      .bind(2, facts.definition_id)
      .bind(3, facts.definition_version)
      .bind(4, facts.definition_name)
      .bind(5, facts.issuer_id)
      .bind(6, facts.issuer_name)
      .bind(7, facts.verification_method)
      .bind(8, facts.public_key)
      .bind(9, facts.cryptosuite)
      .bind(10, facts.source)
      .bind(11, facts.started.seconds);
  CAIRN_CHECK(insert->run());
  return store::RunNumber{connection_.last_insert_rowid()};
}

Result<std::vector<std::optional<Issuance>>> SqliteStore::find_issuances(store::TenantId tenant,
                                                                         std::span<const store::RowKey> row_keys) {
  std::vector<std::optional<Issuance>> out(row_keys.size());
  if (row_keys.empty()) return out;
  CAIRN_TRY(auto transaction, sql::Transaction::begin_reading(connection_));
  CAIRN_TRY(sql::Statement * select,
            connection_.prepare("SELECT * FROM issuance_record WHERE tenant = $1 AND row_key = $2"));
  for (std::size_t i = 0; i < row_keys.size(); ++i) {
    select->bind(1, tenant.number).bind(2, ByteView(row_keys[i].bytes));
    CAIRN_TRY(const sql::Step found, select->step());
    if (found == sql::Step::row) {
      CAIRN_TRY(out[i], read_issuance(*select));
    }
    select->reset();
  }
  CAIRN_CHECK(transaction.commit());
  return out;
}

Result<std::vector<store::Reserved>> SqliteStore::reserve(store::TenantId tenant, store::RunNumber run,
                                                          std::span<const store::Intent> intents) {
  Result<std::vector<store::Reserved>> out = reserve_all(tenant, run, intents);
  // What was remembered of the run may have been rolled back with the rest.
  if (!out) runs_.erase(run.number);
  return out;
}

Result<std::vector<store::Reserved>> SqliteStore::reserve_all(store::TenantId tenant, store::RunNumber run,
                                                              std::span<const store::Intent> intents) {
  std::vector<store::Reserved> out;
  if (intents.empty()) return out;
  out.reserve(intents.size());
  std::vector<std::pair<Name, std::int64_t>> numbers;
  CAIRN_TRY(auto transaction, sql::Transaction::begin(connection_));
  CAIRN_CHECK(record_base(run, intents.front().unsigned_document));
  CAIRN_TRY(const Run* shared, find_run(run.number));
  CAIRN_TRY(
      sql::Statement * insert,
      connection_.prepare("INSERT INTO issuance(tenant, run, id, code, row_key, row_digest, created_s, learner_name, "
                          "document_delta) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9) "
                          "ON CONFLICT(tenant, row_key) DO NOTHING"));
  for (const store::Intent& intent : intents) {
    const Bytes delta = shared->coder.encode(intent.unsigned_document);
    insert->bind(1, tenant.number)
        .bind(2, run.number)
        .bind(3, ByteView(intent.id.bytes))
        .bind(4, intent.code)
        .bind(5, ByteView(intent.row_key.bytes))
        .bind(6, ByteView(intent.row_digest.bytes))
        .bind(7, intent.created.seconds)
        .bind(8, intent.learner_name)
        .bind(9, ByteView(delta));
    CAIRN_CHECK(insert->run());
    const bool is_new = connection_.changes() == 1;
    out.push_back(is_new ? store::Reserved::recorded : store::Reserved::row_key_exists);
    if (!is_new) continue;
    numbers.push_back({{tenant, intent.id}, connection_.last_insert_rowid()});
    if (intent.status) CAIRN_CHECK(claim_slot(tenant, numbers.back().second, *intent.status));
  }
  CAIRN_CHECK(advance_lists(tenant, intents));
  CAIRN_CHECK(transaction.commit());
  unsigned_.insert(numbers.begin(), numbers.end());
  return out;
}

Result<void> SqliteStore::finish(store::TenantId tenant, std::span<const store::Signature> signatures) {
  CAIRN_TRY(auto transaction, sql::Transaction::begin(connection_));
  CAIRN_TRY(
      sql::Statement * insert,
      connection_.prepare("INSERT INTO signature(issuance, proof) VALUES($1, $2) ON CONFLICT(issuance) DO NOTHING"));
  for (const store::Signature& signature : signatures) {
    const auto known = unsigned_.find({tenant, signature.id});
    if (known == unsigned_.end()) {
      CAIRN_CHECK(record_signature(tenant, signature));
      continue;
    }
    insert->bind(1, known->second).bind(2, as_bytes(signature.proof));
    CAIRN_CHECK(insert->run());
    // The same intent twice in one list: what stands there is compared.
    if (connection_.changes() != 1) CAIRN_CHECK(record_signature(tenant, signature));
  }
  CAIRN_CHECK(transaction.commit());
  for (const store::Signature& signature : signatures) unsigned_.erase({tenant, signature.id});
  return {};
}

Result<void> SqliteStore::record_signature(store::TenantId tenant, const store::Signature& signature) {
  CAIRN_TRY(sql::Statement * insert,
            connection_.prepare(
                "INSERT INTO signature(issuance, proof) SELECT i.number, $1 FROM issuance i "
                "WHERE i.tenant = $2 AND i.id = $3 AND NOT EXISTS(SELECT 1 FROM void v WHERE v.issuance = i.number) "
                "ON CONFLICT(issuance) DO NOTHING"));
  insert->bind(1, as_bytes(signature.proof)).bind(2, tenant.number).bind(3, ByteView(signature.id.bytes));
  CAIRN_CHECK(insert->run());
  if (connection_.changes() == 1) return {};
  CAIRN_TRY(sql::Statement * select,
            connection_.prepare("SELECT * FROM issuance_record WHERE tenant = $1 AND id = $2"));
  select->bind(1, tenant.number).bind(2, ByteView(signature.id.bytes));
  CAIRN_TRY(const sql::Step found, select->step());
  if (found == sql::Step::done) {
    return fail(Kind::missing, "store.issuance", "no intent " + to_text(signature.id) + " is recorded");
  }
  CAIRN_TRY(const Issuance recorded, read_issuance(*select));
  select->reset();
  if (recorded.state == IssuanceState::voided) {
    return fail(Kind::conflict, "store.voided",
                "the intent " + to_text(signature.id) + " was given up: " + recorded.void_reason);
  }
  if (recorded.proof != signature.proof) {
    return fail(Kind::conflict, "store.signature-differs",
                "another signature is recorded for " + to_text(signature.id));
  }
  return {};
}

Result<std::vector<Issuance>> SqliteStore::unfinished(store::TenantId tenant, const store::IssuanceId& after,
                                                      std::size_t limit) {
  CAIRN_TRY(sql::Statement * select,
            connection_.prepare("SELECT * FROM issuance_record WHERE tenant = $1 AND id > $2 AND proof IS NULL "
                                "AND void_reason IS NULL ORDER BY id LIMIT $3"));
  select->bind(1, tenant.number).bind(2, ByteView(after.bytes)).bind(3, static_cast<std::int64_t>(limit));
  return read_issuances(*select);
}

Result<std::vector<Issuance>> SqliteStore::issued(store::TenantId tenant, const store::IssuanceId& after,
                                                  std::size_t limit) {
  CAIRN_TRY(sql::Statement * select,
            connection_.prepare("SELECT * FROM issuance_record WHERE tenant = $1 AND id > $2 AND proof IS NOT NULL "
                                "ORDER BY id LIMIT $3"));
  select->bind(1, tenant.number).bind(2, ByteView(after.bytes)).bind(3, static_cast<std::int64_t>(limit));
  return read_issuances(*select);
}

Result<void> SqliteStore::void_intent(store::TenantId tenant, const store::IssuanceId& id, std::string_view reason) {
  CAIRN_TRY(auto transaction, sql::Transaction::begin(connection_));
  CAIRN_TRY(
      sql::Statement * select,
      connection_.prepare("SELECT i.number, s.issuance FROM issuance i LEFT JOIN signature s ON s.issuance = i.number "
                          "WHERE i.tenant = $1 AND i.id = $2"));
  select->bind(1, tenant.number).bind(2, ByteView(id.bytes));
  CAIRN_TRY(const sql::Step found, select->step());
  if (found == sql::Step::done)
    return fail(Kind::missing, "store.issuance", "no intent " + to_text(id) + " is recorded");
  const std::int64_t number = select->integer(0);
  const bool is_signed = !select->is_null(1);
  select->reset();
  if (is_signed) {
    return fail(Kind::conflict, "store.issued", "the credential " + to_text(id) + " is signed already",
                "Revoke it instead.");
  }
  CAIRN_TRY(sql::Statement * insert,
            connection_.prepare("INSERT INTO void(issuance, reason) VALUES($1, $2) ON CONFLICT(issuance) DO NOTHING"));
  insert->bind(1, number).bind(2, reason);
  CAIRN_CHECK(insert->run());
  CAIRN_CHECK(transaction.commit());
  unsigned_.erase({tenant, id});
  return {};
}

Result<std::optional<Issuance>> SqliteStore::find_by_code(std::string_view code) {
  CAIRN_TRY(sql::Statement * select, connection_.prepare("SELECT * FROM issuance_record WHERE code = $1"));
  select->bind(1, code);
  CAIRN_TRY(const sql::Step found, select->step());
  std::optional<Issuance> out;
  if (found == sql::Step::row) {
    CAIRN_TRY(out, read_issuance(*select));
  }
  select->reset();
  return out;
}

Result<std::vector<store::IssuerRecord>> SqliteStore::issuers(store::TenantId tenant) {
  std::vector<store::IssuerRecord> out;
  CAIRN_TRY(sql::Statement * select,
            connection_.prepare(
                "SELECT issuer_id, max(issuer_name), verification_method, public_key FROM run WHERE tenant = $1 "
                "GROUP BY issuer_id, verification_method, public_key ORDER BY issuer_id, verification_method"));
  select->bind(1, tenant.number);
  for (;;) {
    CAIRN_TRY(const sql::Step found, select->step());
    if (found == sql::Step::done) break;
    out.push_back({std::string(select->text(0)), std::string(select->text(1)), std::string(select->text(2)),
                   std::string(select->text(3))});
  }
  select->reset();
  return out;
}

Result<store::Counts> SqliteStore::count(store::TenantId tenant) {
  CAIRN_TRY(
      sql::Statement * select,
      connection_.prepare("SELECT count(*), count(s.issuance), count(v.issuance) FROM issuance i "
                          "LEFT JOIN signature s ON s.issuance = i.number LEFT JOIN void v ON v.issuance = i.number "
                          "WHERE i.tenant = $1"));
  select->bind(1, tenant.number);
  CAIRN_CHECK(select->step());
  store::Counts out;
  out.issued = select->integer(1);
  out.voided = select->integer(2);
  out.prepared = select->integer(0) - out.issued - out.voided;
  select->reset();
  return out;
}

Result<const SqliteStore::Run*> SqliteStore::find_run(std::int64_t number) {
  const auto known = runs_.find(number);
  if (known != runs_.end()) return &known->second;
  CAIRN_TRY(store::RunFacts facts, read_facts(number));
  CAIRN_TRY(std::string base, read_base(number));
  return &runs_.emplace(number, Run{std::move(facts), DeltaCoder(std::move(base))}).first->second;
}

// The first document of a run becomes the base of the others; a later one is left out.
Result<void> SqliteStore::record_base(store::RunNumber run, std::string_view document) {
  if (runs_.contains(run.number)) return {};
  CAIRN_TRY(sql::Statement * insert,
            connection_.prepare("INSERT INTO base_document(run, document) VALUES($1, $2) ON CONFLICT(run) DO NOTHING"));
  insert->bind(1, run.number).bind(2, as_bytes(document));
  return insert->run();
}

Result<std::string> SqliteStore::read_base(std::int64_t number) {
  CAIRN_TRY(sql::Statement * select, connection_.prepare("SELECT document FROM base_document WHERE run = $1"));
  select->bind(1, number);
  CAIRN_TRY(const sql::Step found, select->step());
  std::string out;
  if (found == sql::Step::row) out = as_text(select->blob(0));
  select->reset();
  return out;
}

Result<store::RunFacts> SqliteStore::read_facts(std::int64_t number) {
  CAIRN_TRY(sql::Statement * select,
            connection_.prepare(
                "SELECT definition_id, definition_version, definition_name, issuer_id, issuer_name, "
                "verification_method, public_key, cryptosuite, source, started_s FROM run WHERE number = $1"));
  select->bind(1, number);
  CAIRN_TRY(const sql::Step found, select->step());
  if (found == sql::Step::done) {
    return fail(Kind::corrupt, "store.corrupt", "run " + std::to_string(number) + " is named but not recorded");
  }
  store::RunFacts facts;
  std::string* const texts[] = {&facts.definition_id, &facts.definition_version, &facts.definition_name,
                                &facts.issuer_id,     &facts.issuer_name,        &facts.verification_method,
                                &facts.public_key,    &facts.cryptosuite,        &facts.source};
  for (int column = 0; column < 9; ++column) *texts[column] = select->text(column);
  facts.started.seconds = select->integer(9);
  select->reset();
  return facts;
}

Result<std::vector<Issuance>> SqliteStore::read_issuances(sql::Statement& select) {
  std::vector<Issuance> out;
  for (;;) {
    CAIRN_TRY(const sql::Step found, select.step());
    if (found == sql::Step::done) break;
    CAIRN_TRY(Issuance issuance, read_issuance(select));
    out.push_back(std::move(issuance));
  }
  select.reset();
  return out;
}

// Reads a row of the view issuance_record; its columns have the order of the schema.
Result<Issuance> SqliteStore::read_issuance(sql::Statement& row) {
  Issuance out;
  out.intent.id.bytes = to_array<16>(row.blob(2));
  out.intent.code = row.text(3);
  out.intent.row_key.bytes = to_array<16>(row.blob(4));
  out.intent.row_digest.bytes = to_array<16>(row.blob(5));
  out.intent.created.seconds = row.integer(6);
  out.intent.learner_name = row.text(7);
  CAIRN_TRY(const Run* run, find_run(row.integer(9)));
  CAIRN_TRY(out.intent.unsigned_document, run->coder.decode(row.blob(8)));
  out.run = run->facts;
  if (!row.is_null(10)) {
    out.state = IssuanceState::issued;
    out.proof = as_text(row.blob(10));
  } else if (!row.is_null(11)) {
    out.state = IssuanceState::voided;
    out.void_reason = row.text(11);
  }
  return out;
}

}  // namespace cairn::store_sqlite
