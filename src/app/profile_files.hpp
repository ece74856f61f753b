#pragma once
#include <string_view>
#include <vector>

#include "app/framework_files.hpp"
#include "base/result.hpp"
#include "domain/profile.hpp"

namespace cairn::app {

/// Read the profiles among the files: those that say kind = "profile". docs/profiles.md has the form.
/// in:    files - of framework_files; files of frameworks are passed over
/// fails: malformed/definition.syntax, malformed/profiles.file (a key or value that cannot be), malformed/profiles.duplicate (two profiles of
///        one id), and as domain::make_profile. `detail` names file, line and key.
Result<std::vector<domain::Profile>> read_profiles(const std::vector<FrameworkFile>& files, const domain::Crosswalk& crosswalk);

/// out: the profile of this id
/// fails: missing/profiles.unknown, with the ids that there are
Result<const domain::Profile*> find_profile(const std::vector<domain::Profile>& profiles, std::string_view id);

}  // namespace cairn::app
