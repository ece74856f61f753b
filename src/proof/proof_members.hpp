#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "json/value.hpp"

namespace cairn::proof {

/// The members of a proof that verifying reads. Views into the document.
/// spec: VC Data Integrity 1.0 "Proofs"
struct ProofMembers {
  std::string_view type;
  std::string_view cryptosuite;
  std::string_view verification_method;
  std::string_view purpose;
  std::string_view proof_value;
  std::string_view jws;  ///< of suites older than Data Integrity
  std::string_view id;
  std::optional<Instant> created;
  std::optional<Instant> expires;
  std::vector<std::string_view> previous_proofs;
  std::vector<std::string_view> domains;
  std::string_view challenge;
};

/// Whether every member of a proof is one whose meaning is known here.
/// fails: unsupported/proof.unknown-member
Result<void> check_proof_names(json::Object proof);

/// in:    out - filled as far as reading gets, so that a report can name the proof all the same
/// fails: malformed/proof.member (missing, or of the wrong type), malformed/proof.time
/// spec:  VC Data Integrity 1.0 "Proofs", "Verify Proof"
Result<void> read_proof_members(json::Value proof, ProofMembers& out);

/// A copy of the proof without its value: what is canonicalised with the document. Shares the members.
/// in:    value_member - the one that holds the signature; any other stays and is signed
json::Object proof_options(json::Object proof, Arena& arena, std::string_view value_member = "proofValue");

}  // namespace cairn::proof
