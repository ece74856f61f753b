#pragma once
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "base/arena.hpp"
#include "base/result.hpp"
#include "json/value.hpp"

namespace cairn::proof {

/// A secured document taken apart; shares the members of the original.
struct ProofSet {
  json::Object document;            ///< without `proof`
  std::vector<json::Value> proofs;  ///< in order
};

ProofSet take_apart(json::Object secured, Arena& arena);

/// The document with only the proofs named, as `proof`: what a later proof of a chain is made over.
/// fails: malformed/proof.previous-proof when an id is not that of exactly one proof
/// spec:  VC Data Integrity 1.0 "Add Proof Set/Chain", "Verify Proof Sets and Chains"
Result<json::Object> with_previous_proofs(const ProofSet& set, std::span<const std::string_view> ids, Arena& arena);

/// out: indexes of the proofs that the proof at `index` rests on; ids that match nothing are left out
std::vector<std::size_t> previous_proofs(const ProofSet& set, std::size_t index);

}  // namespace cairn::proof
