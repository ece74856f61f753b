#pragma once
#include <string>
#include <vector>

#include "vc/worth.hpp"

namespace cairn::app {

struct WorthLine {
  std::string label;  ///< "Worth", "Identity"; in English
  std::string value;  ///< holds texts from outside
};

/// What a credential says about its worth, for people: "10 SCQF credit points at level 8, rated by ...".
std::vector<WorthLine> worth_lines(const vc::Worth& worth);

}  // namespace cairn::app
