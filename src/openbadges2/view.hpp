#pragma once
#include "base/arena.hpp"
#include "json/value.hpp"
#include "openbadges2/chain.hpp"

namespace cairn::openbadges2 {

/// A badge as Open Badges 3.0 would say it, so that dates, issuer and recipient are judged, and the summary made, by the same rules. It
/// is a reading, not a credential: nothing signs it.
/// out:  members shared with the chain's documents; dates that cannot be read stay as they are
/// spec: Open Badges 3.0 Implementation Guide "Migrating from Open Badges 2.0"
json::Value as_credential(const Chain& chain, Arena& arena);

}  // namespace cairn::openbadges2
