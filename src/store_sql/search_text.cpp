#include "store_sql/search_text.hpp"

#include <algorithm>

#include "store_sql/register_rows.hpp"

namespace cairn::store_sql {

using store::Facet;
using store::PublicStatus;

namespace {

constexpr std::string_view k_hit = "SELECT l.id, l.version, l.status, l.title, l.summary";

bool is_postgres(const SearchTask& task) { return task.dialect == sql::Dialect::postgres; }

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string out;
  for (const std::string& part : parts) {
    if (!out.empty()) out += between;
    out += part;
  }
  return out;
}

// Words of the index hold letters and digits, marks a bar besides: nothing that a quotation mark would have to be guarded against.
std::vector<std::string> quoted(std::vector<std::string> words, char quote) {
  for (std::string& word : words) {
    CAIRN_ASSERT(word.find_first_of("'\"\\") == std::string::npos);
    word = quote + word + quote;
  }
  return words;
}

std::vector<std::string> status_marks(const SearchTask& task) {
  std::vector<std::string> out;
  for (const PublicStatus status : task.query.statuses) out.push_back(mark_of(task.tenant, status));
  return out;
}

std::vector<std::string> facet_marks(const SearchTask& task) {
  std::vector<std::string> out;
  for (const Facet& facet : task.query.facets) out.push_back(mark_of(task.tenant, facet));
  return out;
}

// Any of the statuses, and every facet.
std::string marks_query(const SearchTask& task) {
  if (is_postgres(task)) {
    std::string out = "(" + joined(quoted(status_marks(task), '\''), " | ") + ")";
    for (const std::string& facet : quoted(facet_marks(task), '\'')) out += " & " + facet;
    return out;
  }
  std::string out = "marks : (" + joined(quoted(status_marks(task), '"'), " OR ") + ")";
  for (const std::string& facet : quoted(facet_marks(task), '"')) out += " AND marks : " + facet;
  return out;
}

std::string hours_condition(Query& out, const SearchTask& task) {
  if (!task.query.hours) return {};
  const std::string least = out.value(task.query.hours->least);
  return " AND l.hours BETWEEN " + least + " AND " + out.value(task.query.hours->most);
}

std::string page_end(Query& out, const SearchTask& task) {
  const std::string limit = out.value(as_limit(task.query.limit + 1));
  return " LIMIT " + limit + " OFFSET " + out.value(as_limit(task.query.skip));
}

std::string statuses_condition(const SearchTask& task) {
  std::vector<std::string> numbers;
  for (const PublicStatus status : task.query.statuses) numbers.push_back(std::to_string(static_cast<int>(status)));
  return "l.status IN (" + joined(numbers, ", ") + ")";
}

// FTS5: words side by side must all occur; one that holds no letter after all is passed over.
std::string ranked_sqlite(Query& out, const SearchTask& task, Index index) {
  const bool is_title = index == Index::titles;
  const std::string table = is_title ? "listing_titles" : "listing_words";
  const std::string match = std::string(is_title ? "title_words" : "{title_words words}") + " : (" +
                            joined(quoted(task.words, '"'), " ") + ") AND " + marks_query(task);
  std::string text = "SELECT " + table + ".rowid, CAST(1e9 * fit(" + table + (is_title ? ", 1.0)" : ", 4.0, 1.0)") +
                     " AS INTEGER) FROM " + table;
  if (task.query.hours) text += " JOIN listing l ON l.number = " + table + ".rowid";
  return text + " WHERE " + table + " MATCH " + out.value(match) + hours_condition(out, task);
}

std::string words_postgres(Query& out, const SearchTask& task) {
  std::vector<std::string> parts;
  for (const std::string& word : task.words) parts.push_back("phraseto_tsquery('cairn_words', " + out.value(word) + ")");
  return "(" + joined(parts, " && ") + ")";
}

std::string ranked_postgres(Query& out, const SearchTask& task, Index index) {
  const std::string column = index == Index::titles ? "l.title_index" : "l.word_index";
  const std::string words = words_postgres(out, task);
  return "SELECT l.number, (1e9 * ts_rank(" + column + ", " + words + ", 1))::BIGINT FROM listing l WHERE l.tenant = " +
         out.value(task.tenant.number) + " AND numnode(" + words + ") > 0 AND " + column + " @@ (" + words + " && " +
         out.value(marks_query(task)) + "::tsquery)" + hours_condition(out, task);
}

// Numbers of the listings that have statuses and facets.
std::string marked(Query& out, const SearchTask& task) {
  if (!is_postgres(task)) return "SELECT rowid AS number FROM listing_titles WHERE listing_titles MATCH " + out.value(marks_query(task));
  const std::string tenant = out.value(task.tenant.number);
  return "SELECT number FROM listing WHERE tenant = " + tenant + " AND title_index @@ " + out.value(marks_query(task)) + "::tsquery";
}

std::string join_of(Query& out, const SearchTask& task) {
  if (!is_postgres(task)) return "FROM hit JOIN listing l ON l.number = hit.number";
  return "FROM hit JOIN listing l ON l.tenant = " + out.value(task.tenant.number) + " AND l.number = hit.number";
}

}  // namespace

