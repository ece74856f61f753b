#include "proof/suites/ecdsa_sd_2023.hpp"

#include <algorithm>

#include "base/entropy.hpp"
#include "crypto/secret.hpp"
#include "crypto/statement_key.hpp"
#include "proof/canonical_form.hpp"
#include "proof/context_rules.hpp"
#include "proof/selective_disclosure.hpp"
#include "proof/suites/sd_statements.hpp"

namespace cairn::proof {
namespace {

// spec: "Base Proof Configuration", "Base Proof Hashing" 1
Result<crypto::Sha256> hash_options(Workbench& workbench, const ProofInput& input) {
  workbench.members.reset();
  const json::Value* own = input.options.find("@context");
  const json::Value* outer = input.document.find("@context");
  if (own != nullptr && !begins_with_contexts(outer, *own)) {
    return fail(Kind::refused, "proof.context", "the proof's @context is not how the document's begins");
  }
  const json::Object options = with_context(input.options, outer, workbench.members);
  CAIRN_TRY(const std::string_view text,
            canonical_form(workbench, options, Coverage::rdf_statements, rdf::HashAlgorithm::sha256));
  return crypto::sha256(as_bytes(text));
}

// spec: "serializeSignData"
Bytes sign_data(const crypto::Sha256& proof_hash, ByteView public_key, const crypto::Sha256& mandatory_hash) {
  Bytes out(proof_hash.begin(), proof_hash.end());
  out.insert(out.end(), public_key.begin(), public_key.end());
  out.insert(out.end(), mandatory_hash.begin(), mandatory_hash.end());
  return out;
}

// 80 24 is the varint of the multicodec of P-256 public keys.
Bytes binary_multikey(const crypto::PublicKey& key) {
  Bytes out = {0x80, 0x24};
  out.insert(out.end(), key.bytes.begin(), key.bytes.end());
  return out;
}

Failure wrong_count(std::string_view code, std::string_view what, std::size_t found, std::size_t wanted) {
  return fail(Kind::malformed, code,
              "the proof has " + std::to_string(found) + " " + std::string(what) + " where the document needs " +
                  std::to_string(wanted) + ": something was added or taken away",
              "ask the holder to make the copy again");
}

class SelectiveSuite final : public Cryptosuite {
 public:
  const SuiteDescription& description() const override { return description_; }

  void complete_options(json::Object, json::Object, Arena&) const override {}

  Result<std::string> create_proof(Workbench& workbench, const ProofInput& input, crypto::Signer& signer) override {
    if (statement_key_ == nullptr) statement_key_ = std::make_unique<crypto::StatementKey>();
    SystemEntropy entropy;
    statement_key_->renew(entropy);
    SdSecrets secrets{{}, statement_key_->public_key(), [this](ByteView message, std::span<std::uint8_t, 64> out) {
                        statement_key_->sign(message, out);
                      }};
    entropy.fill(secrets.hmac_key);
    const auto parts = make_base_proof(workbench, input, signer, secrets);
    statement_key_->forget();
    if (!parts) return fail(parts.error().kind, parts.error().code, parts.error().detail, parts.error().hint);
    return serialize_base(parts->value);
  }

  Result<crypto::SignatureCheck> verify_proof(Workbench& workbench, const ProofInput& input,
                                              const crypto::PublicKey& key, std::string_view proof_value) override {
    CAIRN_TRY(const VerifyParts parts, make_verify_parts(workbench, input, proof_value));
    const DerivedProofValue& value = parts.value;
    const Bytes signed_bytes = sign_data(parts.proof_hash, value.public_key, parts.mandatory_hash);
    CAIRN_TRY(const crypto::SignatureCheck base,
              crypto::verify(key, crypto::Algorithm::ecdsa_p256_sha256, signed_bytes, value.base_signature));
    if (base == crypto::SignatureCheck::does_not_fit) return base;
    CAIRN_TRY(const crypto::PublicKey statement_key,
              crypto::make_public_key(crypto::KeyType::p256, ByteView(value.public_key).subspan(2)));
    crypto::StatementVerifier verifier(statement_key);
    for (std::size_t i = 0; i < parts.non_mandatory.size(); ++i) {
      const std::string_view line = parts.lines.line(parts.non_mandatory[i]);
      const crypto::SignatureCheck fits = verifier.verify(as_bytes(line), value.signatures[i]);
      if (fits == crypto::SignatureCheck::does_not_fit) return fits;
    }
    return crypto::SignatureCheck::fits;
  }

