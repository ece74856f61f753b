#pragma once
#include <string>

#include "domain/micro_credential.hpp"

namespace cairn::app {

/// A definition file that says what the fields say; what is empty is left out. `read_definition` reads it back to the same fields
/// when they keep the domain's rules.
/// spec: TOML 1.0
std::string definition_text(const domain::MicroCredentialFields& fields);

/// The [[alignments]] of a definition file.
std::string alignment_text(const domain::Alignment& alignment);

}  // namespace cairn::app
