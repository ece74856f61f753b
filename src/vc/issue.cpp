#include "vc/issue.hpp"

#include <utility>

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

Result<SecuredDocument> sign(Prepared&& prepared, proof::Engine& engine, crypto::Signer& signer,
                             const proof::ProofConfiguration& configuration, Arena& arena) {
  if (prepared.spent_) {
    return fail(Kind::refused, "vc.permit-spent", "this permit to sign has been used", "Prepare the document again.");
  }
  const std::string_view method = configuration.verification_method;
  const std::string_view issuer = issuer_of(prepared.document_);
  if (issuer.empty() || method.substr(0, method.find('#')) != issuer) {
    return fail(Kind::refused, "vc.key-not-issuers",
                "the key " + std::string(method) + " does not belong to the issuer " + std::string(issuer),
                "Use the issuer's own key, or name the key's owner as organisation.id in the definition.");
  }
  prepared.spent_ = true;
  CAIRN_TRY(const json::Value secured, proof::add_proof(engine, with_proof_list(prepared.document_, arena), configuration, signer, arena));
  return SecuredDocument{secured};
}

}  // namespace cairn::vc