 private:
  static constexpr crypto::KeyType k_key_types[] = {crypto::KeyType::p256};
  static constexpr SuiteDescription description_ = {.name = k_selective_suite,
                                                    .proof_type = k_data_integrity_proof,
                                                    .use = SuiteUse::issue_and_verify,
                                                    .coverage = Coverage::rdf_statements,
                                                    .key_types = k_key_types};
  std::unique_ptr<crypto::StatementKey> statement_key_;
};

}  // namespace

std::unique_ptr<Cryptosuite> make_ecdsa_sd_2023() { return std::make_unique<SelectiveSuite>(); }

Result<BaseProofParts> make_base_proof(Workbench& workbench, const ProofInput& input, crypto::Signer& signer,
                                       const SdSecrets& secrets) {
  BaseProofParts out;
  CAIRN_TRY(out.proof_hash, hash_options(workbench, input));
  SdStatements statements(workbench);
  CAIRN_TRY(const rdf::StatementLines lines, statements.read(input.document, secrets.hmac_key));
  Selection selection;
  CAIRN_TRY(const std::vector<bool> mandatory,
            statements.group(input.mandatory_pointers, workbench.members, selection));
  std::string mandatory_text;
  out.value.signatures.reserve(lines.lines.size());
  for (std::size_t i = 0; i < lines.lines.size(); ++i) {
    if (mandatory[i]) {
      mandatory_text += lines.line(i);
    } else {
      secrets.sign_statement(as_bytes(lines.line(i)), out.value.signatures.emplace_back());
    }
  }
  out.mandatory_hash = crypto::sha256(as_bytes(mandatory_text));
  out.value.public_key = binary_multikey(secrets.statement_key);
  out.value.hmac_key = secrets.hmac_key;
  out.value.mandatory_pointers.assign(input.mandatory_pointers.begin(), input.mandatory_pointers.end());
  CAIRN_TRY(const Bytes signature,
            signer.sign(sign_data(out.proof_hash, out.value.public_key, out.mandatory_hash)));
  CAIRN_ASSERT(signature.size() == out.value.base_signature.size());
  std::copy(signature.begin(), signature.end(), out.value.base_signature.begin());
  return out;
}

Result<VerifyParts> make_verify_parts(Workbench& workbench, const ProofInput& input, std::string_view proof_value) {
  VerifyParts out;
  CAIRN_TRY(out.value, parse_derived(proof_value));
  CAIRN_TRY(out.proof_hash, hash_options(workbench, input));
  CAIRN_CHECK(canonical_form(workbench, input.document, Coverage::rdf_statements, rdf::HashAlgorithm::sha256));
  rdf::Canonicalizer& canonicalizer = workbench.canonicalizer;
  if (out.value.labels.size() != canonicalizer.blank_count()) {
    return wrong_count("sd.label-count", "labels", out.value.labels.size(), canonicalizer.blank_count());
  }
  std::vector<std::string> labels;
  for (const crypto::Sha256& label : out.value.labels) labels.push_back(label_text(label));
  out.lines = canonicalizer.with_labels(labels);
  std::string mandatory_text;
  auto next = out.value.mandatory_indexes.begin();
  for (std::uint32_t i = 0; i < out.lines.lines.size(); ++i) {
    if (next != out.value.mandatory_indexes.end() && *next == i) {
      mandatory_text += out.lines.line(i);
      ++next;
    } else {
      out.non_mandatory.push_back(i);
    }
  }
  if (next != out.value.mandatory_indexes.end()) {
    return wrong_count("sd.signature-count", "mandatory statements", out.value.mandatory_indexes.size(),
                       static_cast<std::size_t>(next - out.value.mandatory_indexes.begin()));
  }
  if (out.value.signatures.size() != out.non_mandatory.size()) {
    return wrong_count("sd.signature-count", "signatures", out.value.signatures.size(), out.non_mandatory.size());
  }
  out.mandatory_hash = crypto::sha256(as_bytes(mandatory_text));
  return out;
}

}  // namespace cairn::proof
