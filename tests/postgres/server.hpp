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

}  // namespace cairn::sql
