// The published vectors of ecdsa-sd-2023: every intermediate value of issuer, holder and verifier byte for byte.
#include <array>

#include "base/encoding.hpp"
#include "conformance/context_files.hpp"
#include "conformance/suite.hpp"
#include "json/read.hpp"
#include "json/write.hpp"
#include "proof/data_integrity.hpp"
#include "proof/engine.hpp"
#include "proof/local_resolver.hpp"
#include "proof/proof_members.hpp"
#include "proof/proof_set.hpp"
#include "proof/selective_disclosure.hpp"
#include "proof/suites/ecdsa_sd_2023.hpp"
#include "proof/suites/hashed_suite.hpp"
#include "proof/suites/sd_statements.hpp"

namespace cairn::conformance {
namespace {

// The pointers that the specification's text gives for both documents.
const std::vector<std::string> k_selective = {"/validFrom", "/validUntil", "/credentialSubject/birthCountry"};

std::unique_ptr<crypto::Signer> read_signer(std::string_view multikey) {
  const Bytes bytes = from_multibase(multikey).value();
  return crypto::make_signer(crypto::KeyType::p256, ByteView(bytes).subspan(2)).value();
}

template <class Items>
std::string in_hex(const Items& items) {
  std::string out;
  for (const auto& item : items) out += to_hex(item) + "\n";
  return out;
}

class SelectiveVectors {
 public:
  SelectiveVectors(Suite& suite, const std::string& name)
      : suite_(suite),
        id_("ecdsa-sd-2023/" + name + "/"),
        folder_("ecdsa/ecdsa-sd-2023/" + name + "/"),
        contexts_(suite.folder().parent_path() / "contexts"),
        engine_(contexts_),
        keys_(read_json("ecdsa/ecdsa-sd-2023/SDKeyMaterial.json")),
        issuer_(read_signer(keys_.find("baseKeyPair")->text_of("secretKeyMultibase"))),
        statement_signer_(read_signer(keys_.find("proofKeyPair")->text_of("secretKeyMultibase"))),
        secured_(read("addSignedSDBase.json")),
        set_(proof::take_apart(secured_.object(), arena_)),
        pointers_({std::string(read("addPointerValues.json").array()[0].text_of("pointer"))}) {
    const Bytes hmac = from_hex(keys_.text_of("hmacKeyString")).value();
    std::copy(hmac.begin(), hmac.end(), secrets_.hmac_key.begin());
    secrets_.statement_key = statement_signer_->public_key();
    secrets_.sign_statement = [this](ByteView message, std::span<std::uint8_t, 64> out) {
      const Bytes signature = statement_signer_->sign(message).value();  // RFC 6979, as the vectors
      std::copy(signature.begin(), signature.end(), out.begin());
    };
  }

  void run() {
    run_transformation();
    run_base_proof();
    run_groups();
    run_derivation();
    run_verification();
  }

 private:
  proof::ProofInput input() {
    return {set_.document, proof::proof_options(set_.proofs.at(0).object(), arena_), nullptr, pointers_};
  }

  // Issuer: canonical form, labels, groups.
  void run_transformation() {
    const auto canonical = proof::signing_steps(
        engine_, engine_.state().find_suite("DataIntegrityProof", "ecdsa-rdfc-2019")->description(), input(),
        crypto::KeyType::p256);
    if (!canonical) return suite_.fail(id_ + "addBaseDocCanon", canonical.error().detail);
    compare("addBaseDocCanon", canonical->canonical_document, joined(read("addBaseDocCanon.json")));
    compare("addProofConfigCanon", canonical->canonical_options,
            read_file(suite_.folder() / (folder_ + "addProofConfigCanon.txt")));
    proof::SdStatements statements(engine_.state().workbench);
    const rdf::StatementLines lines = statements.read(set_.document, secrets_.hmac_key).value();
    compare("addBaseDocHMACCanon", lines.text, joined(read("addBaseDocHMACCanon.json")));
    const json::Value published = read("addBaseTransform.json");
    proof::Selection selection;
    const std::vector<bool> mandatory = statements.group(pointers_, arena_, selection).value();
    compare("addBaseTransform/mandatory", lines_of(lines, mandatory, true), map_of(*published.find("mandatory")));
    compare("addBaseTransform/nonMandatory", lines_of(lines, mandatory, false), map_of(*published.find("nonMandatory")));
    compare("addBaseTransform/mandatoryPointers", pointers_.at(0),
            published.find("mandatoryPointers")->array()[0].text());
  }

