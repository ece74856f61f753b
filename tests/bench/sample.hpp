#pragma once
#include "domain/award.hpp"
#include "domain/micro_credential.hpp"
#include "openbadges/credential.hpp"

namespace cairn::bench {

/// A definition and an award like those of a real college: alignment, result, evidence and status, about 2.5 KB and 65 quads.
domain::MicroCredential sample_definition(const std::string& issuer);
domain::Award sample_award(const domain::MicroCredential& definition);
openbadges::IssuingFacts sample_facts();

}  // namespace cairn::bench
