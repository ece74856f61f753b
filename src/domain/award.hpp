#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "domain/micro_credential.hpp"

namespace cairn::domain {

/// Who learned. At least an e-mail address or a DID identifies them.
struct LearnerIdentity {
  std::string name;
  std::string email;  ///< may be empty when there is an id; kept as given
  std::string id;     ///< DID or other absolute IRI; may be empty
};

/// fails: malformed/domain.required, domain.text, domain.email, domain.url; `detail` begins with "name", "email" or "id"
Result<LearnerIdentity> make_learner(LearnerIdentity fields);

/// Work that backs an award.
struct Evidence {
  std::string url;          ///< may be empty when there is a narrative
  std::string name;
  std::string description;  ///< may be empty
  std::string narrative;    ///< Markdown, may be empty
  std::string genre;        ///< may be empty
};

/// spec: Open Badges 3.0 "ResultStatusType"
enum class ResultStatus { completed, enrolled, failed, in_progress, on_hold, provisional, withdrew };

/// What a learner achieved under one ResultDescription: a value, a level or a status.
struct AssessmentResult {
  std::string description;                    ///< key of the ResultDescription
  std::string value;                          ///< mark or grade as text; may be empty
  std::string level;                          ///< key of the RubricLevel; may be empty
  std::optional<ResultStatus> status;
};

/// Everything an award says. Plain data until make_award has checked it.
struct AwardFields {
  std::string id;  ///< our own identifier, not shown in the credential
  LearnerIdentity learner;
  Instant awarded;
  std::vector<AssessmentResult> results;
  std::vector<Evidence> evidence;
  std::string narrative;            ///< about this learner's work, Markdown, may be empty
  std::optional<Date> started;      ///< of the activity
  std::optional<Date> ended;
};

/// One reason why an award may not be made, for the person who decides.
struct Reason {
  std::string code;    ///< "award.below-required"
  std::string field;   ///< "results[0].value"
  std::string detail;
};

/// "No" is a value: whether the award may be made, and if not, every reason.
struct Decision {
  std::vector<Reason> reasons;
  bool allowed() const { return reasons.empty(); }
};

/// Judge an award against its definition: results known, in range and sufficient, evidence as the policy asks, dates in order.
Decision decide_award(const MicroCredential& definition, const AwardFields& fields);

/// An award that its definition allows.
class Award {
 public:
  const AwardFields& fields() const { return fields_; }
  const AwardFields* operator->() const { return &fields_; }

 private:
  friend Result<Award> make_award(const MicroCredential& definition, AwardFields fields);
  explicit Award(AwardFields fields) : fields_(std::move(fields)) {}
  AwardFields fields_;
};

/// fails: malformed/domain.* as make_learner and for evidence; refused/award.not-allowed with the first reason of decide_award
Result<Award> make_award(const MicroCredential& definition, AwardFields fields);

}  // namespace cairn::domain
