#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "jsonld/loader.hpp"
#include "jsonld/processor.hpp"
#include "rdf/canonicalize.hpp"
#include "vc/rules.hpp"

namespace cairn::app {

enum class Conversion { expand, compact, to_rdf, canonize };

struct ConvertCommand {
  Conversion conversion = Conversion::expand;
  std::string_view document;  ///< JSON-LD text; for canonize N-Quads as well
  std::string_view context;   ///< for compact: JSON text; empty: the document's own @context
  std::string base;           ///< IRI for relative references, may be empty
  jsonld::DataLoss data_loss = jsonld::DataLoss::allowed;  ///< refused: safe mode
  rdf::HashAlgorithm hash = rdf::HashAlgorithm::sha256;
};

struct Converted {
  std::string text;           ///< indented JSON, or N-Quads
  std::optional<Error> lost;  ///< the first thing that was dropped on the way, as safe mode names it
};

/// fails: malformed/json.*, nquads.*, jsonld.*; exhausted/rdfc.*
/// cost:  twice the work when something is dropped
Result<Converted> convert(const ConvertCommand& command, jsonld::DocumentLoader& contexts);

/// A JSON Schema supplied by hand.
struct GivenSchema {
  std::string name;  ///< file name, for people
  std::string text;
};

/// Look at the shape of a document by all rulebooks, and at whether a signature would cover all of it.
/// in:    schemas - JSON Schemas that the document should keep as well
/// out:   findings; text that is no JSON is one finding of the rulebook "json"
/// fails: malformed/lint.schema (a schema is no JSON)
Result<std::vector<vc::Finding>> lint_document(std::string_view document, jsonld::DocumentLoader& contexts,
                                               std::span<const GivenSchema> schemas);

}  // namespace cairn::app
