// F12: signed bytes stay as they are; what people are shown cannot look like something else.
#include <gtest/gtest.h>

#include <algorithm>

#include "attacks/forge.hpp"
#include "base/look.hpp"
#include "web/views.hpp"

namespace cairn::attacks {
namespace {

struct Look {
  std::string_view name;     ///< of the test
  std::string_view trick;
  std::string_view control;
  std::string_view issuer_name;  ///< what the forger calls itself, as JSON text
  std::string_view never;        ///< what no page may hold
  std::string_view finding;      ///< what the reader is told; empty: nothing
};

// The forger is an issuer that the verifier has come to know: everything is in order but the name.
constexpr Look k_looks[] = {
    {"F12_the_name_turns_the_direction", "the name turns the direction of writing", "such marks are replaced where they are shown, and reported",
     "egelloC \xE2\x80\xAE" "eromdrA", "\xE2\x80\xAE", "house.deceptive-character"},
    {"F12_the_name_never_ends_its_isolation", "the name opens an isolation and never ends it", "such marks are replaced where they are shown, and reported",
     "Ardmore \xE2\x81\xA6" "College", "\xE2\x81\xA6", "house.deceptive-character"},
    {"F12_the_name_commands_a_terminal", "the name holds commands to a terminal", "control characters are spelt out where they are printed, and reported",
     "Ardmore\\u001b[2J College", "", "house.deceptive-character"},
    {"F12_the_name_has_letters_of_another_script", "a letter of the name is one of another script", "mixed scripts are reported",
     "Ardm\xD0\xBEre College", "", "house.mixed-scripts"},
    {"F12_the_name_is_markup", "the name is markup", "text is never markup", "<b onclick=alert(1)>Ardmore</b>", "<b onclick", ""},
};

class Display : public testing::TestWithParam<Look> {};

TEST_P(Display, is_stopped) {
  const Look& look = GetParam();
  for (const auto& [name, text] : {std::pair{"attack", std::string_view("F12")}, {"trick", look.trick}, {"control", look.control}, {"check", "shape"},
                                   {"code", look.finding.empty() ? std::string_view("nothing to report") : look.finding}}) {
    RecordProperty(name, std::string(text));
  }
  Forge forge;
  Handed handed = signed_badge(forge);
  EXPECT_EQ(judge(handed).check(vc::CheckId::shape).code, "shape.conforms") << "the honest twin";
  handed.file = forge.sign(vc::with(forge.badge(), R"("type":["Profile"],"name":"Ardmore College")", R"("type":["Profile"],"name":")" + std::string(look.issuer_name) + "\""), forge.college());
  const vc::Report report = judge(handed);
  RecordProperty("verdict", std::string(vc::verdict_name(report.verdict)));
  EXPECT_EQ(report.verdict, vc::Verdict::valid) << "nothing is wrong with the signature";
  ASSERT_TRUE(report.summary.has_value());
  const std::string page = web::page("Report", web::report_view(report));
  EXPECT_NE(page.find("<bdi>"), std::string::npos);
  if (!look.never.empty()) {
    EXPECT_EQ(page.find(look.never), std::string::npos);
  }
  const std::string line = spelt_out(report.summary->issuer_name);
  EXPECT_TRUE(std::none_of(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; })) << line;
  EXPECT_EQ(line.find("\xE2\x80\xAE"), std::string::npos);
  const bool is_reported = std::any_of(report.findings.begin(), report.findings.end(), [&](const vc::Finding& one) { return one.code == look.finding; });
  EXPECT_EQ(is_reported, !look.finding.empty());
  EXPECT_EQ(report.check(vc::CheckId::shape).code, look.finding.empty() ? "shape.conforms" : "shape.remarks");
}

// Canonical JSON rounds: the signature over 20 fits 20.000000000000000001 too.
TEST(Digits, F11_digits_that_no_signature_covers_are_added) {
  RecordProperty("attack", "F11");
  RecordProperty("trick", "digits that no signature covers are added to a number");
  RecordProperty("control", "numbers are shown as they were signed, and reported");
  RecordProperty("check", "shape");
  RecordProperty("code", "house.number");
  Forge forge;
  const std::string badge = vc::with(forge.badge(), R"("credentialSubject":{)", R"("credentialSubject":{"creditsEarned":20,)");
  Handed handed = forge.handed(forge.sign(badge, forge.college(), "eddsa-jcs-2022"));
  ASSERT_EQ(judge(handed).verdict, vc::Verdict::valid) << "the honest twin";
  handed.file = vc::with(handed.file, "\"creditsEarned\":20,", "\"creditsEarned\":20.000000000000000001,");
  const vc::Report report = judge(handed);
  RecordProperty("verdict", std::string(vc::verdict_name(report.verdict)));
  EXPECT_EQ(report.verdict, vc::Verdict::valid);
  ASSERT_TRUE(report.summary.has_value());
  EXPECT_EQ(report.summary->credits_earned, "20");
  EXPECT_TRUE(std::any_of(report.findings.begin(), report.findings.end(), [](const vc::Finding& one) { return one.code == "house.number"; }));
}

INSTANTIATE_TEST_SUITE_P(Looks, Display, testing::ValuesIn(k_looks), [](const auto& look) { return std::string(look.param.name); });

}  // namespace
}  // namespace cairn::attacks