  // Issuer: hashes, signatures, and the whole proof value.
  void run_base_proof() {
    const auto made = proof::make_base_proof(engine_.state().workbench, input(), *issuer_, secrets_);
    if (!made) return suite_.fail(id_ + "addRawBaseSignatureInfo", made.error().detail);
    const json::Value hashes = read("addHashData.json");
    compare("addHashData/proofHash", to_hex(made->proof_hash), hashes.text_of("proofHash"));
    compare("addHashData/mandatoryHash", to_hex(made->mandatory_hash), hashes.text_of("mandatoryHash"));
    const json::Value raw = read("addRawBaseSignatureInfo.json");
    compare("addRawBaseSignatureInfo/baseSignature", to_hex(made->value.base_signature), raw.text_of("baseSignature"));
    compare("addRawBaseSignatureInfo/publicKey", to_multibase(made->value.public_key, Multibase::base58btc),
            raw.text_of("publicKey"));
    compare("addRawBaseSignatureInfo/signatures", in_hex(made->value.signatures), texts(*raw.find("signatures")));
    compare("addSignedSDBase/proofValue", proof::serialize_base(made->value), set_.proofs[0].text_of("proofValue"));
    const auto parsed = proof::parse_base(set_.proofs[0].text_of("proofValue"));
    if (!parsed) return suite_.fail(id_ + "derivedRecoveredBaseData", parsed.error().detail);
    const json::Value recovered = read("derivedRecoveredBaseData.json");
    compare("derivedRecoveredBaseData/baseSignature", to_hex(parsed->base_signature), recovered.text_of("baseSignature"));
    compare("derivedRecoveredBaseData/proofPublicKey", to_multibase(parsed->public_key, Multibase::base58btc),
            recovered.text_of("proofPublicKey"));
    compare("derivedRecoveredBaseData/hmacKey", to_hex(parsed->hmac_key), recovered.text_of("hmacKey"));
    compare("derivedRecoveredBaseData/signatures", in_hex(parsed->signatures), texts(*recovered.find("signatures")));
    compare("derivedRecoveredBaseData/mandatoryPointers", parsed->mandatory_pointers.at(0), pointers_.at(0));
  }

  // Holder: which statements each list of pointers says.
  void run_groups() {
    proof::SdStatements statements(engine_.state().workbench);
    const rdf::StatementLines lines = statements.read(set_.document, secrets_.hmac_key).value();
    proof::Selection selection;
    std::vector<std::string> combined_pointers = pointers_;
    combined_pointers.insert(combined_pointers.end(), k_selective.begin(), k_selective.end());
    const std::vector<bool> mandatory = statements.group(pointers_, arena_, selection).value();
    const std::vector<bool> selective = statements.group(k_selective, arena_, selection).value();
    const std::vector<bool> combined = statements.group(combined_pointers, arena_, selection).value();
    const json::Value indexes = read("derivedGroupIndexes.json");
    compare("derivedGroupIndexes/combined", numbers(combined, true), list_of(*indexes.find("combinedIndexes")));
    compare("derivedGroupIndexes/mandatory", numbers(mandatory, true), list_of(*indexes.find("mandatoryIndexes")));
    compare("derivedGroupIndexes/nonMandatory", numbers(mandatory, false), list_of(*indexes.find("nonMandatoryIndexes")));
    compare("derivedGroupIndexes/selective", numbers(selective, true), list_of(*indexes.find("selectiveIndexes")));
    const json::Value groups = *read("derivedAllGroupData.json").find("groups");
    for (const auto& [name, flags] : {std::pair{"selective", &selective}, {"mandatory", &mandatory}, {"combined", &combined}}) {
      const std::string step = std::string("derivedAllGroupData/") + name;
      compare(step + "/matching", lines_of(lines, *flags, true), map_of(*groups.find(name)->find("matching")));
      compare(step + "/nonMatching", lines_of(lines, *flags, false), map_of(*groups.find(name)->find("nonMatching")));
    }
    std::string signatures;  // of the selective statements, counted among those that are not mandatory
    std::size_t place = 0;
    for (std::size_t i = 0; i < mandatory.size(); ++i) {
      if (mandatory[i]) continue;
      if (selective[i]) signatures += std::to_string(place) + " ";
      ++place;
    }
    compare("derivedAdjSignatures/indexes", signatures,
            list_of(*read("derivedAdjSignatures.json").find("adjSignatureIndexes")));
  }

