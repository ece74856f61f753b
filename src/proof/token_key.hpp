#pragma once
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "proof/data_integrity.hpp"
#include "proof/jose.hpp"
#include "proof/method_lookup.hpp"
#include "proof/resolver.hpp"

// What the kinds of tokens share when they look for the issuer's key. Internal to this library.
namespace cairn::proof {

/// out: an answer without a key, authorised unknown
MethodAnswer unknown_key(std::string_view code, std::string detail);

/// Whether a document lists a method as its own: it may mention keys of others, which do not speak for it.
bool is_own(const VerificationMethod& method, const ControllerDocument& document);

/// A token that names no key is unambiguous only when its issuer has a single one.
MethodAnswer find_only_key(VerificationMethodResolver& resolver, std::string_view issuer, const VerifyOptions& options,
                           ProofFinding& finding);

/// Lower the finding's signature unless the token's signature fits the key.
void judge_signature(const CompactJws& jws, const MethodAnswer& key, ProofFinding& finding);

/// Lower one of the finding's outcomes when a check failed.
void note(const Result<void>& result, Outcome& slot, ProofFinding& finding);

}  // namespace cairn::proof
