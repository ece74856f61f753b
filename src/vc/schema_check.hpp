#pragma once
#include <string_view>
#include <vector>

#include "json/value.hpp"
#include "jsonld/loader.hpp"
#include "vc/rules.hpp"

namespace cairn::vc {

/// A JSON Schema and the address it is known by.
struct NamedSchema {
  std::string_view url;
  json::Value schema;
};

/// Judge a document by a JSON Schema. Departures become findings of the rulebook "schema": errors before signing, warnings for a
/// document that someone else has signed, since the signature covers it all the same. A schema that cannot be used is "unknown"
/// before signing and a warning afterwards.
/// in:   a schema that refers to none but itself; without $schema it is read as draft 2019-09, the one of Open Badges 3.0
/// spec: VC JSON Schema 1.0 "Processing"; Open Badges 3.0 "Verification and Validation"
void lint_by_schema(json::Value document, const NamedSchema& schema, Phase phase, std::vector<Finding>& findings);

/// Judge a credential by the schemas that it names in `credentialSchema`, as far as the loader has them. Their addresses were
/// chosen by whoever made the document: the loader must not fetch.
void check_named_schemas(json::Value credential, jsonld::DocumentLoader& schemas, std::vector<Finding>& findings);

}  // namespace cairn::vc