  // Holder: the derived document.
  void run_derivation() {
    const auto derived = proof::derive_proof(engine_, secured_, k_selective, arena_);
    if (!derived) return suite_.fail(id_ + "derivedRevealDocument", derived.error().detail);
    check_json("derivedRevealDocument", *derived, read("derivedRevealDocument.json"));
    const proof::ProofSet set = proof::take_apart(derived->object(), arena_);
    check_json("derivedUnsignedReveal", set.document, read("derivedUnsignedReveal.json"));
    const auto value = proof::parse_derived(set.proofs.at(0).text_of("proofValue"));
    if (!value) return suite_.fail(id_ + "derivedDisclosureData", value.error().detail);
    const json::Value published = read("derivedDisclosureData.json");
    compare_parts("derivedDisclosureData", *value, published, *published.find("labelMap")->find("value"));
    compare("derivedAdjSignatures/signatures", in_hex(value->signatures),
            texts(*read("derivedAdjSignatures.json").find("filteredSignatures")));
    compare("derivedAdjMandatoryIndexes", list_of(value->mandatory_indexes),
            list_of(*read("derivedAdjMandatoryIndexes.json").find("adjMandatoryIndexes")));
  }

  // Verifier: from the published derived document.
  void run_verification() {
    const json::Value revealed = read("derivedRevealDocument.json");
    const proof::ProofSet set = proof::take_apart(revealed.object(), arena_);
    const std::string_view text = set.proofs.at(0).text_of("proofValue");
    const auto value = proof::parse_derived(text);
    if (!value) return suite_.fail(id_ + "verifyDerivedProofValue", value.error().detail);
    const json::Value published = read("verifyDerivedProofValue.json");
    const json::Value* labels = published.find("labelMap");
    compare_parts("verifyDerivedProofValue", *value, published, labels->is_array() ? *labels : *labels->find("value"));
    compare("verifyDerivedProofValue/again", proof::serialize_derived(*value), text);
    const proof::ProofInput input{set.document, proof::proof_options(set.proofs[0].object(), arena_)};
    const auto parts = proof::make_verify_parts(engine_.state().workbench, input, text);
    if (!parts) return suite_.fail(id_ + "verifyCreateVerifyData", parts.error().detail);
    compare("verifyNQuads", parts->lines.text, joined(read("verifyNQuads.json")));
    const json::Value data = read("verifyCreateVerifyData.json");
    compare("verifyCreateVerifyData/proofHash", to_hex(parts->proof_hash), data.text_of("proofHash"));
    compare("verifyCreateVerifyData/mandatoryHash", to_hex(parts->mandatory_hash), data.text_of("mandatoryHash"));
    compare("verifyCreateVerifyData/baseSignature", to_hex(value->base_signature), data.text_of("baseSignature"));
    compare("verifyCreateVerifyData/signatures", in_hex(value->signatures), texts(*data.find("signatures")));
    std::string non_mandatory;
    for (const std::uint32_t index : parts->non_mandatory) non_mandatory += parts->lines.line(index);
    compare("verifyCreateVerifyData/nonMandatory", non_mandatory, joined(*data.find("nonMandatory")));
    expect_verdicts(revealed);
  }

