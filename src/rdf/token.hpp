#pragma once
#include <string>
#include <string_view>

#include "rdf/dataset.hpp"

namespace cairn::rdf {

inline constexpr std::string_view k_xsd_string = "http://www.w3.org/2001/XMLSchema#string";

/// out: whether canonical N-Quads writes some character of an IRI as an escape: one that the grammar keeps out of
/// IRIREF.
bool iri_needs_escapes(std::string_view iri);
/// out: whether canonical N-Quads writes some character of a literal as an escape.
/// spec: RDFC-1.0 "A Canonical form of N-Quads"
bool literal_needs_escapes(std::string_view lexical_form);
/// out: whether the tag has the shape LANGTAG wants; nothing else may be written, as tags have no escapes.
bool is_language_tag(std::string_view tag);

/// Append the characters between the brackets or quotation marks, escaped where the canonical form wants it.
void append_iri_text(std::string_view iri, std::string& out);
void append_literal_text(std::string_view lexical_form, std::string& out);
/// Append a whole term: <iri>, _:label, or "literal" with @tag or ^^<datatype>; xsd:string is left out.
void append_term(const Term& term, std::string& out);

}  // namespace cairn::rdf
