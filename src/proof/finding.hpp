#pragma once
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "proof/data_integrity.hpp"

namespace cairn::proof {

/// What an error while checking means for the thing checked.
struct ErrorVerdict {
  Outcome outcome;  ///< fail, or unknown when we merely could not tell
  std::string code;
};
/// Data the signature cannot cover, broken input and broken rules are "fail"; what is not known here, not at hand or
/// too costly is "unknown".
ErrorVerdict verdict_of(const Error& error);

/// The worse of two: fail, then unknown, then pass.
Outcome worse(Outcome a, Outcome b);

/// Lower one of the finding's outcomes; the first reason given is kept as the finding's code.
/// out: whether the outcome changed
bool lower(Outcome& slot, Outcome to, ProofFinding& finding, std::string_view code, std::string detail,
           std::string hint);

}  // namespace cairn::proof
