#pragma once
#include <vector>

#include "openbadges2/standing.hpp"
#include "vc/rules.hpp"

// The rules of the vocabulary. Internal to this library.
namespace cairn::openbadges2 {

/// Look at the assertion that counts, at what it is for and at its issuer. What a badge cannot be read without is an error; what its
/// readers can do without is a remark; a document that is not at hand is unknown.
/// spec: Open Badges 2.0 "Assertion", "BadgeClass", "Profile", "Data Validation"
std::vector<vc::Finding> inspect(const Badge& badge, const Standing& standing);

}  // namespace cairn::openbadges2
