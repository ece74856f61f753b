#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "crypto/hash.hpp"

namespace cairn::proof {

using P256Signature = std::array<std::uint8_t, 64>;

/// The parts of a base proof: for the holder only, since the HMAC key and the signatures of everything are in it.
/// spec:  ecdsa-sd-2023 "serializeBaseProofValue"
struct BaseProofValue {
  P256Signature base_signature;
  Bytes public_key;  ///< of the proof's own key, as a binary Multikey: 80 24, then 33 bytes
  crypto::Sha256 hmac_key;
  std::vector<P256Signature> signatures;  ///< of the statements that are not mandatory, in their order
  std::vector<std::string> mandatory_pointers;
};

/// The parts of a derived proof.
/// spec:  ecdsa-sd-2023 "serializeDerivedProofValue"
struct DerivedProofValue {
  P256Signature base_signature;
  Bytes public_key;
  std::vector<P256Signature> signatures;
  std::vector<crypto::Sha256> labels;  ///< by the number of the canonical label: what the issuer called the blank node
  std::vector<std::uint32_t> mandatory_indexes;
};

std::string serialize_base(const BaseProofValue& value);
std::string serialize_derived(const DerivedProofValue& value);

/// Strict: multibase u, the header, CBOR in core deterministic encoding, every length exact, the key on its curve.
/// fails: malformed/sd.proof-value; exhausted/sd.proof-value (longer than k_longest_proof_value); and, when a proof of the
///        other sort is found, unsupported/sd.base-proof, refused/sd.derived-proof
/// spec:  ecdsa-sd-2023 "parseBaseProofValue"
Result<BaseProofValue> parse_base(std::string_view text);
/// The label map has the numbers 0 to n - 1 and no label twice; the indexes ascend.
/// spec:  ecdsa-sd-2023 "parseDerivedProofValue", "decompressLabelMap"
Result<DerivedProofValue> parse_derived(std::string_view text);

inline constexpr std::size_t k_longest_proof_value = 8 * 1024 * 1024;

enum class ProofValueSort { base, derived, other };
/// What the header says, and no more.
ProofValueSort proof_value_sort(std::string_view text);

}  // namespace cairn::proof
