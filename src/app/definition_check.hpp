#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/definition.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "domain/compliance.hpp"
#include "domain/plausibility.hpp"

namespace cairn::app {

/// Against what a definition is held.
struct CheckRules {
  const domain::Crosswalk& crosswalk;
  const std::vector<domain::Profile>& profiles;
  std::span<const domain::Profile* const> chosen;  ///< empty: the profiles that apply to the definition
  Date today;
};

/// All that is to be said of one definition before it is published.
struct DefinitionCheck {
  std::string name;                                ///< the definition's
  std::vector<domain::ComplianceReport> reports;   ///< one for each profile, in their order
  std::vector<domain::PlausibilityNote> notes;
  std::optional<Error> fault;                      ///< why it is no complete definition; none: it is one
  /// out: whether anything stands in the way of publication
  bool blocks() const;
};

/// Check a definition file, draft or complete. What it lacks is the answer and no error.
/// fails: as read_definition_fields
Result<DefinitionCheck> check_definition(const DefinitionSource& source, const CheckRules& rules);

}  // namespace cairn::app
