#include "proof/token_key.hpp"

#include "proof/finding.hpp"

namespace cairn::proof {

MethodAnswer unknown_key(std::string_view code, std::string detail) {
  MethodAnswer answer;
  answer.code = code;
  answer.detail = std::move(detail);
  answer.hint = "the issuer should name the key in the token's kid";
  return answer;
}

bool is_own(const VerificationMethod& method, const ControllerDocument& document) {
  return method.controller == document.id && std::string_view(method.id).substr(0, method.id.find('#')) == document.id;
}

MethodAnswer find_only_key(VerificationMethodResolver& resolver, std::string_view issuer,
                           const VerifyOptions& options, ProofFinding& finding) {
  const auto found = resolver.resolve(issuer);
  if (!found || (*found)->methods.size() != 1 || !is_own((*found)->methods.front(), **found))
    return unknown_key("jwt.key-missing", "the token does not say which key signed it");
  finding.verification_method = (*found)->methods.front().id;
  return find_method(resolver, {finding.verification_method, options.purpose, options.at});
}

void judge_signature(const CompactJws& jws, const MethodAnswer& key, ProofFinding& finding) {
  finding.key = key.key;
  if (!key.key) {
    lower(finding.signature, Outcome::unknown, finding, key.code, key.detail, key.hint);
    return;
  }
  const auto fits = verify_jws(jws, *key.key);
  if (!fits) {
    const ErrorVerdict verdict = verdict_of(fits.error());
    lower(finding.signature, verdict.outcome, finding, verdict.code, fits.error().detail, fits.error().hint);
  } else if (*fits == crypto::SignatureCheck::does_not_fit) {
    lower(finding.signature, Outcome::fail, finding, "proof.signature",
          "the signature does not fit: the token or the key was changed", "");
  }
}

void note(const Result<void>& result, Outcome& slot, ProofFinding& finding) {
  if (result) return;
  const ErrorVerdict verdict = verdict_of(result.error());
  lower(slot, verdict.outcome, finding, verdict.code, result.error().detail, result.error().hint);
}

}  // namespace cairn::proof
