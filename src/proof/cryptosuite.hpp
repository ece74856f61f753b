#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "crypto/signature.hpp"
#include "json/value.hpp"

namespace cairn::proof {

struct Workbench;

inline constexpr std::string_view k_data_integrity_proof = "DataIntegrityProof";

enum class SuiteUse { issue_and_verify, verify_only };

/// Whether data that a signature would not cover must be looked for: RDF can lose or hide members, canonical JSON
/// cannot.
enum class Coverage { whole_json, rdf_statements };

/// Where a proof keeps its signature: `proofValue` in multibase, or `jws` with a detached payload as older suites do.
enum class ValueForm { multibase, detached_jws };
/// out: the member's name
std::string_view value_member(ValueForm form);

struct SuiteDescription {
  std::string_view name;        ///< the cryptosuite, or the proof type of a suite older than Data Integrity
  std::string_view proof_type;  ///< "DataIntegrityProof", or the same as `name`
  SuiteUse use;
  Coverage coverage;
  std::span<const crypto::KeyType> key_types;
  ValueForm value_form = ValueForm::multibase;
};

/// A SHA-256 or SHA-384 value.
struct Digest {
  std::array<std::uint8_t, 48> bytes{};
  std::size_t size = 0;
  ByteView view() const { return {bytes.data(), size}; }
};

/// Digests of one unsecured document, so that a set of proofs hashes it once.
struct DocumentDigests {
  std::array<std::optional<Digest>, 4> slots;  // by transformation and hash
};

/// One proof as a suite sees it.
struct ProofInput {
  json::Object document;               ///< the document without `proof`, or with only the proofs this one rests on
  json::Object options;                ///< the proof without its value
  DocumentDigests* digests = nullptr;  ///< null when `document` is not the plain unsecured document
  std::span<const std::string> mandatory_pointers = {};  ///< of a suite for selective disclosure: what is always shown
};

/// How one suite transforms, hashes, signs and writes. Not thread-safe (it uses the workbench).
/// spec: VC Data Integrity 1.0 "Cryptographic Suites"
class Cryptosuite {
 public:
  virtual ~Cryptosuite() = default;
  virtual const SuiteDescription& description() const = 0;
  /// Members of the proof that the suite adds by itself before signing (JCS suites repeat the document's @context).
  virtual void complete_options(json::Object document, json::Object options, Arena& arena) const = 0;
  /// in:    a suite that is not verified only    out: the text of `proofValue`
  /// fails: jsonld.*, rdfc.*, jcs.*; the signer's errors
  virtual Result<std::string> create_proof(Workbench& workbench, const ProofInput& input, crypto::Signer& signer) = 0;
  /// in:    a key of one of the suite's types
  /// fails: malformed/proof.value (multibase prefix, alphabet, length), refused/proof.jws-header, refused/proof.context,
  ///        jsonld.*, rdfc.*, jcs.*
  virtual Result<crypto::SignatureCheck> verify_proof(Workbench& workbench, const ProofInput& input,
                                                      const crypto::PublicKey& key, std::string_view proof_value) = 0;
};

bool takes_key(const SuiteDescription& suite, crypto::KeyType type);

}  // namespace cairn::proof
