#include <string>
#include <utility>

#include "store/index_words.hpp"
#include "store_sql/register_rows.hpp"
#include "store_sql/search_text.hpp"
#include "store_sql/sql_store.hpp"

// Searching listings.
//
// What takes long is what fits half of all listings, so nothing here looks at all that fit:
// - words: the index gives rows in its own order and is asked for k_most_ranked of them; only these are put in order of fit.
// - facets: few rows fit: they are fetched and put in order. Many do: rows are read in order of title until the page is full, which
//   is soon.
namespace cairn::store_sql {

using store::PublicStatus;
using store::RecordKind;
using store::SearchHit;
using store::SearchPage;
using store::SearchQuery;
using store::TenantId;

namespace {

/// More than so many are many.
constexpr std::size_t k_few = 2'000;

Result<bool> are_few(sql::Connection& connection, const SearchTask& task) {
  const Query count = count_marks(task, k_few);
  CAIRN_TRY(sql::Statement * select, count.prepare(connection));
  CAIRN_CHECK(select->step());
  const bool out = std::cmp_less_equal(select->integer(0), k_few);
  select->reset();
  return out;
}

Result<Query> query_of(sql::Connection& connection, const SearchTask& task) {
  if (!task.words.empty()) return search_by_words(task);
  if (task.query.facets.empty()) return search_by_title(task);
  CAIRN_TRY(const bool few, are_few(connection, task));
  return few ? search_by_marks(task) : search_by_title(task);
}

// Rows of "id, version, status, title, summary".
Result<std::vector<SearchHit>> read_hits(sql::Statement& select) {
  std::vector<SearchHit> out;
  for (;;) {
    CAIRN_TRY(const sql::Step found, select.step());
    if (found == sql::Step::done) break;
    out.push_back({{RecordKind::definition, std::string(select.text(0)), std::string(select.text(1))},
                   static_cast<PublicStatus>(select.integer(2)),
                   std::string(select.text(3)),
                   std::string(select.text(4))});
  }
  select.reset();
  return out;
}

}  // namespace

Result<SearchPage> SqlStore::search(TenantId tenant, const SearchQuery& query) {
  const std::vector<std::string> words = store::query_words(query.words);
  CAIRN_CHECK(store::check_bounds(query, words.size()));
  SearchPage out;
  if (query.statuses.empty()) return out;
  CAIRN_TRY(auto transaction, sql::Transaction::begin_reading(connection_));
  CAIRN_TRY(const Query text, query_of(connection_, {connection_.dialect(), tenant, query, words}));
  CAIRN_TRY(sql::Statement * select, text.prepare(connection_));
  CAIRN_TRY(out.hits, read_hits(*select));
  CAIRN_CHECK(transaction.commit());
  out.has_more = out.hits.size() > query.limit;
  if (out.has_more) out.hits.pop_back();
  return out;
}

Result<std::vector<SearchHit>> SqlStore::overdue_reviews(TenantId tenant, std::string_view day, std::size_t limit) {
  CAIRN_TRY(sql::Statement * select,
            connection_.prepare("SELECT id, version, status, title, summary FROM listing WHERE tenant = $1 "
                                "AND status IN (1, 2) AND review_due <> '' AND review_due <= $2 "
                                "ORDER BY review_due, title, id, version LIMIT $3"));
  select->bind(1, tenant.number).bind(2, day).bind(3, as_limit(limit));
  return read_hits(*select);
}

}  // namespace cairn::store_sql
