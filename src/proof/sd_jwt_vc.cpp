#include "proof/sd_jwt_vc.hpp"

#include <algorithm>
#include <array>

#include "json/read.hpp"
#include "proof/finding.hpp"
#include "proof/issuer_metadata.hpp"
#include "proof/jwt_claims.hpp"
#include "proof/sd_jwt_present.hpp"
#include "proof/token_key.hpp"

namespace cairn::proof {
namespace {

constexpr std::array<std::string_view, 7> k_never_withheld = {"iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "status"};

bool is_did(std::string_view text) { return text.starts_with("did:"); }

// A fragment alone is read against the issuer.
std::string absolute_key_id(std::string_view kid, std::string_view issuer) {
  return kid.starts_with('#') ? std::string(issuer) + std::string(kid) : std::string(kid);
}

HolderFinding judge_holder(const SdJwt& token, const VerifyOptions& options, Arena& arena) {
  HolderFinding out;
  const auto key = holder_key(token);
  const Result<void> checked = key ? check_key_binding(token, *key, {options.domain, options.challenge, options.at}, arena)
                                   : Result<void>(Failure(key.error()));
  if (!checked) {
    const ErrorVerdict verdict = verdict_of(checked.error());
    // A binding to a key that nobody named proves nothing, whatever else is in order.
    out.outcome = checked.error().kind == Kind::missing ? Outcome::fail : verdict.outcome;
    out.code = verdict.code;
    out.detail = checked.error().detail;
    out.hint = checked.error().hint;
    return out;
  }
  out.outcome = Outcome::pass;
  const auto binding = parse_compact_jws(token.parts.key_binding, arena);
  const auto claims = json::read(as_text(binding->payload), arena);
  out.audience = claims->text_of("aud");
  return out;
}

}  // namespace

MethodAnswer find_token_key(const CompactJws& token, std::string_view issuer, const SdJwtVcPorts& ports,
                            const VerifyOptions& options, ProofFinding& finding) {
  if (token.header.find("x5c") != nullptr) {
    return unknown_key("sd-jwt.certificate", "the issuer vouches by a certificate, and certificates are not checked here");
  }
  if (issuer.empty()) return unknown_key("sd-jwt.issuer", "the credential does not say who issued it");
  const std::string_view kid = token.key_id();
  const std::string method = absolute_key_id(kid, issuer);
  const bool is_own_method = method.starts_with(std::string(issuer) + "#");
  if (is_own_method || is_did(method)) {
    finding.verification_method = method;
    return find_method(ports.resolver, {method, options.purpose, options.at});
  }
  if (is_did(issuer)) {
    if (kid.empty()) return find_only_key(ports.resolver, issuer, options, finding);
    return unknown_key("jwt.key-missing", "the token's kid is no key of the DID that issued it");
  }
  finding.verification_method = std::string(issuer) + "#" + std::string(kid);
  return find_key_in_metadata(token, issuer, ports.documents);
}

Result<void> check_sd_jwt_vc(const SdJwt& token) {
  const std::string_view type = token.issuer.type();
  if (type != "dc+sd-jwt" && type != "vc+sd-jwt") {
    return fail(Kind::refused, "sd-jwt.type",
                "the token says of itself that it is no credential but " +
                    (type.empty() ? std::string("nothing") : std::string(type.substr(0, 40))),
                "a credential of this kind has the type dc+sd-jwt");
  }
  const std::string_view kind = token.payload.text_of("vct");
  if (kind.empty()) {
    return fail(Kind::malformed, "sd-jwt.vct", "the credential does not say in the open what kind it is (vct)",
                "ask the issuer for a corrected credential");
  }
  for (const Disclosure& disclosure : token.disclosures) {
    const std::string_view name = std::string_view(disclosure.pointer).substr(1);
    if (std::find(k_never_withheld.begin(), k_never_withheld.end(), name) == k_never_withheld.end()) continue;
    return fail(Kind::refused, "sd-jwt.withholdable", "the claim " + std::string(name) + " could be withheld",
                "the issuer must state it in the open");
  }
  for (const std::string_view name : {"iss", "sub"}) {
    const json::Value* claim = token.claims.find(name);
    if (claim != nullptr && !claim->is_string()) {
      return fail(Kind::malformed, "jwt.claims", "the claim " + std::string(name) + " is no text");
    }
  }
  return {};
}

Result<SdJwtVc> verify_sd_jwt_vc(std::string_view text, const SdJwtVcPorts& ports, const VerifyOptions& options,
                                 Arena& arena) {
  SdJwtVc out;
  CAIRN_TRY(out.token, open_sd_jwt(text, arena));
  out.issuer = out.token.payload.text_of("iss");
  const Result<void> profile = check_sd_jwt_vc(out.token);
  if (!profile) out.departure = profile.error();
  ProofFinding& finding = out.finding;
  finding.suite = out.token.issuer.algorithm();
  finding.signature = Outcome::pass;  // until something is found
  finding.authorised = Outcome::pass;
  note(check_jws_header(out.token.issuer.header), finding.signature, finding);
  const MethodAnswer key = find_token_key(out.token.issuer, out.issuer, ports, options, finding);
  finding.controller = key.controller;
  judge_signature(out.token.issuer, key, finding);
  lower(finding.authorised, key.authorised, finding, key.code, key.detail, key.hint);
  if (!out.token.parts.key_binding.empty()) out.holder = judge_holder(out.token, options, arena);
  return out;
}

}  // namespace cairn::proof
