#pragma once
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "domain/crosswalk.hpp"
#include "domain/micro_credential.hpp"

namespace cairn::domain {

/// Something that is most likely a slip, whatever the framework. It never blocks.
struct PlausibilityNote {
  std::string code;    ///< stable: "hours-months", "task-weights"
  std::string place;   ///< key of the definition file: "offer.duration"
  std::string text;    ///< what does not fit, with the figures
  std::string remedy;  ///< what to do
};

/// Look for units and figures that do not fit each other, and for titles that mislead.
/// in:    today - dates are past or future by it    cost: far below a millisecond
/// out:   in the order of the definition's keys; empty when nothing was noticed
std::vector<PlausibilityNote> lint_plausibility(const MicroCredentialFields& fields, const Crosswalk& crosswalk, Date today);

}  // namespace cairn::domain
