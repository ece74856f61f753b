#pragma once
#include <string_view>

#include "base/arena.hpp"
#include "base/result.hpp"
#include "jsonld/expanded.hpp"
#include "rdf/dataset.hpp"

namespace cairn::jsonld {

namespace vocabulary {
inline constexpr std::string_view k_rdf_type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
inline constexpr std::string_view k_rdf_first = "http://www.w3.org/1999/02/22-rdf-syntax-ns#first";
inline constexpr std::string_view k_rdf_rest = "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest";
inline constexpr std::string_view k_rdf_nil = "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil";
inline constexpr std::string_view k_rdf_value = "http://www.w3.org/1999/02/22-rdf-syntax-ns#value";
inline constexpr std::string_view k_rdf_language = "http://www.w3.org/1999/02/22-rdf-syntax-ns#language";
inline constexpr std::string_view k_rdf_direction = "http://www.w3.org/1999/02/22-rdf-syntax-ns#direction";
inline constexpr std::string_view k_rdf_json = "http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON";
inline constexpr std::string_view k_rdf_lang_string = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString";
inline constexpr std::string_view k_xsd_boolean = "http://www.w3.org/2001/XMLSchema#boolean";
inline constexpr std::string_view k_xsd_double = "http://www.w3.org/2001/XMLSchema#double";
inline constexpr std::string_view k_xsd_integer = "http://www.w3.org/2001/XMLSchema#integer";
inline constexpr std::string_view k_xsd_string = "http://www.w3.org/2001/XMLSchema#string";
inline constexpr std::string_view k_i18n = "https://www.w3.org/ns/i18n#";
}  // namespace vocabulary

/// The literal of a value object, its direction left aside. Numbers and JSON get new text in `arena`; other strings are
/// shared.
/// fails: as json::canonicalize, for "@json"
/// spec:  JSON-LD 1.1 API "Object to RDF Conversion" 4 to 13
Result<rdf::Term> literal_of(const ValueItem& item, Arena& arena);

/// out: the canonical text of an xsd:double, for example "1.05E1"; `value` must be finite.
/// spec: JSON-LD 1.1 API "Data Round Tripping"
std::string_view canonical_double(double value, Arena& arena);

}  // namespace cairn::jsonld
