#pragma once
#include <vector>

#include "vc/enclosed.hpp"

namespace cairn::openbadges {

/// Find what is signed on its own inside a badge, an endorsement or a learner record: endorsements wherever the standard lets them
/// stand (credential, achievement, every Profile), in both forms, and the credentials of a record. For vc::VerifyPolicy.
/// spec: Open Badges 3.0 "Endorsement"; Comprehensive Learner Record 2.0 "ClrSubject"
std::vector<vc::Enclosure> find_enclosed(const json::Value& credential);

}  // namespace cairn::openbadges
