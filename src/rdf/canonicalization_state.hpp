#pragma once
#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.hpp"
#include "rdf/canonicalize.hpp"

// Inside of RDFC-1.0; only the files of the algorithm include this.
namespace cairn::rdf {

/// Number of a blank node within one run of the algorithm: in order of first mention.
using BlankId = std::uint32_t;
inline constexpr std::uint32_t k_none = 0xFFFFFFFF;

/// Bytes that may be read after a token's end, so that short tokens are copied by whole blocks.
inline constexpr std::size_t k_slack = 64;

/// A term as canonical N-Quads writes it, followed by one space. k_slack bytes from `text` on are always readable.
struct Token {
  const char* text;
  std::uint32_t size;  ///< the space included; 0 for the default graph
};

/// Text order of whole lines is token order: no token is a prefix of another one, because of the final space.
inline int compare(const Token& a, const Token& b) {
  const int order = std::memcmp(a.text, b.text, std::min(a.size, b.size));
  return order != 0 ? order : (a.size > b.size) - (a.size < b.size);
}

/// A term of the dataset: its token and, for blank nodes that are mentioned, the number. A blank node's token is its
/// input label until it has a canonical one.
struct CanonicalTerm {
  Token token;
  BlankId blank;
};

/// A quad with its subject and predicate as ranks: IRI subjects in token order come first, then blank nodes by BlankId.
struct Row {
  std::uint32_t subject;
  std::uint32_t predicate;
  TermId object;
  TermId graph;
};

/// Rows first to last - 1.
struct RowRange {
  std::uint32_t first;
  std::uint32_t last;
};

/// Working memory of sort_by_token.
struct PrefixedToken {
  std::uint64_t prefix;
  Token token;
  TermId id;
};
struct TokenOrder {
  struct Part {
    std::size_t first;
    std::size_t last;
    std::uint32_t depth;  ///< characters known to be the same
  };
  std::vector<PrefixedToken> items;
  std::vector<Part> parts;
};

/// Memory that grows and is never cleared.
class TextBuffer {
 public:
  void clear() { end_ = data_.get(); }
  std::string_view view() const { return {data_.get(), static_cast<std::size_t>(end_ - data_.get())}; }
  /// out: where to write, with room for `bytes` and the slack
  char* reserve(std::size_t bytes) {
    if (static_cast<std::size_t>(limit_ - end_) < bytes + k_slack) [[unlikely]]
      grow(bytes);
    return end_;
  }
  void set_end(char* end) { end_ = end; }

 private:
  void grow(std::size_t bytes);
  std::unique_ptr<char[]> data_;
  char* end_ = nullptr;
  char* limit_ = nullptr;
};

/// Copy a token to `to`, which has k_slack bytes of room beyond it.
inline char* put(char* to, const Token& token) {
  std::memcpy(to, token.text, k_slack);
  if (token.size > k_slack) [[unlikely]]
    std::memcpy(to + k_slack, token.text + k_slack, token.size - k_slack);
  return to + token.size;
}

/// Append a line; a graph of size 0 is the default graph.
inline void write_line(const Token& subject, const Token& predicate, const Token& object, const Token& graph,
                       TextBuffer& out) {
  char* to = out.reserve(std::size_t{subject.size} + predicate.size + object.size + graph.size + 2);
  to = put(to, subject);
  to = put(to, predicate);
  to = put(to, object);
  if (graph.size != 0) to = put(to, graph);
  std::memcpy(to, ".\n", 2);
  out.set_end(to + 2);
}

struct Digest {
  std::array<std::uint8_t, 48> bytes;
  std::uint32_t size;
  auto operator<=>(const Digest& other) const {
    const auto start = first_bytes() <=> other.first_bytes();
    return start != 0 ? start : std::memcmp(bytes.data(), other.bytes.data(), size) <=> 0;
  }
  bool operator==(const Digest& other) const { return (*this <=> other) == 0; }
  std::uint64_t first_bytes() const {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data(), 8);
    return __builtin_bswap64(word);
  }
};

/// spec: RDFC-1.0 "Canonicalization State", in arrays instead of maps
struct CanonicalizationState {
  const Dataset* dataset = nullptr;
  HashAlgorithm hash = HashAlgorithm::sha256;

  Arena memory;                          // tokens
  std::vector<CanonicalTerm> terms;      // by TermId
  std::vector<TermId> predicates;        // by rank
  std::vector<TermId> subjects;          // IRI subjects by rank
  std::vector<TermId> blanks;            // by BlankId
  std::vector<Row> rows;                 // by subject, predicate, object, graph; no duplicates
  std::vector<std::uint32_t> run_start;  // rows of subject n: run_start[n] .. run_start[n + 1]
  std::vector<RowRange> unsettled;       // rows whose order depends on canonical labels
  bool named_graphs = false;

