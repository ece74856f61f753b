// The published vectors of the Data Integrity suites: every intermediate value byte for byte, signing, and verifying.
#include "proof/data_integrity.hpp"

#include <array>

#include "base/encoding.hpp"
#include "conformance/context_files.hpp"
#include "conformance/suite.hpp"
#include "json/read.hpp"
#include "json/write.hpp"
#include "proof/engine.hpp"
#include "proof/local_resolver.hpp"
#include "proof/proof_members.hpp"
#include "proof/proof_set.hpp"
#include "proof/suites/hashed_suite.hpp"

namespace cairn::conformance {
namespace {

using crypto::KeyType;

// The published files of one signed document: canonDoc<suffix>.txt and so on.
struct VectorRow {
  std::string_view folder;
  std::string_view suffix;
  std::string_view keys;  // file with the key pair
  KeyType key_type;
};
constexpr std::array<VectorRow, 9> k_vectors = {{
    {"eddsa/eddsa-rdfc-2022", "DataInt", "eddsa/keyPair.json", KeyType::ed25519},
    {"eddsa/eddsa-rdfc-2022/employ", "DataInt", "eddsa/keyPair.json", KeyType::ed25519},
    {"eddsa/eddsa-jcs-2022", "JCS", "eddsa/keyPair.json", KeyType::ed25519},
    {"ecdsa/ecdsa-rdfc-2019-p256", "ECDSAP256", "ecdsa/p256KeyPair.json", KeyType::p256},
    {"ecdsa/ecdsa-rdfc-2019-p256/employ", "ECDSAP256", "ecdsa/p256KeyPair.json", KeyType::p256},
    {"ecdsa/ecdsa-rdfc-2019-p384", "ECDSAP384", "ecdsa/p384KeyPair.json", KeyType::p384},
    {"ecdsa/ecdsa-rdfc-2019-p384/employ", "ECDSAP384", "ecdsa/p384KeyPair.json", KeyType::p384},
    {"ecdsa/ecdsa-jcs-2019-p256", "JCSECDSAP256", "ecdsa/p256KeyPair.json", KeyType::p256},
    {"ecdsa/ecdsa-jcs-2019-p384", "JCSECDSAP384", "ecdsa/p384KeyPair.json", KeyType::p384},
}};
constexpr VectorRow k_legacy_vector = {"eddsa/Ed25519Signature2020", "EdSig", "eddsa/keyPair.json", KeyType::ed25519};

std::string trimmed(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  return text;
}

// A Multikey of a private key: two bytes of multicodec, then the secret.
std::unique_ptr<crypto::Signer> read_signer(KeyType type, std::string_view multikey) {
  const Bytes bytes = from_multibase(multikey).value();
  return crypto::make_signer(type, ByteView(bytes).subspan(2)).value();
}

class Vectors {
 public:
  explicit Vectors(Suite& suite)
      : suite_(suite), contexts_(suite.folder().parent_path() / "contexts"), engine_(contexts_) {
    options_.at = parse_date_time_stamp("2026-01-01T00:00:00Z").value();
  }

  void run(const VectorRow& row) {
    const std::string id = std::string(row.folder.substr(row.folder.find('/') + 1)) + "/";
    const json::Value secured = read(row, "signed", ".json");
    const proof::ProofSet set = proof::take_apart(secured.object(), arena_);
    const json::Object proof = set.proofs.at(0).object();
    const proof::ProofInput input{set.document, proof::proof_options(proof, arena_)};
    proof::Cryptosuite* suite =
        engine_.state().find_suite(set.proofs[0].text_of("type"), set.proofs[0].text_of("cryptosuite"));
    const auto steps = proof::signing_steps(engine_, suite->description(), input, row.key_type);
    if (!steps) return suite_.fail(id + "canonDoc", steps.error().detail);
    compare(id + "canonDoc", steps->canonical_document, text(row, "canonDoc"));
    compare(id + "proofCanon", steps->canonical_options, text(row, "proofCanon"));
    compare(id + "docHash", to_hex(steps->document_hash), text(row, "docHash"));
    compare(id + "proofHash", to_hex(steps->options_hash), text(row, "proofHash"));
    compare(id + "combinedHash", to_hex(steps->signed_bytes), text(row, "combinedHash"));
    run_signature(row, id, *steps, set.proofs[0].text_of("proofValue"));
    expect_valid(id + "verify", secured, 1);
    run_add_proof(row, id, set);
  }

