#include <algorithm>

#include "proof/context_rules.hpp"
#include "proof/data_integrity.hpp"
#include "proof/engine.hpp"
#include "proof/finding.hpp"
#include "proof/method_lookup.hpp"
#include "proof/proof_members.hpp"
#include "proof/proof_set.hpp"

namespace cairn::proof {
namespace {

constexpr std::size_t k_most_proofs = 16;

// Checks the proofs of one document. Holds what they share.
class Verification {
 public:
  Verification(Engine& engine, VerificationMethodResolver& resolver, const VerifyOptions& options, const ProofSet& set,
               Arena& arena)
      : engine_(engine), resolver_(resolver), options_(options), set_(set), arena_(arena) {}

  ProofFinding verify(std::size_t index) {
    ProofFinding finding;
    ProofMembers members;
    const json::Value proof = set_.proofs[index];
    const auto read = read_proof_members(proof, members);
    describe(members, finding);
    if (!read) {
      judge_error(read.error(), finding);
      return finding;
    }
    const MethodAnswer method = find_method(resolver_, {members.verification_method, members.purpose, options_.at});
    finding.controller = method.controller;
    finding.key = method.key;
    judge_signature(proof.object(), members, method, finding);
    judge_terms(members, finding);
    lower(finding.authorised, method.authorised, finding, method.code, method.detail, method.hint);
    return finding;
  }

 private:
  static void describe(const ProofMembers& members, ProofFinding& finding) {
    finding.suite = members.cryptosuite.empty() ? members.type : members.cryptosuite;
    finding.verification_method = members.verification_method;
    finding.created = members.created;
    finding.signature = Outcome::pass;  // until something is found
    finding.authorised = Outcome::pass;
  }

  static void judge_error(const Error& error, ProofFinding& finding) {
    const ErrorVerdict verdict = verdict_of(error);
    lower(finding.signature, verdict.outcome, finding, verdict.code, error.detail, error.hint);
    finding.authorised = Outcome::unknown;
  }

  void judge_signature(json::Object proof, const ProofMembers& members, const MethodAnswer& method,
                       ProofFinding& finding) {
    const auto fits = check_signature(proof, members, method);
    if (!fits) {
      const ErrorVerdict verdict = verdict_of(fits.error());
      lower(finding.signature, verdict.outcome, finding, verdict.code, fits.error().detail, fits.error().hint);
    } else if (*fits == crypto::SignatureCheck::does_not_fit) {
      lower(finding.signature, Outcome::fail, finding, "proof.signature",
            "the signature does not fit: the document, the proof or the key was changed", "");
    }
  }

  // The algorithm comes from the suite and the key, never from the document alone.
  Result<crypto::SignatureCheck> check_signature(json::Object proof, const ProofMembers& members,
                                                 const MethodAnswer& method) {
    Cryptosuite* suite = engine_.state().find_suite(members.type, members.cryptosuite);
    if (suite == nullptr) {
      return fail(Kind::unsupported, "proof.suite", "the proof is of a kind not known here",
                  "use another verifier for it");
    }
    const Coverage coverage = suite->description().coverage;
    CAIRN_CHECK(members_verdict(coverage));
    CAIRN_CHECK(check_members(proof, coverage));
    const ValueForm form = suite->description().value_form;
    const std::string_view value = form == ValueForm::multibase ? members.proof_value : members.jws;
    if (value.empty()) {
      return fail(Kind::malformed, "proof.member", "the proof's " + std::string(value_member(form)) + " is missing");
    }
    if (!method.key) return fail(Kind::unavailable, method.code, method.detail, method.hint);
    if (!takes_key(suite->description(), method.key->type)) {
      return fail(Kind::refused, "proof.suite-key", "the suite does not work with a key of this type");
    }
    CAIRN_TRY(const ProofInput input, make_input(proof, members, value_member(form)));
    CAIRN_TRY(const crypto::SignatureCheck fits,
              suite->verify_proof(engine_.state().workbench, input, *method.key, value));
    if (fits == crypto::SignatureCheck::does_not_fit) return fits;
    // A signature over statements says nothing of where they stand in the tree.
    CAIRN_CHECK(check_proof_names(proof));
    if (coverage == Coverage::rdf_statements) CAIRN_CHECK(check_places(set_.document));
    return fits;
  }