  std::vector<std::uint32_t> mention_start;  // by BlankId: into mentions
  std::vector<std::uint32_t> mentions;       // rows that have the blank node as object or graph but not as subject
  std::vector<Digest> first_degree;          // by BlankId
  std::vector<BlankId> by_hash;              // blank nodes in the order of their first-degree hashes

  std::vector<std::uint32_t> canonical_number;  // by BlankId, k_none: not issued
  std::vector<BlankId> issued;                  // in order of issue
  std::vector<Token> input_labels;              // in order of issue
  std::vector<std::uint32_t> label_order;       // canonical numbers in the text order of their labels

  TextBuffer lines;
  TextBuffer output;

  // Working memory.
  std::string escaped;
  TokenOrder token_order;
  std::vector<std::uint32_t> identity;          // by BlankId
  std::vector<std::uint32_t> subject_number;    // by TermId
  std::vector<std::uint32_t> predicate_number;  // by TermId
  std::vector<std::uint32_t> rank;
  std::vector<std::uint32_t> subject_rank;
  std::vector<std::uint32_t> count;
  std::vector<Row> unsorted;

  std::uint32_t blank_count() const { return static_cast<std::uint32_t>(blanks.size()); }
  bool is_blank(TermId id) const { return id != k_default_graph && terms[id].blank != k_none; }
  BlankId blank_of(TermId id) const { return id == k_default_graph ? k_none : terms[id].blank; }
  /// k_none: the subject is an IRI
  BlankId blank_subject(const Row& row) const {
    const auto iris = static_cast<std::uint32_t>(subjects.size());
    return row.subject < iris ? k_none : row.subject - iris;
  }
  /// Rows that have the blank node as subject.
  RowRange run(BlankId blank) const {
    const std::size_t number = subjects.size() + blank;
    return {run_start[number], run_start[number + 1]};
  }
  std::span<const std::uint32_t> mentions_of(BlankId blank) const {
    return {mentions.data() + mention_start[blank], mentions.data() + mention_start[blank + 1]};
  }
  /// spec: RDFC-1.0 "Issue Identifier", for the canonical issuer
  void issue(BlankId blank) {
    if (canonical_number[blank] != k_none) return;
    canonical_number[blank] = static_cast<std::uint32_t>(issued.size());
    issued.push_back(blank);
  }
};

Digest digest_of(HashAlgorithm algorithm, std::string_view text);

/// Read the dataset into rows and tokens.
/// fails: exhausted/rdfc.quads, rdfc.blank-nodes, malformed/rdfc.term    spec: RDFC-1.0 ca.2
Result<void> index_dataset(const Dataset& dataset, const CanonicalizationLimits& limits, CanonicalizationState& state);
/// Write the tokens of all terms.    fails: malformed/rdfc.term
Result<void> make_tokens(CanonicalizationState& state);
Failure bad_term(std::string_view what);
/// Put terms into the text order of their tokens.
/// cost: linear in their bytes, and sorting
void sort_by_token(std::vector<TermId>& ids, const std::vector<CanonicalTerm>& terms, TokenOrder& order);
/// Put the rows of each subject and predicate into the order of objects and graphs, with blank nodes by number, drop
/// duplicates, and list the groups whose final order depends on labels.
void settle_rows(CanonicalizationState& state);
/// Put the groups listed into their final order.    in: label_order - by BlankId, the place of its label in text order
void settle_rows_by_label(CanonicalizationState& state, std::span<const std::uint32_t> label_order);
/// spec: RDFC-1.0 ca.3 and "Hash First Degree Quads"
void hash_first_degree(CanonicalizationState& state);
/// Label the blank nodes that share their first-degree hash with others.
/// fails: exhausted/rdfc.work-limit    spec: RDFC-1.0 ca.5
Result<void> label_shared_hashes(CanonicalizationState& state, const CanonicalizationLimits& limits);
/// Write a digest as lower-case hexadecimal digits.    out: the end
char* put_hex(char* to, const Digest& digest);
/// The hash of a blank node as seen from a neighbour.
/// in:   temporary_number - of `related`, or k_none    position - of `related` in the quad: s, o or g
/// spec: RDFC-1.0 "Hash Related Blank Node"
Digest hash_related(CanonicalizationState& state, std::uint32_t temporary_number, BlankId related, const Row& row,
                    char position);

}  // namespace cairn::rdf
