#pragma once
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/arena.hpp"

namespace cairn::rdf {

enum class TermKind : std::uint8_t { iri, blank, literal };

/// Number of an interned term within one Dataset. Equal numbers are equal terms.
using TermId = std::uint32_t;
inline constexpr TermId k_default_graph = 0xFFFFFFFF;

/// An RDF term. Views live as long as the Dataset (or the text) they came from.
struct Term {
  TermKind kind = TermKind::iri;
  std::string_view value;     ///< IRI without brackets, blank node label without "_:", or lexical form
  std::string_view datatype;  ///< literals: datatype IRI (never empty)
  std::string_view language;  ///< literals of rdf:langString: tag as given
  /// Set by whoever has looked: canonical N-Quads writes no character of value and datatype as an escape (IRIs: all of
  /// them stand in IRIREF). Spares the canonicalizer the look; no part of the term's identity.
  bool plain = false;
};

struct Quad {
  TermId subject;
  TermId predicate;
  TermId object;
  TermId graph;  ///< k_default_graph, or the graph's name
  bool operator==(const Quad&) const = default;
};

/// A set of quads over interned terms. Not thread-safe; clear() keeps its memory for the next document.
/// Interning hashes with keys drawn once per Dataset, so that nobody outside can prepare terms that collide.
class Dataset {
 public:
  Dataset();

  /// Intern a term; its strings are copied unless `borrow` is used.
  TermId intern(const Term& term) { return find_or_add(term, Strings::copied); }
  /// As intern, but the strings must outlive the dataset's use (for example in the document's arena).
  TermId intern_borrowed(const Term& term) { return find_or_add(term, Strings::borrowed); }
  const Term& term(TermId id) const { return terms_[id]; }
  std::uint32_t term_count() const { return static_cast<std::uint32_t>(terms_.size()); }

  /// Add a quad; duplicates are kept until deduplicate().
  void add(const Quad& quad) { quads_.push_back(quad); }
  const std::vector<Quad>& quads() const { return quads_; }
  /// Remove quads that occur more than once; the first of each stays, in order.
  void deduplicate();
  void clear();

 private:
  enum class Strings { copied, borrowed };
  TermId find_or_add(const Term& term, Strings strings);
  TermId append(const Term& term, Strings strings);
  void grow_table();

  std::vector<Term> terms_;
  std::vector<std::uint64_t> table_;  // open addressing, a power of two; hash tag and term id + 1, 0 = free
  std::vector<Quad> quads_;
  std::vector<std::uint32_t> seen_;  // working memory of deduplicate()
  Arena strings_;
  std::array<std::uint64_t, 4> keys_;  // secret; they never influence any result
};

}  // namespace cairn::rdf
