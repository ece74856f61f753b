#pragma once
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

#include "base/arena.hpp"
#include "json/value.hpp"
#include "jsonld/keyword.hpp"

namespace cairn::jsonld {

struct InverseContext;

/// A setting that may be absent, explicitly null, or a text.
struct Setting {
  enum class State : std::uint8_t { absent, null, text };
  State state = State::absent;
  std::string_view text;

  static Setting null() { return {State::null, {}}; }
  static Setting of(std::string_view text) { return {State::text, text}; }
  bool is_absent() const { return state == State::absent; }
  bool is_null() const { return state == State::null; }
  bool is_text() const { return state == State::text; }
  bool operator==(const Setting&) const = default;
};

/// A base direction that may be absent or explicitly null.
enum class Direction : std::uint8_t { absent, null, ltr, rtl };
/// out: "ltr", "rtl", or empty.
std::string_view direction_text(Direction direction);

enum class TypeMapping : std::uint8_t { absent, id, vocab, json, none, iri };

/// The container mapping as a set of bits.
using Containers = std::uint8_t;
namespace container {
inline constexpr Containers k_graph = 1;
inline constexpr Containers k_id = 2;
inline constexpr Containers k_index = 4;
inline constexpr Containers k_language = 8;
inline constexpr Containers k_list = 16;
inline constexpr Containers k_set = 32;
inline constexpr Containers k_type = 64;
}  // namespace container

/// The number of a well-formed IRI in the processor's IriPool; k_no_number for what is known to one document only.
using IriNumber = std::uint32_t;
inline constexpr IriNumber k_no_number = 0xFFFFFFFF;

/// What a context says about one term. Immutable once it is in an ActiveContext.
/// spec: JSON-LD 1.1 API "Context Processing Algorithms", term definition
struct TermDefinition {
  std::string_view term;
  std::string_view iri;  ///< IRI mapping: an IRI, a blank node identifier or a keyword; empty when null
  IriNumber iri_number = k_no_number;
  bool has_iri = false;             ///< false: the IRI mapping is null, the term is known but not used
  Keyword keyword = Keyword::none;  ///< the keyword that `iri` is, if any
  Containers containers = 0;
  TypeMapping type = TypeMapping::absent;
  bool is_prefix = false;
  bool is_reverse = false;
  bool is_protected = false;
  bool has_pinned_context = false;  ///< local_context lies in a loader's document, so its address is stable
  Direction direction = Direction::absent;
  const json::Value* local_context = nullptr;  ///< the scoped context, not yet processed
  std::string_view base_url;                   ///< against which local_context resolves its relative URLs
  std::string_view type_iri;                   ///< when type is TypeMapping::iri
  Setting language;
  Setting nest;
  Setting index;  ///< index mapping as written in the context

  bool has(Containers which) const { return (containers & which) != 0; }
};

/// out: the same definition but for the protected flag.
bool same_definition(const TermDefinition& a, const TermDefinition& b);

/// Hash of a term. `seed` is secret, so that nobody can prepare a context whose terms collide.
inline std::uint32_t hash_term(std::string_view text, std::uint64_t seed) {
  __extension__ using Wide = unsigned __int128;
  const auto mix = [](std::uint64_t a, std::uint64_t b) {
    const Wide product = static_cast<Wide>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
  };
  const auto load = [](const char* from, std::size_t bytes) {
    std::uint64_t word = 0;
    std::memcpy(&word, from, bytes);
    return word;
  };
  constexpr std::uint64_t k_odd = 0x9E3779B97F4A7C15ULL;
  const char* at = text.data();
  std::size_t left = text.size();
  std::uint64_t state = seed ^ (left * k_odd);
  for (; left > 16; at += 16, left -= 16) state = mix(load(at, 8) ^ seed, load(at + 8, 8) ^ state);
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  if (left >= 8) {
    low = load(at, 8);
    high = load(at + left - 8, 8);
  } else if (left >= 4) {
    low = load(at, 4);
    high = load(at + left - 4, 4);
  } else if (left > 0) {
    low = static_cast<unsigned char>(at[0]);
    high = static_cast<std::uint64_t>(static_cast<unsigned char>(at[left / 2])) << 8 |
           static_cast<unsigned char>(at[left - 1]);
  }
  return static_cast<std::uint32_t>(mix(low ^ seed, high ^ state) >> 32);
}

/// A flat hash table from term to definition: open addressing, linear probing. Copied as a whole when a context is
/// built upon another; only ContextProcessor changes one.
class TermTable {
 public:
  struct Slot {
    const TermDefinition* definition = nullptr;
    std::uint32_t hash = 0;
  };

