#pragma once
#include <optional>
#include <string>

#include "base/arena.hpp"
#include "base/instant.hpp"
#include "jsonld/loader.hpp"
#include "openbadges2/badge.hpp"
#include "vc/verify.hpp"

namespace cairn::openbadges2 {

struct VerifyPolicy {
  Instant at;                                      ///< time of judgement
  const vc::KnownIssuers* known_issuers = nullptr;  ///< nullptr: none known
  std::optional<std::string> recipient;            ///< whom the badge should belong to
};

/// Check a badge of Open Badges 2.x, 1.x or 0.5 and say what was checked, what failed and what could not be checked; the same eight
/// checks and the same verdict as for every credential. Never fails.
/// - Hosted: what the issuer's site says counts. While it was not asked, the signature is unknown and so is the verdict.
/// - Signed: the key counts when the issuer's own Profile, read at its own address, lists it.
/// - A part of the vocabulary that is no award (a BadgeClass, a Profile, ...) is named and left open.
/// in:   badge - from recognise(); documents - what the badge refers to, given by hand or fetched; nullptr: nothing
/// spec: Open Badges 2.0 "Verification"
vc::Report verify(const Badge& badge, jsonld::DocumentLoader* documents, const VerifyPolicy& policy, Arena& arena);

}  // namespace cairn::openbadges2
