#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "domain/crosswalk.hpp"
#include "domain/micro_credential.hpp"
#include "domain/profile.hpp"

namespace cairn::domain {

enum class RuleVerdict {
  met,
  missing,        ///< what is asked for is not there, or is not as it must be
  doubtful,       ///< a person has to look
  not_applicable  ///< nothing to judge, or another rule asks for it already
};
/// "met", "missing", "doubtful", "not applicable"
std::string_view verdict_name(RuleVerdict verdict);

/// What one rule says of a definition.
struct RuleFinding {
  std::string rule;                   ///< its id in the profile
  RuleVerdict verdict = RuleVerdict::met;
  Weight weight = Weight::advice;
  Demand demand = Demand::required;
  std::string asks;                   ///< "learning outcomes"
  std::vector<std::string> elements;  ///< keys of the definition file that it is about
  std::string found;                  ///< in words; empty when nothing is there
  std::string remedy;                 ///< in plain words; empty when met or not applicable
  Provenance provenance;
  /// out: whether it stands in the way of publication
  bool blocks() const { return verdict == RuleVerdict::missing && weight == Weight::blocking; }
};

/// What a profile says of a definition, rule by rule in the profile's order.
struct ComplianceReport {
  std::string profile;  ///< its id
  std::string name;
  std::vector<RuleFinding> findings;
  /// out: whether a required and official rule is not kept. Advice and doubts never block.
  bool blocks() const;
  std::size_t count(RuleVerdict verdict) const;
};

/// Hold a definition, draft or complete, against a profile.
/// in:    today - review periods are counted from it; without it they are not judged
/// cost:  far below a millisecond; words were folded when the profile was made
ComplianceReport check_compliance(const MicroCredentialFields& fields, const Profile& profile, const Crosswalk& crosswalk,
                                  std::optional<Date> today = std::nullopt);

/// out: whether the profile is about such a definition: it has a level or credit of one of its frameworks, or is listed in one of its countries
bool applies_to(const Profile& profile, const MicroCredentialFields& fields);

}  // namespace cairn::domain
