#pragma once
#include <string_view>

#include "base/arena.hpp"
#include "base/result.hpp"
#include "json/value.hpp"
#include "proof/cryptosuite.hpp"
#include "rdf/canonicalize.hpp"

namespace cairn::proof {

/// The statements of a document in safe mode, in the workbench's dataset; its strings lie in the workbench's arena.
/// fails: jsonld.*
Result<void> read_statements(Workbench& workbench, json::Object document, rdf::Dataset& out);

/// The canonical form of a document: RDFC-1.0 of its statements, or JCS.
/// out:   a view that is valid until the next transformation
/// fails: jsonld.*, rdfc.*, jcs.*
Result<std::string_view> canonical_form(Workbench& workbench, json::Object document, Coverage coverage,
                                        rdf::HashAlgorithm algorithm);

/// A copy of the members with another @context in front; null leaves it out.
json::Object with_context(json::Object object, const json::Value* context, Arena& arena);

}  // namespace cairn::proof
