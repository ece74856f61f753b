#pragma once
#include <span>

#include "vc/rules.hpp"

namespace cairn::openbadges {

/// The rules of Open Badges 3.0. They speak only about OpenBadgeCredential, AchievementCredential and EndorsementCredential documents.
const vc::Rulebook& ob3_rulebook();

/// The rules of Comprehensive Learner Record 2.0. They speak only about ClrCredential documents.
const vc::Rulebook& clr2_rulebook();

/// vcdm2, ob3, clr2 and house, in this order: what is used before signing, when verifying and by `cairn lint`.
std::span<const vc::Rulebook* const> all_rulebooks();

}  // namespace cairn::openbadges
