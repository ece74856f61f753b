#include "domain/vocabulary.hpp"

#include <algorithm>
#include <array>

namespace cairn::domain {
namespace {

constexpr auto k_achievement_types = std::to_array<std::string_view>({
    "Achievement", "ApprenticeshipCertificate", "Assessment", "Assignment", "AssociateDegree", "Award", "Badge",
    "BachelorDegree", "Certificate", "CertificateOfCompletion", "Certification", "CommunityService", "Competency",
    "Course", "CoCurricular", "Degree", "Diploma", "DoctoralDegree", "Fieldwork", "GeneralEducationDevelopment",
    "JourneymanCertificate", "LearningProgram", "License", "Membership", "ProfessionalDoctorate",
    "QualityAssuranceCredential", "MasterCertificate", "MasterDegree", "MicroCredential", "ResearchDoctorate",
    "SecondarySchoolDiploma"});

constexpr auto k_alignment_target_types = std::to_array<std::string_view>(
    {"ceasn:Competency", "ceterms:Credential", "CFItem", "CFRubric", "CFRubricCriterion", "CFRubricCriterionLevel", "CTDL"});

constexpr auto k_identity_assurances = std::to_array<std::string_view>(
    {"unsupervised-unverified", "supervised-unverified", "supervised-online-verified", "supervised-onsite-verified"});
constexpr auto k_quality_forms = std::to_array<std::string_view>({"internal", "external", "accreditation"});
constexpr auto k_participation_modes = std::to_array<std::string_view>({"online", "onsite", "blended", "workplace"});
constexpr auto k_stacking_kinds = std::to_array<std::string_view>({"stand-alone", "stackable", "integrated"});

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_script(std::string_view part) {
  return part.size() == 4 && is_upper(part[0]) && std::all_of(part.begin() + 1, part.end(), is_lower);
}
bool is_region(std::string_view part) {
  return (part.size() == 2 && std::all_of(part.begin(), part.end(), is_upper)) ||
         (part.size() == 3 && std::all_of(part.begin(), part.end(), is_digit));
}

// Cut off and return what stands before the next '-'.
std::string_view next_part(std::string_view& text) {
  const std::size_t end = text.find('-');
  const std::string_view part = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  return part;
}

}  // namespace

std::span<const std::string_view> achievement_types() { return k_achievement_types; }
std::span<const std::string_view> alignment_target_types() { return k_alignment_target_types; }

std::span<const std::string_view> identity_assurances() { return k_identity_assurances; }
std::span<const std::string_view> quality_forms() { return k_quality_forms; }
std::span<const std::string_view> participation_modes() { return k_participation_modes; }
std::span<const std::string_view> stacking_kinds() { return k_stacking_kinds; }

bool is_in_vocabulary(std::span<const std::string_view> list, std::string_view word) {
  if (word.starts_with("ext:")) {
    const std::string_view rest = word.substr(4);
    return !rest.empty() && std::all_of(rest.begin(), rest.end(), [](char c) {
      return is_lower(c) || is_upper(c) || is_digit(c) || c == '.' || c == '-' || c == '_' || c == '|';
    });
  }
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_language_tag(std::string_view text) {
  if (text.empty() || text.back() == '-') return false;
  const std::string_view language = next_part(text);
  if (language.size() < 2 || language.size() > 4 || !std::all_of(language.begin(), language.end(), is_lower)) return false;
  if (text.empty()) return true;
  std::string_view part = next_part(text);
  if (is_script(part)) {
    if (text.empty()) return true;
    part = next_part(text);
  }
  return text.empty() && is_region(part);
}

}  // namespace cairn::domain