  void run_proof_sets() {
    for (const std::string name : {"signedProofSet1", "signedProofSet2", "signedProofChain1", "signedProofChain2"}) {
      const json::Value secured = read_json("eddsa/proof-set-chain/" + name + ".json");
      const json::Value* proofs = secured.find("proof");
      expect_valid("proof-set-chain/" + name + "/verify", secured, proofs->is_array() ? proofs->array().size() : 1);
    }
    json::Value made = read_json("eddsa/proof-set-chain/unsigned.json");
    const json::Value keys = read_json("eddsa/proof-set-chain/multiKeyPairs.json");
    int number = 0;
    for (const std::string name : {"Set1", "Set2", "Chain1", "Chain2"}) {
      const json::Value configuration = read_json("eddsa/proof-set-chain/proof" + insert_config(name) + ".json");
      const auto signer = read_signer(KeyType::ed25519,
                                      keys.find("keyPair" + std::to_string(++number))->text_of("privateKeyMultibase"));
      const auto next = proof::add_proof(engine_, made, read_configuration(configuration), *signer, arena_);
      if (!next) return suite_.fail("proof-set-chain/" + name + "/sign", next.error().detail);
      made = *next;
      const json::Value published = read_json("eddsa/proof-set-chain/signedProof" + name + ".json");
      suite_.check("proof-set-chain/" + name + "/sign", json::equal(made, published), json::to_text(made));
    }
  }

  void run_open_badges(const std::string& name) {
    const std::string id = "open-badges-3/" + name + "/";
    const json::Value secured = read_json(id + "signed-credential.json");
    const json::Value values = read_json(id + "values.json");
    const proof::ProofSet set = proof::take_apart(secured.object(), arena_);
    const proof::ProofInput input{set.document, proof::proof_options(set.proofs.at(0).object(), arena_)};
    proof::Cryptosuite* suite = engine_.state().find_suite("DataIntegrityProof", "eddsa-rdfc-2022");
    const auto steps = proof::signing_steps(engine_, suite->description(), input, KeyType::ed25519);
    if (!steps) return suite_.fail(id + "document-canon", steps.error().detail);
    compare(id + "document-canon", steps->canonical_document, read_file(suite_.folder() / (id + "document-canon.txt")));
    compare(id + "proof-canon", steps->canonical_options, read_file(suite_.folder() / (id + "proof-canon.txt")));
    compare(id + "document-hash", to_hex(steps->document_hash), values.text_of("Document hash (hex)"));
    compare(id + "proof-hash", to_hex(steps->options_hash), values.text_of("Proof hash (hex)"));
    compare(id + "data-to-sign", to_hex(steps->signed_bytes), values.text_of("Data to sign (hex)"));
    const Bytes secret = from_hex(values.text_of("Private key (hex)")).value();
    const auto signer = crypto::make_signer(KeyType::ed25519, ByteView(secret).first(32)).value();
    const Bytes signature = signer->sign(steps->signed_bytes).value();
    compare(id + "signature", to_hex(signature), values.text_of("Signature (hex)"));
    compare(id + "proof-value", to_multibase(signature, Multibase::base58btc), values.text_of("Proof value (hex)"));
    expect_unproven(id + "verify-without-controller", secured);
    give_controller(set.proofs[0].text_of("verificationMethod"), values.text_of("publicKeyMultibase"));
    expect_valid(id + "verify", secured, 1);
  }

