#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "json/read.hpp"
#include "rdf/nquads.hpp"
#include "unit/openbadges/sample.hpp"
#include "unit/vc/workbench.hpp"

namespace cairn::openbadges {
namespace {

constexpr std::string_view k_address = "https://w3id.org/cairn/credit/v1";

// Everything that the extension has a member for.
void say_all(domain::MicroCredentialFields& fields) {
  const domain::Party college{"Ardmore College", "https://ardmore.example/"};
  fields.credit->hours = domain::Amount::whole(100);
  fields.credit->rated_by = college;
  fields.further_credits = {{"ECTS", *domain::parse_amount("7.5"), "", {}, {}}};
  fields.assessment = {{"portfolio", "quiz"}, "supervised-onsite-verified", "Passport", college, domain::Party{"Assessors", "urn:x:assessors"}};
  fields.quality = {"accreditation", "Reviewed each year.", domain::Party{"Agency", "https://agency.example/"}};
  fields.stacking = {"stackable", {{"Certificate", "https://ardmore.example/certificate"}}};
  fields.participation = "blended";
  fields.prerequisites = "None.";
  fields.awarded_by = domain::Party{"University", "https://university.example/"};
  fields.delivered_by = {{"Academy", "https://academy.example/"}};
  fields.results[0].assessment = domain::TypedAssessment{domain::TypedAssessment::Kind::artifact, "A report.", "a report of ten pages", "By two markers.",
                                                         domain::TypedAssessment::Way::in_group, domain::TypedAssessment::Way::alone,
                                                         "https://ardmore.example/example", "See the rubric.", "https://ardmore.example/study"};
}

IssuingFacts facts_without_list() {
  auto facts = sample_facts();
  facts.status.reset();
  return facts;
}

std::vector<vc::Finding> findings_of(const json::Value& document) {
  static jsonld::PinnedLoader contexts(jsonld::embedded_contexts());
  jsonld::Processor processor(contexts);
  vc::LintOptions options;
  options.rulebooks = all_rulebooks();
  options.contexts = &contexts;
  options.processor = &processor;
  return vc::lint(document, options);
}

json::Value own_context(Arena& arena) {
  for (const jsonld::EmbeddedContext& context : jsonld::embedded_contexts()) {
    if (context.url == k_address) return *json::read(context.text, arena)->find("@context");
  }
  return {};
}

void collect_terms(const json::Value& context, std::set<std::string>& out) {
  if (context.is_array()) {
    for (const json::Value& one : context.array()) collect_terms(one, out);
  }
  if (!context.is_object()) return;
  for (const json::Member& member : context.object()) {
    out.insert(std::string(member.name));
    if (const json::Value* scoped = member.value.find("@context")) collect_terms(*scoped, out);
  }
}

TEST(ExactTerms, what_says_all_conforms_to_every_rulebook_and_loses_nothing) {
  const Built built(say_all);
  for (const vc::Finding& finding : findings_of(built.value())) ADD_FAILURE() << finding.code << " " << finding.pointer << " " << finding.detail;
}

TEST(ExactTerms, the_extensions_are_named_only_where_they_are_used) {
  EXPECT_EQ(Built().at({"@context", "2"}), "missing");
  EXPECT_EQ(Built(say_all).at({"@context", "2"}), R"("https://purl.imsglobal.org/spec/ob-assessment/v2p0/context")");
  EXPECT_EQ(Built(say_all).at({"@context", "3"}), "\"" + std::string(k_address) + "\"");
  const Built asked([](auto& fields) { fields.exact_terms = domain::ExactTerms::always; });
  EXPECT_EQ(asked.at({"@context", "2"}), "\"" + std::string(k_address) + "\"");
  EXPECT_EQ(asked.at({"credentialSubject", "achievement", "exactCredit"}),
            R"([{"type":["ExactCredit"],"creditFramework":"SCQF","creditAmount":"10","creditLevel":"9"}])");
}

TEST(ExactTerms, credit_is_a_pair_beside_the_number_of_the_standard) {
  const Built built(say_all);
  EXPECT_EQ(built.at({"credentialSubject", "achievement", "creditsAvailable"}), "10");
  EXPECT_EQ(built.at({"credentialSubject", "achievement", "exactCredit", "0"}),
            R"({"type":["ExactCredit"],"creditFramework":"SCQF","creditAmount":"10","creditLevel":"9","creditHours":"100",)"
            R"("ratedBy":{"id":"https://ardmore.example/","type":["Profile"],"name":"Ardmore College"}})");
  EXPECT_EQ(built.at({"credentialSubject", "achievement", "exactCredit", "1"}),
            R"({"type":["ExactCredit"],"creditFramework":"ECTS","creditAmount":"7.5"})");
  EXPECT_EQ(built.at({"credentialSubject", "source"}), R"({"id":"urn:x:assessors","type":["Profile"],"name":"Assessors"})");
}

// The members and words of 1EdTech's published context and schema of version 2.0.
TEST(ExactTerms, an_assessed_result_is_described_as_the_assessment_extension_does) {
  const Built built(say_all);
  const auto at = [&](std::string_view name) { return built.at({"credentialSubject", "achievement", "resultDescription", "1", name}); };
  EXPECT_EQ(at("type"), R"(["ResultDescription","AssessmentResultDescription"])");
  EXPECT_EQ(at("assessmentType"), R"("Artifact")");
  EXPECT_EQ(at("hasGroupParticipation"), "true");
  EXPECT_EQ(at("hasGroupEvaluation"), "false");
  EXPECT_EQ(at("assessmentExample"), R"("https://ardmore.example/example")");
}

TEST(ExactTerms, a_signature_covers_the_amount_as_a_decimal) {
  const Built built(say_all);
  jsonld::PinnedLoader contexts(jsonld::embedded_contexts());
  jsonld::Processor processor(contexts);
  Arena arena;
  rdf::Dataset quads;
  ASSERT_TRUE(processor.to_rdf(built.value(), {}, arena, quads));
  const std::string text = rdf::write_n_quads(quads);
  EXPECT_NE(text.find(R"(<https://w3id.org/cairn/credit#creditAmount> "7.5"^^<http://www.w3.org/2001/XMLSchema#decimal>)"), std::string::npos);
  EXPECT_NE(text.find(R"(<https://w3id.org/openbadges/extensions#assessmentType> "Artifact")"), std::string::npos);
}

TEST(ExactTerms, our_context_redefines_nothing_and_defines_nothing_for_others) {
  Arena arena;
  const json::Value own = own_context(arena);
  ASSERT_TRUE(own.is_object());
  std::set<std::string> taken;
  for (const jsonld::EmbeddedContext& context : jsonld::embedded_contexts()) {
    if (context.url != k_address) collect_terms(*json::read(context.text, arena)->find("@context"), taken);
  }
  ASSERT_TRUE(taken.contains("creditsAvailable"));
  for (const json::Member& member : own.object()) {
    if (member.name == "@protected") continue;
    EXPECT_FALSE(taken.contains(std::string(member.name))) << member.name;
    EXPECT_NE(member.name.front(), '@');
    const std::string_view iri = member.value.is_string() ? member.value.text() : member.value.text_of("@id");
    EXPECT_EQ(iri, "https://w3id.org/cairn/credit#" + std::string(member.name));
  }
}

TEST(ExactTerms, signed_it_verifies_says_its_worth_and_every_changed_leaf_shows) {
  vc::Workbench bench;
  bench.policy.rulebooks = all_rulebooks();
  const Built built([&](auto& fields) { say_all(fields); fields.organisation.id = bench.college.did; }, [](auto&) {}, facts_without_list());
  auto prepared = vc::prepare({built.value()}, {all_rulebooks(), &bench.contexts});
  ASSERT_TRUE(prepared) << prepared.error().detail;
  proof::ProofConfiguration configuration;
  configuration.cryptosuite = "eddsa-rdfc-2022";
  configuration.verification_method = bench.college.method;
  const auto secured = vc::sign(std::move(*prepared), bench.engine, *bench.college.signer, configuration, bench.arena);
  ASSERT_TRUE(secured) << secured.error().detail;
  bench.policy.recipient = "ada@example.org";
  const vc::Report report = bench.check(secured->value);
  ASSERT_EQ(report.verdict, vc::Verdict::valid);
  ASSERT_EQ(report.summary->worth.credits.size(), 2U);
  EXPECT_EQ(report.summary->worth.credits[0].rated_by, "Ardmore College");
  EXPECT_EQ(report.summary->worth.credits[1].framework + " " + report.summary->worth.credits[1].amount, "ECTS 7.5");
  std::set<std::string> places;
  vc::for_each_mutation(secured->value, bench.arena, [&](const std::string& place, const json::Value& changed) {
    const vc::Verdict verdict = bench.check(changed).verdict;
    EXPECT_TRUE(verdict == vc::Verdict::invalid || verdict == vc::Verdict::undetermined) << place << " " << vc::verdict_name(verdict);
    places.insert(place);
  });
  for (const char* place : {"/exactCredit/0/creditAmount", "/exactCredit/0/ratedBy/name", "/identityAssurance", "/qualityAssurance/qualityForm",
                            "/deliveredBy/0/id", "/contributesTo/0/name", "/assessmentKind/0", "/notionalHours",
                            "/resultDescription/1/hasGroupEvaluation"}) {
    const std::string whole = std::string("/credentialSubject/achievement") + place;
    EXPECT_TRUE(std::any_of(places.begin(), places.end(), [&](const std::string& one) { return one.starts_with(whole); })) << whole;
  }
}

}  // namespace
}  // namespace cairn::openbadges
