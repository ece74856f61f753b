#pragma once
#include <cstdlib>
#include <string>

#include "sql/connection.hpp"

// For tests on the PostgreSQL server that tests/postgres/run.sh starts. Their suites are named Postgres...: main.cpp leaves
// those out, and says so, where there is no server.
namespace cairn::sql {

/// out: the address of the server's first database
inline std::string test_server() {
  const char* url = std::getenv("CAIRN_TEST_POSTGRES");
  CAIRN_ASSERT(url != nullptr);
  return url;
}

/// out: an address where no table is yet: each its own schema
inline std::string fresh_schema() {
  static int number = 0;
  const std::string name = "test" + std::to_string(++number) + "_" + std::to_string(std::rand());
  OpenOptions options;
  options.path = test_server();
  Connection connection = Connection::open(options).value();
  CAIRN_ASSERT(connection.execute("CREATE SCHEMA " + name).has_value());
  return options.path + "&options=-csearch_path%3D" + name;
}

/// out: an address whose tables are empty. Making tables anew for each test takes longer than the test: this is one schema,
///      emptied each time. Nobody may still be connected to it.
inline std::string emptied_schema() {
  static const std::string url = fresh_schema();
  OpenOptions options;
  options.path = url;
  Connection connection = Connection::open(options).value();
  Statement* tables =
      connection
          .prepare("SELECT coalesce(string_agg('DELETE FROM ' || quote_ident(relname), '; '), 'SELECT 1') FROM pg_class WHERE "
                   "relkind = 'r' AND relnamespace = current_schema()::regnamespace AND relname NOT IN "
                   "('tenant', 'migration', 'run_lock')")
          .value();
  CAIRN_ASSERT(tables->step().value() == Step::row);
  const std::string statements(tables->text(0));
  tables->reset();
  // As a replica: without looking at foreign keys.
  CAIRN_ASSERT(connection.execute("BEGIN; SET LOCAL session_replication_role = replica; " + statements + "; COMMIT").has_value());
  return url;
}

}  // namespace cairn::sql