  // What the specification's text shows: one document of plain JSON, one with its own inline context.
  void run_examples() {
    const json::Value json_only = read_json("spec-examples/01-a-simple-signed-json-data-document.json");
    const auto first = verify(json_only);
    suite_.check("spec-examples/01", first.size() == 1 && first[0].authorised == proof::Outcome::unknown,
                 "an issuer that nobody has seen must be unknown");
    const auto second = verify(read_json("spec-examples/02-a-simple-signed-json-ld-data-document.json"));
    suite_.check("spec-examples/02", second.size() == 1 && second[0].code == "proof.inline-context",
                 "an inline context must be refused");
  }

  // Documents to sign, of the suites' own test suite: made and read back. One defines terms inside the document.
  void run_mock(const std::string& name, KeyType type, std::string_view keys) {
    const std::string id = "mocks/" + name + "/" + std::string(crypto::key_type_name(type));
    const json::Value document = read_json("ecdsa-test-suite-mocks/" + name + "/document.json");
    const json::Value pair = read_json(std::string(keys));
    const auto signer = read_signer(type, pair.text_of("secretKeyMultibase"));
    const std::string multikey(pair.text_of("publicKeyMultibase"));
    proof::ProofConfiguration configuration;
    configuration.cryptosuite = "ecdsa-rdfc-2019";
    configuration.verification_method = "did:key:" + multikey + "#" + multikey;
    const auto secured = proof::add_proof(engine_, document, configuration, *signer, arena_);
    bool is_inline = false;
    for (const json::Value& context : document.find("@context")->array()) is_inline |= context.is_object();
    if (is_inline) return suite_.check(id, !secured && secured.error().code == "proof.inline-context", "not refused");
    if (!secured) return suite_.fail(id, secured.error().code + ": " + secured.error().detail);
    expect_valid(id, *secured, 1);
  }

 private:
  static std::string insert_config(const std::string& name) {
    return name.substr(0, name.size() - 1) + "Config" + name.back();
  }

  json::Value read_json(const std::string& path) {
    return json::read(read_file(suite_.folder() / path), arena_).value();
  }
  std::string path(const VectorRow& row, std::string_view step, std::string_view ending) {
    return std::string(row.folder) + "/" + std::string(step) + std::string(row.suffix) + std::string(ending);
  }
  std::string text(const VectorRow& row, std::string_view step) {
    return read_file(suite_.folder() / path(row, step, ".txt"));
  }
  json::Value read(const VectorRow& row, std::string_view step, std::string_view ending) {
    return read_json(path(row, step, ending));
  }

  void compare(const std::string& id, std::string_view ours, std::string_view published) {
    suite_.check(id, ours == published || ours == trimmed(std::string(published)), std::string(ours));
  }

  void run_signature(const VectorRow& row, const std::string& id, const proof::SigningSteps& steps,
                     std::string_view published) {
    const json::Value keys = read_json(std::string(row.keys));
    std::string_view secret = keys.text_of("privateKeyMultibase");
    if (secret.empty()) secret = keys.text_of("secretKeyMultibase");
    const Bytes signature = read_signer(row.key_type, secret)->sign(steps.signed_bytes).value();
    compare(id + "sigHex", to_hex(signature), text(row, "sigHex"));
    const std::string value = to_multibase(signature, Multibase::base58btc);
    compare(id + "sigBTC58", value, text(row, "sigBTC58"));
    compare(id + "proofValue", value, published);
  }

  static proof::ProofConfiguration read_configuration(json::Value value) {
    proof::ProofConfiguration configuration;
    configuration.cryptosuite = value.text_of("cryptosuite");
    configuration.verification_method = value.text_of("verificationMethod");
    configuration.purpose = value.text_of("proofPurpose");
    configuration.id = value.text_of("id");
    configuration.created = parse_date_time_stamp(value.text_of("created")).value();
    if (const json::Value* previous = value.find("previousProof")) {
      if (previous->is_string()) configuration.previous_proofs.emplace_back(previous->text());
      if (previous->is_array()) {
        for (const json::Value& id : previous->array()) configuration.previous_proofs.emplace_back(id.text());
      }
    }
    return configuration;
  }

