#include "openbadges2/moment.hpp"
#include "unit/openbadges2/college.hpp"

// Editions 1.1, 1.0 and 0.5, the address alone, and what is recognised at all.
namespace cairn::openbadges2 {
namespace {

using vc::CheckId;
using vc::Verdict;
using Found = std::vector<std::string>;

const std::string k_old = "https://old.example";
const std::string k_old_award = R"({"uid":"abc","recipient":{"type":"email","hashed":false,"identity":"ada@example.org"},
    "badge":"https://old.example/badge.json","issuedOn":1360000000,"verify":{"type":"hosted","url":"https://old.example/abc.json"}})";

class OldSchool : public College {
 public:
  OldSchool() {
    put(k_old + "/abc.json", read(k_old_award));
    put(k_old + "/badge.json", read(R"({"name":"Weaving","description":"Weaves a plain cloth.","image":"https://old.example/b.png",
        "criteria":"https://old.example/criteria","issuer":"https://old.example/issuer.json"})"));
    put(k_old + "/issuer.json", read(R"({"name":"Old School of Weaving","url":"https://old.example"})"));
  }
};

TEST(Older, a_hosted_award_of_1_0_is_told_by_its_members) {
  OldSchool school;
  const vc::Report report = school.check(k_old_award);
  EXPECT_EQ(report.verdict, Verdict::unknown_issuer);
  EXPECT_EQ(codes(report), Found{});
  ASSERT_FALSE(report.findings.empty());
  EXPECT_NE(report.findings[0].detail.find("Open Badges 1.0"), std::string::npos);
  ASSERT_TRUE(report.summary.has_value());
  EXPECT_EQ(report.summary->achievement_name, "Weaving");
  EXPECT_EQ(report.summary->issuer_id, "https://old.example/issuer.json");
  EXPECT_EQ(report.summary->valid_from, "2013-02-04T17:46:40Z");
  school.policy.recipient = "ada@example.org";
  EXPECT_EQ(answer(school.check(k_old_award), CheckId::recipient), "pass recipient.matches");
}

TEST(Older, an_award_of_1_0_must_be_kept_where_it_says) {
  OldSchool school;
  school.change(k_old + "/abc.json", "verify", R"({"type":"hosted","url":"https://old.example/other.json"})");
  EXPECT_EQ(answer(school.check(k_old_award), CheckId::signature), "fail ob2.host-other-id");
}

TEST(Older, an_award_of_1_0_on_another_site_than_its_issuers_is_a_forgers) {
  OldSchool school;
  std::string forged = k_old_award;
  forged.replace(forged.find("https://old.example/abc.json"), 28, "https://evil.example/a.json");
  school.put("https://evil.example/a.json", school.read(forged));
  EXPECT_EQ(answer(school.check(forged), CheckId::key), "fail ob2.outside-scope");
}

TEST(Older, an_award_of_1_1_has_a_context_and_an_id) {
  OldSchool school;
  const std::string award = R"({"@context":"https://w3id.org/openbadges/v1","type":"Assertion","id":"https://old.example/abc.json",)" + k_old_award.substr(1);
  school.put(k_old + "/abc.json", school.read(award));
  EXPECT_EQ(school.check(award).verdict, Verdict::unknown_issuer);
}

TEST(Older, the_address_alone_is_asked_what_is_kept_there) {
  OldSchool school;
  EXPECT_EQ(school.check("https://old.example/abc.json\n").verdict, Verdict::unknown_issuer);
  EXPECT_EQ(school.check(k_award).verdict, Verdict::unknown_issuer);
  EXPECT_EQ(answer(school.check(k_issuer), CheckId::reading), "unknown reading.address");
  EXPECT_EQ(answer(school.check("https://old.example/nothing.json"), CheckId::reading), "unknown reading.address");
  EXPECT_EQ(answer(school.check_offline(k_award), CheckId::reading), "unknown reading.address");
  school.make_gone(k_award);
  const vc::Report report = school.check(k_award);
  EXPECT_EQ(report.verdict, Verdict::invalid);
  EXPECT_EQ(answer(report, CheckId::status), "fail status.revoked");
}

TEST(Older, an_award_of_0_5_is_recognised_and_judged_by_its_host) {
  const std::string award = R"({"recipient":"sha256$c7ef86405ba71b85acd8e2e95166c4b111448089f2e1599f42fe1bba46e865c5","salt":"deadsea",
      "issued_on":"2012-03-01","expires":"2030-01-01","badge":{"version":"0.5.0","name":"Weaving","image":"/b.png","description":"Weaves.","criteria":"/criteria",
      "issuer":{"origin":"https://old.example","name":"Old School"}}})";
  OldSchool school;
  const vc::Report alone = school.check(award);
  EXPECT_EQ(alone.verdict, Verdict::undetermined);
  EXPECT_EQ(answer(alone, CheckId::signature), "unknown ob2.no-address");
  school.put("https://old.example/first.json", school.read(award));
  EXPECT_EQ(school.check("https://old.example/first.json").verdict, Verdict::unknown_issuer);
  school.put("https://evil.example/first.json", school.read(award));
  EXPECT_EQ(answer(school.check("https://evil.example/first.json"), CheckId::key), "unknown ob2.issuer-not-confirmed");
}

TEST(Older, parts_and_fragments_are_named_and_left_open) {
  College college;
  for (const std::string& url : {k_issuer, k_site + "/badge.json", k_site + "/revoked.json", k_site + "/keys/RS256.json"}) {
    const vc::Report report = college.check(college.at(url));
    EXPECT_EQ(answer(report, CheckId::reading), "unknown reading.open-badges-2-part") << url;
    EXPECT_EQ(report.verdict, Verdict::undetermined);
    EXPECT_EQ(report.checks.size(), vc::k_check_count);
  }
  EXPECT_EQ(answer(college.check(R"({"@context":"https://w3id.org/openbadges/v2","criteria":"https://a.example/"})"), CheckId::reading),
            "unknown reading.open-badges-2-part");
}

TEST(Recognise, everything_else_is_left_to_others) {
  for (const char* text : {"", " ", "{}", "[1]", "{\"badge\":", R"({"badge":1})", R"({"badge":1,"recipient":{}})", R"({"badge":{},"recipient":{},"verify":1})",
                           R"({"@context":["https://www.w3.org/ns/credentials/v2"],"badge":"x","recipient":"y"})", "https://", "https://a b", "ey", "ey..", "eyJ.eyJ.x",
                           R"({"$schema":"http://json-schema.org/draft-04/schema#","x":"openbadges/v1"})", "\"badge\""}) {
    Arena arena;
    EXPECT_FALSE(recognise(as_bytes(std::string_view(text)), arena).has_value()) << text;
  }
}

TEST(Recognise, two_point_one_is_read_as_two) {
  Arena arena;
  const auto badge = recognise(as_bytes(std::string_view(R"({"@context":["https://purl.imsglobal.org/spec/ob/v2p1/ob_v2p1.jsonld"],"type":["Assertion"]})")), arena);
  ASSERT_TRUE(badge.has_value());
  EXPECT_EQ(badge->version, Version::v2_0);
  EXPECT_EQ(badge->kind, BadgeKind::assertion);
}

TEST(Moment, dates_of_each_edition) {
  const auto read = [](std::string_view text, Version version, Edge edge = Edge::start_of_day) {
    Arena arena;
    const auto value = json::read(text, arena);
    const auto moment = read_moment(*value, version, edge);
    return moment ? format_instant(*moment) : std::string("none");
  };
  EXPECT_EQ(read(R"("2016-12-31T23:59:59+00:00")", Version::v2_0), "2016-12-31T23:59:59Z");
  EXPECT_EQ(read(R"("2016-12-31T23:59+0200")", Version::v2_0), "2016-12-31T21:59:00Z");
  EXPECT_EQ(read(R"("2016-12-31T23:59:59")", Version::v2_0), "none");
  EXPECT_EQ(read("1483228799", Version::v2_0), "none");
  EXPECT_EQ(read("1483228799", Version::v1_1), "2016-12-31T23:59:59Z");
  EXPECT_EQ(read(R"("1483228799")", Version::v0_5), "2016-12-31T23:59:59Z");
  EXPECT_EQ(read(R"("2016-12-31T23:59:59")", Version::v1_0), "2016-12-31T23:59:59Z");
  EXPECT_EQ(read(R"("2016-12-31T23:59")", Version::v1_0), "2016-12-31T23:59:00Z");
  EXPECT_EQ(read(R"("2016-12-31")", Version::v1_0), "2016-12-31T00:00:00Z");
  EXPECT_EQ(read(R"("2016-12-31")", Version::v1_0, Edge::end_of_day), "2016-12-31T23:59:59Z");
  for (const char* bad : {"-1", "1.5", "12345678901", "true", R"("soon")", R"("2016-13-31")", R"("2016-12-31T25:00Z")", R"("")"}) {
    EXPECT_EQ(read(bad, Version::v1_0), "none") << bad;
  }
}

}  // namespace
}  // namespace cairn::openbadges2
