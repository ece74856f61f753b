#include "app/profile_files.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace cairn::app {
namespace {

domain::Crosswalk crosswalk() { return read_frameworks(embedded_framework_files()).value(); }

TEST(Profiles, every_shipped_profile_is_read_and_every_rule_names_its_source_and_date) {
  const auto profiles = read_profiles(embedded_framework_files(), crosswalk());
  ASSERT_TRUE(profiles) << profiles.error().detail;
  EXPECT_EQ(profiles->size(), 7U);
  for (const domain::Profile& profile : *profiles) {
    for (const domain::ProfileRule& rule : profile->rules) {
      EXPECT_FALSE(rule.provenance.source.empty()) << profile->id << " " << rule.id;
      EXPECT_FALSE(rule.provenance.date.empty()) << profile->id << " " << rule.id;
    }
  }
}

}  // namespace
}  // namespace cairn::app
