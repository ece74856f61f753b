#include "vc/status_list.hpp"

#include "base/encoding.hpp"
#include "vc/credential_view.hpp"
#include "vc/inflate.hpp"
#include "vc/single_checks.hpp"

namespace cairn::vc {
namespace {

constexpr std::string_view k_list_hint = "Supply the issuer's current status list, or check again when its address answers.";
constexpr std::int64_t k_believe_seconds = 60;  // a key that ends meanwhile shows so much later

// The draft of 2021 has no multibase prefix; some of its issuers write one already.
// spec: Status List 2021 "Bitstring Expansion Algorithm"
Result<Bitstring> expand_2021(std::string_view encoded) {
  if (encoded.starts_with('u')) return expand_bitstring(encoded);
  while (encoded.ends_with('=')) encoded.remove_suffix(1);
  const auto compressed = from_base64url(encoded);
  if (!compressed) {
    return fail(Kind::malformed, "status.encoding", "the status list is not base64url", "Ask the issuer for a sound list.");
  }
  CAIRN_TRY(Bytes bytes, inflate(*compressed, Framing::gzip));
  return Bitstring(std::move(bytes));
}

constexpr ListMethod k_methods[] = {
    {"BitstringStatusListEntry", "BitstringStatusListCredential", "BitstringStatusList", &expand_bitstring},
    {"StatusList2021Entry", "StatusList2021Credential", "StatusList2021", &expand_2021},
};

// What a trust list says about the times of a key holds for status lists too: who has a stolen key could else clear them.
std::optional<Check> fault_of_key(const json::Value& list, const ProofAnswer& proofs, const VerifyPolicy& policy) {
  const TrustedIssuer* keeper = policy.known_issuers == nullptr ? nullptr : policy.known_issuers->find(issuer_id(list));
  if (keeper == nullptr) return std::nullopt;
  KeyUse use = proofs.use;
  if (!use.signed_at) use.signed_at = stated_time(list);
  Check key = proofs.key;
  judge_key_history(*keeper, use, key);
  if (key.outcome == Outcome::pass) return std::nullopt;
  return unknown_status("status.list-key", "The status list itself cannot be trusted. " + key.detail);
}

std::optional<Check> fault_of_proof(const json::Value& list, VerifyPorts& ports, const VerifyPolicy& policy, Arena& arena) {
  proof::VerifyOptions options;
  options.at = policy.at;
  const auto findings = proof::verify_proofs(ports.engine, list, ports.resolver, options, arena);
  if (!findings) return unknown_status("status.list-proof", "The status list's signature cannot be checked: " + findings.error().detail + ".");
  const ProofAnswer proofs = judge_proofs(*findings, issuer_id(list));
  for (const Check* check : {&proofs.signature, &proofs.key}) {
    if (check->outcome == Outcome::pass) continue;
    return unknown_status("status.list-proof", "The status list itself cannot be trusted. " + check->detail);
  }
  return fault_of_key(list, proofs, policy);
}

bool is_believed(const StatusCache::Kept& kept, Instant at) {
  return kept.believed && at >= *kept.believed && at.seconds - kept.believed->seconds <= k_believe_seconds;
}

std::optional<Check> fault_of_subject(const json::Value* subject, const ListQuestion& question) {
  if (subject == nullptr || !holds_type(*subject, question.method.subject_type)) {
    return unknown_status("status.list-type", "The document supplied as status list holds no list.");
  }
  bool is_listed = false;
  each_item(subject->find("statusPurpose"),
            [&](const json::Value& purpose) { is_listed = is_listed || purpose.is_string(question.purpose); });
  if (is_listed) return std::nullopt;
  return unknown_status("status.purpose", "The status list is kept for another purpose than " + std::string(question.purpose) + ".");
}

}  // namespace

Check unknown_status(std::string_view code, std::string detail) {
  return {CheckId::status, Outcome::unknown, std::string(code), std::move(detail), std::string(k_list_hint)};
}

const ListMethod* list_method_of(const json::Value& entry) {
  for (const ListMethod& method : k_methods) {
    if (holds_type(entry, method.entry_type)) return &method;
  }
  return nullptr;
}

ListAnswer read_status_list(const json::Value& list, const ListQuestion& question, VerifyPorts& ports, const VerifyPolicy& policy,
                            StatusCache& cache, Arena& arena) {
  if (!holds_type(list, question.method.list_type)) return unknown_status("status.list-type", "The document supplied as status list is none.");
  const std::string_view id = list.text_of("id");
  if (id != question.url) {
    return unknown_status("status.list-mismatch", "The status list supplied is another one: " + (id.empty() ? "it has no id" : std::string(id)) + ".");
  }
  const std::string_view keeper = issuer_id(list);
  const bool is_known = policy.known_issuers != nullptr && policy.known_issuers->contains(keeper);
  if (keeper != question.issuer && !is_known) {
    return unknown_status("status.list-issuer", "The status list is kept by " + std::string(keeper) +
                                                    ", who is neither the credential's issuer nor known here.");
  }
  StatusCache::Kept& kept = cache.of(question.url, list);
  if (!is_believed(kept, policy.at)) {
    if (auto fault = fault_of_proof(list, ports, policy, arena)) return std::move(*fault);
    kept.believed = policy.at;
  }
  if (check_dates(list, policy.at).outcome != Outcome::pass) return unknown_status("status.list-dates", "The status list is out of date.");
  const json::Value* subject = first_item(list.find("credentialSubject"));
  if (auto fault = fault_of_subject(subject, question)) return std::move(*fault);
  if (!kept.bits) {
    auto bits = question.method.expand(subject->text_of("encodedList"));
    if (!bits) return unknown_status(bits.error().code, "The status list cannot be read: " + bits.error().detail + ".");
    kept.bits = std::move(*bits);
    cache.count(kept);
  }
  return TrustedList{&*kept.bits, keeper};
}

}  // namespace cairn::vc
