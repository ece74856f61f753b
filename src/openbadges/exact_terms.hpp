#pragma once
#include "domain/micro_credential.hpp"
#include "json/value.hpp"
#include "openbadges/members.hpp"

// What a definition says beyond the words of Open Badges: in our own context, and in that of the Assessment Extension.
// Internal to this library.
namespace cairn::openbadges {

/// Add the members of data/contexts/published/credit-1.jsonld that the definition has something for.
/// in: achievement - in the making; `needs_exact_terms` holds for the definition
void add_exact_terms(const domain::MicroCredentialFields& fields, Members& achievement, Arena& arena);

/// Add the members of an AssessmentResultDescription.  spec: Open Badges Assessment Extension 2.0
void add_assessment(const domain::TypedAssessment& assessment, Members& description);

/// out: {"id", "type": ["Profile"], "name"}
json::Value party_profile(const domain::Party& party, Arena& arena);

}  // namespace cairn::openbadges
