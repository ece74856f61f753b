#include "domain/framework.hpp"

#include <array>

namespace cairn::domain {
namespace {

// Levels: SCQF 1 to 12, RQF 1 to 8 (entry levels are named by their own code), EQF 1 to 8. One SCQF point is ten notional hours.
// The European address of a level is the one that the EU's vocabularies give it.
constexpr std::array<Framework, 4> k_frameworks = {{
    {"SCQF", "Scottish Credit and Qualifications Framework", "https://scqf.org.uk/", "", 1, 12, "SCQF credit points", 10},
    {"EQF", "European Qualifications Framework",
     "https://europass.europa.eu/en/europass-digital-tools/european-qualifications-framework",
     "http://data.europa.eu/snb/eqf/", 1, 8, "", 0},
    {"RQF", "Regulated Qualifications Framework",
     "https://www.gov.uk/what-different-qualification-levels-mean/list-of-qualification-levels", "", 1, 8, "RQF credits", 10},
    {"ECTS", "European Credit Transfer and Accumulation System",
     "https://education.ec.europa.eu/education-levels/higher-education/inclusive-and-connected-higher-education/"
     "european-credit-transfer-and-accumulation-system",
     "", 0, 0, "ECTS credits", 0},
}};

}  // namespace

std::span<const Framework> known_frameworks() { return k_frameworks; }

const Framework* find_framework(std::string_view name) {
  for (const Framework& framework : k_frameworks) {
    if (framework.name == name) return &framework;
  }
  return nullptr;
}

}  // namespace cairn::domain
