#include "attacks/forge.hpp"

#include "base/encoding.hpp"
#include "proof/sd_jwt_issue.hpp"
#include "proof/sd_jwt_present.hpp"
#include "vc/bitstring.hpp"

namespace cairn::attacks {

std::string Forge::badge(std::string_view issuer) const {
  return R"({"@context":["https://www.w3.org/ns/credentials/v2","https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],)"
         R"("id":")" + std::string(k_credential_id) + R"(","type":["VerifiableCredential","OpenBadgeCredential"],)"
         R"("name":"Data Storytelling","issuer":{"id":")" + std::string(issuer) + R"(","type":["Profile"],"name":"Ardmore College"},)"
         R"("validFrom":"2026-03-15T09:30:00Z",)" + std::string(k_until) + R"(,"credentialSubject":{"id":")" + learner().did +
         R"(","type":["AchievementSubject"],"identifier":[{"type":"IdentityObject","hashed":false,"identityHash":"ada@work.example",)"
         R"("identityType":"emailAddress"}],"achievement":{"id":"https://college.example/achievements/1","type":["Achievement"],)"
         R"("name":"Data Storytelling","description":"Reads data and tells its story.","creditsAvailable":20,)"
         R"("criteria":{"narrative":"Tell a story with data."}},"result":[{"type":["Result"],"value":"61"}]}})";
}

proof::ProofConfiguration Forge::configuration(const std::string& method, const std::string& suite) const {
  proof::ProofConfiguration out;
  out.cryptosuite = suite;
  out.verification_method = method;
  out.created = time("2026-03-15T10:00:00Z");
  return out;
}

std::string Forge::sign(const std::string& document, const vc::Party& by, const std::string& suite) {
  return sign(document, by, configuration(by.method, suite));
}

std::string Forge::sign(const std::string& document, const vc::Party& by, const proof::ProofConfiguration& configuration) {
  const auto secured = proof::add_proof(bench_.engine, read(document), configuration, *by.signer, arena());
  EXPECT_TRUE(secured.has_value()) << (secured ? "" : secured.error().code + " " + secured.error().detail);
  return secured ? json::to_text(*secured) : std::string();
}

std::string Forge::token_of(std::string_view header, std::string_view claims, ByteView signature) {
  return to_base64url(as_bytes(header)) + "." + to_base64url(as_bytes(claims)) + "." + to_base64url(signature);
}

std::string Forge::token(std::string_view header, std::string_view claims, const vc::Party& by) const {
  const std::string input = to_base64url(as_bytes(header)) + "." + to_base64url(as_bytes(claims));
  return token_of(header, claims, by.signer->sign(as_bytes(input)).value());
}

std::string Forge::header(std::string_view type, std::string_view more) const {
  return R"({"alg":"EdDSA","typ":")" + std::string(type) + R"(","kid":")" + college().method + "\"" + std::string(more) + "}";
}

std::string Forge::disclosable(std::string_view type) {
  proof::SdJwtDraft draft;
  draft.header = read(R"({"typ":")" + std::string(type) + R"(","kid":")" + college().method + "\"}").object();
  const json::Object claims = read(badge()).object();
  const std::string holder = json::to_text(crypto::to_public_jwk(learner().signer->public_key(), arena()));
  for (const json::Member& member : read(R"({"vct":"urn:x:badge","iss":")" + college().did + R"(","iat":1773568800,"cnf":{"jwk":)" + holder + "}}").object()) {
    claims.set(member.name, member.value, arena());
  }
  draft.claims = claims;
  draft.withholdable = {"/credentialSubject/identifier", "/credentialSubject/result"};
  return proof::issue_sd_jwt(draft, *college().signer, entropy_, arena()).value();
}

std::string Forge::shown(const std::string& token, const vc::Party& by, std::string_view audience, std::string_view nonce) {
  const std::size_t parts = token.rfind('~') + 1;
  const std::string unbound = token.substr(0, parts);
  const std::string claims = R"({"iat":)" + std::to_string(time("2026-06-01T00:00:00Z").seconds) + R"(,"aud":")" + std::string(audience) +
                             R"(","nonce":")" + std::string(nonce) + R"(","sd_hash":")" +
                             proof::digest_of(unbound, proof::DigestAlgorithm::sha256) + "\"}";
  return unbound + this->token(R"({"alg":"EdDSA","typ":"kb+jwt"})", claims, by);
}

std::string Forge::list_text(std::string_view keeper, std::string_view encoded, std::string_view purpose) const {
  return R"({"@context":["https://www.w3.org/ns/credentials/v2"],"id":")" + std::string(k_list_url) +
         R"(","type":["VerifiableCredential","BitstringStatusListCredential"],"issuer":")" + std::string(keeper) +
         R"(","validFrom":"2026-05-01T00:00:00Z","validUntil":"2026-07-01T00:00:00Z","credentialSubject":{"id":")" +
         std::string(k_list_url) + R"(#list","type":"BitstringStatusList","statusPurpose":")" + std::string(purpose) +
         R"(","encodedList":")" + std::string(encoded) + "\"}}";
}

Handed Forge::handed(std::string file) const {
  Handed out;
  out.file = std::move(file);
  out.known = {college().did, std::string(k_college_site), "https://college.example/issuer.json"};
  out.at = time("2026-06-01T00:00:00Z");
  return out;
}

std::string Forge::method_json(std::string_view id, std::string_view controller, const vc::Party& party) {
  return R"({"id":")" + std::string(id) + R"(","type":"Multikey","controller":")" + std::string(controller) +
         R"(","publicKeyMultibase":")" + crypto::to_multikey(party.signer->public_key()) + "\"}";
}

std::string Forge::site_document(std::string_view id, std::string_view methods, std::string_view names) {
  return R"({"id":")" + std::string(id) + R"(","verificationMethod":[)" + std::string(methods) + R"(],"assertionMethod":[)" + std::string(names) + "]}";
}

std::string encoded_list(std::initializer_list<std::uint64_t> set) {
  vc::Bitstring list = vc::Bitstring::of_size(131'072);
  for (const std::uint64_t index : set) list.set(index);
  return vc::compress_bitstring(list).value();
}

std::string between(const std::string& text, std::string_view before, std::string_view after) {
  const std::size_t from = text.find(before);
  EXPECT_NE(from, std::string::npos) << before;
  if (from == std::string::npos) return {};
  const std::size_t start = from + before.size();
  return text.substr(start, text.find(after, start) - start);
}

Handed signed_badge(Forge& forge) { return forge.handed(forge.sign(forge.badge(), forge.college())); }

Handed signed_jcs_badge(Forge& forge) { return forge.handed(forge.sign(forge.badge(), forge.college(), "eddsa-jcs-2022")); }

Handed badge_token(Forge& forge) { return forge.handed(forge.token(forge.header("vc+jwt"), forge.badge(), forge.college())); }

Handed badge_with_status(Forge& forge) {
  const std::string entry = R"("credentialStatus":{"id":"https://college.example/status/3#94567","type":"BitstringStatusListEntry",)"
                            R"("statusPurpose":"revocation","statusListIndex":"94567","statusListCredential":"https://college.example/status/3"})";
  Handed out = forge.handed(forge.sign(vc::with_member(forge.badge(), entry), forge.college()));
  out.documents[std::string(k_list_url)] = forge.sign(forge.list_text(forge.college().did, encoded_list()), forge.college());
  return out;
}

Instant after_the_end() { return time("2027-06-01T00:00:00Z"); }

}  // namespace cairn::attacks
