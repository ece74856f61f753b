#include "verify/carrier.hpp"

#include "app_fixture.hpp"
#include "bake/canvas.hpp"
#include "unit/bake/pictures.hpp"
#include "verify/verifier.hpp"

namespace cairn::app {
namespace {

using vc::Carrier;
using vc::Outcome;
using vc::Verdict;

class CarrierTest : public AppTest {
 protected:
  CarrierTest() {
    const auto rows = people(1);
    issue(rows);
    const auto found = recorded(rows[0]);
    credential_ = store::secured_document(found->intent.unsigned_document, found->proof);
  }

  vc::Report verify(std::string_view file) {
    verify::VerifierParts parts;
    parts.contexts = pinned_contexts();
    parts.known_issuers = {key_.issuer};
    verify::Verifier verifier(std::move(parts));
    return verifier.verify(as_bytes(file), {clock_.now(), std::nullopt});
  }

  static std::string baked(std::string_view image, std::string_view payload) {
    return bake::Canvas::open(as_bytes(image)).value().with(payload, bake::Dialect::open_badges_3).value();
  }

  std::string tampered() const {
    std::string out = credential_;
    const std::size_t at = out.find("Person 0");
    return out.replace(at, 8, "Person 1");
  }

  std::string credential_;
};

TEST_F(CarrierTest, a_credential_in_a_picture_is_as_valid_as_on_its_own) {
  ASSERT_EQ(verify(credential_).verdict, Verdict::valid);
  ASSERT_EQ(verify(credential_).carrier, Carrier::none);
  for (const auto& [image, carrier] : {std::pair{bake::png(), Carrier::png}, std::pair{bake::svg(""), Carrier::svg}}) {
    const vc::Report report = verify(baked(image, credential_));
    EXPECT_EQ(report.verdict, Verdict::valid);
    EXPECT_EQ(report.carrier, carrier);
    EXPECT_EQ(report.format, vc::Format::embedded_proof);
    EXPECT_NE(report.checks[0].detail.find(verify::carrier_words(carrier)), std::string::npos);
    EXPECT_TRUE(report.summary.has_value());
  }
}

TEST_F(CarrierTest, a_tampered_credential_in_a_picture_is_invalid) {
  const vc::Report report = verify(baked(bake::png(), tampered()));
  EXPECT_EQ(report.verdict, Verdict::invalid);
  EXPECT_EQ(report.check(vc::CheckId::signature).outcome, Outcome::fail);
  EXPECT_FALSE(report.summary.has_value());
}

TEST_F(CarrierTest, a_plain_picture_cannot_be_judged) {
  for (const std::string& image : {bake::png(), bake::svg("")}) {
    const vc::Report report = verify(image);
    EXPECT_EQ(report.verdict, Verdict::undetermined);
    EXPECT_EQ(report.checks[0].code, "reading.no-credential-inside");
    EXPECT_EQ(report.checks.size(), vc::k_check_count);
    EXPECT_NE(report.checks[0].hint.find("Screenshots"), std::string::npos);
  }
}

TEST_F(CarrierTest, two_credentials_in_one_picture_are_invalid_even_when_both_are_good) {
  const std::string chunk = bake::international("openbadgecredential", credential_);
  const vc::Report report = verify(bake::png(chunk + chunk));
  EXPECT_EQ(report.verdict, Verdict::invalid);
  EXPECT_EQ(report.checks[0].outcome, Outcome::fail);
  EXPECT_EQ(report.checks[0].code, "bake.two-credentials");
  EXPECT_EQ(report.carrier, Carrier::png);
  EXPECT_FALSE(report.summary.has_value());
}

TEST_F(CarrierTest, a_damaged_picture_is_never_valid) {
  const std::string whole = baked(bake::png(), credential_);
  for (std::size_t size = 0; size < whole.size(); size += 97) {
    const Verdict verdict = verify(whole.substr(0, size)).verdict;
    EXPECT_TRUE(verdict == Verdict::invalid || verdict == Verdict::undetermined) << size;
  }
  std::string changed = whole;
  changed[changed.find("Person 0") + 7] = '1';
  EXPECT_EQ(verify(changed).checks[0].code, "bake.png-checksum");
}

TEST_F(CarrierTest, what_is_refused_for_our_own_limits_says_nothing_against_the_credential) {
  const vc::Report report = verify("<!DOCTYPE svg SYSTEM \"x\">" + baked(bake::svg(""), credential_));
  EXPECT_EQ(report.verdict, Verdict::undetermined);
  EXPECT_EQ(report.checks[0].code, "bake.svg-doctype");
}

TEST_F(CarrierTest, the_address_of_an_old_badge_is_named_while_its_host_cannot_be_asked) {
  const vc::Report report = verify(bake::png(bake::latin("openbadges", bake::k_address)));
  EXPECT_EQ(report.verdict, Verdict::undetermined);
  EXPECT_EQ(report.format, vc::Format::open_badges_2);
  EXPECT_EQ(report.checks[0].code, "reading.hosted-badge");
  EXPECT_NE(report.checks[0].detail.find(bake::k_address), std::string::npos);
  EXPECT_EQ(verify::unpack(as_bytes(bake::png(bake::latin("openbadges", bake::k_address)))).content.address, bake::k_address);
}

TEST_F(CarrierTest, the_address_of_an_old_badge_is_asked_where_that_is_possible) {
  const std::string address(bake::k_address);
  verify::VerifierParts parts;
  parts.contexts = pinned_contexts();
  verify::Verifier verifier(std::move(parts));
  ASSERT_TRUE(verifier.add_document({address, R"({"@context":"https://w3id.org/openbadges/v2","type":"Assertion","id":")" + address +
      R"(","recipient":{"type":"email","identity":"ada@example.org"},"issuedOn":"2020-01-01T00:00:00Z","badge":"https://badges.example/badge",
      "verification":{"type":"hosted"}})"}));
  ASSERT_TRUE(verifier.add_document({"https://badges.example/badge", R"({"id":"https://badges.example/badge","name":"Weaving","issuer":"https://badges.example/issuer"})"}));
  ASSERT_TRUE(verifier.add_document({"https://badges.example/issuer", R"({"id":"https://badges.example/issuer","name":"Old School"})"}));
  const vc::Report report = verifier.verify(as_bytes(bake::png(bake::latin("openbadges", bake::k_address))), {clock_.now(), std::nullopt});
  EXPECT_EQ(report.verdict, Verdict::unknown_issuer);
  EXPECT_EQ(report.format, vc::Format::open_badges_2);
  EXPECT_EQ(report.carrier, Carrier::png);
  EXPECT_EQ(report.checks[0].code, "reading.open-badges-2");
}

TEST_F(CarrierTest, an_old_badge_beside_a_credential_is_judged_apart) {
  const vc::Report report = verify(
      bake::png(bake::international("openbadgecredential", credential_) + bake::latin("openbadges", bake::k_address)));
  EXPECT_EQ(report.verdict, Verdict::valid);
  ASSERT_EQ(report.enclosed.size(), 1U);
  EXPECT_EQ(report.enclosed[0].report.verdict, Verdict::undetermined);
  const vc::Report other = verify(
      bake::png(bake::international("openbadges", "{}") + bake::international("openbadgecredential", tampered())));
  EXPECT_EQ(other.verdict, Verdict::invalid);
  EXPECT_EQ(other.enclosed.size(), 1U);
}

TEST_F(CarrierTest, the_person_asked_about_is_asked_about_in_pictures_too) {
  verify::VerifierParts parts;
  parts.contexts = pinned_contexts();
  verify::Verifier verifier(std::move(parts));
  const std::string file = baked(bake::png(), credential_);
  const auto ask = [&](const std::string& who) {
    return verifier.verify(as_bytes(file), {clock_.now(), who}).check(vc::CheckId::recipient).outcome;
  };
  EXPECT_EQ(ask("person0@work.example"), Outcome::pass);
  EXPECT_EQ(ask("person1@work.example"), Outcome::fail);
}

TEST_F(CarrierTest, it_is_said_that_what_can_be_seen_proves_nothing) {
  EXPECT_EQ(verify::decoration_note(verify(credential_)), "");
  const std::string good = verify::decoration_note(verify(baked(bake::png(), credential_)));
  EXPECT_NE(good.find("proves nothing"), std::string::npos);
  EXPECT_NE(good.find("Only the data inside it was checked"), std::string::npos);
  const std::string empty = verify::decoration_note(verify(bake::svg("")));
  EXPECT_NE(empty.find("proves nothing"), std::string::npos);
  EXPECT_EQ(empty.find("was checked"), std::string::npos);
}

}  // namespace
}  // namespace cairn::app
