#include "pdf/finish.hpp"

#include <gtest/gtest.h>

#include "pdf/attachments.hpp"

namespace cairn::pdf {
namespace {

std::uint32_t number_at(const Bytes& bytes, std::size_t place) {
  return (std::uint32_t{bytes[place]} << 24) | (std::uint32_t{bytes[place + 1]} << 16) | (std::uint32_t{bytes[place + 2]} << 8) | bytes[place + 3];
}

// ICC.1:2010 7.2: size, version, class, spaces, signature; the colours are those of IEC 61966-2-1 adapted to D50, as published in the
// profile of the International Color Consortium (sRGB2014.icc): red 0.43607 0.22249 0.01392.
TEST(SrgbProfile, TheHeaderAndTheRedPrimaryAreThoseOfSrgb) {
  const Bytes profile = srgb_profile();
  ASSERT_GT(profile.size(), 200U);
  EXPECT_EQ(number_at(profile, 0), profile.size());
  EXPECT_EQ(number_at(profile, 8), 0x04200000U);
  EXPECT_EQ(as_text(profile).substr(12, 12), "mntrRGB XYZ ");
  EXPECT_EQ(as_text(profile).substr(36, 4), "acsp");
  const std::size_t entry = as_text(profile).find("rXYZ");
  const std::uint32_t place = number_at(profile, entry + 4);
  EXPECT_NEAR(number_at(profile, place + 8) / 65536.0, 0.43607, 0.0001);
  EXPECT_NEAR(number_at(profile, place + 12) / 65536.0, 0.22249, 0.0001);
  EXPECT_NEAR(number_at(profile, place + 16) / 65536.0, 0.01392, 0.0001);
}

TEST(MetadataPacket, TextFromOutsideCannotBecomeMarkup) {
  Finishing finishing;
  finishing.title = "</rdf:li><x>&";
  const std::string packet = metadata_packet(finishing);
  EXPECT_NE(packet.find("&lt;/rdf:li&gt;&lt;x&gt;&amp;"), std::string::npos);
  EXPECT_EQ(packet.find("<x>"), std::string::npos);
}

TEST(Finish, SomethingElseThanADrawingIsAnError) {
  const auto done = finish(as_bytes("no drawing"), {});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, "pdf.not-pdf");
}

}  // namespace
}  // namespace cairn::pdf
