#include "vc/single_checks.hpp"

namespace cairn::vc {
namespace {

using proof::ProofFinding;

constexpr std::string_view k_tampered_hint = "Ask the learner for the original file; if it is the original, tell the issuer.";

Check check(CheckId id, Outcome outcome, std::string_view code, std::string detail, std::string_view hint = {}) {
  return {id, outcome, std::string(code), std::move(detail), std::string(hint)};
}

Outcome outcome_of(proof::Outcome outcome) {
  if (outcome == proof::Outcome::pass) return Outcome::pass;
  return outcome == proof::Outcome::fail ? Outcome::fail : Outcome::unknown;
}

std::string sentence(std::string text) {
  if (text.empty()) return text;
  if (text.front() >= 'a' && text.front() <= 'z') text.front() = static_cast<char>(text.front() - 'a' + 'A');
  if (text.back() != '.') text += '.';
  return text;
}

// The controller of a verification method is what stands before '#'; no document can make another issuer out of it.
std::string_view method_owner(const ProofFinding& finding) {
  const std::string_view method = finding.verification_method;
  return method.substr(0, method.find('#'));
}

Check judge_signature(const ProofFinding& finding) {
  const Outcome outcome = outcome_of(finding.signature);
  if (outcome == Outcome::pass) {
    return check(CheckId::signature, outcome, "signature.fits",
                 "The signature fits: nothing has been changed since it was made (" + finding.suite + ").");
  }
  const std::string_view hint = finding.hint.empty() && outcome == Outcome::fail ? k_tampered_hint : std::string_view(finding.hint);
  return check(CheckId::signature, outcome, finding.code.empty() ? "signature.not-checked" : finding.code,
               sentence(finding.detail), hint);
}

Check judge_key(const ProofFinding& finding, std::string_view issuer) {
  const bool is_foreign = !finding.verification_method.empty() && method_owner(finding) != issuer;
  if (is_foreign && finding.verification_method.find('#') == std::string::npos && finding.authorised != proof::Outcome::fail) {
    // Tokens may name a key by an address of its own, which says nothing about whose it is.
    return check(CheckId::key, Outcome::unknown, "key.not-linked",
                 "Nothing shows that the key at " + finding.verification_method + " belongs to the issuer " + std::string(issuer) + ".",
                 "Ask the issuer to list the key in the document under its own address.");
  }
  if (is_foreign) {
    return check(CheckId::key, Outcome::fail, "key.not-issuers",
                 "The key belongs to " + std::string(method_owner(finding)) + ", but the credential names the issuer " +
                     std::string(issuer) + ".",
                 "Do not accept it: somebody else signed in the issuer's name.");
  }
  const Outcome outcome = outcome_of(finding.authorised);
  if (outcome == Outcome::pass) {
    return check(CheckId::key, outcome, "key.authorised", "The key is one that " + std::string(issuer) + " lists for signing.");
  }
  const bool has_own_code = finding.signature == proof::Outcome::pass && !finding.code.empty();
  if (has_own_code) return check(CheckId::key, outcome, finding.code, sentence(finding.detail), finding.hint);
  return outcome == Outcome::fail
             ? check(CheckId::key, outcome, "key.refused", "The issuer does not let this key sign credentials.", k_tampered_hint)
             : check(CheckId::key, outcome, "key.not-checked", "Whether the key belongs to the issuer could not be checked.");
}

int badness(const ProofAnswer& answer) {
  const auto of = [](Outcome outcome) { return outcome == Outcome::fail ? 2 : outcome == Outcome::unknown ? 1 : 0; };
  return std::max(of(answer.signature.outcome), of(answer.key.outcome));
}

}  // namespace

ProofAnswer judge_proofs(const std::vector<ProofFinding>& findings, std::string_view issuer) {
  if (findings.empty()) {
    return {check(CheckId::signature, Outcome::fail, "signature.none", "The credential carries no signature.",
                  "Anybody could have written it; ask for the signed credential."),
            check(CheckId::key, Outcome::unknown, "key.not-checked", "Without a signature there is no key to look at."),
            {}};
  }
  // Proofs of several parties may stand side by side: those of others than the issuer must fit, but say nothing about the issuer.
  ProofAnswer best;
  bool has_best = false;
  for (const ProofFinding& finding : findings) {
    ProofAnswer answer{judge_signature(finding), judge_key(finding, issuer), {finding.verification_method, finding.created, finding.key}};
    if (answer.signature.outcome == Outcome::fail) return answer;
    const bool is_foreign = answer.key.code == "key.not-issuers";
    if (answer.key.outcome == Outcome::fail && !is_foreign) return answer;
    if (!has_best || badness(answer) < badness(best)) best = std::move(answer);
    has_best = true;
  }
  return best;
}

}  // namespace cairn::vc
