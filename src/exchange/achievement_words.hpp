#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/micro_credential.hpp"
#include "exchange/ledger.hpp"

// What an Achievement says in words of ours, or in text for people, read back. Internal to this library.
namespace cairn::exchange {

struct CriteriaText {
  std::string narrative;
  std::vector<std::string> outcomes;
  std::optional<domain::Amount> hours;
};

/// Take off the end of a narrative what Cairn adds for readers: the numbered outcomes and the notional hours. A text that does not
/// end exactly so stays whole.
CriteriaText split_criteria(std::string narrative);

/// out: the framework of "ext:SCQFLevel" or "ext:EQF"; empty: no level is aligned to
std::string level_framework(std::string_view target_type, std::string_view target_framework);
/// out: the framework of "ext:SCQFCreditPoints"; empty: another type of result
std::string credit_framework_of(std::string_view result_type);
/// out: nothing for a type that is not in the standard's list
std::optional<domain::ResultType> result_type_of(std::string_view name);
/// out: "final-mark" of "https://...#result-final-mark"; else made from the name
std::string key_of_result(std::string_view id, std::string_view name);
/// out: what 1EdTech's Assessment Extension says, when the members that it requires are there
std::optional<domain::TypedAssessment> take_assessment(const json::Value& description, Ledger& ledger);

/// What edubadges calls the circumstances of an assessment.
struct SupervisionWord {
  std::string_view word;
  std::string_view assurance;
  bool is_checked;    ///< whether the identity was
  bool says_whether;  ///< by itself
};
/// out: nullptr when the word says less than we would
const SupervisionWord* supervision_of(std::string_view word);

}  // namespace cairn::exchange
