#include "render/certificate.hpp"

#include <gtest/gtest.h>

#include "pdf/attachments.hpp"

namespace cairn::render {
namespace {

constexpr std::string_view k_credential = "{\"type\": [\"VerifiableCredential\"]}";

Certificate example() {
  Certificate out;
  out.issuer_name = "Ardmore College";
  out.learner_name = "M\xC3\xB2rag NicIlleDhuibh";
  out.award_name = "Data storytelling";
  out.facts = {{"Level", "SCQF level 8"}, {"Awarded", "4 September 2026"}};
  out.sections = {{"Learning outcomes", {}, {"Choose a question."}, {}}, {"Results", {}, {}, {{"Final mark", "68 %"}}}};
  out.verify_url = "https://badges.example/c/abc";
  out.created = "2026-09-04T00:00:00Z";
  out.source = {"morag.json", "application/vc", as_bytes(k_credential)};
  return out;
}

std::size_t pages_of(const Bytes& document) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = as_text(document).find("/Type /Page ", at)) != std::string_view::npos; ++at) ++count;
  return count;
}

TEST(DrawCertificate, TheFileItWasMadeFromIsInsideByteByByte) {
  const auto drawn = draw_certificate(example());
  ASSERT_TRUE(drawn) << drawn.error().detail;
  const auto attached = pdf::read_attachments(*drawn);
  ASSERT_TRUE(attached) << attached.error().detail;
  ASSERT_EQ(attached->size(), 1U);
  EXPECT_EQ(attached->front().name, "morag.json");
  EXPECT_EQ(attached->front().media_type, "application/vc");
  EXPECT_EQ(as_text(attached->front().content.value()), k_credential);
}

TEST(DrawCertificate, TheSameCertificateHasTheSameBytes) {
  const auto one = draw_certificate(example());
  const auto other = draw_certificate(example());
  ASSERT_TRUE(one && other);
  EXPECT_EQ(*one, *other);
}

TEST(DrawCertificate, AShortOneTakesOnePage) {
  const auto drawn = draw_certificate(example());
  ASSERT_TRUE(drawn);
  EXPECT_EQ(pages_of(*drawn), 1U);
}

TEST(DrawCertificate, ManyOutcomesGoOnFurtherPages) {
  Certificate certificate = example();
  certificate.sections[0].items.assign(60, std::string(200, 'a'));
  const auto drawn = draw_certificate(certificate);
  ASSERT_TRUE(drawn) << drawn.error().detail;
  EXPECT_GT(pages_of(*drawn), 2U);
}

TEST(DrawCertificate, WhatWouldTakeMoreThanTwelvePagesIsRefused) {
  Certificate certificate = example();
  certificate.sections[0].items.assign(2'000, std::string(200, 'a'));
  const auto drawn = draw_certificate(certificate);
  ASSERT_FALSE(drawn);
  EXPECT_EQ(drawn.error().code, "render.too-long");
}

TEST(DrawCertificate, NamesOfAllScriptsAndLengthsAreDrawn) {
  for (const std::string& name : {std::string("\xD8\xB9\xD8\xA8\xD8\xAF \xD8\xA7\xD9\x84\xD8\xB1\xD8\xAD\xD9\x85\xD9\x86"),  // Arabic
                                  std::string("\xE6\x9D\x8E\xE5\xB0\x8F\xE9\xBE\x99"),                                      // Chinese
                                  std::string("\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D"),                                          // Hebrew
                                  std::string(240, 'W'), std::string()}) {
    Certificate certificate = example();
    certificate.learner_name = name;
    const auto drawn = draw_certificate(certificate);
    EXPECT_TRUE(drawn) << name;
  }
}

}  // namespace
}  // namespace cairn::render
