#pragma once
#include <string>
#include <string_view>

namespace cairn::sql {

/// out: whether it is the address of a PostgreSQL database ("postgresql://..." or "postgres://...") and no file
bool is_postgres(std::string_view location);

/// out: the location for messages: of an address neither password nor query, of a file its path as it is
std::string shown(std::string_view location);

}  // namespace cairn::sql
