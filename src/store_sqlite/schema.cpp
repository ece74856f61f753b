#include "store_sqlite/schema.hpp"

#include <iterator>
#include <string>
#include <string_view>

namespace cairn::store_sqlite {
namespace {

struct Migration {
  int version;
  std::string_view statements;
};

// Documents are kept as their difference to the first one of their run (delta.hpp), exact to the byte.
// An issuance never changes after it was written, so the log carries each document once: whether it is issued or voided
// is told by a row of `signature` or `void`. Ids and codes begin with the time, so their indexes grow at one end.
constexpr Migration k_migrations[] = {
    {1, R"sql(
CREATE TABLE tenant(
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO tenant(number, name) VALUES(1, 'default');

CREATE TABLE run(
  number INTEGER PRIMARY KEY,
  tenant INTEGER NOT NULL REFERENCES tenant(number),
  definition_id TEXT NOT NULL,
  definition_version TEXT NOT NULL,
  definition_name TEXT NOT NULL,
  issuer_id TEXT NOT NULL,
  issuer_name TEXT NOT NULL,
  verification_method TEXT NOT NULL,
  public_key TEXT NOT NULL,
  cryptosuite TEXT NOT NULL,
  source TEXT NOT NULL,
  started_s INTEGER NOT NULL
) STRICT;

CREATE TABLE issuance(
  number INTEGER PRIMARY KEY,
  tenant INTEGER NOT NULL REFERENCES tenant(number),
  run INTEGER NOT NULL REFERENCES run(number),
  id BLOB NOT NULL,
  code TEXT NOT NULL UNIQUE,
  row_key BLOB NOT NULL,
  row_digest BLOB NOT NULL,
  created_s INTEGER NOT NULL,
  learner_name TEXT NOT NULL,
  document_delta BLOB NOT NULL,
  UNIQUE(tenant, id),
  UNIQUE(tenant, row_key)
) STRICT;

CREATE TABLE base_document(
  run INTEGER PRIMARY KEY REFERENCES run(number),
  document BLOB NOT NULL
) STRICT;

CREATE TABLE signature(
  issuance INTEGER PRIMARY KEY REFERENCES issuance(number),
  proof BLOB NOT NULL
) STRICT;

CREATE TABLE void(
  issuance INTEGER PRIMARY KEY REFERENCES issuance(number),
  reason TEXT NOT NULL
) STRICT;

CREATE VIEW issuance_record AS
SELECT i.number AS number, i.tenant AS tenant, i.id AS id, i.code AS code, i.row_key AS row_key, i.row_digest AS row_digest,
  i.created_s AS created_s, i.learner_name AS learner_name, i.document_delta AS document_delta, i.run AS run,
  s.proof AS proof, v.reason AS void_reason
FROM issuance i LEFT JOIN signature s ON s.issuance = i.number LEFT JOIN void v ON v.issuance = i.number;
)sql"},
    // A slot is taken by one issuance for good. Events are only ever added: what a list says follows from them, so no
    // statement of this program can take a revocation back.
    {2, R"sql(
CREATE TABLE status_list(
  number INTEGER PRIMARY KEY,
  tenant INTEGER NOT NULL REFERENCES tenant(number),
  issuer_id TEXT NOT NULL,
  base_url TEXT NOT NULL,
  purpose TEXT NOT NULL CHECK(purpose IN ('revocation', 'suspension')),
  name TEXT NOT NULL UNIQUE,
  permutation_key BLOB NOT NULL,
  next_place INTEGER NOT NULL CHECK(next_place BETWEEN 0 AND 131072),
  state TEXT NOT NULL CHECK(state IN ('open', 'full', 'closed'))
) STRICT;
CREATE UNIQUE INDEX open_status_list ON status_list(tenant, issuer_id, base_url, purpose) WHERE state = 'open';

CREATE TABLE status_slot(
  tenant INTEGER NOT NULL,
  list INTEGER NOT NULL REFERENCES status_list(number),
  slot INTEGER NOT NULL CHECK(slot BETWEEN 0 AND 131071),
  issuance INTEGER NOT NULL REFERENCES issuance(number),
  PRIMARY KEY(tenant, list, slot)
) STRICT, WITHOUT ROWID;

CREATE TABLE status_event(
  number INTEGER PRIMARY KEY,
  tenant INTEGER NOT NULL,
  list INTEGER NOT NULL REFERENCES status_list(number),
  slot INTEGER NOT NULL CHECK(slot BETWEEN 0 AND 131071),
  action TEXT NOT NULL CHECK(action IN ('revoke', 'suspend', 'reinstate')),
  reason TEXT NOT NULL,
  note TEXT NOT NULL,
  by TEXT NOT NULL,
  at_s INTEGER NOT NULL
) STRICT;
CREATE INDEX status_event_slot ON status_event(tenant, list, slot, number);
CREATE UNIQUE INDEX revoked_once ON status_event(tenant, list, slot) WHERE action = 'revoke';

CREATE TABLE published_list(
  list INTEGER PRIMARY KEY REFERENCES status_list(number),
  version INTEGER NOT NULL,
  last_event INTEGER NOT NULL,
  signed_s INTEGER NOT NULL,
  valid_until_s INTEGER NOT NULL,
  document BLOB NOT NULL
) STRICT;
)sql"},
};
static_assert(k_migrations[std::size(k_migrations) - 1].version == k_schema_version);

Result<int> version_of(sql::Connection& connection) {
  CAIRN_TRY(sql::Statement * tables, connection.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'migration'"));
  CAIRN_TRY(const sql::Step has_table, tables->step());
  tables->reset();
  if (has_table == sql::Step::done) return 0;
  CAIRN_TRY(sql::Statement * newest, connection.prepare("SELECT coalesce(max(version), 0) FROM migration"));
  CAIRN_CHECK(newest->step());
  const int version = static_cast<int>(newest->integer(0));
  newest->reset();
  return version;
}

Failure wrong_version(int found) {
  return fail(Kind::corrupt, "store.version",
              "the database's tables have version " + std::to_string(found) + ", this program knows version " +
                  std::to_string(k_schema_version),
              found > k_schema_version
                  ? "Use the newer program that wrote it."
                  : "Run a command that writes, such as cairn issue, once: it brings the tables up to date.");
}

Result<void> apply(sql::Connection& connection, const Migration& migration) {
  CAIRN_TRY(auto transaction, sql::Transaction::begin(connection));
  // Another program may have come first between the look and the lock.
  CAIRN_TRY(const int found, version_of(connection));
  if (found >= migration.version) return transaction.commit();
  CAIRN_CHECK(connection.execute(migration.statements));
  CAIRN_TRY(sql::Statement * record, connection.prepare("INSERT INTO migration(version) VALUES($version)"));
  record->bind(1, std::int64_t{migration.version});
  CAIRN_CHECK(record->run());
  return transaction.commit();
}

}  // namespace

Result<void> migrate(sql::Connection& connection) {
  CAIRN_TRY(const int found, version_of(connection));
  if (found > k_schema_version) return wrong_version(found);
  if (found == k_schema_version) return {};
  CAIRN_CHECK(connection.execute("CREATE TABLE IF NOT EXISTS migration(version INTEGER PRIMARY KEY) STRICT"));
  for (const Migration& migration : k_migrations) {
    if (migration.version > found) CAIRN_CHECK(apply(connection, migration));
  }
  return {};
}

Result<void> check_version(sql::Connection& connection) {
  CAIRN_TRY(const int found, version_of(connection));
  if (found != k_schema_version) return wrong_version(found);
  return {};
}

}  // namespace cairn::store_sqlite
