#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/register.hpp"
#include "app/toml_file.hpp"
#include "cli/commands.hpp"

namespace cairn::cli {

/// A template of stages and roles, and what the register knows it by.
struct NamedGovernance {
  domain::Governance governance;
  std::string digest;  ///< of the file; empty: the program's own
};
/// in:    path - empty: the program's own    fails: as read_input, app::read_governance
Result<NamedGovernance> read_named_governance(const std::string& path);

/// Everything that a command of the register works with, opened once.
class RegisterDesk {
 public:
  /// fails: as open_store, app::read_governance, app::read_frameworks, app::read_profiles
  static Result<std::unique_ptr<RegisterDesk>> open(const RegisterOptions& options, Program& program, StoreUse use);
  const app::RegisterPorts& ports() const { return *ports_; }

 private:
  RegisterDesk(domain::Governance governance, domain::Crosswalk crosswalk) : governance_(std::move(governance)), crosswalk_(std::move(crosswalk)) {}
  domain::Governance governance_;
  domain::Crosswalk crosswalk_;
  std::vector<domain::Profile> profiles_;
  std::unique_ptr<store::Store> store_;
  std::optional<app::RegisterPorts> ports_;
};

/// out: id of the person who acts    fails: malformed/usage.value
Result<std::string> actor_of(const RegisterOptions& options);

/// Where a version stands, for people, and the same as a tree for --json.
std::string version_words(const app::RegisterPorts& ports, const std::string& name, const app::VersionState& version);
app::TomlValue version_tree(const std::string& name, const app::VersionState& version);

}  // namespace cairn::cli
