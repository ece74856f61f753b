#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "rdf/dataset.hpp"

namespace cairn::rdf {

enum class HashAlgorithm { sha256, sha384 };

/// Counted limits of RDFC-1.0; the defaults pass every legal test of the W3C suite and stop poison graphs.
struct CanonicalizationLimits {
  std::uint32_t quads = 50'000;
  std::uint32_t blank_nodes = 10'000;
  std::uint64_t n_degree_calls = 4'096;    ///< nodes whose neighbourhood is hashed
  std::uint64_t permutations = 65'536;     ///< orders of like neighbours tried
  std::uint64_t n_degree_steps = 262'144;  ///< neighbours hashed or written while doing so
};

struct CanonicalizationOptions {
  HashAlgorithm hash = HashAlgorithm::sha256;
  CanonicalizationLimits limits = {};
};

/// RDFC-1.0. One per thread: keeps its working memory between documents.
class Canonicalizer {
 public:
  Canonicalizer();
  ~Canonicalizer();
  Canonicalizer(const Canonicalizer&) = delete;
  Canonicalizer& operator=(const Canonicalizer&) = delete;

  /// The canonical N-Quads document of the dataset (sorted, deduplicated).
  /// out:   a view that is valid until the next call
  /// fails: exhausted/rdfc.work-limit, rdfc.quads, rdfc.blank-nodes; malformed/rdfc.term (a literal or blank node as
  ///        predicate, a literal as subject or graph name, a language tag that is none)
  /// cost:  linear plus sorting when first-degree hashes tell the blank nodes apart, else up to the limits
  /// spec:  RDFC-1.0 "Canonicalization Algorithm"
  Result<std::string_view> canonicalize(const Dataset& dataset, const CanonicalizationOptions& options = {});

  /// Input blank node label -> canonical label ("c14n0"), of the last successful call, in order of issue.
  std::vector<std::pair<std::string, std::string>> issued_identifiers() const;

 private:
  struct State;
  State* state_;
};

}  // namespace cairn::rdf
