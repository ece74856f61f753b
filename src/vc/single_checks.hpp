#pragma once
#include <string_view>

#include "vc/verify.hpp"

// The checks of a report, one function each. For this library, and for those that report on other forms of a badge.
namespace cairn::vc {

/// Look up what a credential's status entries say, in status lists that the ports supply.
/// out:  fail only for a list that could be trusted and says revoked or suspended; whatever could not be looked up is unknown
/// spec: Bitstring Status List 1.0 "Validate Algorithm"
Check check_status(const json::Value& credential, VerifyPorts& ports, const VerifyPolicy& policy, Arena& arena);

/// What the rules found, as one answer: the worst finding decides, remarks are counted.
Check check_shape(std::span<const Finding> findings);

/// The dates of a credential at the time of judgement.  spec: VCDM 2.0 "Validity Period"
Check check_dates(const json::Value& credential, Instant at);

/// Whether the operator knows the issuer. Never a failure.
Check check_issuer(const json::Value& credential, const KnownIssuers* known);

/// Whether the credential belongs to the person asked about.
/// spec: Open Badges 3.0 "IdentityHash", "Verification and Validation"
Check check_recipient(const json::Value& credential, const std::optional<std::string>& recipient);

/// What the proofs say, as two answers.
struct ProofAnswer {
  Check signature;
  Check key;
};
/// One proof that fits, of a key of the issuer, is enough; any proof that fails is too much.
ProofAnswer judge_proofs(const std::vector<proof::ProofFinding>& findings, std::string_view issuer);

}  // namespace cairn::vc
