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

/// The key that signed, and when it is said to have done so.
struct KeyUse {
  std::string method;                  ///< id of the verification method; empty: no proof
  std::optional<Instant> signed_at;    ///< what the proof, else the credential, says itself
  std::optional<crypto::PublicKey> key;  ///< the one that the signature was checked with
};

/// Whether the operator knows the issuer, and its key where the trust list or earlier sightings name keys. Never a failure: a key
/// that is not listed, or differs from the one seen first, makes the issuer unknown.
Check check_issuer(const json::Value& credential, const VerifyPolicy& policy, const KeyUse& use);

/// out: when a credential without a time in its proof says it was made
std::optional<Instant> stated_time(const json::Value& credential);

/// Lower what was found about a key by what the trust list knows of its history: others may have had it, or it was retired before
/// it is said to have signed.
void judge_key_history(const TrustedIssuer& issuer, const KeyUse& use, Check& key);

/// Whether the credential belongs to the person asked about.
/// spec: Open Badges 3.0 "IdentityHash", "Verification and Validation"
Check check_recipient(const json::Value& credential, const std::optional<std::string>& recipient);

/// What the proofs say, as two answers.
struct ProofAnswer {
  Check signature;
  Check key;
  KeyUse use;
};
/// One proof that fits, of a key of the issuer, is enough; any proof that fails is too much.
ProofAnswer judge_proofs(const std::vector<proof::ProofFinding>& findings, std::string_view issuer);

}  // namespace cairn::vc
