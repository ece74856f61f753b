#pragma once
#include <string>
#include <string_view>

#include "base/result.hpp"

struct sqlite3;

namespace cairn::sql {

/// What a SQLite result code means for people. Internal to this library.
/// in: code - primary or extended; action - "opening cairn.db"
Failure describe(sqlite3* database, int code, std::string_view action);

}  // namespace cairn::sql
