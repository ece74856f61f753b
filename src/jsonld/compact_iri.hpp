#pragma once
#include <cstdint>
#include <string_view>

#include "base/arena.hpp"
#include "base/result.hpp"
#include "json/value.hpp"
#include "jsonld/context.hpp"

namespace cairn::jsonld {

enum class PropertySide : std::uint8_t { forward, reverse };

/// The shortest name of a property that suits this very value: the term whose container, type, language and direction
/// fit best, else a name relative to the vocabulary mapping, a compact IRI, or the IRI itself. in:    iri - an IRI, a
/// blank node identifier or a keyword; value - in expanded form fails: malformed/jsonld.IRI-confused-with-prefix spec:
/// JSON-LD 1.1 API "IRI Compaction", "Term Selection"
Result<std::string_view> compact_property(const ActiveContext& active, std::string_view iri, json::Value value,
                                          PropertySide side, Arena& arena);

/// The shortest name of a type, a keyword, or another IRI that is read relative to the vocabulary.
Result<std::string_view> compact_vocab_iri(const ActiveContext& active, std::string_view iri, Arena& arena);

/// As compact_vocab_iri, but never a term: for a value that the term cannot take.
Result<std::string_view> compact_without_term(const ActiveContext& active, std::string_view iri, Arena& arena);

/// The shortest name of a node: a compact IRI, or a reference relative to the base IRI.
Result<std::string_view> compact_node_iri(const ActiveContext& active, std::string_view iri, Arena& arena);

}  // namespace cairn::jsonld
