#include "verify/pdf_carrier.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "app/certificate_text.hpp"
#include "unit/pdf/attached.hpp"
#include "verify/carrier.hpp"

namespace cairn::app {
namespace {

using pdf::document_with;

constexpr const char* k_credential = R"({"type": ["VerifiableCredential", "OpenBadgeCredential"]})";

TEST(CredentialInPdf, TheOneCredentialIsTakenWhateverElseIsAttached) {
  const std::string file = document_with({{"text#2Fplain", "hello"}, {"application#2Fjson", "{\"a\": 1}"}, {"", k_credential}});
  const auto found = verify::credential_in_pdf(as_bytes(file));
  ASSERT_TRUE(found) << found.error().detail;
  EXPECT_EQ(**found, k_credential);
}

TEST(CredentialInPdf, ATokenIsACredentialToo) {
  const auto found = verify::credential_in_pdf(as_bytes(document_with({{"", "eyJhbGciOiJFUzI1NiJ9.e30.c2ln\n"}})));
  ASSERT_TRUE(found);
  EXPECT_EQ(**found, "eyJhbGciOiJFUzI1NiJ9.e30.c2ln\n");
}

TEST(CredentialInPdf, TwoCredentialsAreRefusedEvenWhenTheyAreEqual) {
  for (const char* other : {k_credential, R"({"@context": ["https://www.w3.org/ns/credentials/v2"]})", "eyJhbGciOiJFUzI1NiJ9.e30.c2ln"}) {
    const auto found = verify::credential_in_pdf(as_bytes(document_with({{"", k_credential}, {"", other}})));
    ASSERT_FALSE(found) << other;
    EXPECT_EQ(found.error().code, "pdf.two-credentials");
  }
}

TEST(CredentialInPdf, WhatIsSaidToBeACredentialCountsHoweverBrokenItIs) {
  const auto found = verify::credential_in_pdf(as_bytes(document_with({{"application#2Fvc", "{"}, {"", k_credential}})));
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, "pdf.two-credentials");
}

TEST(CredentialInPdf, NoneIsAnAnswerAndNoError) {
  const auto found = verify::credential_in_pdf(as_bytes(document_with({{"", "{\"type\": \"Note\"}"}})));
  ASSERT_TRUE(found);
  EXPECT_FALSE(*found);
}

TEST(Unpack, ADocumentOfTwoCredentialsFailsAndADamagedOneStaysOpen) {
  const verify::Unpacked two = verify::unpack(as_bytes(document_with({{"", k_credential}, {"", k_credential}})));
  EXPECT_EQ(two.carrier, vc::Carrier::pdf);
  ASSERT_TRUE(two.content.problem);
  EXPECT_EQ(two.content.problem->outcome, vc::Outcome::fail);
  const verify::Unpacked damaged = verify::unpack(as_bytes("%PDF-1.7\nhello"));
  ASSERT_TRUE(damaged.content.problem);
  EXPECT_EQ(damaged.content.problem->outcome, vc::Outcome::unknown);
}

TEST(IsPdf, ACredentialThatSpeaksOfPdfIsStillACredential) {
  EXPECT_TRUE(verify::is_pdf(as_bytes("%PDF-1.4\n")));
  EXPECT_TRUE(verify::is_pdf(as_bytes("From a mail program\n%PDF-1.4\n")));
  EXPECT_FALSE(verify::is_pdf(as_bytes("{\"a\": \"%PDF-1.4\"}")));
  EXPECT_FALSE(verify::is_pdf({}));
}

TEST(PartsOfCriteria, AListTakesTheLineThatLeadsToItAsItsHeading) {
  const auto parts = parts_of_criteria("Do the work.\n\nLearning outcomes:\n\n1. Choose.\n2. Clean\n   and sum.\n\nNotional learning hours: 100");
  ASSERT_EQ(parts.size(), 3U);
  EXPECT_EQ(parts[0].paragraphs.front(), "Do the work.");
  EXPECT_EQ(parts[1].heading, "Learning outcomes");
  ASSERT_EQ(parts[1].items.size(), 2U);
  EXPECT_EQ(parts[1].items[1], "Clean and sum.");
  EXPECT_EQ(parts[2].kind, CriteriaPart::Kind::fact);
  EXPECT_EQ(parts[2].paragraphs.front(), "100");
}

TEST(PrintableLine, WhatTurnsDirectionOrCannotBeSeenIsLeftOut) {
  EXPECT_EQ(printable_line("a\xE2\x80\xAE" "b\x01\n c", 10), "ab c");
  EXPECT_EQ(printable_line("abcdef", 3), "abc...");
  EXPECT_EQ(printable_line("\xFF", 3), "\xEF\xBF\xBD");
}

}  // namespace
}  // namespace cairn::app
