#include "proof/suites/hashed_suite.hpp"

#include <algorithm>

#include "base/encoding.hpp"
#include "crypto/hash.hpp"
#include "proof/canonical_form.hpp"
#include "proof/context_rules.hpp"
#include "proof/detached_jws.hpp"
#include "proof/engine.hpp"

namespace cairn::proof {
namespace {

constexpr std::string_view k_context = "@context";

// The key decides; no suite of this kind takes RSA keys.
crypto::Algorithm algorithm_of(crypto::KeyType type) {
  CAIRN_ASSERT(type != crypto::KeyType::rsa);
  if (type == crypto::KeyType::ed25519) return crypto::Algorithm::ed25519;
  return type == crypto::KeyType::p256 ? crypto::Algorithm::ecdsa_p256_sha256 : crypto::Algorithm::ecdsa_p384_sha384;
}

// The suites with a detached JWS hash with SHA-256 whatever the key.
rdf::HashAlgorithm hash_of(const SuiteDescription& suite, crypto::KeyType type) {
  const bool is_longer = type == crypto::KeyType::p384 && suite.value_form == ValueForm::multibase;
  return is_longer ? rdf::HashAlgorithm::sha384 : rdf::HashAlgorithm::sha256;
}

std::size_t signature_size(crypto::KeyType type) { return type == crypto::KeyType::p384 ? 96 : 64; }

Digest hash(std::string_view text, rdf::HashAlgorithm algorithm) {
  Digest digest;
  const auto keep = [&](const auto& bytes) {
    std::copy(bytes.begin(), bytes.end(), digest.bytes.begin());
    digest.size = bytes.size();
  };
  if (algorithm == rdf::HashAlgorithm::sha384) {
    keep(crypto::sha384(as_bytes(text)));
  } else {
    keep(crypto::sha256(as_bytes(text)));
  }
  return digest;
}

// The two things to hash. A proof's own @context must begin the document's. RDF reads the proof under the document's
// contexts; canonical JSON reads the document under the proof's, so that contexts added afterwards do not count.
struct Prepared {
  json::Object document;
  json::Object options;
  bool is_plain_document = true;
};

Result<Prepared> prepare(const ProofInput& input, Coverage coverage, Arena& arena) {
  const json::Value* own = input.options.find(k_context);
  const json::Value* outer = input.document.find(k_context);
  if (own != nullptr && !begins_with_contexts(outer, *own)) {
    return fail(Kind::refused, "proof.context", "the proof's @context is not how the document's begins");
  }
  if (coverage == Coverage::rdf_statements) {
    return Prepared{input.document, with_context(input.options, outer, arena), true};
  }
  if (own == nullptr || json::equal(*own, *outer)) return Prepared{input.document, input.options, true};
  return Prepared{with_context(input.document, own, arena), input.options, false};
}

class HashedSuite final : public Cryptosuite {
 public:
  explicit HashedSuite(const SuiteDescription& description) : description_(description) {}

  const SuiteDescription& description() const override { return description_; }

  void complete_options(json::Object document, json::Object options, Arena& arena) const override {
    const json::Value* context = document.find(k_context);
    if (description_.coverage == Coverage::whole_json && context != nullptr) options.set(k_context, *context, arena);
  }

  Result<std::string> create_proof(Workbench& workbench, const ProofInput& input, crypto::Signer& signer) override {
    CAIRN_ASSERT(description_.use == SuiteUse::issue_and_verify);
    SignedBytes bytes;
    CAIRN_CHECK(compose(workbench, input, hash_of(description_, signer.public_key().type), bytes));
    CAIRN_TRY(const Bytes signature, signer.sign(bytes.view()));
    return to_multibase(signature, Multibase::base58btc);
  }

  Result<crypto::SignatureCheck> verify_proof(Workbench& workbench, const ProofInput& input,
                                              const crypto::PublicKey& key, std::string_view proof_value) override {
    if (description_.value_form == ValueForm::detached_jws) return verify_jws_proof(workbench, input, key, proof_value);
    CAIRN_TRY(const Bytes signature, read_signature(proof_value, signature_size(key.type)));
    SignedBytes bytes;
    CAIRN_CHECK(compose(workbench, input, hash_of(description_, key.type), bytes));
    return crypto::verify(key, algorithm_of(key.type), bytes.view(), signature);
  }

