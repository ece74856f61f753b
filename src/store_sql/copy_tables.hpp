#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sql/connection.hpp"

namespace cairn::store_sql {

enum class CellKind { integer, text, blob };

struct CopyColumn {
  std::string_view name;
  CellKind kind;
  std::string_view counts{};  ///< the table whose numbers stand in it; empty: none
};

/// A table as it is copied: tenant by tenant, in the order of its key.
struct CopyTable {
  std::string_view name;
  std::string_view tenant;           ///< the column that says whose a row is
  std::string_view owner;            ///< SQLite: the table that says it in place of this one; empty: this one does
  std::size_t keys;                  ///< so many of the first columns are, beside the tenant, the key
  std::vector<CopyColumn> columns;   ///< without the tenant
  /// Its first column counts: on PostgreSQL for each tenant, with a row of `counter`; on SQLite for all of them.
  bool is_numbered() const { return !columns.empty() && columns.front().counts == name; }
};

/// out: every table but those that say how the database itself stands, in an order in which they can be filled
std::span<const CopyTable> copy_tables();

// Texts of statements.

/// A page of a tenant's rows: parameters are the tenant, then (not for the first page) the key of the row before. Columns are those of
/// the table, in their order.
std::string page_text(const CopyTable& table, sql::Dialect dialect, bool is_first, std::size_t limit);
/// "INSERT INTO ..." up to VALUES, with the tenant first where the engine's table has it.
std::string insert_head(const CopyTable& table, sql::Dialect dialect);
bool has_tenant(const CopyTable& table, sql::Dialect dialect);

}  // namespace cairn::store_sql
