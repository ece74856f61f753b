#pragma once
#include "base/arena.hpp"
#include "base/result.hpp"
#include "json/value.hpp"
#include "jsonld/processor.hpp"
#include "rdf/dataset.hpp"

namespace cairn::jsonld {

/// The expanded JSON-LD document of a dataset. A collection is turned into a list only where its nodes are used for
/// nothing else and within one graph, so that no statement changes its graph.
/// fails: malformed/jsonld.invalid-JSON-literal, jsonld.invalid-language-tagged-string, jsonld.invalid-base-direction
/// spec:  JSON-LD 1.1 API "Serialize RDF as JSON-LD Algorithm"
Result<json::Value> serialize_rdf(const rdf::Dataset& dataset, const Options& options, Arena& arena);

}  // namespace cairn::jsonld
