#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>

// As gtest's own main; without a server the tests that need one are left out, loudly and counted. ./dev counts them as
// skipped by the last line.
namespace {

int count_postgres_tests() {
  const testing::UnitTest& all = *testing::UnitTest::GetInstance();
  int out = 0;
  for (int i = 0; i < all.total_test_suite_count(); ++i) {
    const testing::TestSuite& suite = *all.GetTestSuite(i);
    if (std::string_view(suite.name()).starts_with("Postgres")) out += suite.total_test_count();
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  const bool is_left_out = std::getenv("CAIRN_TEST_POSTGRES") == nullptr;
  if (is_left_out) testing::GTEST_FLAG(filter) += ":-Postgres*";
  const int out = RUN_ALL_TESTS();
  if (is_left_out) {
    std::printf("\n!! There is no PostgreSQL server (run it by tests/postgres/run.sh, which needs postgresql-15).\n"
                "!! PostgreSQL cases not run: %d\n", count_postgres_tests());
  }
  return out;
}
