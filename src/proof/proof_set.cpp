#include "proof/proof_set.hpp"

#include <algorithm>
#include <string>

namespace cairn::proof {

ProofSet take_apart(json::Object secured, Arena& arena) {
  ProofSet set;
  if (!secured.contains("proof")) {
    set.document = secured;
    return set;
  }
  set.document = json::Object::make(arena, secured.size());
  for (const json::Member& member : secured) {
    if (member.name != "proof") {
      set.document.add_new(member.name, member.value, arena);
    } else if (member.value.is_array()) {
      set.proofs.assign(member.value.array().begin(), member.value.array().end());
    } else {
      set.proofs.push_back(member.value);
    }
  }
  return set;
}

Result<json::Object> with_previous_proofs(const ProofSet& set, std::span<const std::string_view> ids, Arena& arena) {
  if (ids.size() > set.proofs.size()) {
    return fail(Kind::malformed, "proof.previous-proof", "the proof names more previous proofs than there are");
  }
  const json::Array matching = json::Array::make(arena);
  for (const std::string_view id : ids) {
    const auto has_id = [&](const json::Value& proof) { return !id.empty() && proof.text_of("id") == id; };
    if (std::count_if(set.proofs.begin(), set.proofs.end(), has_id) != 1) {
      return fail(Kind::malformed, "proof.previous-proof",
                  "the previous proof " + std::string(id) + " is not there exactly once");
    }
    matching.push_back(*std::find_if(set.proofs.begin(), set.proofs.end(), has_id), arena);
  }
  const json::Object out = json::Object::make(arena, set.document.size() + 1);
  for (const json::Member& member : set.document) out.add_new(member.name, member.value, arena);
  out.add_new("proof", matching, arena);
  return out;
}

std::vector<std::size_t> previous_proofs(const ProofSet& set, std::size_t index) {
  std::vector<std::size_t> out;
  const json::Value* previous = set.proofs[index].find("previousProof");
  if (previous == nullptr) return out;
  const auto add = [&](const json::Value& id) {
    for (std::size_t i = 0; i < set.proofs.size(); ++i) {
      if (id.is_string() && set.proofs[i].text_of("id") == id.text()) out.push_back(i);
    }
  };
  if (!previous->is_array()) {
    add(*previous);
  } else {
    if (previous->array().size() > set.proofs.size()) return out;  // refused where its signature is judged
    for (const json::Value& id : previous->array()) add(id);
  }
  return out;
}

}  // namespace cairn::proof
