#pragma once
#include "base/result.hpp"
#include "sql/connection.hpp"

namespace cairn::store_sql {

/// The version of the tables that this program reads and writes.
inline constexpr int k_schema_version = 4;

/// Make the tables that say which version the others have, and who may record, unless they are there.
/// fails: what sql fails with
Result<void> start_tables(sql::Connection& connection);

/// out: the version of a database's tables; 0 when it has none
Result<int> version_of(sql::Connection& connection);

/// Bring a database's tables up to date: each missing migration in its own transaction, forward only. Several programs
/// may do so at once.
/// fails: corrupt/store.version (made by a newer program), and what sql fails with
Result<void> migrate(sql::Connection& connection);

/// fails: corrupt/store.version (newer, or older and opened only for reading)
Result<void> check_version(sql::Connection& connection);

}  // namespace cairn::store_sql
