#pragma once
#include <string>

#include "app/toml_file.hpp"
#include "domain/micro_credential.hpp"

namespace cairn::app {

/// The tree of a definition file that says what the fields say; what is empty is left out. `read_definition_fields` reads it back to the
/// same fields.
TomlValue definition_tree(const domain::MicroCredentialFields& fields);

/// The same as a TOML file.    spec: TOML 1.0
std::string definition_text(const domain::MicroCredentialFields& fields);

/// The same as JSON in RFC 8785's form: the same fields always give the same bytes.
std::string definition_json(const domain::MicroCredentialFields& fields);

/// The [[alignments]] of a definition file.
std::string alignment_text(const domain::Alignment& alignment);

}  // namespace cairn::app
