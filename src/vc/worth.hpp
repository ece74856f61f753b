#pragma once
#include <string>
#include <vector>

#include "base/arena.hpp"
#include "json/value.hpp"

namespace cairn::vc {

/// Credit as a pair of framework and amount.
struct WorthCredit {
  std::string framework;  ///< "SCQF"
  std::string amount;     ///< a decimal number, as signed
  std::string level;      ///< in the framework; may be empty
  std::string hours;      ///< notional; may be empty
  std::string rated_by;   ///< name; may be empty
  std::string rated_by_id;
};

/// One thing that is said about how the award came to be: a word or a text, or an organisation's name.
struct WorthFact {
  std::string id;     ///< "assessment", "identity-assurance", "quality", "delivered-by": see docs/model.md
  std::string value;  ///< as signed, from outside
  std::string party;  ///< identifier of the organisation that `value` names, or address of the award; may be empty
};

/// What a credential says about its own worth, in our extension's terms, those of the Assessment Extension and of Open Badges.
struct Worth {
  std::vector<WorthCredit> credits;
  std::vector<WorthFact> facts;
  bool empty() const { return credits.empty() && facts.empty(); }
};

/// in: subject, achievement - of a credential whose signature fits
Worth read_worth(const json::Value& subject, const json::Value& achievement);

/// {"credits": [{"framework", "amount", "level", "hours", "ratedBy": {"name", "id"}}], "facts": [{"id", "value", "party"}]}; what is
/// empty is left out.
json::Value to_json(const Worth& worth, Arena& arena);

}  // namespace cairn::vc
