#include "vc/issue.hpp"

#include <utility>

#include "base/instant.hpp"
#include "proof/sd_jwt_issue.hpp"

namespace cairn::vc {
namespace {

Failure refusal(const std::vector<Finding>& findings) {
  const Finding* first = nullptr;
  std::size_t count = 0;
  for (const Finding& finding : findings) {
    if (finding.severity == Severity::warning) continue;
    if (first == nullptr) first = &finding;
    ++count;
  }
  CAIRN_ASSERT(first != nullptr);
  std::string detail = first->pointer.empty() ? "the document" : first->pointer;
  detail += ": " + first->detail + " (" + std::string(first->code) + ")";
  if (count > 1) detail += ", and " + std::to_string(count - 1) + " more";
  return fail(Kind::refused, "vc.not-conforming", std::move(detail), first->hint);
}

std::string_view issuer_of(const json::Value& document) {
  const json::Value* issuer = document.find("issuer");
  if (issuer == nullptr) return {};
  return issuer->is_string() ? issuer->text() : issuer->text_of("id");
}

// Open Badges' formal schema wants `proof` to be a list; an empty one asks for that form. The document itself stays as it was.
json::Value with_proof_list(const json::Value& document, Arena& arena) {
  if (document.find("proof") != nullptr) return document;
  const json::Object out = json::Object::make(arena, document.object().size() + 1);
  for (const json::Member& member : document.object()) out.add_new(member.name, member.value, arena);
  out.add_new("proof", json::Array::make(arena, 1), arena);
  return out;
}

json::Value number(std::int64_t value, Arena& arena) { return json::Value::number(arena.copy(std::to_string(value))); }

Result<void> add_time(json::Object claims, std::string_view claim, std::string_view written, Arena& arena) {
  if (written.empty()) return {};
  CAIRN_TRY(const Instant instant, parse_date_time_stamp(written));
  claims.add_new(claim, number(instant.seconds, arena), arena);
  return {};
}

// The claims that every reader needs, then the document as it is.
Result<json::Object> claims_of(const json::Value& document, const DisclosableTerms& terms, Arena& arena) {
  const json::Object claims = json::Object::make(arena, document.object().size() + 6);
  claims.add_new("vct", json::Value::string(terms.kind), arena);
  claims.add_new("iss", json::Value::string(issuer_of(document)), arena);
  claims.add_new("iat", number(terms.issued.seconds, arena), arena);
  CAIRN_CHECK(add_time(claims, "nbf", document.text_of("validFrom"), arena));
  CAIRN_CHECK(add_time(claims, "exp", document.text_of("validUntil"), arena));
  if (terms.holder) {
    const json::Object confirmation = json::Object::make(arena, 1);
    confirmation.add_new("jwk", crypto::to_public_jwk(*terms.holder, arena), arena);
    claims.add_new("cnf", confirmation, arena);
  }
  for (const json::Member& member : document.object()) {
    if (claims.contains(member.name)) {
      return fail(Kind::refused, "jwt.credential", "the credential has a member called " + std::string(member.name));
    }
    claims.add_new(member.name, member.value, arena);
  }
  return claims;
}

}  // namespace

Prepared::Prepared(Prepared&& other) noexcept
    : document_(other.document_), spent_(std::exchange(other.spent_, true)) {}

Prepared& Prepared::operator=(Prepared&& other) noexcept {
  document_ = other.document_;
  spent_ = std::exchange(other.spent_, true);
  return *this;
}

Result<Prepared> prepare(UnsecuredDocument document, const IssuePolicy& policy) {
  const std::vector<Finding> findings = lint(document.value, {policy.rulebooks, Phase::issuing, policy.contexts, nullptr});
  if (!conforms(findings)) return refusal(findings);
  return Prepared(document.value);
}

Result<void> Prepared::spend(std::string_view verification_method) {
  if (spent_) {
    return fail(Kind::refused, "vc.permit-spent", "this permit to sign has been used", "Prepare the document again.");
  }
  const std::string_view issuer = issuer_of(document_);
  if (issuer.empty() || verification_method.substr(0, verification_method.find('#')) != issuer) {
    return fail(Kind::refused, "vc.key-not-issuers",
                "the key " + std::string(verification_method) + " does not belong to the issuer " + std::string(issuer),
                "Use the issuer's own key, or name the key's owner as organisation.id in the definition.");
  }
  spent_ = true;
  return {};
}

Result<SecuredDocument> sign(Prepared&& prepared, proof::Engine& engine, crypto::Signer& signer,
                             const proof::ProofConfiguration& configuration, Arena& arena) {
  CAIRN_CHECK(prepared.spend(configuration.verification_method));
  CAIRN_TRY(const json::Value secured, proof::add_proof(engine, with_proof_list(prepared.document_, arena), configuration, signer, arena));
  return SecuredDocument{secured};
}

Result<std::string> sign_disclosable(Prepared&& prepared, const DisclosableTerms& terms, crypto::Signer& signer,
                                     Entropy& entropy, Arena& arena) {
  CAIRN_CHECK(prepared.spend(terms.verification_method));
  proof::SdJwtDraft draft;
  CAIRN_TRY(draft.claims, claims_of(prepared.document_, terms, arena));
  draft.header = json::Object::make(arena, 2);
  draft.header.add_new("typ", json::Value::string("dc+sd-jwt"), arena);
  draft.header.add_new("kid", json::Value::string(terms.verification_method), arena);
  draft.withholdable = terms.withholdable;
  return proof::issue_sd_jwt(draft, signer, entropy, arena);
}

}  // namespace cairn::vc
