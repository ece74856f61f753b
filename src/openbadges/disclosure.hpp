#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "json/value.hpp"

// What a learner may show of a credential, and what every copy shows.
namespace cairn::openbadges {

/// JSON Pointers to what every copy of a credential shows: all but what says who the learner is and how they did (identifiers,
/// results, narrative, evidence, endorsements of the learner). The issuer may name other places instead; issuer, validity,
/// status, schema and terms are always among them, since without these nobody could judge a copy.
/// in:    always_shown - JSON Pointers; those that lead nowhere in this credential are left out; empty: the usual places
std::vector<std::string> mandatory_pointers(json::Object credential, std::span<const std::string> always_shown);

/// JSON Pointers to what a word means in a credential: "name", "email", "identifier", "marks", "evidence", "narrative",
/// "achievement", "criteria", "credit", "dates", "everything"; or the pointer itself.
/// fails: malformed/disclosure.word (no such word), missing/disclosure.nothing-there (the credential has nothing of the kind)
Result<std::vector<std::string>> find_places(json::Object credential, std::string_view word);

/// JSON Pointers to all of a credential but some places.
/// in:    hidden - JSON Pointers that lead somewhere
std::vector<std::string> all_but(json::Object credential, std::span<const std::string> hidden);

}  // namespace cairn::openbadges
