#pragma once
#include <span>
#include <string>
#include <vector>

#include "base/arena.hpp"
#include "base/result.hpp"
#include "json/value.hpp"
#include "proof/data_integrity.hpp"

namespace cairn::proof {

inline constexpr std::string_view k_selective_suite = "ecdsa-sd-2023";

/// Whether a document has a proof from which copies that show a part can be made, and whether it is such a copy.
enum class DisclosureState { not_selective, base, derived };
DisclosureState disclosure_state(json::Value secured);

/// What the issuer made mandatory: JSON Pointers.
/// in:    secured - with one base proof    fails: as derive_proof
Result<std::vector<std::string>> mandatory_pointers(json::Value secured);

/// Make a copy of a document that shows what the issuer made mandatory and what the pointers name, with its derived proof.
/// in:    secured - with one base proof of ecdsa-sd-2023; its other proofs do not go along, as they cover all of it
///        pointers - JSON Pointers into the document without its proof; "" for all of it; may be none
/// out:   a new document in `arena` that shares the strings of the old one
/// fails: missing/sd.no-base-proof; refused/sd.derived-proof, sd.partial-value, sd.nothing-shown; malformed/sd.proof-value,
///        sd.pointer, sd.signature-count; missing/sd.pointer-target; unsupported/sd.form; exhausted/sd.pointers; jsonld.*,
///        rdfc.*
/// spec:  VC Data Integrity ECDSA Cryptosuites 1.0 "Add Derived Proof (ecdsa-sd-2023)", "createDisclosureData"
Result<json::Value> derive_proof(Engine& engine, json::Value secured, std::span<const std::string> pointers, Arena& arena);

}  // namespace cairn::proof
