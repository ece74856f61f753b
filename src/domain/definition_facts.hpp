#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/amount.hpp"
#include "domain/assurance.hpp"

// What a register says of a micro-credential beyond what its credentials state: why it exists, what it asks of learners, on what terms it
// is offered, how it is assessed in detail, and the same texts in other languages.
namespace cairn::domain {

/// The text of one field in a further language: the definition's own language is that of the field itself.
struct Translation {
  std::string field;     ///< as the definition file names it: "name", "outcomes[2].statement"
  std::string language;  ///< BCP 47: "gd"
  std::string text;
};

/// Something that shows a need: a survey, a regulation, an employer's statement.
struct NeedEvidence {
  std::string title;
  std::string url{};   ///< may be empty
  std::string date{};  ///< day; may be empty
};

/// Why it is offered.  spec: NZQA Rules 2022, 6; Council Recommendation 2022/C 243/02, Annex II "Relevance"
struct NeedFacts {
  std::string statement;  ///< may be empty
  std::vector<NeedEvidence> evidence;
  std::string checked;    ///< day the need was last looked at; may be empty
};

/// A price and for whom.
struct Price {
  Amount amount;
  std::string currency;  ///< ISO 4217: "GBP"
  std::string note{};    ///< "employer-sponsored places"; may be empty
};

/// The terms on which it can be taken.
struct OfferFacts {
  std::string duration;                 ///< ISO 8601: "P12W"; may be empty
  std::string location;                 ///< may be empty
  std::string start;                    ///< day, or words such as "any time"; may be empty
  std::string technology;               ///< what learners need; may be empty
  std::string audience;                 ///< may be empty
  std::string content;                  ///< what is taught; may be empty
  std::string content_licence;          ///< may be empty
  std::vector<std::string> languages;   ///< of teaching and assessment, BCP 47
  std::vector<Price> prices;            ///< an amount of 0 means free
  std::string url;                      ///< where to enrol; may be empty
};

/// What lists and registers ask for.  spec: NZQA Rules 2022, 6; NMF 2021 "critical information"
struct ListingFacts {
  std::string summary;            ///< in plain language; may be empty
  std::string purpose;            ///< who it is for and what it leads to; may be empty
  std::string assurance;          ///< a word of assurance_ladder(); may be empty
  std::string subject_code;       ///< may be empty
  std::string subject_scheme;     ///< "NZSCED", "HECoS"; may be empty
  std::string country;            ///< ISO 3166-1 alpha-2, or -2 for a part of a country: "GB-SCT"; may be empty
  std::string certification;      ///< what learners get: "badge and transcript"; may be empty
  std::string review_due;         ///< day; may be empty
  std::optional<Party> developer; ///< where it is not who awards
  std::vector<Party> standards;   ///< standards it is built on
  std::vector<Party> recognised_by;  ///< professions and industries that recognise it
};

/// A part of the notional workload.
struct WorkloadPart {
  std::string kind;  ///< a word of workload_kinds()
  Amount hours;
};

/// One task of the assessment plan.
struct AssessmentTask {
  std::string key;   ///< short name unique in the plan: "portfolio"
  std::string name;
  std::string type;                   ///< "portfolio", "exam"
  std::optional<Amount> weight{};     ///< percent of the whole
  std::vector<std::string> outcomes{};  ///< keys of the outcomes it shows
  std::string supervision{};          ///< may be empty
  std::string pass_requirement{};     ///< may be empty
  std::string reassessment{};         ///< may be empty
};

/// Check them. Places are named as the definition file names them.
/// fails: domain.required, domain.text, domain.url, domain.language, domain.name-list, domain.range, domain.date, domain.duration,
///        domain.duplicate
Result<void> check_need(const NeedFacts& facts);
Result<void> check_offer(const OfferFacts& facts);
Result<void> check_listing(const ListingFacts& facts);
Result<void> check_workload(const std::vector<WorkloadPart>& parts);
Result<void> check_tasks(const std::vector<AssessmentTask>& tasks);
Result<void> check_translations(const std::vector<Translation>& translations);

/// How much stands behind an award, from low to high: attended, quiz-passed, assessed, credit-bearing, award.
std::span<const std::string_view> assurance_ladder();
/// What workload is made of: taught, self-study, work-based, assessment.
std::span<const std::string_view> workload_kinds();
/// out: whether the field is one whose text may stand in several languages
bool is_translatable(std::string_view field);

}  // namespace cairn::domain
