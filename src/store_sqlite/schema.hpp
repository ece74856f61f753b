#pragma once
#include "base/result.hpp"
#include "sql/connection.hpp"

namespace cairn::store_sqlite {

/// The version of the tables that this program reads and writes.
inline constexpr int k_schema_version = 2;

/// Bring a database's tables up to date: each missing migration in its own transaction, forward only.
/// fails: corrupt/store.version (made by a newer program), and what sql fails with
Result<void> migrate(sql::Connection& connection);

/// fails: corrupt/store.version (newer, or older and opened only for reading)
Result<void> check_version(sql::Connection& connection);

}  // namespace cairn::store_sqlite
