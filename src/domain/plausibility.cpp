#include "domain/plausibility.hpp"

namespace cairn::domain {

std::vector<PlausibilityNote> lint_plausibility(const MicroCredentialFields&, const Crosswalk&, Date) { return {}; }

}  // namespace cairn::domain
