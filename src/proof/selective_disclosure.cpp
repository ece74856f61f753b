#include "proof/selective_disclosure.hpp"

#include "proof/context_rules.hpp"
#include "proof/engine.hpp"
#include "proof/proof_set.hpp"
#include "proof/suites/sd_proof_value.hpp"
#include "proof/suites/sd_statements.hpp"

namespace cairn::proof {
namespace {

bool is_selective(const json::Value& proof) {
  return proof.text_of("type") == k_data_integrity_proof && proof.text_of("cryptosuite") == k_selective_suite;
}

ProofValueSort sort_of(const json::Value& proof) {
  return is_selective(proof) ? proof_value_sort(proof.text_of("proofValue")) : ProofValueSort::other;
}

// The one proof that parts can be shown with.
Result<json::Object> find_base_proof(const ProofSet& set) {
  const json::Value* found = nullptr;
  bool has_derived = false;
  for (const json::Value& proof : set.proofs) {
    has_derived |= sort_of(proof) == ProofValueSort::derived;
    if (sort_of(proof) != ProofValueSort::base) continue;
    if (found != nullptr) {
      return fail(Kind::unsupported, "sd.base-proofs", "the document has more than one base proof of ecdsa-sd-2023",
                  "keep the one of the issuer whose signature is to be shown");
    }
    found = &proof;
  }
  if (found != nullptr && !found->find("previousProof")) return found->object();
  if (found != nullptr) {
    return fail(Kind::unsupported, "sd.base-proofs", "the base proof rests on other proofs, which a part cannot carry");
  }
  if (has_derived) {
    return fail(Kind::refused, "sd.derived-proof", "this copy already shows only a part, and no other part can be made from it",
                "use the credential as it was issued");
  }
  return fail(Kind::missing, "sd.no-base-proof", "the credential is not secured in a way that lets its holder show a part of it",
              "ask the issuer for one that is secured with ecdsa-sd-2023");
}

json::Object derived_proof(json::Object base, const std::string& value, Arena& arena) {
  const json::Object out = json::Object::make(arena, base.size());
  for (const json::Member& member : base) {
    if (member.name != "proofValue") out.add_new(member.name, member.value, arena);
  }
  out.add_new("proofValue", json::Value::string(arena.copy(value)), arena);
  return out;
}

// The labels by the numbers that a verifier's canonicalization will give.
Result<std::vector<crypto::Sha256>> verifier_labels(const SdStatements& statements, Workbench& workbench) {
  rdf::Canonicalizer& canonicalizer = workbench.canonicalizer;
  CAIRN_CHECK(canonicalizer.canonicalize(statements.selected()));
  std::vector<crypto::Sha256> labels(canonicalizer.blank_count());
  for (const jsonld::BlankOrigin& origin : workbench.processor.blank_origins()) {
    const std::uint32_t number = canonicalizer.canonical_number(origin.term);
    if (number != rdf::Canonicalizer::k_no_number) labels[number] = statements.label_of_selected(origin.term);
  }
  return labels;
}

// spec: "createDisclosureData", the steps about indexes and signatures. Statements that are not mandatory are signed in their
// order, so the signature of one is found by counting those before it.
Result<void> filter(const BaseProofValue& base, const std::vector<bool>& mandatory, const std::vector<bool>& combined,
                    DerivedProofValue& out) {
  std::uint32_t shown = 0;
  std::size_t signature = 0;
  for (std::size_t line = 0; line < mandatory.size(); ++line) {
    if (combined[line] && mandatory[line]) out.mandatory_indexes.push_back(shown);
    if (!mandatory[line]) {
      if (combined[line] && signature < base.signatures.size()) out.signatures.push_back(base.signatures[signature]);
      ++signature;
    }
    shown += combined[line] ? 1 : 0;
  }
  if (signature == base.signatures.size()) return {};
  return fail(Kind::malformed, "sd.signature-count",
              "the proof has " + std::to_string(base.signatures.size()) + " signatures for " + std::to_string(signature) +
                  " statements: the credential was changed after it was issued",
              "use the credential as it was issued");
}

}  // namespace

DisclosureState disclosure_state(json::Value secured) {
  const json::Value* proofs = secured.find("proof");
  if (proofs == nullptr) return DisclosureState::not_selective;
  DisclosureState out = DisclosureState::not_selective;
  const auto see = [&](const json::Value& proof) {
    const ProofValueSort sort = sort_of(proof);
    if (sort == ProofValueSort::base) out = DisclosureState::base;
    if (sort == ProofValueSort::derived && out != DisclosureState::base) out = DisclosureState::derived;
  };
  if (!proofs->is_array()) {
    see(*proofs);
  } else {
    for (const json::Value& proof : proofs->array()) see(proof);
  }
  return out;
}

Result<std::vector<std::string>> mandatory_pointers(json::Value secured) {
  if (!secured.is_object()) return fail(Kind::malformed, "proof.document", "a secured document is a JSON object");
  Arena arena(1024);
  CAIRN_TRY(const json::Object proof, find_base_proof(take_apart(secured.object(), arena)));
  CAIRN_TRY(BaseProofValue base, parse_base(json::Value(proof).text_of("proofValue")));
  return std::move(base.mandatory_pointers);
}

Result<json::Value> derive_proof(Engine& engine, json::Value secured, std::span<const std::string> pointers, Arena& arena) {
  if (!secured.is_object()) return fail(Kind::malformed, "proof.document", "a secured document is a JSON object");
  const ProofSet set = take_apart(secured.object(), arena);
  CAIRN_TRY(const json::Object proof, find_base_proof(set));
  CAIRN_CHECK(check_members(set.document, Coverage::rdf_statements));
  CAIRN_TRY(const BaseProofValue base, parse_base(json::Value(proof).text_of("proofValue")));
  std::vector<std::string> combined = base.mandatory_pointers;
  combined.insert(combined.end(), pointers.begin(), pointers.end());
  if (combined.empty()) {
    return fail(Kind::refused, "sd.nothing-shown", "nothing is mandatory and nothing was named to be shown",
                "name what the copy is to show");
  }
  Workbench& workbench = engine.state().workbench;
  SdStatements statements(workbench);
  CAIRN_CHECK(statements.read(set.document, base.hmac_key));
  Selection selection;
  CAIRN_TRY(const std::vector<bool> is_mandatory, statements.group(base.mandatory_pointers, arena, selection));
  CAIRN_TRY(const std::vector<bool> is_shown, statements.group(combined, arena, selection));
  DerivedProofValue derived{base.base_signature, base.public_key, {}, {}, {}};
  CAIRN_CHECK(filter(base, is_mandatory, is_shown, derived));
  CAIRN_TRY(derived.labels, verifier_labels(statements, workbench));
  json::Value attached = derived_proof(proof, serialize_derived(derived), arena);
  if (secured.find("proof")->is_array()) attached = json::Array::copy_of({&attached, 1}, arena);
  selection.document.add_new("proof", attached, arena);
  return json::Value(selection.document);
}

}  // namespace cairn::proof
