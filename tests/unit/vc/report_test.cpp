#include "vc/report.hpp"

#include <gtest/gtest.h>

#include "json/write.hpp"

namespace cairn::vc {
namespace {

std::vector<Check> all_passing() {
  std::vector<Check> out;
  for (std::size_t i = 0; i < k_check_count; ++i) out.push_back({static_cast<CheckId>(i), Outcome::pass, "x.ok", "", ""});
  out.back() = {CheckId::recipient, Outcome::unknown, "recipient.not-asked", "", ""};
  return out;
}

Verdict judged_with(CheckId id, Outcome outcome) {
  auto checks = all_passing();
  checks[static_cast<std::size_t>(id)] = {id, outcome, "x.code", "", ""};
  return judge(checks);
}

TEST(Verdict, all_passing_and_no_question_about_the_recipient_is_valid) { EXPECT_EQ(judge(all_passing()), Verdict::valid); }

TEST(Verdict, any_failure_is_invalid) {
  for (const CheckId id : {CheckId::reading, CheckId::shape, CheckId::signature, CheckId::key, CheckId::dates, CheckId::status, CheckId::recipient}) {
    EXPECT_EQ(judged_with(id, Outcome::fail), Verdict::invalid) << check_name(id);
  }
}

TEST(Verdict, anything_that_could_not_be_checked_is_undetermined) {
  for (const CheckId id : {CheckId::reading, CheckId::shape, CheckId::signature, CheckId::key, CheckId::dates, CheckId::status, CheckId::recipient}) {
    EXPECT_EQ(judged_with(id, Outcome::unknown), Verdict::undetermined) << check_name(id);
  }
}

TEST(Verdict, an_unlisted_issuer_is_unknown_and_never_invalid) {
  EXPECT_EQ(judged_with(CheckId::issuer, Outcome::unknown), Verdict::unknown_issuer);
}

TEST(Verdict, what_could_not_be_checked_outranks_an_unknown_issuer_and_failure_outranks_both) {
  auto checks = all_passing();
  checks[static_cast<std::size_t>(CheckId::issuer)].outcome = Outcome::unknown;
  checks[static_cast<std::size_t>(CheckId::status)].outcome = Outcome::unknown;
  EXPECT_EQ(judge(checks), Verdict::undetermined);
  checks[static_cast<std::size_t>(CheckId::dates)].outcome = Outcome::fail;
  EXPECT_EQ(judge(checks), Verdict::invalid);
}

TEST(Verdict, no_checks_at_all_decide_nothing) { EXPECT_EQ(judge({}), Verdict::undetermined); }

TEST(Report, is_written_with_its_checks_in_order) {
  Report report;
  report.verdict = Verdict::unknown_issuer;
  report.format = Format::embedded_proof;
  report.checks = {{CheckId::reading, Outcome::pass, "reading.json", "It is sound JSON.", ""},
                   {CheckId::issuer, Outcome::unknown, "issuer.unlisted", "Not listed.", "Add it."}};
  Arena arena;
  EXPECT_EQ(json::to_text(to_json(report, arena)),
            R"({"verdict":"unknown-issuer","format":"embedded-proof","checks":[)"
            R"({"id":"reading","outcome":"pass","code":"reading.json","detail":"It is sound JSON."},)"
            R"({"id":"issuer","outcome":"unknown","code":"issuer.unlisted","detail":"Not listed.","hint":"Add it."}]})");
}

}  // namespace
}  // namespace cairn::vc
