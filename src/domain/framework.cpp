#include "domain/framework.hpp"

#include <array>

namespace cairn::domain {
namespace {

// Levels: SCQF 1 to 12, RQF 1 to 8 (entry levels are named by their own code), EQF 1 to 8. One SCQF point is ten notional hours.
// The European address of a level is the one that the EU's vocabularies give it.
// CQFW levels stand beside those of the RQF; NZQCF points are ten notional hours too; AQF has levels and no points.
constexpr std::array<Framework, 9> k_frameworks = {{
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
    {"FHEQ", "Framework for Higher Education Qualifications", "https://www.qaa.ac.uk/the-quality-code/qualifications-frameworks", "", 4, 8,
     "UK credits", 10},
    {"CQFW", "Credit and Qualifications Framework for Wales", "https://www.gov.wales/credit-and-qualifications-framework-cqfw", "", 1, 8,
     "CQFW credits", 10},
    {"CATS", "Credit Accumulation and Transfer Scheme", "", "", 0, 0, "CATS credits", 10},
    {"AQF", "Australian Qualifications Framework", "https://www.aqf.edu.au/", "", 1, 10, "", 0},
    {"NZQCF", "New Zealand Qualifications and Credentials Framework", "https://www2.nzqa.govt.nz/", "", 1, 10, "NZ credits", 10},
}};

}  // namespace

std::span<const Framework> known_frameworks() { return k_frameworks; }

const Framework* find_framework(std::string_view name) {
  for (const Framework& framework : k_frameworks) {
    if (framework.name == name) return &framework;
  }
  return nullptr;
}

std::optional<int> level_number(std::string_view code) {
  if (code.empty() || code.size() > 3 || code.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  int out = 0;
  for (const char digit : code) out = out * 10 + (digit - '0');
  return out > 0 ? std::optional(out) : std::nullopt;
}

bool has_level(std::string_view framework, std::string_view code) {
  const Framework* known = find_framework(framework);
  if (known == nullptr) return true;
  const auto number = level_number(code);
  if (!number) return code.find_first_not_of("0123456789") != std::string_view::npos;
  return *number >= known->first_level && *number <= known->last_level;
}

}  // namespace cairn::domain
