#include "store_sql/migrations.hpp"

#include <iterator>

#include "store_sql/register_tables.hpp"
#include "store_sql/schema.hpp"

namespace cairn::store_sql {
namespace {

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
)sql",
     R"sql(
CREATE TABLE tenant(
  number BIGINT PRIMARY KEY,
  name TEXT COLLATE "C" NOT NULL UNIQUE
);
INSERT INTO tenant(number, name) VALUES(1, 'default');

CREATE TABLE counter(
  tenant BIGINT NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  next BIGINT NOT NULL,
  PRIMARY KEY(tenant, name)
);

CREATE TABLE run(
  tenant BIGINT NOT NULL REFERENCES tenant(number),
  number BIGINT NOT NULL,
  definition_id TEXT COLLATE "C" NOT NULL,
  definition_version TEXT COLLATE "C" NOT NULL,
  definition_name TEXT COLLATE "C" NOT NULL,
  issuer_id TEXT COLLATE "C" NOT NULL,
  issuer_name TEXT COLLATE "C" NOT NULL,
  verification_method TEXT COLLATE "C" NOT NULL,
  public_key TEXT COLLATE "C" NOT NULL,
  cryptosuite TEXT COLLATE "C" NOT NULL,
  source TEXT COLLATE "C" NOT NULL,
  started_s BIGINT NOT NULL,
  PRIMARY KEY(tenant, number)
);

CREATE TABLE issuance(
  tenant BIGINT NOT NULL,
  number BIGINT NOT NULL,
  run BIGINT NOT NULL,
  id BYTEA NOT NULL,
  code TEXT COLLATE "C" NOT NULL UNIQUE,
  row_key BYTEA NOT NULL,
  row_digest BYTEA NOT NULL,
  created_s BIGINT NOT NULL,
  learner_name TEXT COLLATE "C" NOT NULL,
  document_delta BYTEA NOT NULL,
  PRIMARY KEY(tenant, number),
  FOREIGN KEY(tenant, run) REFERENCES run(tenant, number),
  UNIQUE(tenant, id),
  UNIQUE(tenant, row_key)
);

CREATE TABLE base_document(
  tenant BIGINT NOT NULL,
  run BIGINT NOT NULL,
  document BYTEA NOT NULL,
  PRIMARY KEY(tenant, run),
  FOREIGN KEY(tenant, run) REFERENCES run(tenant, number)
);

CREATE TABLE signature(
  tenant BIGINT NOT NULL,
  issuance BIGINT NOT NULL,
  proof BYTEA NOT NULL,
  PRIMARY KEY(tenant, issuance),
  FOREIGN KEY(tenant, issuance) REFERENCES issuance(tenant, number)
);

CREATE TABLE void(
  tenant BIGINT NOT NULL,
  issuance BIGINT NOT NULL,
  reason TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY(tenant, issuance),
  FOREIGN KEY(tenant, issuance) REFERENCES issuance(tenant, number)
);

CREATE VIEW issuance_record AS
SELECT i.number AS number, i.tenant AS tenant, i.id AS id, i.code AS code, i.row_key AS row_key, i.row_digest AS row_digest,
  i.created_s AS created_s, i.learner_name AS learner_name, i.document_delta AS document_delta, i.run AS run,
  s.proof AS proof, v.reason AS void_reason
FROM issuance i LEFT JOIN signature s ON s.tenant = i.tenant AND s.issuance = i.number
  LEFT JOIN void v ON v.tenant = i.tenant AND v.issuance = i.number;
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
)sql",
     R"sql(
CREATE TABLE status_list(
  tenant BIGINT NOT NULL REFERENCES tenant(number),
  number BIGINT NOT NULL,
  issuer_id TEXT COLLATE "C" NOT NULL,
  base_url TEXT COLLATE "C" NOT NULL,
  purpose TEXT COLLATE "C" NOT NULL CHECK(purpose IN ('revocation', 'suspension')),
  name TEXT COLLATE "C" NOT NULL UNIQUE,
  permutation_key BYTEA NOT NULL,
  next_place BIGINT NOT NULL CHECK(next_place BETWEEN 0 AND 131072),
  state TEXT COLLATE "C" NOT NULL CHECK(state IN ('open', 'full', 'closed')),
  PRIMARY KEY(tenant, number)
);
CREATE UNIQUE INDEX open_status_list ON status_list(tenant, issuer_id, base_url, purpose) WHERE state = 'open';

CREATE TABLE status_slot(
  tenant BIGINT NOT NULL,
  list BIGINT NOT NULL,
  slot BIGINT NOT NULL CHECK(slot BETWEEN 0 AND 131071),
  issuance BIGINT NOT NULL,
  PRIMARY KEY(tenant, list, slot),
  FOREIGN KEY(tenant, list) REFERENCES status_list(tenant, number),
  FOREIGN KEY(tenant, issuance) REFERENCES issuance(tenant, number)
);

CREATE TABLE status_event(
  tenant BIGINT NOT NULL,
  number BIGINT NOT NULL,
  list BIGINT NOT NULL,
  slot BIGINT NOT NULL CHECK(slot BETWEEN 0 AND 131071),
  action TEXT COLLATE "C" NOT NULL CHECK(action IN ('revoke', 'suspend', 'reinstate')),
  reason TEXT COLLATE "C" NOT NULL,
  note TEXT COLLATE "C" NOT NULL,
  by TEXT COLLATE "C" NOT NULL,
  at_s BIGINT NOT NULL,
  PRIMARY KEY(tenant, number),
  FOREIGN KEY(tenant, list) REFERENCES status_list(tenant, number)
);
CREATE INDEX status_event_slot ON status_event(tenant, list, slot, number);
CREATE UNIQUE INDEX revoked_once ON status_event(tenant, list, slot) WHERE action = 'revoke';

CREATE TABLE published_list(
  tenant BIGINT NOT NULL,
  list BIGINT NOT NULL,
  version BIGINT NOT NULL,
  last_event BIGINT NOT NULL,
  signed_s BIGINT NOT NULL,
  valid_until_s BIGINT NOT NULL,
  document BYTEA NOT NULL,
  PRIMARY KEY(tenant, list),
  FOREIGN KEY(tenant, list) REFERENCES status_list(tenant, number)
);
)sql"},
    {3, k_register_tables_sqlite, k_register_tables_postgres},
    // What the whole database is marked as (standing.hpp): one that was copied half, or moved away, is not used by mistake.
    {4, R"sql(
CREATE TABLE standing(
  name TEXT PRIMARY KEY CHECK(name IN ('incomplete', 'moved', 'backup')),
  note TEXT NOT NULL,
  at_s INTEGER NOT NULL
) STRICT;
)sql",
     R"sql(
CREATE TABLE standing(
  tenant BIGINT NOT NULL DEFAULT 0 CHECK(tenant = 0),
  name TEXT COLLATE "C" NOT NULL UNIQUE CHECK(name IN ('incomplete', 'moved', 'backup')),
  note TEXT COLLATE "C" NOT NULL,
  at_s BIGINT NOT NULL,
  PRIMARY KEY(tenant, name)
);
)sql"},
};
static_assert(k_migrations[std::size(k_migrations) - 1].version == k_schema_version);

}  // namespace

std::span<const Migration> migrations() { return k_migrations; }

}  // namespace cairn::store_sql
