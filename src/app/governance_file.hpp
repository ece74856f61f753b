#pragma once
#include <string_view>

#include "base/result.hpp"
#include "domain/governance.hpp"

namespace cairn::app {

/// Read a file of stages and roles.    in: name - of the file, for messages
/// fails: malformed/definition.syntax, malformed/governance.template (names file, line and key)
Result<domain::Governance> read_governance(std::string_view text, std::string_view name);

/// The stages and roles that the program carries: data/governance/edinburgh-qmu.toml.
Result<domain::Governance> usual_governance();

}  // namespace cairn::app
