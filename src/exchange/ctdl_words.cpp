#include "exchange/ctdl_words.hpp"

#include <array>

namespace cairn::exchange {
namespace {

struct Pair {
  std::string_view ctdl;
  std::string_view ours;
};

// Where several classes are one achievement type, the first is written.
constexpr auto k_classes = std::to_array<Pair>({
    {"ceterms:MicroCredential", "MicroCredential"},
    {"ceterms:DigitalBadge", "Badge"},
    {"ceterms:Badge", "Badge"},
    {"ceterms:OpenBadge", "Badge"},
    {"ceterms:ApprenticeshipCertificate", "ApprenticeshipCertificate"},
    {"ceterms:AssociateDegree", "AssociateDegree"},
    {"ceterms:BachelorDegree", "BachelorDegree"},
    {"ceterms:Certificate", "Certificate"},
    {"ceterms:CertificateOfCompletion", "CertificateOfCompletion"},
    {"ceterms:Certification", "Certification"},
    {"ceterms:Degree", "Degree"},
    {"ceterms:Diploma", "Diploma"},
    {"ceterms:DoctoralDegree", "DoctoralDegree"},
    {"ceterms:GeneralEducationDevelopment", "GeneralEducationDevelopment"},
    {"ceterms:JourneymanCertificate", "JourneymanCertificate"},
    {"ceterms:License", "License"},
    {"ceterms:MasterCertificate", "MasterCertificate"},
    {"ceterms:MasterDegree", "MasterDegree"},
    {"ceterms:ProfessionalDoctorate", "ProfessionalDoctorate"},
    {"ceterms:QualityAssuranceCredential", "QualityAssuranceCredential"},
    {"ceterms:ResearchDoctorate", "ResearchDoctorate"},
    {"ceterms:SecondarySchoolDiploma", "SecondarySchoolDiploma"},
    {"ceterms:AssessmentProfile", "Assessment"},
    {"ceterms:Course", "Course"},
    {"ceterms:LearningProgram", "LearningProgram"},
    {"ceterms:LearningOpportunityProfile", "LearningProgram"},
});

constexpr auto k_delivery = std::to_array<Pair>({
    {"deliveryType:OnlineOnly", "online"},
    {"deliveryType:InPerson", "onsite"},
    {"deliveryType:BlendedDelivery", "blended"},
});

// The concept after its prefix: "deliveryType:InPerson", "deliver:InPerson".
std::string_view local(std::string_view word) { return word.substr(word.find_last_of(":/") + 1); }

}  // namespace

std::string_view achievement_type_of(std::string_view ctdl_class) {
  for (const Pair& pair : k_classes) {
    if (pair.ctdl == ctdl_class) return pair.ours;
  }
  return {};
}

bool has_ctdl_class(std::string_view achievement_type) {
  for (const Pair& pair : k_classes) {
    if (pair.ours == achievement_type) return true;
  }
  return false;
}

std::string_view ctdl_class_of(std::string_view achievement_type) {
  for (const Pair& pair : k_classes) {
    if (pair.ours == achievement_type) return pair.ctdl;
  }
  return k_classes.front().ctdl;
}

std::string_view participation_of(std::string_view delivery_type) {
  for (const Pair& pair : k_delivery) {
    if (local(pair.ctdl) == local(delivery_type)) return pair.ours;
  }
  return {};
}

std::string_view delivery_type_of(std::string_view participation) {
  for (const Pair& pair : k_delivery) {
    if (pair.ours == participation) return pair.ctdl;
  }
  return {};
}

}  // namespace cairn::exchange
