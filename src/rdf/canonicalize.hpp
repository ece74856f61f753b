#pragma once
#include <cstdint>
#include <span>
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

/// The statements of a dataset as lines, in the order of their bytes.
struct StatementLines {
  struct Line {
    Quad quad;  ///< in the terms of the dataset
    std::uint32_t first;
    std::uint32_t size;
  };
  std::string_view text;
  std::span<const Line> lines;
  std::string_view line(std::size_t index) const { return text.substr(lines[index].first, lines[index].size); }
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

  /// Blank nodes of the last successful call; canonical numbers are 0 to blank_count() - 1.
  std::uint32_t blank_count() const;
  /// The number in the canonical label of a blank node that a statement of the dataset mentions, else k_no_number.
  static constexpr std::uint32_t k_no_number = 0xFFFFFFFF;
  std::uint32_t canonical_number(TermId blank) const;
  /// The statements of the last successful call again, with labels of the caller's own instead of "c14n" and a number.
  /// in:    labels - by canonical number, blank_count() of them, with "_:"; all different, none the beginning of another;
  ///        the dataset as it was
  /// out:   views that are valid until the next call
  StatementLines with_labels(std::span<const std::string> labels);

 private:
  struct State;
  State* state_;
};

}  // namespace cairn::rdf
