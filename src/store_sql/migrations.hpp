#pragma once
#include <span>
#include <string_view>

namespace cairn::store_sql {

/// One step of the tables: the same version for both engines, each in its own words. Forward only, and the program before
/// must still be able to read.
/// PostgreSQL: the tenant comes first in every primary key and foreign key; no sequences (numbers come from `counter`), no
/// triggers, no extensions; every text is COLLATE "C", so that order is byte-wise whatever the database's locale is.
struct Migration {
  int version;
  std::string_view sqlite;
  std::string_view postgres;
};

/// out: all of them, ascending by version, without a gap
std::span<const Migration> migrations();

}  // namespace cairn::store_sql
