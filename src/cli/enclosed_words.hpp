#pragma once
#include <string>

#include "cli/console.hpp"
#include "vc/report.hpp"

namespace cairn::cli {

/// out: the words for a verdict's colour
Tone tone_of_verdict(vc::Verdict verdict);

/// The documents inside a credential, and those handed over beside it, as an indented list: who, what, and how each was judged.
/// out: empty when there are none
std::string enclosed_words(const vc::Report& report, const Console& console);

/// The associations that a learner record states.   out: empty when there are none
std::string association_words(const vc::Report& report);

/// A sentence that keeps the verdict on the outer document from being read as one on what it holds. Empty when all inside is valid,
/// or only its issuers are not known.
std::string enclosed_warning(const vc::Report& report);

}  // namespace cairn::cli
