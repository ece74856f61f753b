#include "proof/vc_jwt.hpp"

#include <algorithm>
#include <array>

#include "json/read.hpp"
#include "json/write.hpp"
#include "proof/did.hpp"
#include "proof/finding.hpp"
#include "proof/jose.hpp"
#include "proof/jwt_claims.hpp"
#include "proof/method_lookup.hpp"
#include "proof/token_key.hpp"

namespace cairn::proof {
namespace {

Result<void> check_type(std::string_view type) {
  if (type.empty() || type == "JWT" || type == "vc+jwt") return {};
  return fail(Kind::refused, "jwt.type",
              "the token says of itself that it is no credential but " + std::string(type.substr(0, 40)),
              "a credential's token has the type vc+jwt or JWT");
}

// A fragment alone is read against the token's issuer.
std::string absolute_key_id(const CompactJws& jws, json::Value credential) {
  const std::string_view kid = jws.key_id();
  if (!kid.starts_with('#')) return std::string(kid);
  return std::string(id_of(credential.find("issuer"))) + std::string(kid);
}

// A key that only the header vouches for: it is the issuer's when the issuer's own document lists it as its own.
MethodAnswer find_header_key(VerificationMethodResolver& resolver, crypto::PublicKey key, std::string_view issuer,
                             const VerifyOptions& options, ProofFinding& finding) {
  const auto found = resolver.resolve(issuer);
  if (!found) {
    MethodAnswer answer =
        unknown_key("jwt.key-unproven", "the key stands in the token itself, and that it is the issuer's is not shown");
    answer.key = std::move(key);
    return answer;
  }
  const auto& methods = (*found)->methods;
  const auto listed =
      std::find_if(methods.begin(), methods.end(), [&](const auto& method) { return method.key == key && is_own(method, **found); });
  if (listed != methods.end()) {
    finding.verification_method = listed->id;  // a copy: the document may be gone after the next look-up
    return find_method(resolver, {finding.verification_method, options.purpose, options.at});
  }
  MethodAnswer answer;
  answer.key = std::move(key);
  answer.controller = (*found)->id;
  answer.authorised = Outcome::fail;
  answer.code = "jwt.key-not-issuers";
  answer.detail = "the key in the token is none of those the issuer publishes";
  return answer;
}

Result<MethodAnswer> find_key(const CompactJws& jws, json::Value credential, VerificationMethodResolver& resolver,
                              const VerifyOptions& options, ProofFinding& finding) {
  const std::string_view issuer = id_of(credential.find("issuer"));
  const json::Value* jwk = jws.header.find("jwk");
  std::optional<crypto::PublicKey> header_key;
  if (jwk != nullptr) {
    CAIRN_TRY(header_key, crypto::parse_public_jwk(*jwk));
  }
  finding.verification_method = absolute_key_id(jws, credential);
  if (finding.verification_method.empty()) {
    if (header_key) return find_header_key(resolver, std::move(*header_key), issuer, options, finding);
    return find_only_key(resolver, issuer, options, finding);
  }
  MethodAnswer answer = find_method(resolver, {finding.verification_method, options.purpose, options.at});
  if (header_key && answer.key && *header_key != *answer.key) {
    return fail(Kind::refused, "jwt.key-conflict", "the key in the token is not the one that its kid names");
  }
  if (!answer.key) answer.key = std::move(header_key);
  return answer;
}

bool names_audience(json::Value claims, const std::string& domain) {
  const json::Value* audience = claims.find("aud");
  if (audience == nullptr) return false;
  if (!audience->is_array()) return audience->is_string(domain);
  const json::Array list = audience->array();
  return std::any_of(list.begin(), list.end(), [&](const json::Value& item) { return item.is_string(domain); });
}

Result<void> check_terms(json::Value claims, json::Value credential, const VerifyOptions& options) {
  CAIRN_CHECK(check_repeated_claims(claims, credential));
  CAIRN_TRY(const std::optional<std::int64_t> expires, read_numeric_date(claims, "exp"));
  if (expires && options.at > Instant{*expires, 0})
    return fail(Kind::refused, "proof.expired", "the token has expired");
  CAIRN_TRY(const std::optional<std::int64_t> begins, read_numeric_date(claims, "nbf"));
  if (begins && options.at < Instant{*begins, 0})
    return fail(Kind::refused, "jwt.not-yet-valid", "the token is not valid yet");
  if (options.domain && !names_audience(claims, *options.domain)) {
    return fail(Kind::refused, "proof.domain", "the token was not made for " + *options.domain);
  }
  if (options.challenge && claims.text_of("nonce") != *options.challenge) {
    return fail(Kind::refused, "proof.challenge", "the token does not answer the challenge that was set");
  }
  return {};
}

std::vector<std::string> missing_claims(json::Value claims, json::Value credential) {
  std::vector<std::string> out;
  for (const std::string_view name : {"iss", "jti", "sub", "nbf"}) {
    if (claims.find(name) == nullptr) out.emplace_back(name);
  }
  const bool has_end = credential.find("validUntil") != nullptr || credential.find("expirationDate") != nullptr;
  if (has_end && claims.find("exp") == nullptr) out.emplace_back("exp");
  return out;
}

}  // namespace

Result<VcJwt> verify_vc_jwt(std::string_view token, VerificationMethodResolver& resolver, const VerifyOptions& options,
                            Arena& arena) {
  CAIRN_TRY(const CompactJws jws, parse_compact_jws(token, arena));
  CAIRN_TRY(const json::Value claims, json::read(as_text(jws.payload), arena));
  if (!claims.is_object()) return fail(Kind::malformed, "jwt.claims", "the token's payload is no JSON object");
  VcJwt out;
  out.header = jws.header;
  out.claims = claims;
  auto credential = credential_in(claims, arena);
  out.credential = credential ? *credential : claims;
  out.profile = jws.type() == "vc+jwt" ? JwtProfile::vc_jose_cose : JwtProfile::open_badges;
  if (out.profile == JwtProfile::open_badges) out.missing_claims = missing_claims(claims, out.credential);
  ProofFinding& finding = out.finding;
  finding.suite = jws.algorithm();
  finding.signature = Outcome::pass;  // until something is found
  finding.authorised = Outcome::pass;
  note(check_jws_header(jws.header), finding.signature, finding);
  note(check_type(jws.type()), finding.signature, finding);
  const auto key = find_key(jws, out.credential, resolver, options, finding);
  if (!key) {
    note(fail(key.error().kind, key.error().code, key.error().detail, key.error().hint), finding.signature, finding);
    finding.authorised = Outcome::unknown;
    return out;
  }
  finding.controller = key->controller;
  judge_signature(jws, *key, finding);
  if (!credential) {
    const Error& error = credential.error();
    note(fail(error.kind, error.code, error.detail, error.hint), finding.authorised, finding);
  } else {
    note(check_terms(claims, out.credential, options), finding.authorised, finding);
  }
  lower(finding.authorised, key->authorised, finding, key->code, key->detail, key->hint);
  return out;
}

Result<std::string> sign_vc_jwt(json::Value credential, JwtProfile profile, std::string_view verification_method,
                                crypto::Signer& signer, Arena& arena) {
  if (!credential.is_object()) return fail(Kind::malformed, "jwt.credential", "only a JSON object can be secured");
  for (const json::Member& member : credential.object()) {
    if (member.name == "proof" || member.name == "vc" || member.name == "vp" || is_registered_claim(member.name)) {
      return fail(Kind::refused, "jwt.credential",
                  "a credential with a member named " + std::string(member.name) + " cannot be secured as a token",
                  "give the unsecured credential, without proof and without claims of a token");
    }
  }
  json::Object claims = credential.object();
  if (profile == JwtProfile::open_badges) {
    CAIRN_TRY(claims, with_repeated_claims(credential, arena));
  }
  const json::Object header = json::Object::make(arena, 2);
  header.add_new("typ", json::Value::string(profile == JwtProfile::open_badges ? "JWT" : "vc+jwt"), arena);
  header.add_new("kid", json::Value::string(verification_method), arena);
  return sign_compact_jws(header, json::to_text(claims), signer);
}

}  // namespace cairn::proof
