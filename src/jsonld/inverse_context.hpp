#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "jsonld/context.hpp"

namespace cairn::jsonld {

/// Which mapping of a term has to fit a value.
enum class Selector : std::uint8_t { language, type, any };

/// All terms that mean one IRI (or keyword).
struct InverseEntry {
  std::string_view iri;
  std::uint32_t number = 0;
  std::array<std::uint64_t, 2> containers{};  ///< bit c is set when some term has the container mapping c
  std::span<const TermDefinition*> prefixes;  ///< those usable as prefix, shortest first, then by code point
  const InverseEntry* shorter_prefix =
      nullptr;  ///< of entries with prefixes: the longest other one that this IRI starts with

  bool has_container(Containers which) const { return ((containers[which >> 6] >> (which & 63)) & 1) != 0; }
};

/// From an IRI and the nature of a value to the term to be used. Lives in the arena of its active context.
/// spec: JSON-LD 1.1 API "Inverse Context Creation"
struct InverseContext {
  struct Choice {
    std::uint32_t entry = 0;
    Containers containers = 0;
    Selector selector = Selector::any;
    std::string_view value;  ///< language and direction, type mapping, or a keyword
    std::string_view term;
  };

  std::span<InverseEntry*> entries;              // open addressing, a power of two
  std::span<Choice> choices;                     // open addressing, a power of two; free ones have no term
  std::uint64_t seed = 0;                        ///< of the hashes of both
  std::span<const InverseEntry*> with_prefixes;  ///< entries that have prefixes, by code point of their IRI

  /// out: the entry of an IRI, or nullptr when no term means it
  const InverseEntry* find(std::string_view iri) const;
  /// out: the longest entry with prefixes whose IRI is a proper beginning of this one, or nullptr; the shorter ones
  /// follow
  ///      by shorter_prefix
  /// cost: logarithmic in the number of prefixes
  const InverseEntry* longest_prefix_of(std::string_view iri) const;
  /// out: the term, or empty
  std::string_view term_for(const InverseEntry& entry, Containers containers, Selector selector,
                            std::string_view value) const;
};

/// The inverse of `active`, made on first use and kept with it.
const InverseContext& inverse_of(const ActiveContext& active);

/// out: "en_rtl", "_rtl" or "en" in lower case, as languages and directions are named in an inverse context
std::string_view language_and_direction(std::string_view language, std::string_view direction, Arena& arena);

}  // namespace cairn::jsonld