  // The derived document is valid; the base document is not made to be shown.
  void expect_verdicts(json::Value revealed) {
    proof::LocalResolver resolver;
    proof::VerifyOptions options;
    options.at = parse_date_time_stamp("2026-01-01T00:00:00Z").value();
    const auto shown = proof::verify_proofs(engine_, revealed, resolver, options, arena_).value();
    suite_.check(id_ + "verify",
                 shown.size() == 1 && shown[0].signature == proof::Outcome::pass &&
                     shown[0].authorised == proof::Outcome::pass,
                 shown.empty() ? "no finding" : shown[0].code + ": " + shown[0].detail);
    const auto kept = proof::verify_proofs(engine_, secured_, resolver, options, arena_).value();
    suite_.check(id_ + "base-proof-refused", kept.size() == 1 && kept[0].code == "sd.base-proof",
                 kept.empty() ? "no finding" : kept[0].code);
  }

  json::Value read_json(const std::string& path) {
    return json::read(read_file(suite_.folder() / path), arena_).value();
  }
  json::Value read(const std::string& name) { return read_json(folder_ + name); }

  void compare(const std::string& step, std::string_view ours, std::string_view published) {
    suite_.check(id_ + step, ours == published, std::string(ours));
  }
  void check_json(const std::string& step, json::Value ours, json::Value published) {
    suite_.check(id_ + step, json::equal(ours, published), json::to_text(ours));
  }

  void compare_parts(const std::string& step, const proof::DerivedProofValue& value, json::Value published,
                     json::Value label_map) {
    compare(step + "/baseSignature", to_hex(value.base_signature), published.text_of("baseSignature"));
    compare(step + "/publicKey", to_multibase(value.public_key, Multibase::base58btc), published.text_of("publicKey"));
    compare(step + "/signatures", in_hex(value.signatures), texts(*published.find("signatures")));
    compare(step + "/mandatoryIndexes", list_of(value.mandatory_indexes), list_of(*published.find("mandatoryIndexes")));
    std::string ours;
    for (std::size_t i = 0; i < value.labels.size(); ++i) {
      ours += "c14n" + std::to_string(i) + " " + proof::label_text(value.labels[i]).substr(2) + "\n";
    }
    std::string theirs;
    for (const json::Value& pair : label_map.array()) {
      theirs += std::string(pair.array()[0].text()) + " " + std::string(pair.array()[1].text()) + "\n";
    }
    compare(step + "/labelMap", ours, theirs);
  }

  static std::string joined(json::Value lines) {
    std::string out;
    for (const json::Value& line : lines.array()) out += line.text();
    return out;
  }
  static std::string texts(json::Value items) {
    std::string out;
    for (const json::Value& item : items.array()) out += std::string(item.text()) + "\n";
    return out;
  }
  static std::string list_of(json::Value items) {
    std::string out;
    for (const json::Value& item : items.array()) out += std::string(item.number_text()) + " ";
    return out;
  }
  static std::string list_of(const std::vector<std::uint32_t>& items) {
    std::string out;
    for (const std::uint32_t item : items) out += std::to_string(item) + " ";
    return out;
  }
  static std::string numbers(const std::vector<bool>& flags, bool wanted) {
    std::string out;
    for (std::size_t i = 0; i < flags.size(); ++i) {
      if (flags[i] == wanted) out += std::to_string(i) + " ";
    }
    return out;
  }
  static std::string lines_of(const rdf::StatementLines& lines, const std::vector<bool>& flags, bool wanted) {
    std::string out;
    for (std::size_t i = 0; i < flags.size(); ++i) {
      if (flags[i] == wanted) out += std::to_string(i) + " " + std::string(lines.line(i));
    }
    return out;
  }
  static std::string map_of(json::Value map) {
    std::string out;
    for (const json::Value& pair : map.find("value")->array()) {
      out += std::string(pair.array()[0].number_text()) + " " + std::string(pair.array()[1].text());
    }
    return out;
  }

