#include "store_sql/sql_store.hpp"

#include <algorithm>

#include "store_sql/standing.hpp"

namespace cairn::store_sql {
namespace {

using store::Issuance;
using store::IssuanceState;

template <std::size_t N>
std::array<std::uint8_t, N> to_array(ByteView bytes) {
  std::array<std::uint8_t, N> out{};
  std::copy_n(bytes.begin(), std::min(N, bytes.size()), out.begin());
  return out;
}

}  // namespace

Result<std::unique_ptr<SqlStore>> SqlStore::open(const std::string& location, Use use) {
  CAIRN_TRY(Database database, open_database(location, use));
  CAIRN_CHECK(check_standing(database.connection, location, use));
  return std::unique_ptr<SqlStore>(new SqlStore(std::move(database)));
}

Result<sql::Transaction> SqlStore::begin_recording() { return database_.begin_recording(); }

// On SQLite the one writer holds the lock by now. On PostgreSQL the row of `counter` stays locked until the commit, so that
// numbers become visible in their order.
Result<std::int64_t> SqlStore::take_numbers(store::TenantId tenant, std::string_view table, std::size_t count) {
  if (connection_.dialect() == sql::Dialect::sqlite) {
    CAIRN_TRY(sql::Statement * newest,
              connection_.prepare("SELECT coalesce(max(number), 0) + 1 FROM " + std::string(table)));
    CAIRN_CHECK(newest->step());
    const std::int64_t first = newest->integer(0);
    newest->reset();
    return first;
  }
  CAIRN_TRY(sql::Statement * take,
            connection_.prepare("INSERT INTO counter(tenant, name, next) VALUES($1, $2, 1 + $3) "
                                "ON CONFLICT(tenant, name) DO UPDATE SET next = counter.next + $3 RETURNING next - $3"));
  take->bind(1, tenant.number).bind(2, table).bind(3, static_cast<std::int64_t>(count));
  CAIRN_TRY(const sql::Step found, take->step());
  CAIRN_ASSERT(found == sql::Step::row);
  const std::int64_t first = take->integer(0);
  CAIRN_TRY(const sql::Step end, take->step());
  CAIRN_ASSERT(end == sql::Step::done);
  take->reset();
  return first;
}

std::string_view SqlStore::choose(std::string_view sqlite, std::string_view postgres) const {
  return connection_.dialect() == sql::Dialect::sqlite ? sqlite : postgres;
}

Result<sql::Statement*> SqlStore::prepare(std::string_view sqlite, std::string_view postgres) {
  return connection_.prepare(choose(sqlite, postgres));
}

void SqlStore::bind_tenant(sql::Statement& statement, int parameter, std::int64_t tenant) const {
  if (connection_.dialect() == sql::Dialect::postgres) statement.bind(parameter, tenant);
}

Result<store::RunNumber> SqlStore::begin_run(store::TenantId tenant, const store::RunFacts& facts) {
  CAIRN_TRY(auto transaction, begin_recording());
  CAIRN_TRY(const std::int64_t number, take_numbers(tenant, "run", 1));
  CAIRN_TRY(sql::Statement * insert,
            connection_.prepare(
                "INSERT INTO run(tenant, definition_id, definition_version, definition_name, issuer_id, issuer_name, "
                "verification_method, public_key, cryptosuite, source, started_s, number) "
                "VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"));
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
      .bind(11, facts.started.seconds)
      .bind(12, number);
  CAIRN_CHECK(insert->run());
  CAIRN_CHECK(transaction.commit());
  return store::RunNumber{number};
}

Result<std::vector<std::optional<Issuance>>> SqlStore::find_issuances(store::TenantId tenant,
                                                                         std::span<const store::RowKey> row_keys) {
  std::vector<std::optional<Issuance>> out(row_keys.size());
  if (row_keys.empty()) return out;
  CAIRN_TRY(auto transaction, sql::Transaction::begin_reading(connection_));
  const auto bind = [&](sql::Statement& select, std::size_t i) {
    select.bind(1, tenant.number).bind(2, ByteView(row_keys[i].bytes));
  };
  const auto read = [&](sql::Statement& row, std::size_t i) -> Result<void> {
    CAIRN_TRY(out[i], read_issuance(row));
    return {};
  };
  CAIRN_TRY(const auto ran, connection_.run_each("SELECT * FROM issuance_record WHERE tenant = $1 AND row_key = $2",
                                                 row_keys.size(), bind, read));
  CAIRN_CHECK(transaction.commit());
  return out;
}

Result<std::vector<store::Reserved>> SqlStore::reserve(store::TenantId tenant, store::RunNumber run,
                                                          std::span<const store::Intent> intents) {
  Result<std::vector<store::Reserved>> out = reserve_all(tenant, run, intents);
  // What was remembered of the run may have been rolled back with the rest.
  if (!out) runs_.erase({tenant.number, run.number});
  return out;
}

Result<std::vector<store::Reserved>> SqlStore::reserve_all(store::TenantId tenant, store::RunNumber run,
                                                              std::span<const store::Intent> intents) {
  std::vector<store::Reserved> out;
  if (intents.empty()) return out;
  CAIRN_TRY(auto transaction, begin_recording());
  CAIRN_CHECK(record_base({tenant.number, run.number}, intents.front().unsigned_document));
  CAIRN_TRY(const Run* shared, find_run({tenant.number, run.number}));
  CAIRN_TRY(const std::int64_t first, take_numbers(tenant, "issuance", intents.size()));
  const auto number_of = [first](std::size_t i) { return first + static_cast<std::int64_t>(i); };
  Bytes delta;
  const auto bind = [&](sql::Statement& insert, std::size_t i) {
    const store::Intent& intent = intents[i];
    delta = shared->coder.encode(intent.unsigned_document);
    insert.bind(1, tenant.number)
        .bind(2, run.number)
        .bind(3, ByteView(intent.id.bytes))
        .bind(4, intent.code)
        .bind(5, ByteView(intent.row_key.bytes))
        .bind(6, ByteView(intent.row_digest.bytes))
        .bind(7, intent.created.seconds)
        .bind(8, intent.learner_name)
        .bind(9, ByteView(delta))
        .bind(10, number_of(i));
  };
  CAIRN_TRY(const auto changes,
            connection_.run_each("INSERT INTO issuance(tenant, run, id, code, row_key, row_digest, created_s, "
                                 "learner_name, document_delta, number) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, "
                                 "$10) ON CONFLICT(tenant, row_key) DO NOTHING",
                                 intents.size(), bind));
  std::vector<std::pair<Name, std::int64_t>> numbers;
  std::vector<SlotOfRow> slots;
  out.reserve(intents.size());
  for (std::size_t i = 0; i < intents.size(); ++i) {
    const bool is_new = changes[i] == 1;
    out.push_back(is_new ? store::Reserved::recorded : store::Reserved::row_key_exists);
    if (!is_new) continue;
    numbers.push_back({{tenant, intents[i].id}, number_of(i)});
    if (intents[i].status) slots.push_back({*intents[i].status, number_of(i)});
  }
  CAIRN_CHECK(claim_slots(tenant, slots));
  CAIRN_CHECK(advance_lists(tenant, intents));
  CAIRN_CHECK(transaction.commit());
  unsigned_.insert(numbers.begin(), numbers.end());
  return out;
}

Result<void> SqlStore::finish(store::TenantId tenant, std::span<const store::Signature> signatures) {
  CAIRN_TRY(auto transaction, begin_recording());
  std::vector<const store::Signature*> others;  // not of an intent recorded here and not signed yet
  std::vector<std::pair<const store::Signature*, std::int64_t>> known;
  for (const store::Signature& signature : signatures) {
    const auto found = unsigned_.find({tenant, signature.id});
    if (found == unsigned_.end()) {
      others.push_back(&signature);
    } else {
      known.emplace_back(&signature, found->second);
    }
  }
  const auto bind = [&](sql::Statement& insert, std::size_t i) {
    insert.bind(1, known[i].second).bind(2, as_bytes(known[i].first->proof));
    bind_tenant(insert, 3, tenant.number);
  };
  CAIRN_TRY(const auto changes,
            connection_.run_each(
                choose("INSERT INTO signature(issuance, proof) VALUES($1, $2) ON CONFLICT(issuance) DO NOTHING",
                       "INSERT INTO signature(issuance, proof, tenant) VALUES($1, $2, $3) "
                       "ON CONFLICT(tenant, issuance) DO NOTHING"),
                known.size(), bind));
  // The same intent twice in one list: what stands there is compared.
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (changes[i] != 1) others.push_back(known[i].first);
  }
  for (const store::Signature* signature : others) CAIRN_CHECK(record_signature(tenant, *signature));
  CAIRN_CHECK(transaction.commit());
  for (const store::Signature& signature : signatures) unsigned_.erase({tenant, signature.id});
  return {};
}

