#include <algorithm>
#include <map>
#include <set>

#include "crypto/hash.hpp"
#include "store/index_words.hpp"
#include "store_sql/register_rows.hpp"
#include "store_sql/row_batch.hpp"
#include "store_sql/sql_store.hpp"

// Listings: what is searched.
namespace cairn::store_sql {

using store::Facet;
using store::KeptListing;
using store::Listing;
using store::PublicStatus;
using store::RecordKey;
using store::RecordKind;
using store::TenantId;

namespace {

using IdAndVersion = std::pair<std::string, std::string>;

/// A listing on its way into the tables, with what is worked out of it.
struct Row {
  const Listing* listing;
  std::vector<Facet> facets;  // tidy
  std::string marks;
  std::string title_words;
  std::string words;
  store::Hash digest;
};

// In the order of keys, which is that of the indexes; the last of several with one key.
std::map<IdAndVersion, Row> rows_of(TenantId tenant, std::span<const Listing> listings) {
  std::map<IdAndVersion, Row> out;
  for (const Listing& listing : listings) {
    CAIRN_ASSERT(listing.key.kind == RecordKind::definition && listing.key.number == 0);
    Row row{&listing, listing.facets, {}, store::index_text(listing.title), store::index_text(listing.words), listing_digest(listing)};
    store::tidy_facets(row.facets);
    row.marks = marks_of(tenant, listing.status, row.facets);
    out.insert_or_assign({listing.key.id, listing.key.version}, std::move(row));
  }
  return out;
}

// out: the numbers of the rows, in their order
Result<std::vector<std::int64_t>> write_rows(sql::Connection& connection, TenantId tenant,
                                             const std::map<IdAndVersion, Row>& rows, std::int64_t next_number) {
  RowBatch batch("INSERT INTO listing(tenant, number, id, version, status, title, summary, language, review_due, hours, digest, "
                 "marks, title_words, words)",
                 14,
                 " ON CONFLICT(tenant, id, version) DO UPDATE SET status = excluded.status, title = excluded.title, "
                 "summary = excluded.summary, language = excluded.language, review_due = excluded.review_due, "
                 "hours = excluded.hours, digest = excluded.digest, marks = excluded.marks, title_words = excluded.title_words, "
                 "words = excluded.words "
                 "RETURNING number, id, version");
  for (const auto& [key, row] : rows) {
    const Listing& listing = *row.listing;
    batch.add(tenant.number).add(next_number++).add(key.first).add(key.second).add(static_cast<std::int64_t>(listing.status));
    batch.add(listing.title).add(listing.summary).add(listing.language).add(listing.review_due);
    batch.add(listing.hours_thousandths).add(ByteView(row.digest)).add(row.marks);
    batch.add(row.title_words).add(row.words);
  }
  std::map<IdAndVersion, std::int64_t> numbers;
  CAIRN_CHECK(batch.run(connection, [&](const sql::Statement& row) {
    numbers[{std::string(row.text(1)), std::string(row.text(2))}] = row.integer(0);
  }));
  CAIRN_ASSERT(numbers.size() == rows.size());
  std::vector<std::int64_t> out;
  for (const auto& [key, number] : numbers) out.push_back(number);
  return out;
}

// SQLite: the two full-text tables keep no texts of their own, so they are told the old ones when a row goes.
Result<void> leave_index(sql::Connection& connection, std::string_view which, std::span<const Value> values) {
  if (connection.dialect() == sql::Dialect::postgres) return {};
  for (const std::string_view names : {"listing_titles, rowid, title_words, marks", "listing_words, rowid, title_words, words, marks"}) {
    const std::string table(names.substr(0, names.find(',')));
    const std::string columns(names.substr(names.find(',') + 2));
    std::string from = columns;
    from.replace(0, 5, "number");
    CAIRN_TRY(sql::Statement * remove,
              connection.prepare("INSERT INTO " + table + "(" + table + ", " + columns + ") SELECT 'delete', " + from +
                                 " FROM listing WHERE " + std::string(which)));
    for (std::size_t i = 0; i < values.size(); ++i) bind_value(*remove, static_cast<int>(i) + 1, values[i]);
    CAIRN_CHECK(remove->run());
  }
  return {};
}

Result<void> leave_index(sql::Connection& connection, TenantId tenant, const std::map<IdAndVersion, Row>& rows) {
  for (const auto& [key, row] : rows) {
    const Value values[] = {tenant.number, std::string_view(key.first), std::string_view(key.second)};
    CAIRN_CHECK(leave_index(connection, "tenant = $1 AND id = $2 AND version = $3", values));
  }
  return {};
}

Result<void> enter_index(sql::Connection& connection, const std::map<IdAndVersion, Row>& rows,
                         std::span<const std::int64_t> numbers) {
  if (connection.dialect() == sql::Dialect::postgres) return {};
  RowBatch titles("INSERT INTO listing_titles(rowid, title_words, marks)", 3);
  RowBatch words("INSERT INTO listing_words(rowid, title_words, words, marks)", 4);
  std::size_t at = 0;
  for (const auto& [key, row] : rows) {
    titles.add(numbers[at]).add(row.title_words).add(row.marks);
    words.add(numbers[at]).add(row.title_words).add(row.words).add(row.marks);
    ++at;
  }
  CAIRN_CHECK(titles.run(connection));
  CAIRN_CHECK(words.run(connection));
  return {};
}

/// So many listings in one write are many.
constexpr std::size_t k_many = 100;

// PostgreSQL: new rows wait before they enter an index of words, and every search looks through those that wait. A few may; those of
// a large write enter together at its end, which is far less work than in small lots.
Result<void> prepare_index(sql::Connection& connection, std::size_t rows) {
  if (connection.dialect() == sql::Dialect::sqlite) return {};
  CAIRN_TRY(sql::Statement * limit, connection.prepare("SELECT set_config('gin_pending_list_limit', $1, true)"));
  limit->bind(1, std::string_view(rows < k_many ? "256kB" : "16MB"));
  return limit->run();
}

Result<void> settle_index(sql::Connection& connection, std::size_t rows) {
  if (connection.dialect() == sql::Dialect::sqlite || rows < k_many) return {};
  CAIRN_TRY(sql::Statement * clean, connection.prepare("SELECT gin_clean_pending_list('listing_titles'::regclass), "
                                                       "gin_clean_pending_list('listing_words'::regclass)"));
  return clean->run();
}

/// The numbers of rows, in their order; from `first_new` on they are of listings that were not there before.
struct Numbers {
  std::vector<std::int64_t> numbers;
  std::int64_t first_new = 0;
};

Result<void> write_facets(sql::Connection& connection, TenantId tenant, const std::map<IdAndVersion, Row>& rows,
                          const Numbers& given) {
  const auto& [numbers, first_new] = given;
  CAIRN_TRY(sql::Statement * remove,
            connection.prepare("DELETE FROM listing_facet WHERE tenant = $1 AND listing = $2"));
  RowBatch batch("INSERT INTO listing_facet(tenant, listing, kind, value, note)", 5);
  std::size_t at = 0;
  for (const auto& [key, row] : rows) {
    const std::int64_t number = numbers[at++];
    if (number < first_new) {
      remove->bind(1, tenant.number).bind(2, number);
      CAIRN_CHECK(remove->run());
    }
    for (const Facet& facet : row.facets) {
      batch.add(tenant.number).add(number).add(facet.kind).add(facet.value).add(facet.note);
    }
  }
  CAIRN_CHECK(batch.run(connection));
  return {};
}

Result<void> remove_all(sql::Connection& connection, TenantId tenant) {
  const Value whose[] = {tenant.number};
  CAIRN_CHECK(leave_index(connection, "tenant = $1", whose));
  for (const std::string_view table : {"listing_facet", "listing"}) {
    CAIRN_TRY(sql::Statement * remove, connection.prepare("DELETE FROM " + std::string(table) + " WHERE tenant = $1"));
    remove->bind(1, tenant.number);
    CAIRN_CHECK(remove->run());
  }
  return {};
}

}  // namespace

std::string marks_of(TenantId tenant, PublicStatus status, const std::vector<Facet>& facets) {
  std::string out = mark_of(tenant, status);
  for (const Facet& facet : facets) out += " " + mark_of(tenant, facet);
  return out;
}

// What stands in a text never holds a bar: the words of the index are letters and digits. The last digit keeps the stemmer away.
std::string mark_of(TenantId tenant, PublicStatus status) {
  return "|t" + std::to_string(tenant.number) + "s" + std::to_string(static_cast<int>(status));
}

std::string mark_of(TenantId tenant, const Facet& facet) {
  const std::string named = std::to_string(tenant.number) + ' ' + std::to_string(facet.kind.size()) + ' ' + facet.kind + facet.value;
  const crypto::Sha256 digest = crypto::sha256(as_bytes(named));
  return "|f" + to_hex(ByteView(digest).first(10)) + "0";
}

// A number stays with its listing; those taken for listings that were there before are left out.
Result<void> SqlStore::write_listings(TenantId tenant, std::span<const Listing> listings) {
  if (listings.empty()) return {};
  const std::map<IdAndVersion, Row> rows = rows_of(tenant, listings);
  CAIRN_TRY(const std::int64_t next_number, take_numbers(tenant, "listing", rows.size()));
  CAIRN_CHECK(prepare_index(connection_, rows.size()));
  CAIRN_CHECK(leave_index(connection_, tenant, rows));
  CAIRN_TRY(const std::vector<std::int64_t> numbers, write_rows(connection_, tenant, rows, next_number));
  CAIRN_CHECK(enter_index(connection_, rows, numbers));
  CAIRN_CHECK(settle_index(connection_, rows.size()));
  return write_facets(connection_, tenant, rows, {numbers, next_number});
}

Result<void> SqlStore::replace_listings(TenantId tenant, std::span<const Listing> listings) {
  CAIRN_TRY(auto transaction, begin_recording());
  CAIRN_CHECK(remove_all(connection_, tenant));
  CAIRN_CHECK(write_listings(tenant, listings));
  return transaction.commit();
}

Result<std::vector<KeptListing>> SqlStore::listings(TenantId tenant, const RecordKey& after, std::size_t limit) {
  CAIRN_TRY(auto transaction, sql::Transaction::begin_reading(connection_));
  const std::string page = "SELECT number, id, version, status, title, summary, language, review_due, hours, digest, words "
                           "FROM listing WHERE tenant = $1 AND (id, version) > ($2, $3) ORDER BY id, version LIMIT $4";
  CAIRN_TRY(sql::Statement * select, connection_.prepare(page));
  select->bind(1, tenant.number).bind(2, after.id).bind(3, after.version).bind(4, as_limit(limit));
  std::vector<KeptListing> out;
  std::map<std::int64_t, std::size_t> places;
  for (;;) {
    CAIRN_TRY(const sql::Step found, select->step());
    if (found == sql::Step::done) break;
    places[select->integer(0)] = out.size();
    KeptListing& kept = out.emplace_back();
    kept.listing = {{RecordKind::definition, std::string(select->text(1)), std::string(select->text(2))},
                    static_cast<PublicStatus>(select->integer(3)),
                    std::string(select->text(4)),
                    std::string(select->text(5)),
                    std::string(select->text(6)),
                    std::string(select->text(10)),
                    std::string(select->text(7)),
                    select->integer(8),
                    {}};
    const ByteView digest = select->blob(9);
    std::copy_n(digest.begin(), std::min(digest.size(), kept.digest.size()), kept.digest.begin());
  }
  select->reset();
  CAIRN_TRY(sql::Statement * facets,
            connection_.prepare("SELECT f.listing, f.kind, f.value, f.note FROM (" + page + ") AS page "
                                "JOIN listing_facet f ON f.tenant = $1 AND f.listing = page.number ORDER BY f.listing, f.kind, f.value"));
  facets->bind(1, tenant.number).bind(2, after.id).bind(3, after.version).bind(4, as_limit(limit));
  for (;;) {
    CAIRN_TRY(const sql::Step found, facets->step());
    if (found == sql::Step::done) break;
    out[places.at(facets->integer(0))].listing.facets.push_back(
        {std::string(facets->text(1)), std::string(facets->text(2)), std::string(facets->text(3))});
  }
  facets->reset();
  CAIRN_CHECK(transaction.commit());
  return out;
}

}  // namespace cairn::store_sql