 private:
  struct SignedBytes {
    std::array<std::uint8_t, 96> bytes{};
    std::size_t size = 0;
    ByteView view() const { return {bytes.data(), size}; }
    void append(const Digest& digest) {
      std::copy_n(digest.bytes.begin(), digest.size, bytes.begin() + size);
      size += digest.size;
    }
  };

  Result<crypto::SignatureCheck> verify_jws_proof(Workbench& workbench, const ProofInput& input,
                                                  const crypto::PublicKey& key, std::string_view text) {
    CAIRN_TRY(const DetachedJws jws, parse_detached_jws(text, key.type));
    SignedBytes bytes;
    CAIRN_CHECK(compose(workbench, input, hash_of(description_, key.type), bytes));
    return verify_detached_jws(jws, key, bytes.view());
  }

  static Result<Bytes> read_signature(std::string_view proof_value, std::size_t size) {
    if (!proof_value.starts_with('z')) {
      return fail(Kind::malformed, "proof.value", "proofValue does not begin with z, the sign of base58btc",
                  "this suite allows no other encoding");
    }
    auto signature = from_base58(proof_value.substr(1));
    if (!signature) return fail(Kind::malformed, "proof.value", "proofValue holds characters outside base58btc");
    if (signature->size() != size) {
      return fail(
          Kind::malformed, "proof.value",
          "the signature has " + std::to_string(signature->size()) + " bytes instead of " + std::to_string(size));
    }
    return signature;
  }

  // Hash order: proof options first, then the document.
  Result<void> compose(Workbench& workbench, const ProofInput& input, rdf::HashAlgorithm algorithm, SignedBytes& out) {
    workbench.members.reset();
    CAIRN_TRY(const Prepared prepared, prepare(input, description_.coverage, workbench.members));
    CAIRN_TRY(const Digest document, hash_document(workbench, input, prepared, algorithm));
    CAIRN_TRY(const std::string_view options, canonical_form(workbench, prepared.options, description_.coverage, algorithm));
    out.append(hash(options, algorithm));
    out.append(document);
    return {};
  }

  Result<Digest> hash_document(Workbench& workbench, const ProofInput& input, const Prepared& prepared,
                               rdf::HashAlgorithm algorithm) {
    std::optional<Digest>* slot = nullptr;
    if (input.digests != nullptr && prepared.is_plain_document) {
      slot = &input.digests->slots[(description_.coverage == Coverage::whole_json ? 2 : 0) +
                                   (algorithm == rdf::HashAlgorithm::sha384 ? 1 : 0)];
      if (slot->has_value()) return **slot;
    }
    CAIRN_TRY(const std::string_view text, canonical_form(workbench, prepared.document, description_.coverage, algorithm));
    const Digest digest = hash(text, algorithm);
    if (slot != nullptr) *slot = digest;
    return digest;
  }

  SuiteDescription description_;
};

}  // namespace

std::unique_ptr<Cryptosuite> make_hashed_suite(const SuiteDescription& description) {
  return std::make_unique<HashedSuite>(description);
}

std::string_view value_member(ValueForm form) { return form == ValueForm::multibase ? "proofValue" : "jws"; }

bool takes_key(const SuiteDescription& suite, crypto::KeyType type) {
  return std::find(suite.key_types.begin(), suite.key_types.end(), type) != suite.key_types.end();
}

Result<SigningSteps> signing_steps(Engine& engine, const SuiteDescription& suite, const ProofInput& input,
                                   crypto::KeyType key_type) {
  Workbench& workbench = engine.state().workbench;
  workbench.members.reset();
  CAIRN_TRY(const Prepared prepared, prepare(input, suite.coverage, workbench.members));
  const rdf::HashAlgorithm algorithm = hash_of(suite, key_type);
  SigningSteps steps;
  CAIRN_TRY(std::string_view text, canonical_form(workbench, prepared.document, suite.coverage, algorithm));
  steps.canonical_document = text;
  CAIRN_TRY(text, canonical_form(workbench, prepared.options, suite.coverage, algorithm));
  steps.canonical_options = text;
  const Digest document = hash(steps.canonical_document, algorithm);
  const Digest options = hash(steps.canonical_options, algorithm);
  steps.document_hash.assign(document.view().begin(), document.view().end());
  steps.options_hash.assign(options.view().begin(), options.view().end());
  steps.signed_bytes = steps.options_hash;
  steps.signed_bytes.insert(steps.signed_bytes.end(), steps.document_hash.begin(), steps.document_hash.end());
  return steps;
}

}  // namespace cairn::proof
