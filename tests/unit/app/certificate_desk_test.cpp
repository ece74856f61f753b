#include "app/certificate_desk.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "app/certificate.hpp"
#include "unit/app/app_fixture.hpp"

namespace cairn::app {
namespace {

// What is drawn is not looked at here: the desk decides when it is, and who gets it.
class CertificateDeskTest : public AppTest {
 protected:
  static verify::VerifierParts offline() {
    verify::VerifierParts parts;
    parts.contexts = pinned_contexts();
    return parts;
  }
  std::string code_of(const PeopleRow& row) { return recorded(row)->intent.code; }

  AwardDesk awards_{[this]() -> Result<std::unique_ptr<store::Store>> {
                      return std::unique_ptr<store::Store>(std::make_unique<store::MemoryStore>(store_));
                    },
                    [] { return std::make_unique<verify::Verifier>(offline()); }, clock_};
  int drawn_ = 0;
};

TEST_F(CertificateDeskTest, a_certificate_is_drawn_once_and_kept) {
  const auto rows = people(2);
  issue(rows);
  CertificateDesk desk(awards_, [this](std::string_view, const vc::Report&) -> Result<Bytes> { return Bytes(8, static_cast<std::uint8_t>(++drawn_)); });
  const auto first = desk.find(code_of(rows[0])).value().value();
  EXPECT_EQ(*desk.find(code_of(rows[0])).value().value(), *first);
  EXPECT_NE(*desk.find(code_of(rows[1])).value().value(), *first);
  EXPECT_EQ(drawn_, 2);
  EXPECT_FALSE(desk.find("nobody").value().has_value());
}

TEST_F(CertificateDeskTest, one_is_drawn_at_a_time_and_the_others_are_told_to_come_again) {
  const auto rows = people(2);
  issue(rows);
  CertificateDesk* place = nullptr;
  std::string meanwhile;
  // Another visitor comes while the first one's certificate is being drawn.
  CertificateDesk desk(awards_, [&](std::string_view, const vc::Report&) -> Result<Bytes> {
    if (++drawn_ == 1) std::thread([&] { meanwhile = place->find(code_of(rows[1])).error().code; }).join();
    return Bytes(8, 1);
  });
  place = &desk;
  EXPECT_TRUE(desk.find(code_of(rows[0])).value().has_value());
  EXPECT_EQ(meanwhile, "certificate.busy");
  EXPECT_TRUE(desk.find(code_of(rows[1])).value().has_value());
}

TEST_F(CertificateDeskTest, nothing_is_given_out_while_the_status_cannot_be_looked_up) {
  status_ = store::StatusPurpose::revocation;
  const auto rows = people(1);
  issue(rows);
  CertificateDesk desk(awards_, [this](std::string_view, const vc::Report&) -> Result<Bytes> { return Bytes(8, static_cast<std::uint8_t>(++drawn_)); });
  EXPECT_EQ(desk.find(code_of(rows[0])).error().code, "certificate.status");
  EXPECT_EQ(drawn_, 0);
}

TEST(Certificate, what_was_not_checked_is_named_by_its_own_check) {
  vc::Report report;
  for (std::size_t i = 0; i < 8; ++i) report.checks.push_back({static_cast<vc::CheckId>(i), vc::Outcome::pass, "", "all is well", ""});
  report.summary.emplace().achievement_name = "Care";
  vc::Check& key = report.checks.at(static_cast<std::size_t>(vc::CheckId::key));
  key.outcome = vc::Outcome::unknown;
  key.detail = "the key is not known";
  const auto refused = make_certificate({"{}", report, "", "test"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "certificate.not-signed");
  EXPECT_NE(refused.error().detail.find("the key is not known"), std::string::npos) << refused.error().detail;
}

}  // namespace
}  // namespace cairn::app
