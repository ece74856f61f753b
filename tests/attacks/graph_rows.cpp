// F1 to F6: the signature covers a graph, a reader sees a tree.
#include "attacks/forge.hpp"

namespace cairn::attacks {
namespace {

using vc::CheckId;
using vc::Verdict;
using vc::with;
using vc::with_member;

constexpr std::string_view k_end_iri = "https://www.w3.org/2018/credentials#validUntil";
constexpr std::string_view k_typed_end = R"({"@type":"http://www.w3.org/2001/XMLSchema#dateTime","@value":"2027-03-15T09:30:00Z"})";
constexpr std::string_view k_achievement = "\"type\":[\"Achievement\"],";

// The end of validity said in another way, after it has passed: who does not see it takes the badge for a good one.
void hide_end(Handed& handed, std::string_view how) {
  handed.file = with(handed.file, k_until, how);
  handed.at = after_the_end();
}

// An endorsement of the badge that the college wrote into it: a second place where the badge's id stands.
Handed badge_with_endorsement(Forge& forge) {
  const std::string endorsement =
      R"("endorsement":[{"@context":["https://www.w3.org/ns/credentials/v2","https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],)"
      R"("id":"urn:x:endorsement","type":["VerifiableCredential","EndorsementCredential"],"issuer":{"id":")" + forge.college().did +
      R"(","type":["Profile"],"name":"Ardmore College"},"name":"Praise","validFrom":"2026-03-15T09:30:00Z","credentialSubject":{"id":")" +
      std::string(k_credential_id) + R"(","type":["EndorsementSubject"],"endorsementComment":"Good work."}}])";
  return forge.handed(forge.sign(with_member(forge.badge(), endorsement), forge.college()));
}

// A graph of nodes that all look alike: each says of every other the same.  in: size - how many
std::string clique(int size) {
  std::string out = "\"evidence\":[";
  for (int a = 0; a < size; ++a) {
    out += std::string(a == 0 ? "" : ",") + R"({"id":"_:n)" + std::to_string(a) + R"(","type":["Evidence","VerifiableCredential"],"evidence":[)";
    bool is_first = true;
    for (int b = 0; b < size; ++b) {
      if (a == b) continue;
      out += std::string(is_first ? "" : ",") + R"({"id":"_:n)" + std::to_string(b) + R"(","type":["Evidence"]})";
      is_first = false;
    }
    out += "]}";
  }
  return out + "]";
}

std::string evidence(int size) {
  std::string out = "\"evidence\":[";
  for (int i = 0; i < size; ++i) {
    out += std::string(i == 0 ? "" : ",") + R"({"id":"https://college.example/evidence/)" + std::to_string(i) + R"(","type":["Evidence"]})";
  }
  return out + "]";
}

Handed badge_with_evidence(Forge& forge) { return forge.handed(forge.sign(with_member(forge.badge(), evidence(3)), forge.college())); }

// Every leaf, one after another; the first change that nobody notices is kept.
void change_a_leaf(Forge& forge, Handed& handed) {
  const json::Value badge = forge.read(handed.file);
  bool is_noticed = true;
  vc::for_each_mutation(badge, forge.arena(), [&](const std::string& place, const json::Value& changed) {
    if (!is_noticed) return;
    handed.file = json::to_text(changed);
    is_noticed = judge(handed).check(CheckId::signature).outcome != vc::Outcome::pass;
    EXPECT_TRUE(is_noticed) << place;
  });
}

