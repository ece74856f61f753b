#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "sql/connection.hpp"
#include "store/register.hpp"

namespace cairn::store_sql {

/// A statement with its values, put together piece by piece.
class Query {
 public:
  /// out: the name of the parameter that holds the value: "$3". It must occur in the text.
  std::string value(std::int64_t number) { return keep({number, {}, true}); }
  std::string value(std::string words) { return keep({0, std::move(words), false}); }
  /// out: the statement, ready to run; it refers to this
  Result<sql::Statement*> prepare(sql::Connection& connection) const;

  std::string text;

 private:
  struct Held {
    std::int64_t number;
    std::string text;
    bool is_number;
  };
  std::string keep(Held held);
  std::vector<Held> values_;
};

/// What to search: a tenant's listings, with the words of the query as they are indexed.
struct SearchTask {
  sql::Dialect dialect;
  store::TenantId tenant;
  const store::SearchQuery& query;
  const std::vector<std::string>& words;
};

/// Which of the two indexes: titles only, or all words.
enum class Index { titles, words };

/// Rows of "number, fit": listings that hold the words, at most k_most_titles or k_most_ranked, in no order. Higher fits better.
Query rank(const SearchTask& task, Index index);
/// Rows of "id, version, status, title, summary, number": the listings of these numbers, in order of title.
Query fetch(const SearchTask& task, std::span<const std::int64_t> numbers);

// Each gives rows of "id, version, status, title, summary": one page and one row more.

/// Those that have statuses and facets, fetched and put in order of title: for few.
Query search_by_marks(const SearchTask& task);
/// In order of title until the page is full: for many.
Query search_by_title(const SearchTask& task);
/// One number: how many have statuses and facets, counted up to `most` + 1.
Query count_marks(const SearchTask& task, std::size_t most);

}  // namespace cairn::store_sql
