#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"

// What readers ask before they trust an award: how it was assessed, who looked at the person, who assures the quality.
namespace cairn::domain {

/// An organisation that is named, and that signs nothing.
struct Party {
  std::string name;
  std::string id;  ///< its web address or DID
};

/// How achieving is established.  spec: Council Recommendation 2022/C 243/02, Annex I
struct AssessmentFacts {
  std::vector<std::string> types;           ///< "portfolio", "presentation"
  std::string identity_assurance;           ///< a word of identity_assurances(); may be empty
  std::string identity_check;               ///< how: "photo identity card at the door"; may be empty
  std::optional<Party> identity_checked_by;
  std::optional<Party> assessed_by;         ///< who assesses, where it is not the issuer
};

/// Who sees to the quality, and how.
struct QualityFacts {
  std::string form;       ///< a word of quality_forms(); may be empty
  std::string statement;  ///< may be empty
  std::optional<Party> assured_by;
};

/// What the award can be used for beyond itself.
struct StackingFacts {
  std::string kind;            ///< a word of stacking_kinds(); may be empty
  std::vector<Party> towards;  ///< larger awards, by name and address
};

/// What the Assessment Extension of 1EdTech says of one result.  spec: Open Badges Assessment Extension 2.0
struct TypedAssessment {
  enum class Kind { exam, performance, artifact };
  enum class Way { alone, in_group };
  Kind kind = Kind::exam;
  std::string description;
  std::string output;             ///< what learners make or do
  std::string evaluation_method;  ///< how it is marked
  Way taking = Way::alone;
  Way marking = Way::alone;
  std::string example_url{};      ///< may be empty
  std::string scoring_example{};  ///< may be empty
  std::string study_url{};        ///< about the reliability of the marking; may be empty
};

/// Check them. Places are named as the definition file names them: "assessment.types[0]: is empty".
/// fails: domain.required, domain.text, domain.url, domain.name-list
Result<void> check_assessment(const AssessmentFacts& facts);
Result<void> check_quality(const QualityFacts& facts);
Result<void> check_stacking(const StackingFacts& facts);
/// in: place - "credit.rated_by"
Result<void> check_party(const std::string& place, const std::optional<Party>& party);
/// in: place - "results[0].assessment"
Result<void> check_typed_assessment(const std::string& place, const TypedAssessment& assessment);

/// out: whether anything was said
bool says_something(const AssessmentFacts& facts);
bool says_something(const QualityFacts& facts);
bool says_something(const StackingFacts& facts);

}  // namespace cairn::domain