constexpr Row k_rows[] = {
    {"F1", "a member that no context defines is added to the badge", "what the signature would not cover refuses the document",
     signed_badge, [](Forge&, Handed& handed) { handed.file = with_member(handed.file, "\"grade\":\"A\""); },
     Verdict::invalid, CheckId::signature, "proof.data-loss"},
    {"F1", "a member that no context defines is added deep inside", "what the signature would not cover refuses the document",
     signed_badge, [](Forge&, Handed& handed) { handed.file = with(handed.file, k_achievement, R"("type":["Achievement"],"level":"7",)"); },
     Verdict::invalid, CheckId::signature, "proof.data-loss"},
    {"F1", "a type that no context defines is added", "what the signature would not cover refuses the document",
     signed_badge, [](Forge&, Handed& handed) { handed.file = with(handed.file, R"("OpenBadgeCredential"])", R"("OpenBadgeCredential","Distinction"])"); },
     Verdict::invalid, CheckId::signature, "proof.data-loss"},
    {"F1", "a part whose id is relative is added", "what the signature would not cover refuses the document",
     signed_badge, [](Forge&, Handed& handed) { handed.file = with_member(handed.file, R"("evidence":[{"id":"first-prize","type":["Evidence"]}])"); },
     Verdict::invalid, CheckId::signature, "proof.data-loss"},
    {"F1", "a member that no context defines is added to the proof", "what the signature would not cover refuses the document",
     signed_badge, [](Forge&, Handed& handed) { handed.file = with(handed.file, "\"proofPurpose\"", R"("grade":"A","proofPurpose")"); },
     Verdict::invalid, CheckId::signature, "proof.data-loss"},

    {"F2", "the end is moved into a nest", "keywords and IRIs in place of terms are refused where they could hide a member",
     signed_badge, [](Forge&, Handed& handed) { hide_end(handed, "\"@nest\":{" + std::string(k_until) + "}"); },
     Verdict::invalid, CheckId::shape, "house.uncovered-member"},
    {"F2", "the end is moved into an included part", "keywords and IRIs in place of terms are refused where they could hide a member",
     signed_badge, [](Forge&, Handed& handed) {
       hide_end(handed, R"("@included":[{"id":")" + std::string(k_credential_id) + R"(","type":"VerifiableCredential",)" + std::string(k_until) + "}]");
     },
     Verdict::undetermined, CheckId::signature, "proof.hidden-member"},
    {"F2", "the end is moved into a graph beside the badge", "keywords and IRIs in place of terms are refused where they could hide a member",
     signed_badge, [](Forge&, Handed& handed) {
       const std::string contexts = between(handed.file, "{\"@context\":[", "],");
       const std::string proof = between(handed.file, ",\"proof\":{", "}");
       std::string inside = with(handed.file, "\"@context\":[" + contexts + "],", "");
       inside = with(with(inside, ",\"proof\":{" + proof + "}", ""), k_until, "\"description\":\"\"");
       inside = with(inside, ",\"description\":\"\"", "");
       handed.file = "{\"@context\":[" + contexts + "],\"@graph\":[" + inside + R"(,{"id":")" + std::string(k_credential_id) +
                     R"(","type":"VerifiableCredential",)" + std::string(k_until) + "}],\"proof\":{" + proof + "}}";
       handed.at = after_the_end();
     },
     Verdict::invalid, CheckId::signature, "proof.hidden-member"},
    {"F2", "a statement is said in reverse", "keywords and IRIs in place of terms are refused where they could hide a member",
     signed_badge, [](Forge&, Handed& handed) {
       handed.file = with(handed.file, R"("issuer":{)", R"("issuer":{"@reverse":{"issuer":{"id":")" + std::string(k_credential_id) + "\"}},");
     },
     Verdict::undetermined, CheckId::signature, "proof.hidden-member"},
    {"F2", "the end is written as an IRI", "keywords and IRIs in place of terms are refused where they could hide a member",
     signed_badge, [](Forge&, Handed& handed) { hide_end(handed, "\"" + std::string(k_end_iri) + "\":" + std::string(k_typed_end)); },
     Verdict::undetermined, CheckId::signature, "proof.hidden-member"},
    {"F2", "the end is written as an IRI in capitals", "keywords and IRIs in place of terms are refused where they could hide a member",
     signed_badge, [](Forge&, Handed& handed) {
       hide_end(handed, "\"HTTPS://www.w3.org/2018/credentials#validUntil\":" + std::string(k_typed_end));
     },
     Verdict::undetermined, CheckId::signature, "proof.hidden-member"},
    {"F2", "the end is moved to another place where the id of the badge stands", "what is said of the badge and its subject stands in their own places",
     badge_with_endorsement, [](Forge&, Handed& handed) {
       handed.file = with(handed.file, std::string(k_until) + ",", "");
       handed.file = with(handed.file, R"("type":["EndorsementSubject"],)", R"("type":["EndorsementSubject","VerifiableCredential"],)" + std::string(k_until) + ",");
       handed.at = after_the_end();
     },
     Verdict::undetermined, CheckId::signature, "proof.moved-member"},
    {"F2", "the subject is given a label that is not signed", "what is said of the badge and its subject stands in their own places",
     [](Forge& forge) {
       return forge.handed(forge.sign(with(forge.badge(), R"("credentialSubject":{"id":")" + forge.learner().did + "\",", R"("credentialSubject":{)"), forge.college()));
     },
     [](Forge&, Handed& handed) { handed.file = with(handed.file, R"("credentialSubject":{)", R"("credentialSubject":{"id":"_:somebody",)"); },
     Verdict::invalid, CheckId::signature, "proof.moved-member"},

    {"F3", "the end gets another name in a context of the forger's", "contexts written into the document are refused",
     signed_badge, [](Forge&, Handed& handed) {
       hide_end(handed, R"("until":"2027-03-15T09:30:00Z")");
       handed.file = with(handed.file, R"(context-3.0.3.json"])", R"(context-3.0.3.json",{"until":{"@id":")" + std::string(k_end_iri) +
                                                                      R"(","@type":"http://www.w3.org/2001/XMLSchema#dateTime"}}])");
     },
     Verdict::invalid, CheckId::signature, "proof.inline-context"},
    {"F3", "the same by a context that the forger hands over", "only pinned contexts are used; unknown ones are never fetched",
     signed_badge, [](Forge&, Handed& handed) {
       hide_end(handed, R"("until":"2027-03-15T09:30:00Z")");
       handed.file = with(handed.file, R"(context-3.0.3.json"])", R"(context-3.0.3.json","https://evil.example/context.json"])");
       handed.documents["https://evil.example/context.json"] =
           R"({"@context":{"until":{"@id":")" + std::string(k_end_iri) + R"(","@type":"http://www.w3.org/2001/XMLSchema#dateTime"}}})";
     },
     Verdict::undetermined, CheckId::signature, "proof.context-unknown"},
    {"F3", "an inner object names a context of its own", "only whole credentials may name contexts inside others",
     signed_badge, [](Forge&, Handed& handed) {
       handed.file = with(handed.file, R"("criteria":{)", R"("criteria":{"@context":"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",)");
     },
     Verdict::invalid, CheckId::signature, "proof.inner-context"},
    {"F3", "the contexts change places", "the data model's context comes first",
     signed_badge, [](Forge&, Handed& handed) {
       handed.file = with(handed.file, R"("https://www.w3.org/ns/credentials/v2","https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json")",
                          R"("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json","https://www.w3.org/ns/credentials/v2")");
     },
     Verdict::invalid, CheckId::shape, "vcdm2.context"},
    {"F3", "a context is taken away from a badge signed as canonical JSON", "the proof's contexts must be how the document's begin",
     signed_jcs_badge, [](Forge&, Handed& handed) {
       handed.file = with(handed.file, R"(["https://www.w3.org/ns/credentials/v2","https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],"id")",
                          R"(["https://www.w3.org/ns/credentials/v2"],"id")");
     },
     Verdict::invalid, CheckId::signature, "proof.context"},

    {"F4", "any leaf of the badge or its proof is changed", "every word of a context becomes a statement", signed_badge, change_a_leaf,
     Verdict::invalid, CheckId::signature, "proof.signature"},

    {"F5", "a context that gives any word a meaning is added, and words with it", "only pinned contexts are used; unknown ones are never fetched",
     signed_badge, [](Forge&, Handed& handed) {
       handed.file = with(handed.file, R"(context-3.0.3.json"])", R"(context-3.0.3.json","https://www.w3.org/ns/credentials/undefined-terms/v2"])");
       handed.file = with_member(handed.file, "\"grade\":\"A\"");
       handed.documents["https://www.w3.org/ns/credentials/undefined-terms/v2"] = R"({"@context":{"@vocab":"https://www.w3.org/ns/credentials/undefined-term#"}})";
     },
     Verdict::undetermined, CheckId::signature, "proof.context-unknown"},
    {"F5", "a catch-all is written into the document", "contexts written into the document are refused",
     signed_badge, [](Forge&, Handed& handed) { handed.file = with(handed.file, R"(context-3.0.3.json"])", R"(context-3.0.3.json",{"@vocab":"https://evil.example/"}])"); },
     Verdict::invalid, CheckId::signature, "proof.inline-context"},
    {"F5", "a base is written into the document, and a relative id with it", "contexts written into the document are refused",
     signed_badge, [](Forge&, Handed& handed) {
       handed.file = with(handed.file, R"(context-3.0.3.json"])", R"(context-3.0.3.json",{"@base":"https://college.example/achievements/"}])");
       handed.file = with(handed.file, R"("id":"https://college.example/achievements/1")", R"("id":"1")");
     },
     Verdict::invalid, CheckId::signature, "proof.inline-context"},

    {"F6", "a clique of ten unnamed parts is added", "work is counted, and what costs too much is not checked",
     badge_with_evidence, [](Forge&, Handed& handed) { handed.file = with(handed.file, evidence(3), clique(10)); },
     Verdict::invalid, CheckId::signature, "rdfc.work-limit"},
    {"F6", "a clique of thirty unnamed parts is added", "work is counted, and what costs too much is not checked",
     badge_with_evidence, [](Forge&, Handed& handed) { handed.file = with(handed.file, evidence(3), clique(30)); },
     Verdict::invalid, CheckId::signature, "rdfc.work-limit"},
};

}  // namespace

std::span<const Row> graph_rows() { return k_rows; }

}  // namespace cairn::attacks
