#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/endorse.hpp"
#include "cli/options.hpp"
#include "cli/program.hpp"
#include "domain/micro_credential.hpp"

namespace cairn::cli {

/// A version of the register.
struct RegisteredVersion {
  std::string name;
  std::string version;
  std::int64_t revision = 0;
};

/// What is awarded, the endorsements of it that its file lists, and what the register calls it.
struct AwardedDefinition {
  domain::MicroCredential definition;
  std::vector<app::ListedEndorsement> endorsements;
  std::optional<RegisteredVersion> registered;
};

/// Find the definition that a command names: a published version of the register by its short name, or a file. What the register has under
/// the same address is awarded only as it was published there.
/// in:    issuer - stands in for the organisation's id
/// fails: as read_input, app::read_definition; missing/register.definition, refused/governance.unpublished, governance.discontinued;
///        refused/register.differs (the file says something else than what was published)
Result<AwardedDefinition> find_awarded(const IssueOptions& options, const std::string& issuer, Program& program);

/// Record that somebody is awarded under it, before the first signature.
Result<void> freeze_version(const std::optional<RegisteredVersion>& version, const IssueOptions& options, store::Store& store, Program& program);

}  // namespace cairn::cli
