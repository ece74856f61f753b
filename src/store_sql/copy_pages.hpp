#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "sql/connection.hpp"
#include "store/copy.hpp"
#include "store_sql/copy_tables.hpp"

namespace cairn::store_sql {

/// A value of a row, kept after the row is gone.
struct Cell {
  std::int64_t number = 0;
  std::string bytes;
};

/// Some rows of one table and tenant, one after the other.
struct CopyPage {
  const CopyTable* table;
  std::int64_t tenant;
  std::vector<Cell> cells;
  std::size_t rows() const { return cells.size() / table->columns.size(); }
};
using TakePage = std::function<Result<void>(const CopyPage& page)>;

/// Read a table in pages, tenant by tenant, in the order of keys. For one state of all pages: in a transaction for reading.
/// fails: corrupt/store.corrupt (rows that belong to nobody), and what sql and `take` fail with
Result<void> read_table(sql::Connection& connection, const CopyTable& table, const TakePage& take);

/// How much is added to a tenant's numbers, by tenant and table; what is not in it stays as it is. SQLite counts for all tenants
/// together, so that those of a PostgreSQL database with several would clash.
using Shifts = std::map<std::pair<std::int64_t, std::string_view>, std::int64_t>;
/// out: what a PostgreSQL database needs on its way into a SQLite file; of one tenant nothing
Result<Shifts> shifts_of(sql::Connection& source);

/// Insert a page. Only in a transaction that records.
Result<void> insert_page(sql::Connection& connection, const CopyPage& page, const Shifts& shifts);

/// out: rows of a table
Result<std::int64_t> count_rows(sql::Connection& connection, const CopyTable& table);

/// in:   shifts - are taken off again
/// cost: reads the whole table
Result<store::TableDigest> digest_table(sql::Connection& connection, const CopyTable& table, const Shifts& shifts);

}  // namespace cairn::store_sql
