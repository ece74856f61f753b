#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "sql/connection.hpp"
#include "store_sql/database.hpp"

namespace cairn::store_sql {

// What a whole database is marked as, in its table `standing`.

/// A copy that was not completed: nobody may use it.   note: where it came from
inline constexpr std::string_view k_incomplete = "incomplete";
/// Recording goes on elsewhere: it can be read only.   note: where
inline constexpr std::string_view k_moved = "moved";
/// To be restored: it can be read only.   note: digest of its tables when it was made, in hex
inline constexpr std::string_view k_backup = "backup";

struct Mark {
  std::string note;
  Instant at;
};

/// out: the mark of this name, if the database has it
Result<std::optional<Mark>> find_mark(sql::Connection& connection, std::string_view name);
/// Only in a transaction that records.
Result<void> put_mark(sql::Connection& connection, std::string_view name, const Mark& mark);
Result<void> remove_mark(sql::Connection& connection, std::string_view name);

/// in:    location - for the message
/// fails: refused/store.incomplete; refused/store.moved, store.backup (not for reading)
Result<void> check_standing(sql::Connection& connection, const std::string& location, Use use);

}  // namespace cairn::store_sql
