#include "proof/context_rules.hpp"
#include "proof/data_integrity.hpp"
#include "proof/engine.hpp"
#include "proof/proof_set.hpp"

namespace cairn::proof {
namespace {

json::Value text_value(std::string_view text, Arena& arena) { return json::Value::string(arena.copy(text)); }

// One text, or a list of several; nothing for none.
void add_texts(json::Object options, std::string_view name, const std::vector<std::string>& texts, Arena& arena) {
  if (texts.empty()) return;
  if (texts.size() == 1) {
    options.add_new(name, text_value(texts.front(), arena), arena);
    return;
  }
  const json::Array list = json::Array::make(arena);
  for (const std::string& text : texts) list.push_back(text_value(text, arena), arena);
  options.add_new(name, list, arena);
}

void add_text(json::Object options, std::string_view name, std::string_view text, Arena& arena) {
  if (!text.empty()) options.add_new(name, text_value(text, arena), arena);
}

json::Object make_options(const ProofConfiguration& configuration, Arena& arena) {
  const json::Object options = json::Object::make(arena, 12);
  options.add_new("type", json::Value::string(k_data_integrity_proof), arena);
  add_text(options, "id", configuration.id, arena);
  add_text(options, "cryptosuite", configuration.cryptosuite, arena);
  if (configuration.created) add_text(options, "created", format_instant(*configuration.created), arena);
  if (configuration.expires) add_text(options, "expires", format_instant(*configuration.expires), arena);
  add_text(options, "verificationMethod", configuration.verification_method, arena);
  add_text(options, "proofPurpose", configuration.purpose, arena);
  add_texts(options, "domain", configuration.domains, arena);
  add_text(options, "challenge", configuration.challenge, arena);
  add_texts(options, "previousProof", configuration.previous_proofs, arena);
  return options;
}

Result<void> check_configuration(const ProofConfiguration& configuration) {
  if (configuration.verification_method.find('#') == std::string::npos) {
    return fail(Kind::refused, "proof.method-fragment",
                "the verification method names no key: the part after # is missing",
                "use the full id, for example did:key:z6Mk...#z6Mk...");
  }
  if (configuration.purpose.empty()) return fail(Kind::malformed, "proof.member", "the proof needs a purpose");
  return {};
}

Result<Cryptosuite*> choose_suite(Engine& engine, const std::string& name, crypto::KeyType key_type) {
  Cryptosuite* suite = engine.state().find_suite(k_data_integrity_proof, name);
  if (suite == nullptr || suite->description().use == SuiteUse::verify_only) {
    return fail(Kind::unsupported, "proof.suite", "proofs of the suite " + name + " are not made here",
                "use eddsa-rdfc-2022, ecdsa-rdfc-2019, eddsa-jcs-2022, ecdsa-jcs-2019 or ecdsa-sd-2023");
  }
  if (!takes_key(suite->description(), key_type)) {
    return fail(Kind::refused, "proof.suite-key",
                name + " does not work with a " + std::string(crypto::key_type_name(key_type)) + " key",
                "eddsa suites take Ed25519 keys, ecdsa suites take P-256 and P-384 keys");
  }
  return suite;
}

// An empty list asks for a list; a single proof that is there already becomes the first of a list.
json::Object attach(json::Object document, json::Object proof, Arena& arena) {
  const json::Object out = json::Object::make(arena, document.size() + 1);
  json::Value attached = proof;
  for (const json::Member& member : document) {
    if (member.name != "proof") {
      out.add_new(member.name, member.value, arena);
      continue;
    }
    const json::Array list = json::Array::make(arena);
    if (member.value.is_array()) {
      for (const json::Value& earlier : member.value.array()) list.push_back(earlier, arena);
    } else {
      list.push_back(member.value, arena);
    }
    list.push_back(proof, arena);
    attached = list;
  }
  out.add_new("proof", attached, arena);
  return out;
}

}  // namespace

Result<json::Value> add_proof(Engine& engine, json::Value document, const ProofConfiguration& configuration,
                              crypto::Signer& signer, Arena& arena) {
  if (!document.is_object()) return fail(Kind::malformed, "proof.document", "only a JSON object can be secured");
  CAIRN_CHECK(check_configuration(configuration));
  CAIRN_TRY(Cryptosuite* const suite, choose_suite(engine, configuration.cryptosuite, signer.public_key().type));
  const ProofSet set = take_apart(document.object(), arena);
  CAIRN_CHECK(check_members(set.document, suite->description().coverage));
  if (suite->description().coverage == Coverage::rdf_statements) CAIRN_CHECK(check_places(set.document));
  const json::Object options = make_options(configuration, arena);
  suite->complete_options(set.document, options, arena);
  ProofInput input{set.document, options, nullptr, configuration.mandatory_pointers};
  if (!configuration.previous_proofs.empty()) {
    const std::vector<std::string_view> ids(configuration.previous_proofs.begin(), configuration.previous_proofs.end());
    CAIRN_TRY(input.document, with_previous_proofs(set, ids, arena));
  }
  CAIRN_TRY(const std::string value, suite->create_proof(engine.state().workbench, input, signer));
  options.add_new("proofValue", text_value(value, arena), arena);
  return json::Value(attach(document.object(), options, arena));
}

}  // namespace cairn::proof
