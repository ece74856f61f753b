#pragma once
#include "base/arena.hpp"
#include "base/result.hpp"
#include "json/value.hpp"
#include "jsonld/processor.hpp"
#include "rdf/dataset.hpp"

namespace cairn::jsonld {

/// The value object of an RDF literal.
/// in:    literal - its strings live as long as the arena
/// fails: malformed/jsonld.invalid-JSON-literal
/// spec:  JSON-LD 1.1 API "RDF to Object Conversion"
Result<json::Object> literal_to_object(const rdf::Term& literal, const Options& options, Arena& arena);

}  // namespace cairn::jsonld