  TermTable() = default;
  explicit TermTable(std::uint64_t seed) : seed_(seed | 1) {}

  /// cost: one hash, one or two probes
  const TermDefinition* find(std::string_view term) const {
    if (slots_ == nullptr) return nullptr;
    const std::uint32_t hash = hash_term(term, seed_);
    for (std::uint32_t at = hash & mask_;; at = (at + 1) & mask_) {
      const Slot& slot = slots_[at];
      if (slot.definition == nullptr) return nullptr;
      if (slot.hash == hash && slot.definition->term == term) return slot.definition;
    }
  }
  std::uint32_t size() const { return size_; }
  /// All slots in table order; free ones have no definition.
  std::span<const Slot> slots() const { return {slots_, slots_ == nullptr ? 0 : mask_ + std::size_t{1}}; }

  TermTable copy(Arena& arena) const;
  void set(const TermDefinition* definition, Arena& arena);
  void erase(std::string_view term);

 private:
  void grow(Arena& arena);
  void insert(const TermDefinition* definition, std::uint32_t hash);

  Slot* slots_ = nullptr;
  std::uint64_t seed_ = 1;
  std::uint32_t mask_ = 0;
  std::uint32_t size_ = 0;
};

/// A context as processing has left it: what terms, relative references and bare strings mean at one place of a
/// document. Immutable once built; lives in an arena of the processor (`is_pinned`) or of one call. spec: JSON-LD 1.1
/// API "Context Processing Algorithms", active context
struct ActiveContext {
  TermTable terms;
  Setting base_iri;  ///< null or absent: there is none
  std::string_view original_base_url;
  Setting vocab;
  Setting language;                         ///< default language
  Direction direction = Direction::absent;  ///< default base direction
  bool is_pinned = false;                   ///< lives as long as the processor keeps its cache
  std::uint32_t protected_terms = 0;
  std::uint64_t alias_shapes = 0;                   ///< bit shape(alias) is set for each alias of a keyword
  const ActiveContext* previous = nullptr;          ///< the context to go back to when a node object is entered
  Arena* memory = nullptr;                          ///< where this context lives; the inverse context goes there too
  mutable const InverseContext* inverse = nullptr;  ///< made on first use by compaction

  const TermDefinition* find(std::string_view term) const { return terms.find(term); }
  /// out: false when `key` is certainly neither a keyword nor an alias of one.
  bool may_be_keyword(std::string_view key) const {
    return !key.empty() && (key.front() == '@' || ((alias_shapes >> shape(key)) & 1) != 0);
  }
  /// A number below 64 from length and first character. in: key - not empty
  static unsigned shape(std::string_view key) {
    return static_cast<unsigned>(key.size() + 5 * std::size_t{static_cast<unsigned char>(key.front())}) & 63U;
  }
};

/// The result of IRI expansion: an IRI, a blank node identifier, a relative reference, a keyword, or null.
struct ExpandedIri {
  std::string_view text;
  IriNumber number = k_no_number;
  Keyword keyword = Keyword::none;
  bool is_null = false;
};

enum class IriUse : std::uint8_t {
  plain,              ///< neither
  document_relative,  ///< may be relative to the base IRI
  vocab,              ///< may be a term or relative to the vocabulary mapping
  vocab_or_document_relative
};

/// IRI Expansion without a local context. New strings go to `arena`.
/// spec: JSON-LD 1.1 API "IRI Expansion"
ExpandedIri expand_iri(const ActiveContext& active, std::string_view value, IriUse use, Arena& arena);
/// The rest of IRI Expansion for a value that is neither a keyword nor a term of `active`: steps 6 to 9.
ExpandedIri expand_non_term(const ActiveContext& active, std::string_view value, IriUse use, Arena& arena);

/// out: whether the text has the form of an IRI as the algorithms and N-Quads want it: scheme, colon, and none of the
/// characters that may not stand between the angle brackets of an IRIREF.
bool is_iri(std::string_view text);
/// out: whether RDF takes the text as an IRI: as is_iri, with at most one "#". Stray characters that RFC 3987 would
/// have percent-encoded are let through: signed documents in use hold such addresses, and they lose nothing on the way.
bool is_well_formed_iri(std::string_view text);
inline bool is_blank_node(std::string_view text) { return text.starts_with("_:"); }

}  // namespace cairn::jsonld