Result<void> SqlStore::record_signature(store::TenantId tenant, const store::Signature& signature) {
  CAIRN_TRY(sql::Statement * insert,
            prepare("INSERT INTO signature(issuance, proof) SELECT i.number, $1 FROM issuance i WHERE i.tenant = $2 AND "
                    "i.id = $3 AND NOT EXISTS(SELECT 1 FROM void v WHERE v.issuance = i.number) "
                    "ON CONFLICT(issuance) DO NOTHING",
                    "INSERT INTO signature(tenant, issuance, proof) SELECT i.tenant, i.number, $1 FROM issuance i "
                    "WHERE i.tenant = $2 AND i.id = $3 AND NOT EXISTS(SELECT 1 FROM void v WHERE v.tenant = i.tenant "
                    "AND v.issuance = i.number) ON CONFLICT(tenant, issuance) DO NOTHING"));
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

Result<std::vector<Issuance>> SqlStore::unfinished(store::TenantId tenant, const store::IssuanceId& after,
                                                      std::size_t limit) {
  CAIRN_TRY(sql::Statement * select,
            connection_.prepare("SELECT * FROM issuance_record WHERE tenant = $1 AND id > $2 AND proof IS NULL "
                                "AND void_reason IS NULL ORDER BY id LIMIT $3"));
  select->bind(1, tenant.number).bind(2, ByteView(after.bytes)).bind(3, static_cast<std::int64_t>(limit));
  return read_issuances(*select);
}

Result<std::vector<Issuance>> SqlStore::issued(store::TenantId tenant, const store::IssuanceId& after,
                                                  std::size_t limit) {
  CAIRN_TRY(sql::Statement * select,
            connection_.prepare("SELECT * FROM issuance_record WHERE tenant = $1 AND id > $2 AND proof IS NOT NULL "
                                "ORDER BY id LIMIT $3"));
  select->bind(1, tenant.number).bind(2, ByteView(after.bytes)).bind(3, static_cast<std::int64_t>(limit));
  return read_issuances(*select);
}

Result<void> SqlStore::void_intent(store::TenantId tenant, const store::IssuanceId& id, std::string_view reason) {
  CAIRN_TRY(auto transaction, begin_recording());
  CAIRN_TRY(sql::Statement * select,
            connection_.prepare("SELECT number, proof FROM issuance_record WHERE tenant = $1 AND id = $2"));
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
            prepare("INSERT INTO void(issuance, reason) VALUES($1, $2) ON CONFLICT(issuance) DO NOTHING",
                    "INSERT INTO void(issuance, reason, tenant) VALUES($1, $2, $3) "
                    "ON CONFLICT(tenant, issuance) DO NOTHING"));
  insert->bind(1, number).bind(2, reason);
  bind_tenant(*insert, 3, tenant.number);
  CAIRN_CHECK(insert->run());
  CAIRN_CHECK(transaction.commit());
  unsigned_.erase({tenant, id});
  return {};
}