  Result<ProofInput> make_input(json::Object proof, const ProofMembers& members, std::string_view value_name) {
    ProofInput input{set_.document, proof_options(proof, arena_, value_name), &digests_};
    if (members.previous_proofs.empty()) return input;
    CAIRN_TRY(input.document, with_previous_proofs(set_, members.previous_proofs, arena_));
    input.digests = nullptr;
    return input;
  }

  // What the members of the document are worth is the same for all proofs of one coverage.
  Result<void> members_verdict(Coverage coverage) {
    auto& verdict = member_verdicts_[coverage == Coverage::rdf_statements ? 1 : 0];
    if (!verdict) verdict.emplace(check_members(set_.document, coverage));
    if (verdict->has_value()) return {};
    const Error& error = verdict->error();
    return fail(error.kind, error.code, error.detail, error.hint);
  }

  // The proof's own conditions: when, what for, for whom.
  void judge_terms(const ProofMembers& members, ProofFinding& finding) {
    const auto object = [&](std::string_view code, std::string detail) {
      lower(finding.authorised, Outcome::fail, finding, code, std::move(detail), "");
    };
    if (members.purpose != options_.purpose) {
      object("proof.purpose", "the proof was made for another purpose than " + options_.purpose);
    }
    if (members.expires && options_.at > *members.expires) {
      object("proof.expired", "the proof expired at " + format_instant(*members.expires));
    }
    const auto& domains = members.domains;
    if (options_.domain && std::find(domains.begin(), domains.end(), *options_.domain) == domains.end()) {
      object("proof.domain", "the proof was not made for the domain " + *options_.domain);
    }
    if (options_.challenge && members.challenge != *options_.challenge) {
      object("proof.challenge", "the proof does not answer the challenge that was set");
    }
  }

  Engine& engine_;
  VerificationMethodResolver& resolver_;
  const VerifyOptions& options_;
  const ProofSet& set_;
  Arena& arena_;
  DocumentDigests digests_;
  std::array<std::optional<Result<void>>, 2> member_verdicts_;
};

// A proof is worth no more than the proofs it rests on. At most one round per proof: the longest chain.
void judge_chains(const ProofSet& set, std::vector<ProofFinding>& findings) {
  for (std::size_t round = 0; round < findings.size(); ++round) {
    bool changed = false;
    for (std::size_t i = 0; i < findings.size(); ++i) {
      for (const std::size_t previous : previous_proofs(set, i)) {
        const Outcome limit = previous == i ? Outcome::fail : findings[previous].signature;
        changed |= lower(findings[i].signature, limit, findings[i], "proof.previous-proof",
                         "a previous proof that this one rests on does not hold", "");
      }
    }
    if (!changed) return;
  }
}

}  // namespace

Result<std::vector<ProofFinding>> verify_proofs(Engine& engine, json::Value secured,
                                                VerificationMethodResolver& resolver, const VerifyOptions& options,
                                                Arena& arena) {
  if (!secured.is_object()) return fail(Kind::malformed, "proof.document", "a secured document is a JSON object");
  const ProofSet set = take_apart(secured.object(), arena);
  if (set.proofs.size() > k_most_proofs) {
    return fail(Kind::exhausted, "proof.count", "the document carries more than " + std::to_string(k_most_proofs) + " proofs");
  }
  Verification verification(engine, resolver, options, set, arena);
  std::vector<ProofFinding> findings;
  findings.reserve(set.proofs.size());
  for (std::size_t i = 0; i < set.proofs.size(); ++i) findings.push_back(verification.verify(i));
  if (findings.size() > 0) judge_chains(set, findings);
  return findings;
}

}  // namespace cairn::proof