std::string Query::keep(Held held) {
  values_.push_back(std::move(held));
  return "$" + std::to_string(values_.size());
}

Result<sql::Statement*> Query::prepare(sql::Connection& connection) const {
  CAIRN_TRY(sql::Statement * statement, connection.prepare(text));
  int parameter = 0;
  for (const Held& held : values_) {
    ++parameter;
    if (held.is_number) {
      statement->bind(parameter, held.number);
    } else {
      statement->bind(parameter, std::string_view(held.text));
    }
  }
  return statement;
}

Query rank(const SearchTask& task, Index index) {
  Query out;
  out.text = is_postgres(task) ? ranked_postgres(out, task, index) : ranked_sqlite(out, task, index);
  out.text += " LIMIT " + std::to_string(index == Index::titles ? store::k_most_titles : store::k_most_ranked);
  return out;
}

Query fetch(const SearchTask& task, std::span<const std::int64_t> numbers) {
  std::vector<std::string> words;
  for (const std::int64_t number : numbers) words.push_back(std::to_string(number));
  Query out;
  out.text = std::string(k_hit) + ", l.number FROM listing l WHERE ";
  if (is_postgres(task)) {
    out.text += "l.tenant = " + out.value(task.tenant.number) + " AND l.number = ANY(" + out.value("{" + joined(words, ",") + "}") +
                "::bigint[])";
  } else {
    out.text += "l.number IN (SELECT value FROM json_each(" + out.value("[" + joined(words, ",") + "]") + "))";
  }
  out.text += " ORDER BY l.title, l.id, l.version";
  return out;
}

Query search_by_marks(const SearchTask& task) {
  Query out;
  out.text = "WITH hit AS MATERIALIZED (" + marked(out, task) + ") " + std::string(k_hit) + " " + join_of(out, task);
  out.text += " WHERE 1 = 1" + hours_condition(out, task) + " ORDER BY l.title, l.id, l.version";
  out.text += page_end(out, task);
  return out;
}

// On PostgreSQL "IS TRUE" keeps the index of words out: all its rows would have to be put in order.
Query search_by_title(const SearchTask& task) {
  Query out;
  const std::string tenant = out.value(task.tenant.number);
  out.text = std::string(k_hit) + " FROM listing l WHERE l.tenant = " + tenant + " AND " + statuses_condition(task);
  out.text += hours_condition(out, task);
  if (is_postgres(task) && !task.query.facets.empty()) {
    out.text += " AND (l.title_index @@ " + out.value(marks_query(task)) + "::tsquery) IS TRUE";
  }
  for (const Facet& facet : task.query.facets) {
    if (is_postgres(task)) break;
    const std::string kind = out.value(facet.kind);
    out.text += " AND EXISTS(SELECT 1 FROM listing_facet f WHERE f.tenant = " + tenant + " AND f.listing = l.number AND f.kind = " +
                kind + " AND f.value = " + out.value(facet.value) + ")";
  }
  out.text += " ORDER BY l.title, l.id, l.version" + page_end(out, task);
  return out;
}

Query count_marks(const SearchTask& task, std::size_t most) {
  Query out;
  out.text = "SELECT count(*) FROM (" + marked(out, task) + " LIMIT " + std::to_string(most + 1) + ") AS found";
  return out;
}

}  // namespace cairn::store_sql
