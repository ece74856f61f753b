#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "store/index_words.hpp"
#include "store_sql/register_rows.hpp"
#include "store_sql/search_text.hpp"
#include "store_sql/sql_store.hpp"

// Searching listings.
//
// What takes long is what fits half of all listings, so nothing here looks at all that fit:
// - words: the index gives rows in its own order and is asked for so many of them; only these are put in order of fit, and only
//   those of the page are fetched.
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

// A row of "id, version, status, title, summary".
SearchHit read_hit(const sql::Statement& row) {
  return {{RecordKind::definition, std::string(row.text(0)), std::string(row.text(1))},
          static_cast<PublicStatus>(row.integer(2)),
          std::string(row.text(3)),
          std::string(row.text(4))};
}

Result<std::vector<SearchHit>> read_hits(sql::Statement& select) {
  std::vector<SearchHit> out;
  for (;;) {
    CAIRN_TRY(const sql::Step found, select.step());
    if (found == sql::Step::done) break;
    out.push_back(read_hit(select));
  }
  select.reset();
  return out;
}

/// A listing that holds the words, and how well it fits.
struct Ranked {
  std::int64_t number;
  int part;  // 0: all words stand in the title
  std::int64_t fit;
  bool is_before(const Ranked& other) const { return part != other.part ? part < other.part : fit > other.fit; }
};

Result<void> add_ranked(sql::Connection& connection, const SearchTask& task, Index index, std::vector<Ranked>& out) {
  std::unordered_set<std::int64_t> known;
  for (const Ranked& ranked : out) known.insert(ranked.number);
  const Query query = rank(task, index);
  CAIRN_TRY(sql::Statement * select, query.prepare(connection));
  for (;;) {
    CAIRN_TRY(const sql::Step found, select->step());
    if (found == sql::Step::done) break;
    if (known.contains(select->integer(0))) continue;
    out.push_back({select->integer(0), index == Index::titles ? 0 : 1, select->integer(1)});
  }
  select->reset();
  return {};
}

// The page, and those before and after it that fit as well as its first and last: which of them it holds, titles decide.
struct Stretch {
  std::vector<std::int64_t> numbers;
  std::size_t skip = 0;  // how many of them, in order, come before the page
};

Stretch stretch_of(std::vector<Ranked>& ranked, std::size_t skip, std::size_t count) {
  const auto is_before = [](const Ranked& a, const Ranked& b) { return a.is_before(b); };
  std::sort(ranked.begin(), ranked.end(), is_before);
  Stretch out;
  if (skip >= ranked.size()) return out;
  const auto first = ranked.begin() + static_cast<std::ptrdiff_t>(skip);
  const auto last = ranked.begin() + static_cast<std::ptrdiff_t>(std::min(ranked.size(), skip + count) - 1);
  const auto begin = std::lower_bound(ranked.begin(), ranked.end(), *first, is_before);
  const auto end = std::upper_bound(ranked.begin(), ranked.end(), *last, is_before);
  for (auto one = begin; one != end; ++one) out.numbers.push_back(one->number);
  out.skip = static_cast<std::size_t>(first - begin);
  return out;
}

Result<std::vector<SearchHit>> search_by_words(sql::Connection& connection, const SearchTask& task) {
  const std::size_t count = task.query.limit + 1;
  const std::size_t skip = std::min(task.query.skip, 3 * store::k_most_ranked);
  std::vector<Ranked> ranked;
  CAIRN_CHECK(add_ranked(connection, task, Index::titles, ranked));
  if (ranked.size() < skip + count) CAIRN_CHECK(add_ranked(connection, task, Index::words, ranked));
  const Stretch stretch = stretch_of(ranked, skip, count);
  if (stretch.numbers.empty()) return std::vector<SearchHit>();
  std::unordered_map<std::int64_t, Ranked> by_number;
  for (const Ranked& one : ranked) by_number.emplace(one.number, one);
  std::vector<std::pair<Ranked, SearchHit>> found;
  const Query query = fetch(task, stretch.numbers);
  CAIRN_TRY(sql::Statement * select, query.prepare(connection));
  for (;;) {
    CAIRN_TRY(const sql::Step step, select->step());
    if (step == sql::Step::done) break;
    found.emplace_back(by_number.at(select->integer(5)), read_hit(*select));
  }
  select->reset();
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first.is_before(b.first); });
  std::vector<SearchHit> out;
  for (std::size_t i = stretch.skip; i < found.size() && out.size() < count; ++i) out.push_back(std::move(found[i].second));
  return out;
}

Result<std::vector<SearchHit>> search_all(sql::Connection& connection, const SearchTask& task) {
  // Nearly everything is current: without a facet, only the other statuses are perhaps few.
  const auto& statuses = task.query.statuses;
  const bool is_all = task.query.facets.empty() && std::find(statuses.begin(), statuses.end(), PublicStatus::current) != statuses.end();
  bool few = false;
  if (!is_all) {
    CAIRN_TRY(few, are_few(connection, task));
  }
  const Query query = few ? search_by_marks(task) : search_by_title(task);
  CAIRN_TRY(sql::Statement * select, query.prepare(connection));
  return read_hits(*select);
}

}  // namespace

Result<SearchPage> SqlStore::search(TenantId tenant, const SearchQuery& query) {
  const std::vector<std::string> words = store::query_words(query.words);
  CAIRN_CHECK(store::check_bounds(query, words.size()));
  SearchPage out;
  if (query.statuses.empty()) return out;
  CAIRN_TRY(auto transaction, sql::Transaction::begin_reading(connection_));
  const SearchTask task{connection_.dialect(), tenant, query, words};
  CAIRN_TRY(out.hits, words.empty() ? search_all(connection_, task) : search_by_words(connection_, task));
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
