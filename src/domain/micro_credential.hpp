#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "domain/amount.hpp"
#include "domain/assurance.hpp"
#include "domain/definition_facts.hpp"
#include "domain/framework.hpp"

namespace cairn::domain {

/// Who awards.
struct Organisation {
  std::string id;     ///< DID or https URL: the issuer's identifier, in whose name credentials are signed
  std::string name;
  std::string url;    ///< may be empty
  std::string email;  ///< may be empty
};

/// Something outside that a definition corresponds to: a skill, a competency, a unit of a framework.
struct Alignment {
  std::string target_name;
  std::string target_url;
  std::string target_framework;    ///< may be empty
  std::string target_code;         ///< may be empty
  std::string target_type;         ///< may be empty; an Open Badges name or "ext:..."
  std::string target_description;  ///< may be empty
};

struct LearningOutcome {
  std::string statement;
  std::string url{};  ///< may be empty; with one, the outcome becomes an alignment as well
  std::string key{};  ///< short name unique in the definition: "choose-question"; may be empty
  std::vector<std::string> skills{};  ///< target_url of the alignments that it develops
};

/// One step of a rubric, from low to high.
struct RubricLevel {
  std::string key;  ///< short name unique in its description: "distinction"
  std::string name;
  std::string description;  ///< may be empty
  std::string points;       ///< may be empty
};

/// What kind of result a description describes. spec: Open Badges 3.0 "ResultType"
enum class ResultType { percent, raw_score, scaled_score, grade_point_average, letter_grade, performance_level, rubric_level, status, result };

/// A result that learners may achieve: a mark, a grade, a rubric level.
struct ResultDescription {
  std::string key;  ///< short name unique in the definition: "final-mark"
  std::string name;
  ResultType type = ResultType::result;
  std::optional<Amount> minimum;            ///< lowest mark possible
  std::optional<Amount> maximum;            ///< highest mark possible
  std::optional<Amount> required;           ///< mark needed to pass
  std::vector<std::string> allowed_values;  ///< grades from low to high
  std::string required_value;               ///< grade needed to pass, one of allowed_values; may be empty
  std::vector<RubricLevel> levels;          ///< from low to high
  std::string required_level;               ///< key of the level needed to pass; may be empty
  std::optional<TypedAssessment> assessment{};  ///< how it is established
};

enum class EvidencePolicy { none, optional, required };

/// Whether credentials name our own extension of Open Badges, which states credit exactly: only for what the standard has no
/// words for, or always.
enum class ExactTerms { when_needed, always };

/// Everything a definition says. Plain data until make_micro_credential has checked it.
struct MicroCredentialFields {
  std::string id;  ///< IRI of the definition
  std::string name;
  std::string description;
  std::string version = "1";
  std::string achievement_type = "MicroCredential";  ///< an Open Badges name or "ext:..."
  std::string language = "en";                       ///< BCP 47, as Open Badges restricts it: "en", "en-GB", "gd"
  std::string criteria_narrative;                    ///< Markdown
  std::string criteria_url;                          ///< may be empty
  std::string image_url;                             ///< may be empty
  std::string image_caption;                         ///< alternative text; needed when there is an image
  std::string field_of_study;                        ///< may be empty
  std::string human_code;                            ///< course code, may be empty
  std::vector<LearningOutcome> outcomes;
  std::optional<Amount> workload_hours;
  std::optional<Level> level;
  std::optional<Credit> credit;           ///< its points are the unit-less number of Open Badges
  std::vector<Credit> further_credits;    ///< the same learning in the points of other frameworks
  ExactTerms exact_terms = ExactTerms::when_needed;
  AssessmentFacts assessment;
  QualityFacts quality;
  StackingFacts stacking;
  std::string participation;              ///< a word of participation_modes(); may be empty
  std::string prerequisites;              ///< may be empty
  std::vector<std::string> required_definitions;  ///< ids of definitions that learners must hold before
  ListingFacts listing;
  NeedFacts need;
  OfferFacts offer;
  std::vector<WorkloadPart> workload;     ///< the parts that workload_hours is made of
  std::vector<AssessmentTask> tasks;      ///< the assessment plan
  std::vector<Translation> translations;
  std::optional<Party> awarded_by;        ///< where it is not the issuer
  std::vector<Party> delivered_by;
  Organisation organisation;
  std::vector<Alignment> alignments;
  std::vector<ResultDescription> results;
  std::vector<std::string> tags;
  EvidencePolicy evidence = EvidencePolicy::optional;
  std::vector<std::string> always_shown;  ///< places in a credential that every copy a learner makes must show; empty: the usual
  std::optional<int> validity_months;  ///< awards expire so many months after the award date; none: never
};

/// A definition that keeps its own rules. What it becomes in Open Badges is an Achievement.
class MicroCredential {
 public:
  const MicroCredentialFields& fields() const { return fields_; }
  const MicroCredentialFields* operator->() const { return &fields_; }
  /// out: the description with this key, or nullptr
  const ResultDescription* find_result(std::string_view key) const;

 private:
  friend Result<MicroCredential> make_micro_credential(MicroCredentialFields fields);
  explicit MicroCredential(MicroCredentialFields fields) : fields_(std::move(fields)) {}
  MicroCredentialFields fields_;
};

/// out: whether the definition says something that Open Badges has no words for, or asks for exact terms
bool needs_exact_terms(const MicroCredentialFields& fields);

/// out: how much stands behind an award: as the definition states it, else what its facts bear out; never empty
std::string assurance_of(const MicroCredentialFields& fields);
/// out: whether what is stated is more than the facts bear out: "credit-bearing" without credit, "assessed" without an assessment
bool promises_too_much(const MicroCredentialFields& fields);

/// A field's text, and the language it is in.
struct LocalText {
  std::string text;
  std::string language;  ///< of the text; another than was asked for when there is none in that
};
/// The text of a field in a language: exactly that, else another of the same first part ("gd" for "gd-GB"), else the definition's own.
/// in:    field - one of is_translatable    out: empty text when the field is empty
LocalText text_in(const MicroCredentialFields& fields, std::string_view field, std::string_view language);

/// Check a definition.
/// fails: malformed/domain.required, domain.date, domain.duration, domain.text, domain.url, domain.email, domain.language, domain.range, domain.reference,
///        domain.duplicate, domain.name-list. `detail` begins with the field: "results[1].levels[0].name: is empty".
Result<MicroCredential> make_micro_credential(MicroCredentialFields fields);

/// out: the instant after which an award of this date is no longer current; none when awards do not expire.
/// A month's end is kept: 31 August and six months give 28 or 29 February.
std::optional<Instant> expiry_of(const MicroCredential& definition, Instant awarded);

}  // namespace cairn::domain
