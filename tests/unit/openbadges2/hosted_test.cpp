#include "unit/openbadges2/college.hpp"

namespace cairn::openbadges2 {
namespace {

using vc::CheckId;
using vc::Verdict;
using Found = std::vector<std::string>;

std::string award_of(College& college) { return json::to_text(college.at(k_award)); }

TEST(Hosted, what_the_issuers_site_confirms_is_sound) {
  College college;
  const vc::KnownIssuers known({k_issuer});
  college.policy.known_issuers = &known;
  const vc::Report report = college.check(award_of(college));
  EXPECT_EQ(report.verdict, Verdict::valid);
  EXPECT_EQ(vc::format_name(report.format), "open-badges-2");
  ASSERT_EQ(report.checks.size(), vc::k_check_count);
  EXPECT_EQ(answer(report, CheckId::reading), "pass reading.open-badges-2");
  EXPECT_EQ(answer(report, CheckId::shape), "pass shape.remarks");
  EXPECT_EQ(answer(report, CheckId::signature), "pass ob2.hosted");
  EXPECT_EQ(answer(report, CheckId::key), "pass ob2.in-scope");
  EXPECT_EQ(answer(report, CheckId::issuer), "pass issuer.known");
  EXPECT_EQ(answer(report, CheckId::dates), "pass dates.current");
  EXPECT_EQ(answer(report, CheckId::status), "pass ob2.still-kept");
  EXPECT_EQ(answer(report, CheckId::recipient), "unknown recipient.not-asked");
  EXPECT_EQ(codes(report), Found{});
  ASSERT_TRUE(report.summary.has_value());
  EXPECT_EQ(report.summary->achievement_name, "Data Storytelling");
  EXPECT_EQ(report.summary->issuer_name, "Ardmore College");
  EXPECT_EQ(report.summary->issuer_id, k_issuer);
  EXPECT_EQ(report.summary->criteria, "Tell a story with data.");
  EXPECT_EQ(report.summary->valid_from, "2026-03-15T09:30:00Z");
  EXPECT_EQ(report.summary->alignments.size(), 1U);
}

TEST(Hosted, a_file_whose_host_was_not_asked_stays_open_and_is_not_shown) {
  College college;
  const vc::Report report = college.check_offline(award_of(college));
  EXPECT_EQ(report.verdict, Verdict::undetermined);
  EXPECT_EQ(answer(report, CheckId::signature), "unknown ob2.host-not-asked");
  EXPECT_EQ(answer(report, CheckId::issuer), "unknown issuer.not-checked");
  EXPECT_EQ(answer(report, CheckId::status), "unknown status.not-checked");
  EXPECT_FALSE(report.summary.has_value());
  const std::string text = award_of(college);
  college.remove(k_award);
  EXPECT_EQ(college.check(text).verdict, Verdict::undetermined);
}

TEST(Hosted, a_file_that_says_something_else_than_its_host_is_invalid) {
  for (const auto& [member, value] : std::map<std::string, std::string>{
           {"recipient", R"({"type":"email","hashed":false,"identity":"mallory@evil.example"})"},
           {"badge", R"("https://college.example/better.json")"},
           {"issuedOn", R"("2026-03-16T09:30:00Z")"},
           {"expires", R"("2039-03-15T09:30:00Z")"}}) {
    College college;
    const json::Value file = college.read(award_of(college));
    Arena arena;
    file.object().set(member, college.read(value), arena);
    const vc::Report report = college.check(file);
    EXPECT_EQ(report.verdict, Verdict::invalid) << member;
    EXPECT_EQ(answer(report, CheckId::signature), "fail ob2.differs-from-host") << member;
    EXPECT_FALSE(report.summary.has_value());
  }
}

TEST(Hosted, a_member_the_file_lacks_differs_as_much_as_one_that_was_changed) {
  College college;
  const json::Value file = college.read(award_of(college));
  file.object().erase("expires");
  EXPECT_EQ(answer(college.check(file), CheckId::signature), "fail ob2.differs-from-host");
}

TEST(Hosted, what_does_not_matter_may_differ_and_the_hosts_word_counts) {
  College college;
  const std::string file = award_of(college);
  college.change(k_award, "narrative", R"("Her own data, and her neighbour's.")");
  const vc::Report report = college.check(file);
  EXPECT_EQ(report.verdict, Verdict::unknown_issuer);
  EXPECT_EQ(codes(report), Found{"ob2.file-differs /narrative"});
}

TEST(Hosted, what_the_badge_is_for_may_be_written_out_in_the_file_and_the_host_still_counts) {
  College college;
  const json::Value file = college.read(award_of(college));
  Arena arena;
  const json::Value forged = college.read(R"({"id":"https://college.example/badge.json","type":"BadgeClass","name":"Doctor of Everything",
      "issuer":"https://evil.example/issuer.json"})");
  file.object().set("badge", forged, arena);
  const vc::Report report = college.check(file);
  EXPECT_EQ(report.verdict, Verdict::unknown_issuer);
  ASSERT_TRUE(report.summary.has_value());
  EXPECT_EQ(report.summary->achievement_name, "Data Storytelling");
  EXPECT_EQ(report.summary->issuer_id, k_issuer);
}

TEST(Hosted, the_document_must_have_the_address_it_was_found_at) {
  College college;
  const std::string elsewhere = k_site + "/assertions/2.json";
  college.put(elsewhere, college.at(k_award));
  const json::Value file = college.read(award_of(college));
  Arena arena;
  file.object().set("id", json::Value::string(elsewhere), arena);
  const vc::Report report = college.check(file);
  EXPECT_EQ(report.verdict, Verdict::invalid);
  EXPECT_EQ(answer(report, CheckId::signature), "fail ob2.host-other-id");
}

TEST(Hosted, gone_or_called_revoked_means_revoked) {
  College college;
  const std::string file = award_of(college);
  college.change(k_award, "revoked", "true");
  college.change(k_award, "revocationReason", R"("Copied work.")");
  vc::Report report = college.check(file);
  EXPECT_EQ(report.verdict, Verdict::invalid);
  EXPECT_EQ(answer(report, CheckId::status), "fail status.revoked");
  EXPECT_NE(report.check(CheckId::status).detail.find("Copied work."), std::string::npos);
  college.put(k_award, college.read(R"({"id":"https://college.example/assertions/1.json","revoked":true})"));
  EXPECT_EQ(answer(college.check(file), CheckId::status), "fail status.revoked");
  college.make_gone(k_award);
  report = college.check(file);
  EXPECT_EQ(report.verdict, Verdict::invalid);
  EXPECT_EQ(answer(report, CheckId::status), "fail status.revoked");
}

TEST(Hosted, a_file_that_calls_itself_revoked_is_invalid_whatever_the_host_says) {
  College college;
  const json::Value file = college.read(award_of(college));
  Arena arena;
  file.object().set("revoked", json::Value::boolean(true), arena);
  EXPECT_EQ(answer(college.check(file), CheckId::status), "fail status.revoked");
  EXPECT_EQ(college.check_offline(json::to_text(file)).verdict, Verdict::invalid);
}

// The forger keeps the award on an own site, and names the college's badge and profile.
TEST(Hosted, an_award_kept_on_another_site_is_nobodys_but_that_sites) {
  College college;
  const std::string evil = "https://evil.example/1.json";
  const json::Value award = college.read(award_of(college));
  Arena arena;
  award.object().set("id", json::Value::string(evil), arena);
  college.put(evil, award);
  vc::Report report = college.check(award);
  EXPECT_EQ(report.verdict, Verdict::invalid);
  EXPECT_EQ(answer(report, CheckId::key), "fail ob2.outside-scope");
  EXPECT_FALSE(report.summary.has_value());

  // A copy of the profile inside the award, with a rule that lets the forger's site in, counts for nothing.
  const json::Value profile = college.read(json::to_text(college.at(k_issuer)));
  profile.object().set("verification", college.read(R"({"allowedOrigins":["evil.example"]})"), arena);
  const json::Value badge = college.read(json::to_text(college.at(k_site + "/badge.json")));
  badge.object().set("issuer", profile, arena);
  award.object().set("badge", badge, arena);
  college.put(evil, award);
  report = college.check(award);
  EXPECT_EQ(answer(report, CheckId::key), "fail ob2.outside-scope");
  college.remove(k_site + "/badge.json");
  EXPECT_EQ(answer(college.check(award), CheckId::key), "fail ob2.outside-scope");
  college.remove(k_issuer);
  report = college.check(award);
  EXPECT_EQ(answer(report, CheckId::key), "unknown ob2.issuer-not-confirmed");
  EXPECT_EQ(report.verdict, Verdict::undetermined);
}

TEST(Hosted, the_issuers_own_rules_say_where_its_badges_are_kept) {
  const auto with_rule = [](std::string_view rule, const std::string& address) {
    College college;
    college.change(k_issuer, "verification", rule);
    const json::Value award = college.read(award_of(college));
    Arena arena;
    award.object().set("id", json::Value::string(address), arena);
    college.put(address, award);
    return answer(college.check(award), CheckId::key);
  };
  const std::string kept = "https://badges.host.example/college/1.json";
  EXPECT_EQ(with_rule(R"({"allowedOrigins":"badges.host.example"})", kept), "pass ob2.in-scope");
  EXPECT_EQ(with_rule(R"({"allowedOrigins":["a.example","badges.host.example"]})", kept), "pass ob2.in-scope");
  EXPECT_EQ(with_rule(R"({"startsWith":"https://badges.host.example/college/"})", kept), "pass ob2.in-scope");
  EXPECT_EQ(with_rule(R"({"startsWith":["https://x.example/","https://badges.host.example/college/"]})", kept), "pass ob2.in-scope");
  EXPECT_EQ(with_rule(R"({"type":"VerificationObject"})", kept), "fail ob2.outside-scope");
  EXPECT_EQ(with_rule(R"({"allowedOrigins":"host.example"})", kept), "fail ob2.outside-scope");
  EXPECT_EQ(with_rule(R"({"startsWith":"https://badges.host.example/university/"})", kept), "fail ob2.outside-scope");
  EXPECT_EQ(with_rule(R"({"startsWith":"https://badges.host.example"})", "https://badges.host.example.evil.example/1.json"), "fail ob2.outside-scope");
  EXPECT_EQ(with_rule(R"({"startsWith":"https://badges.host.example"})", "https://badges.host.example@evil.example/1.json"), "fail ob2.outside-scope");
  EXPECT_EQ(with_rule(R"({"startsWith":""})", kept), "fail ob2.outside-scope");
  EXPECT_EQ(with_rule(R"({"startsWith":"https://badges.host.example/","allowedOrigins":"college.example"})", kept), "fail ob2.outside-scope");
}

TEST(Hosted, another_port_or_scheme_is_another_site) {
  for (const char* address : {"https://college.example:8443/1.json", "http://college.example/1.json"}) {
    College college;
    const json::Value award = college.read(award_of(college));
    Arena arena;
    award.object().set("id", json::Value::string(address), arena);
    college.put(address, award);
    EXPECT_EQ(answer(college.check(award), CheckId::key), "fail ob2.outside-scope") << address;
  }
}

TEST(Hosted, what_the_badge_is_for_may_not_be_anothers) {
  College college;
  const std::string theirs = "https://university.example/badge.json";
  const json::Value badge = college.read(json::to_text(college.at(k_site + "/badge.json")));
  Arena arena;
  badge.object().set("id", json::Value::string(theirs), arena);
  college.put(theirs, badge);
  college.change(k_award, "badge", "\"" + theirs + "\"");
  EXPECT_EQ(answer(college.check(award_of(college)), CheckId::key), "fail ob2.badge-elsewhere");
}

TEST(Hosted, documents_that_are_missing_or_belong_elsewhere_never_pass) {
  for (const std::string& url : {k_site + "/badge.json", k_issuer}) {
    College college;
    const std::string file = award_of(college);
    college.change(url, "id", R"("https://college.example/other.json")");
    EXPECT_EQ(college.check(file).verdict, Verdict::invalid) << url;
    college.put(url, college.read("[1]"));
    EXPECT_EQ(college.check(file).verdict, Verdict::invalid) << url;
    college.remove(url);
    EXPECT_EQ(college.check(file).verdict, Verdict::undetermined) << url;
  }
}

TEST(Hosted, an_issuer_that_is_described_on_the_award_s_own_site_only_is_taken_from_there) {
  College college;
  const json::Value badge = college.read(json::to_text(college.at(k_site + "/badge.json")));
  Arena arena;
  badge.object().set("issuer", college.at(k_issuer), arena);
  college.put(k_site + "/badge.json", badge);
  college.remove(k_issuer);
  EXPECT_EQ(answer(college.check(award_of(college)), CheckId::key), "pass ob2.in-scope");
}

TEST(Hosted, the_dates_decide_and_must_be_in_order) {
  College college;
  college.policy.at = *parse_date_time_stamp("2029-03-15T09:30:01Z");
  EXPECT_EQ(answer(college.check(award_of(college)), CheckId::dates), "fail dates.expired");
  college.policy.at = *parse_date_time_stamp("2026-03-15T09:29:59Z");
  EXPECT_EQ(answer(college.check(award_of(college)), CheckId::dates), "fail dates.not-yet-valid");
  college.policy.at = *parse_date_time_stamp("2026-06-01T00:00:00Z");
  college.change(k_award, "expires", R"("2026-03-15T09:29:59Z")");
  EXPECT_EQ(codes(college.check(award_of(college))), Found{"ob2.date-order /expires"});
  for (const char* bad : {R"("soon")", "1360000000", R"("2026-03-15")", R"("2026-03-15T09:30:00")", "null"}) {
    college.change(k_award, "expires", bad);
    const vc::Report report = college.check(award_of(college));
    EXPECT_EQ(answer(report, CheckId::dates), "fail dates.malformed") << bad;
    EXPECT_EQ(codes(report), Found{"ob2.date /expires"}) << bad;
  }
  for (const char* good : {R"("2029-03-15T09:30Z")", R"("2029-03-15T09:30:00.5+0100")", R"("2029-03-15T09:30:00+01:00")"}) {
    college.change(k_award, "expires", good);
    EXPECT_EQ(college.check(award_of(college)).verdict, Verdict::unknown_issuer) << good;
  }
}

TEST(Hosted, the_recipient_is_compared_by_the_hash_the_badge_names) {
  College college;
  const auto recipient = [&](const char* who) {
    college.policy.recipient = who;
    return answer(college.check(award_of(college)), CheckId::recipient);
  };
  EXPECT_EQ(recipient("seonaid@work.example"), "pass recipient.matches");
  EXPECT_EQ(recipient("mallory@evil.example"), "fail recipient.differs");
  // The standard's own example: SHA-256 of "mayze", no salt.
  college.change(k_award, "recipient",
                 R"({"type":"email","hashed":true,"identity":"sha256$7a1a1b3f7d40552e4299180e346e3add12bf9a751a43d9c4ca4518febc2c60c6"})");
  EXPECT_EQ(recipient("mayze"), "pass recipient.matches");
  college.change(k_award, "recipient", R"({"type":"email","hashed":false,"identity":"ada@example.org"})");
  EXPECT_EQ(recipient("ada@example.org"), "pass recipient.matches");
  college.change(k_award, "recipient", R"({"type":"email","hashed":true,"identity":"md5$8d3a5a5c5fbb2c1e0c1e1e2d2c3b4a59"})");
  EXPECT_EQ(recipient("ada@example.org"), "unknown recipient.hash");
}

TEST(Hosted, broken_members_are_found_where_they_stand) {
  struct Case {
    const char* member;
    const char* by;
    const char* finding;
  };
  const Case cases[] = {
      {"recipient", "", "ob2.required "},
      {"recipient", R"("ada@example.org")", "ob2.recipient /recipient"},
      {"recipient", R"({"type":"email","hashed":true})", "ob2.recipient /recipient"},
      {"recipient", R"({"type":"email","hashed":"true","identity":"a"})", "ob2.recipient /recipient/hashed"},
      {"recipient", R"({"type":"email","hashed":true,"identity":"ada@example.org"})", "ob2.recipient /recipient/identity"},
      {"recipient", R"({"identity":"ada@example.org"})", "ob2.recipient /recipient"},
      {"issuedOn", "", "ob2.required "},
      {"verification", "", "ob2.required "},
      {"verification", R"({"type":"Blockchain"})", "ob2.verification /verification"},
      {"image", R"("data:image/png;base64,AAAA")", "ob2.image /image"},
      {"image", R"({"id":"data:image/png;base64,AAAA"})", "ob2.image /image"},
  };
  for (const Case& one : cases) {
    College college;
    college.change(k_award, one.member, one.by);
    const vc::Report report = college.check(award_of(college));
    EXPECT_EQ(codes(report), Found{one.finding}) << one.member << " -> " << one.by;
    EXPECT_EQ(report.verdict, Verdict::invalid) << one.member << " -> " << one.by;
  }
}

TEST(Hosted, what_readers_can_do_without_is_a_remark) {
  College college;
  college.change(k_issuer, "email", "");
  college.change(k_site + "/badge.json", "criteria", "");
  const vc::Report report = college.check(award_of(college));
  EXPECT_EQ(codes(report), (Found{"ob2.advised /badge", "ob2.advised /issuer"}));
  EXPECT_EQ(report.verdict, Verdict::unknown_issuer);
}

TEST(Hosted, few_documents_are_asked_for) {
  College college;
  college.check(award_of(college));
  EXPECT_EQ(college.asked, 3);
}

}  // namespace
}  // namespace cairn::openbadges2
