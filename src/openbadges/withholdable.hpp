#pragma once
#include <string>
#include <vector>

#include "json/value.hpp"

namespace cairn::openbadges {

/// `vct` of our profile: what kind of credential a selectively disclosable token is. Its type metadata lie in
/// data/types/micro-credential-1.json.
inline constexpr std::string_view k_credential_kind = "urn:cairn:vct:micro-credential:1";

/// What of a credential its learner may withhold, each on its own: who they are (id, name, hashed e-mail address), each result,
/// each piece of evidence, and what is told about their work. What was achieved, and who says so, is always shown.
/// out:   JSON Pointers.  spec: RFC 6901
std::vector<std::string> withholdable_places(const json::Value& credential);

/// Where in a credential, or in the claims of a token that holds one, the thing stands that a learner calls by a word: "name",
/// "email", "id", "marks", "evidence", "narrative", or a JSON Pointer itself.
/// out:   JSON Pointers; none when there is no such thing, or for another word
std::vector<std::string> places_called(std::string_view word, const json::Value& credential);

}  // namespace cairn::openbadges
