#pragma once
#include <string>
#include <vector>

#include "vc/report.hpp"
#include "vc/worth.hpp"

namespace cairn::app {

struct WorthLine {
  std::string label;  ///< "Worth", "Identity"; in English
  std::string value;  ///< holds texts from outside
};

/// What a credential says about its worth, for people: "10 SCQF credit points at level 8, rated by ...".
std::vector<WorthLine> worth_lines(const vc::Worth& worth);

/// How much stands behind an award, in one line; it is never empty, so that what says nothing of an assessment is seen to say nothing.
WorthLine assurance_line(const vc::Summary& summary);

}  // namespace cairn::app
