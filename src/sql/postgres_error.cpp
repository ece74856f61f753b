#include "sql/internal/postgres_error.hpp"

namespace cairn::sql {
namespace {

struct Meaning {
  std::string_view state;  // a whole code, or the class that it begins with
  Kind kind;
  std::string_view code;
  std::string_view hint;
};

constexpr std::string_view k_locked_hint =
    "Another program is writing to this database. Wait until it is done and try again.";
constexpr std::string_view k_rights_hint =
    "Connect to the primary server, as a user with the right to write to Cairn's tables.";
constexpr std::string_view k_server_hint = "Look at the server's log; then run the same command again.";
constexpr std::string_view k_open_hint =
    "Check that the server runs, that the database exists, and who may connect to it.";

// Whole codes come before their class.
constexpr Meaning k_meanings[] = {
    {"53100", Kind::exhausted, "store.disk-full",
     "Make room on the server's disk and run the same command again: what is recorded stays, nothing is issued twice."},
    {"53200", Kind::exhausted, "store.memory", "Give the server more memory."},
    {"53300", Kind::unavailable, "store.open", "Wait, or allow the server more connections (max_connections)."},
    {"53", Kind::exhausted, "store.memory", "Give the server more of what it lacks."},
    {"55P03", Kind::unavailable, "store.locked", k_locked_hint},
    {"40001", Kind::unavailable, "store.locked", k_locked_hint},
    {"40P01", Kind::unavailable, "store.locked", k_locked_hint},
    {"55006", Kind::unavailable, "store.locked", k_locked_hint},
    {"25006", Kind::refused, "store.read-only", k_rights_hint},
    {"42501", Kind::refused, "store.read-only", k_rights_hint},
    {"23", Kind::conflict, "store.constraint", ""},
    {"22", Kind::malformed, "store.value",
     "PostgreSQL keeps no text with a NUL character or with bytes that are no UTF-8: mend it in what was given in."},
    {"54", Kind::exhausted, "store.value", "The value is longer than PostgreSQL can keep: make it shorter."},
    {"XX001", Kind::corrupt, "store.corrupt", "Stop using this database and restore it from a backup."},
    {"XX002", Kind::corrupt, "store.corrupt", "Stop using this database and restore it from a backup."},
    {"3D000", Kind::unavailable, "store.open", k_open_hint},
    {"28", Kind::unavailable, "store.open", k_open_hint},
    {"57014", Kind::unavailable, "store.io", "The server stopped a statement: allow more time (statement_timeout)."},
    {"57", Kind::unavailable, "store.io", k_server_hint},
    {"58", Kind::unavailable, "store.io", k_server_hint},
    {"08", Kind::unavailable, "store.io", k_server_hint},
    {"XX", Kind::unavailable, "store.io", k_server_hint},
};

constexpr int k_oldest_server = 130'000;  // PostgreSQL 13

}  // namespace

Failure describe_postgres(std::string_view state, std::string detail) {
  if (state.empty()) return connection_lost(std::move(detail));
  for (const Meaning& meaning : k_meanings) {
    if (state.starts_with(meaning.state)) {
      return fail(meaning.kind, meaning.code, std::move(detail), std::string(meaning.hint));
    }
  }
  return fail(Kind::corrupt, "store.schema", std::move(detail),
              "The database was made by another version of this program, or the address names another database.");
}

Failure connection_lost(std::string detail) {
  return fail(Kind::unavailable, "store.io", std::move(detail),
              "Check that the server runs and can be reached; then run the same command again.");
}

Result<void> check_server(int version, std::string_view encoding) {
  if (version < k_oldest_server) {
    return fail(Kind::unsupported, "store.server",
                "the PostgreSQL server has version " + std::to_string(version / 10'000) + "; 13 or newer is needed",
                "Use a newer server.");
  }
  if (encoding == "UTF8") return {};
  return fail(Kind::unsupported, "store.server",
              "the database's encoding is " + std::string(encoding.empty() ? "not known" : encoding) +
                  "; UTF8 is needed",
              "Make a database with createdb --encoding=UTF8 --template=template0.");
}

}  // namespace cairn::sql
