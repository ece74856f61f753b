#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/micro_credential.hpp"

namespace cairn::app {

inline constexpr std::size_t k_definition_bytes = 1024 * 1024;

/// A definition file, as it was read.
struct DefinitionSource {
  std::string_view name;       ///< of the file, for messages
  std::string_view text;       ///< TOML 1.0, or JSON with the same keys; UTF-8
  std::string_view issuer_id;  ///< who signs: stands in for `organisation.id` when the file leaves it out; may be empty
};

/// Read a definition. Its keys are the names of domain::MicroCredentialFields, tables for what is nested; unknown keys
/// are errors. fails: malformed/definition.syntax, definition.unknown-key, definition.type, definition.empty, domain.*;
///        exhausted/definition.size. `detail` has a line for every problem: file, line, key, what was found and what
///        was wanted.
Result<domain::MicroCredential> read_definition(const DefinitionSource& source);

/// The same of a draft: what is missing or wrong is left for a report to say.
/// fails: malformed/definition.syntax, definition.unknown-key, definition.type, definition.empty; exhausted/definition.size
Result<domain::MicroCredentialFields> read_definition_fields(const DefinitionSource& source);

/// Where a definition file says it was taken from: its table [register], which cairn show writes.
struct RegisterNote {
  std::string name;
  std::string organisation;
  std::vector<std::string> partners;
  std::string version;  ///< empty: the file does not say
  int revision = 0;
};
/// fails: malformed/definition.syntax, definition.type, definition.unknown-key
Result<RegisterNote> read_register_note(const DefinitionSource& source);

/// out: the paths of the files with endorsements of the achievement, as the definition lists them under `endorsements`
/// fails: malformed/definition.syntax, definition.type
Result<std::vector<std::string>> listed_endorsements(const DefinitionSource& source);

}  // namespace cairn::app
