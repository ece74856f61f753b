#pragma once
#include "app/register.hpp"

// Steps that several stories of the register share. Internal to this library.
namespace cairn::app {

/// out: ids of the organisation whose definition it is, and of those that act on it
std::vector<std::string> involved(const DefinitionRecord& definition);

/// in:    records - of one definition, not empty
Result<DefinitionState> read_family(const RegisterPorts& ports, std::string_view name, const std::vector<store::Record>& records);

domain::Case case_of(const RegisterPorts& ports, const VersionState& version);
/// out: listings of the versions that a newly published one supersedes
std::vector<store::Listing> superseded_listings(const RegisterPorts& ports, const DefinitionState& state, const VersionState& published);
/// Work out where a version stands.
void judge_version(const RegisterPorts& ports, VersionState& version);

}  // namespace cairn::app
