#pragma once
#include <string_view>

namespace cairn::store_sql {

// record: each record as it stands. record_past: the bodies it had before; only ever added to. `kind` is the number of
// store::RecordKind, so that keys lie in their order.
// audit_entry: only ever added to. audit_head: how far the tree of a tenant reaches, with what is needed to go on; its row is
// locked first in every write, so that the entries of a tenant follow one another.
// listing: what is searched; `title_words` and `words` are cut and folded (index_words.hpp). `marks` holds words that no text can
// hold for tenant and status ("|t1s1") and for each facet, so that the index of words alone finds what a query asks for. On
// PostgreSQL the indexes follow the table as generated columns (a bar stands between texts, so that no phrase reaches across).
// Both engines reduce every word, of whatever language, to its English stem, and know no stop words: what an English stemmer does to
// a German word it does to the text and to the query alike, and "an" and "am" are words of Gaelic; on SQLite the program writes them (SQLite 3.40 lets no trigger do so
// where the schema is not trusted).

inline constexpr std::string_view k_register_tables_sqlite = R"sql(
CREATE TABLE record(
  tenant INTEGER NOT NULL,
  kind INTEGER NOT NULL CHECK(kind BETWEEN 0 AND 3),
  id TEXT NOT NULL,
  version TEXT NOT NULL,
  number INTEGER NOT NULL,
  revision INTEGER NOT NULL CHECK(revision >= 1),
  body TEXT NOT NULL,
  PRIMARY KEY(tenant, kind, id, version, number)
) STRICT;

CREATE TABLE record_past(
  tenant INTEGER NOT NULL,
  kind INTEGER NOT NULL CHECK(kind BETWEEN 0 AND 3),
  id TEXT NOT NULL,
  version TEXT NOT NULL,
  number INTEGER NOT NULL,
  revision INTEGER NOT NULL CHECK(revision >= 1),
  body TEXT NOT NULL,
  PRIMARY KEY(tenant, kind, id, version, number, revision)
) STRICT;

CREATE TABLE audit_entry(
  tenant INTEGER NOT NULL,
  number INTEGER NOT NULL CHECK(number >= 1),
  at_s INTEGER NOT NULL,
  at_ns INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  note TEXT NOT NULL,
  kind INTEGER NOT NULL CHECK(kind BETWEEN 0 AND 3),
  id TEXT NOT NULL,
  version TEXT NOT NULL,
  record_number INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  body_digest BLOB NOT NULL CHECK(length(body_digest) = 32),
  previous BLOB NOT NULL CHECK(length(previous) = 32),
  PRIMARY KEY(tenant, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_head(
  tenant INTEGER PRIMARY KEY,
  size INTEGER NOT NULL CHECK(size >= 0),
  at_s INTEGER NOT NULL,
  at_ns INTEGER NOT NULL,
  last_leaf BLOB NOT NULL CHECK(length(last_leaf) = 32),
  peaks BLOB NOT NULL CHECK(length(peaks) % 32 = 0)
) STRICT;

CREATE TABLE listing(
  number INTEGER PRIMARY KEY,
  tenant INTEGER NOT NULL,
  id TEXT NOT NULL,
  version TEXT NOT NULL,
  status INTEGER NOT NULL CHECK(status BETWEEN 0 AND 3),
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  language TEXT NOT NULL,
  review_due TEXT NOT NULL,
  hours INTEGER NOT NULL,
  digest BLOB NOT NULL CHECK(length(digest) = 32),
  marks TEXT NOT NULL,
  title_words TEXT NOT NULL,
  words TEXT NOT NULL,
  UNIQUE(tenant, id, version)
) STRICT;
CREATE INDEX listing_title ON listing(tenant, title, id, version, status, hours);
CREATE INDEX listing_review ON listing(tenant, review_due, title, id, version) WHERE status IN (1, 2) AND review_due <> '';

CREATE TABLE listing_facet(
  tenant INTEGER NOT NULL,
  listing INTEGER NOT NULL,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY(tenant, listing, kind, value)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE listing_titles USING fts5(title_words, marks, content = 'listing', content_rowid = 'number',
  tokenize = 'porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE listing_words USING fts5(title_words, words, marks, content = 'listing', content_rowid = 'number',
  tokenize = 'porter unicode61 remove_diacritics 2');)sql";

inline constexpr std::string_view k_register_tables_postgres = R"sql(
CREATE TEXT SEARCH DICTIONARY cairn_stem(TEMPLATE = pg_catalog.snowball, Language = 'english');
CREATE TEXT SEARCH CONFIGURATION cairn_words(COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION cairn_words ALTER MAPPING FOR asciiword, word, numword WITH cairn_stem;

CREATE TABLE record(
  tenant BIGINT NOT NULL,
  kind BIGINT NOT NULL CHECK(kind BETWEEN 0 AND 3),
  id TEXT COLLATE "C" NOT NULL,
  version TEXT COLLATE "C" NOT NULL,
  number BIGINT NOT NULL,
  revision BIGINT NOT NULL CHECK(revision >= 1),
  body TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY(tenant, kind, id, version, number)
);

CREATE TABLE record_past(
  tenant BIGINT NOT NULL,
  kind BIGINT NOT NULL CHECK(kind BETWEEN 0 AND 3),
  id TEXT COLLATE "C" NOT NULL,
  version TEXT COLLATE "C" NOT NULL,
  number BIGINT NOT NULL,
  revision BIGINT NOT NULL CHECK(revision >= 1),
  body TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY(tenant, kind, id, version, number, revision)
);

CREATE TABLE audit_entry(
  tenant BIGINT NOT NULL,
  number BIGINT NOT NULL CHECK(number >= 1),
  at_s BIGINT NOT NULL,
  at_ns BIGINT NOT NULL,
  actor TEXT COLLATE "C" NOT NULL,
  action TEXT COLLATE "C" NOT NULL,
  note TEXT COLLATE "C" NOT NULL,
  kind BIGINT NOT NULL CHECK(kind BETWEEN 0 AND 3),
  id TEXT COLLATE "C" NOT NULL,
  version TEXT COLLATE "C" NOT NULL,
  record_number BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  body_digest BYTEA NOT NULL CHECK(length(body_digest) = 32),
  previous BYTEA NOT NULL CHECK(length(previous) = 32),
  PRIMARY KEY(tenant, number)
);

CREATE TABLE audit_head(
  tenant BIGINT NOT NULL,
  size BIGINT NOT NULL CHECK(size >= 0),
  at_s BIGINT NOT NULL,
  at_ns BIGINT NOT NULL,
  last_leaf BYTEA NOT NULL CHECK(length(last_leaf) = 32),
  peaks BYTEA NOT NULL CHECK(length(peaks) % 32 = 0),
  PRIMARY KEY(tenant)
);

CREATE TABLE listing(
  tenant BIGINT NOT NULL,
  number BIGINT NOT NULL,
  id TEXT COLLATE "C" NOT NULL,
  version TEXT COLLATE "C" NOT NULL,
  status BIGINT NOT NULL CHECK(status BETWEEN 0 AND 3),
  title TEXT COLLATE "C" NOT NULL,
  summary TEXT COLLATE "C" NOT NULL,
  language TEXT COLLATE "C" NOT NULL,
  review_due TEXT COLLATE "C" NOT NULL,
  hours BIGINT NOT NULL,
  digest BYTEA NOT NULL CHECK(length(digest) = 32),
  marks TEXT COLLATE "C" NOT NULL,
  title_words TEXT COLLATE "C" NOT NULL,
  words TEXT COLLATE "C" NOT NULL,
  title_index TSVECTOR GENERATED ALWAYS AS (
    to_tsvector('cairn_words', title_words) || array_to_tsvector(string_to_array(marks, ' '))) STORED,
  word_index TSVECTOR GENERATED ALWAYS AS (
    setweight(to_tsvector('cairn_words', title_words), 'A') || '''|'':1'::tsvector || to_tsvector('cairn_words', words) ||
    array_to_tsvector(string_to_array(marks, ' '))) STORED,
  PRIMARY KEY(tenant, number),
  UNIQUE(tenant, id, version)
);
CREATE INDEX listing_title ON listing(tenant, title, id, version, status, hours);
CREATE INDEX listing_review ON listing(tenant, review_due, title, id, version) WHERE status IN (1, 2) AND review_due <> '';

CREATE TABLE listing_facet(
  tenant BIGINT NOT NULL,
  listing BIGINT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  value TEXT COLLATE "C" NOT NULL,
  note TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY(tenant, listing, kind, value)
);
CREATE INDEX listing_titles ON listing USING gin(title_index);
CREATE INDEX listing_words ON listing USING gin(word_index);
)sql";

}  // namespace cairn::store_sql
