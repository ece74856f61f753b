#include "sql/location.hpp"

#include <gtest/gtest.h>

namespace cairn::sql {
namespace {

TEST(Location, addresses_of_servers_are_told_from_files) {
  EXPECT_TRUE(is_postgres("postgresql://host/db"));
  EXPECT_TRUE(is_postgres("postgres://host/db"));
  EXPECT_FALSE(is_postgres("cairn.db"));
  EXPECT_FALSE(is_postgres("postgres.db"));
  EXPECT_FALSE(is_postgres("./postgresql://host"));
}

TEST(Location, a_file_is_shown_as_it_is) { EXPECT_EQ(shown("a/b?c@d.db"), "a/b?c@d.db"); }

TEST(Location, an_address_is_shown_without_password_and_query) {
  EXPECT_EQ(shown("postgresql://ana:secret@db.example:5432/cairn?sslmode=require"), "postgresql://ana@db.example:5432/cairn");
  EXPECT_EQ(shown("postgres://db.example/cairn?password=secret"), "postgres://db.example/cairn");
  EXPECT_EQ(shown("postgresql://ana@/cairn?host=/run/postgresql"), "postgresql://ana@/cairn");
  EXPECT_EQ(shown("postgresql://a:secret@[2001:db8::1]:5432,b.example:5433/cairn"),
            "postgresql://a@[2001:db8::1]:5432,b.example:5433/cairn");
}

// Whoever forgets to escape a password must not see it printed either.
TEST(Location, a_password_does_not_show_in_an_address_that_is_wrong) {
  for (const char* wrong : {"postgresql://ana:sec@ret@host/db", "postgresql://ana:sec/ret@host/db",
                            "postgresql://ana:sec?ret@host/db", "postgresql://ana:secret", "postgresql://ana:secret/db",
                            "postgresql://host/db?password=sec@ret", "postgresql://ana:sec:ret@host/db"}) {
    EXPECT_EQ(shown(wrong).find("sec"), std::string::npos) << wrong;
    EXPECT_EQ(shown(wrong).find("ret"), std::string::npos) << wrong;
  }
}

}  // namespace
}  // namespace cairn::sql
