#pragma once
#include <span>

#include "vc/rules.hpp"

namespace cairn::openbadges {

/// The rules of Open Badges 3.0. They speak only about OpenBadgeCredential, AchievementCredential and EndorsementCredential documents.
const vc::Rulebook& ob3_rulebook();

/// The rules of Comprehensive Learner Record 2.0. They speak only about ClrCredential documents.
const vc::Rulebook& clr2_rulebook();

/// What a badge says about its worth: exact credit beside the standard's numbers, the words of our extension, alignments to
/// frameworks whose addresses have a published form. A departure in a signed badge is a remark.
const vc::Rulebook& credit_rulebook();

/// vcdm2, vcdm1, ob3, clr2, credit and house, in this order: what is used before signing, when verifying and by `cairn lint`.
std::span<const vc::Rulebook* const> all_rulebooks();

}  // namespace cairn::openbadges