Result<std::optional<Issuance>> SqlStore::find_by_code(std::string_view code) {
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

Result<std::vector<store::IssuerRecord>> SqlStore::issuers(store::TenantId tenant) {
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

Result<store::Counts> SqlStore::count(store::TenantId tenant) {
  CAIRN_TRY(sql::Statement * select,
            connection_.prepare(
                "SELECT count(*), count(proof), count(void_reason) FROM issuance_record WHERE tenant = $1"));
  select->bind(1, tenant.number);
  CAIRN_CHECK(select->step());
  store::Counts out;
  out.issued = select->integer(1);
  out.voided = select->integer(2);
  out.prepared = select->integer(0) - out.issued - out.voided;
  select->reset();
  return out;
}

Result<const SqlStore::Run*> SqlStore::find_run(RunName name) {
  const auto known = runs_.find(name);
  if (known != runs_.end()) return &known->second;
  CAIRN_TRY(store::RunFacts facts, read_facts(name));
  CAIRN_TRY(std::string base, read_base(name));
  return &runs_.emplace(name, Run{std::move(facts), DeltaCoder(std::move(base))}).first->second;
}

// The first document of a run becomes the base of the others; a later one is left out.
Result<void> SqlStore::record_base(RunName name, std::string_view document) {
  if (runs_.contains(name)) return {};
  CAIRN_TRY(sql::Statement * insert,
            prepare("INSERT INTO base_document(run, document) VALUES($1, $2) ON CONFLICT(run) DO NOTHING",
                    "INSERT INTO base_document(run, document, tenant) VALUES($1, $2, $3) "
                    "ON CONFLICT(tenant, run) DO NOTHING"));
  insert->bind(1, name.second).bind(2, as_bytes(document));
  bind_tenant(*insert, 3, name.first);
  return insert->run();
}

Result<std::string> SqlStore::read_base(RunName name) {
  CAIRN_TRY(sql::Statement * select, prepare("SELECT document FROM base_document WHERE run = $1",
                                             "SELECT document FROM base_document WHERE run = $1 AND tenant = $2"));
  select->bind(1, name.second);
  bind_tenant(*select, 2, name.first);
  CAIRN_TRY(const sql::Step found, select->step());
  std::string out;
  if (found == sql::Step::row) out = as_text(select->blob(0));
  select->reset();
  return out;
}

Result<store::RunFacts> SqlStore::read_facts(RunName name) {
  CAIRN_TRY(sql::Statement * select,
            connection_.prepare("SELECT definition_id, definition_version, definition_name, issuer_id, issuer_name, "
                                "verification_method, public_key, cryptosuite, source, started_s FROM run "
                                "WHERE tenant = $1 AND number = $2"));
  select->bind(1, name.first).bind(2, name.second);
  CAIRN_TRY(const sql::Step found, select->step());
  if (found == sql::Step::done) {
    return fail(Kind::corrupt, "store.corrupt", "run " + std::to_string(name.second) + " is named but not recorded");
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

Result<std::vector<Issuance>> SqlStore::read_issuances(sql::Statement& select) {
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
Result<Issuance> SqlStore::read_issuance(sql::Statement& row) {
  Issuance out;
  out.intent.id.bytes = to_array<16>(row.blob(2));
  out.intent.code = row.text(3);
  out.intent.row_key.bytes = to_array<16>(row.blob(4));
  out.intent.row_digest.bytes = to_array<16>(row.blob(5));
  out.intent.created.seconds = row.integer(6);
  out.intent.learner_name = row.text(7);
  CAIRN_TRY(const Run* run, find_run({row.integer(1), row.integer(9)}));
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

}  // namespace cairn::store_sql