  // The whole of signing from the published configuration: the secured document must be the published one.
  void run_add_proof(const VectorRow& row, const std::string& id, const proof::ProofSet& set) {
    if (set.proofs[0].text_of("type") != proof::k_data_integrity_proof) return;  // verified only, never made
    const json::Value keys = read_json(std::string(row.keys));
    std::string_view secret = keys.text_of("privateKeyMultibase");
    if (secret.empty()) secret = keys.text_of("secretKeyMultibase");
    const auto signer = read_signer(row.key_type, secret);
    const json::Value configuration = read(row, "proofConfig", ".json");
    const auto secured = proof::add_proof(engine_, set.document, read_configuration(configuration), *signer, arena_);
    if (!secured) return suite_.fail(id + "sign", secured.error().detail);
    suite_.check(id + "sign", json::equal(*secured, read(row, "signed", ".json")), json::to_text(*secured));
  }

  void give_controller(std::string_view method, std::string_view multikey) {
    const std::string controller(method.substr(0, method.find('#')));
    const json::Value document =
        json::read(R"({"id":")" + controller + R"(","assertionMethod":[{"id":")" + std::string(method) +
                       R"(","type":"Multikey","controller":")" + controller + R"(","publicKeyMultibase":")" +
                       std::string(multikey) + R"("}]})",
                   arena_)
            .value();
    CAIRN_ASSERT(resolver_.add_document(controller, document).has_value());
  }

  std::vector<proof::ProofFinding> verify(json::Value secured) {
    return proof::verify_proofs(engine_, secured, resolver_, options_, arena_).value();
  }

  void expect_valid(const std::string& id, json::Value secured, std::size_t count) {
    const auto findings = verify(secured);
    bool valid = findings.size() == count;
    std::string why = "another number of proofs";
    for (const proof::ProofFinding& finding : findings) {
      if (finding.signature == proof::Outcome::pass && finding.authorised == proof::Outcome::pass) continue;
      valid = false;
      why = finding.code + ": " + finding.detail;
    }
    suite_.check(id, valid, why);
  }

  // The key stands in the proof's own fragment: the signature fits it, and that is all that is known.
  void expect_unproven(const std::string& id, json::Value secured) {
    proof::LocalResolver nobody;
    const auto findings = proof::verify_proofs(engine_, secured, nobody, options_, arena_).value();
    suite_.check(id,
                 findings.size() == 1 && findings[0].signature == proof::Outcome::pass &&
                     findings[0].authorised == proof::Outcome::unknown && findings[0].code == "resolver.offline",
                 findings.empty() ? "no finding" : findings[0].code);
  }

  Suite& suite_;
  ContextFiles contexts_;
  proof::Engine engine_;
  proof::LocalResolver resolver_;
  proof::VerifyOptions options_;
  Arena arena_;
};

}  // namespace

void run_data_integrity_selective(Suite& suite);  // data_integrity_sd.cpp

void run_data_integrity(Suite& suite) {
  Vectors vectors(suite);
  for (const VectorRow& row : k_vectors) vectors.run(row);
  vectors.run(k_legacy_vector);
  vectors.run_proof_sets();
  for (const char* name : {"obv3p0", "clrv2p0"}) vectors.run_open_badges(name);
  vectors.run_examples();
  for (const char* name : {"valid/vc2.0", "achievement/vc2.0", "valid/vc1.1", "achievement/vc1.1"}) {
    vectors.run_mock(name, KeyType::p256, "ecdsa/p256KeyPair.json");
    vectors.run_mock(name, KeyType::p384, "ecdsa/p384KeyPair.json");
  }
  run_data_integrity_selective(suite);
  for (const char* name : {"bbs-2023", "bbs-2023/prc"}) suite.skip(name);
}

}  // namespace cairn::conformance
