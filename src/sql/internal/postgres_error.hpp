#pragma once
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace cairn::sql {

/// What a PostgreSQL error means for people.
/// in: state - five characters of "SQLSTATE", or empty when the server did not answer; detail - for people
/// spec: PostgreSQL, "Appendix A. PostgreSQL Error Codes"
Failure describe_postgres(std::string_view state, std::string detail);

/// The connection broke, or was never there.
Failure connection_lost(std::string detail);

/// Whether a server will do.
/// in:    version - 150020 for 15.20; encoding - of the database
/// fails: unsupported/store.server
Result<void> check_server(int version, std::string_view encoding);

}  // namespace cairn::sql