  Suite& suite_;
  Arena arena_;
  std::string id_;
  std::string folder_;
  ContextFiles contexts_;
  proof::Engine engine_;
  json::Value keys_;
  std::unique_ptr<crypto::Signer> issuer_;
  std::unique_ptr<crypto::Signer> statement_signer_;
  json::Value secured_;
  proof::ProofSet set_;
  std::vector<std::string> pointers_;
  proof::SdSecrets secrets_;
};

std::vector<std::string> read_pointers(Suite& suite, const std::string& path, Arena& arena) {
  std::vector<std::string> out;
  const json::Value list = json::read(read_file(suite.folder() / path), arena).value();
  for (const json::Value& item : list.array()) out.emplace_back(item.text());
  return out;
}

// A document to sign, of the suites' own test suite, with its pointers: made, shown in part, and read back. One defines terms
// inside the document.
void run_mock(Suite& suite, const std::string& name) {
  Arena arena;
  const std::string folder = "ecdsa-test-suite-mocks/" + name + "/";
  const std::string id = "mocks/" + name + "/ecdsa-sd-2023";
  ContextFiles contexts(suite.folder().parent_path() / "contexts");
  proof::Engine engine(contexts);
  const json::Value document = json::read(read_file(suite.folder() / (folder + "document.json")), arena).value();
  const json::Value keys = json::read(read_file(suite.folder() / "ecdsa/p256KeyPair.json"), arena).value();
  const std::string multikey(keys.text_of("publicKeyMultibase"));
  const std::string issuer = "did:key:" + multikey;
  document.object().set("issuer", json::Value::string(issuer), arena);  // as the suite does
  proof::ProofConfiguration configuration;
  configuration.cryptosuite = proof::k_selective_suite;
  configuration.verification_method = issuer + "#" + multikey;
  configuration.mandatory_pointers = read_pointers(suite, folder + "mandatoryPointers.json", arena);
  const auto signer = read_signer(keys.text_of("secretKeyMultibase"));
  const auto secured = proof::add_proof(engine, document, configuration, *signer, arena);
  bool is_inline = false;
  for (const json::Value& context : document.find("@context")->array()) is_inline |= context.is_object();
  if (is_inline) return suite.check(id, !secured && secured.error().code == "proof.inline-context", "not refused");
  if (!secured) return suite.fail(id, secured.error().code + ": " + secured.error().detail);
  const auto derived =
      proof::derive_proof(engine, *secured, read_pointers(suite, folder + "selectivePointers.json", arena), arena);
  if (!derived) return suite.fail(id, derived.error().code + ": " + derived.error().detail);
  proof::LocalResolver resolver;
  proof::VerifyOptions options;
  options.at = parse_date_time_stamp("2026-01-01T00:00:00Z").value();
  const auto findings = proof::verify_proofs(engine, *derived, resolver, options, arena).value();
  const bool is_valid = findings.size() == 1 && findings[0].signature == proof::Outcome::pass &&
                        findings[0].authorised == proof::Outcome::pass;
  suite.check(id, is_valid, findings.empty() ? "no finding" : findings[0].code + ": " + findings[0].detail);
}

}  // namespace

void run_data_integrity_selective(Suite& suite) {
  for (const char* name : {"prc", "employ"}) SelectiveVectors(suite, name).run();
  for (const char* name : {"valid/vc2.0", "achievement/vc2.0"}) run_mock(suite, name);
}

}  // namespace cairn::conformance
