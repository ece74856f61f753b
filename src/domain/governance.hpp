#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"

// How a definition comes to be offered: acts of people in roles, stage after stage, and what may be done next. The stages and roles are a
// template that an institution can change; that two people are needed where it says so is not.
namespace cairn::domain {

/// What somebody may be asked to do. Acts are never changed or removed.
struct ActKind {
  std::string id;                         ///< "vet"
  std::string title;                      ///< "Vetting of the credit rating"
  std::vector<std::string> roles;         ///< any of them may do it
  std::vector<std::string> facts;         ///< what must be recorded with it, by name: "level", "average_candidate"
  std::vector<std::string> not_by;        ///< acts whose author may not do this one; "edit" means writing the definition
  bool outlasts_edits = false;            ///< holds although the definition was changed since: a business case
};

struct Stage {
  std::string id;
  std::string title;
  std::vector<std::string> acts;  ///< all of them complete the stage
};

struct Role {
  std::string id;
  std::string title;
  std::vector<std::string> may;  ///< acts by id, and "edit", "award", "administer"
};

struct GovernanceFields {
  std::string id;
  std::string name;
  std::string source;                 ///< after whose practice
  std::vector<Role> roles;
  std::vector<ActKind> acts;
  std::vector<Stage> stages;          ///< from first to last; publication comes after the last
  std::vector<std::string> material;  ///< places in a definition whose change makes a new version: "outcomes", "credit"
  std::vector<std::string> partner_acts;  ///< acts that people of partner organisations may do, and "edit"
  std::vector<std::string> profiles;  ///< ids of definition profiles that are always asked before publication
  int review_years_most = 5;
};

/// The acts that change how the public sees a definition. Every template has them.
inline constexpr std::string_view k_act_publish = "publish";
inline constexpr std::string_view k_act_monitor = "monitor";
inline constexpr std::string_view k_act_review = "review";
inline constexpr std::string_view k_act_expire = "expire";
inline constexpr std::string_view k_act_discontinue = "discontinue";
/// Recorded by the program when somebody is first awarded under a version: it is frozen from then on.
inline constexpr std::string_view k_act_award = "award";
/// Recorded by the program when a small edit of a published version takes its approval over.
inline constexpr std::string_view k_act_carry = "carry-over";
inline constexpr std::string_view k_edit = "edit";
inline constexpr std::string_view k_administer = "administer";
/// The one role that administers, in every template: so that no template can let somebody in.
inline constexpr std::string_view k_administrator = "administrator";
/// The right to award what is published.
inline constexpr std::string_view k_award_right = "award";

/// Places that every template counts as material: what a credential states and a verifier relies on.
std::span<const std::string_view> material_floor();

/// A template that keeps its own rules.
class Governance {
 public:
  const GovernanceFields& fields() const { return fields_; }
  const GovernanceFields* operator->() const { return &fields_; }
  const ActKind* find_act(std::string_view id) const;
  const Role* find_role(std::string_view id) const;
  /// out: whether somebody in one of these roles may do it
  bool may(const std::vector<std::string>& roles, std::string_view action) const;

 private:
  friend Result<Governance> make_governance(GovernanceFields fields);
  explicit Governance(GovernanceFields fields) : fields_(std::move(fields)) {}
  GovernanceFields fields_;
};

/// Check a template. A rating must be vetted by somebody else, and what was written or rated must be approved by somebody else, whatever
/// the template says of its stages.
/// fails: malformed/governance.template; `detail` begins with the place: "acts[2].roles[0]: there is no role \"dean\""
Result<Governance> make_governance(GovernanceFields fields);

enum class ActOutcome { yes, no, with_conditions };
std::string_view outcome_word(ActOutcome outcome);

struct ActFact {
  std::string name;
  std::string text;
};

/// Something that somebody did about one version of a definition.
struct Act {
  std::int64_t number = 0;  ///< 1, 2, ... per version
  std::string kind;
  std::string by;           ///< id of a person
  std::vector<std::string> roles;  ///< that the person held then
  Instant at;
  ActOutcome outcome = ActOutcome::yes;
  std::vector<ActFact> facts;
  std::vector<std::string> conditions;  ///< of outcome with_conditions, and for people
  std::vector<std::string> met;         ///< conditions of earlier acts that this act accepts as met
  std::string material_digest;          ///< of what the definition said in its material places
  const std::string* fact(std::string_view name) const;
};

/// What stands in the way, and who can remove it.
struct Gap {
  std::string stage;
  std::string act;              ///< id; empty for a condition
  std::string why;              ///< in plain words
  std::vector<std::string> roles;
};

enum class Publication { unpublished, current, expiring, discontinued };
std::string_view publication_word(Publication publication);

/// Where a version stands. It follows from its acts alone.
struct Standpoint {
  Publication publication = Publication::unpublished;
  std::string stage;              ///< the first that is not complete; empty when all are
  std::vector<Gap> gaps;          ///< of every stage, in order
  std::vector<std::string> open_conditions;
  std::vector<std::int64_t> overtaken;  ///< acts that count no more, since the definition was changed after them
  bool is_frozen = false;         ///< somebody was awarded under it
  bool was_published = false;     ///< also when it was retired since
  std::string teach_out;          ///< last day of an expiring version; empty: no day was named
  std::string superseded_by;      ///< a later version that is published: this one takes no new learners; empty: none
  std::string review_due;         ///< day
};

/// What a case is judged by.
struct Case {
  std::vector<Act> acts;             ///< in order of number
  std::vector<std::string> editors;  ///< everybody who wrote this version's text
  std::string material_digest;       ///< of the text as it is now
};

Standpoint judge_case(const Governance& governance, const Case& about);

/// Whether an act may be added.
/// fails: malformed/governance.act (no such act; facts missing, each named; conditions without words), refused/governance.role,
///        refused/governance.two-person, refused/governance.order (an earlier stage is not complete; what is missing is named),
///        refused/governance.status (not from where it stands), conflict/governance.clock (before the last act)
Result<void> check_act(const Governance& governance, const Case& about, const Act& act);

/// What becomes of a version when a later one is published: those enrolled in it may complete.
void supersede(Standpoint& standpoint, std::string_view later_version);

/// Whether awards may be made on this day.
/// fails: refused/governance.unpublished, refused/governance.discontinued
Result<void> check_award(const Standpoint& standpoint, std::string_view day);
/// Whether new learners may enrol.    fails: as check_award, refused/governance.expiring
Result<void> check_enrolment(const Standpoint& standpoint, std::string_view day);

/// What becomes of an edit, decided by rule: what changed, and whether the version is published or frozen.
enum class EditTarget {
  same_version,   ///< a draft, or small words of a version nobody was awarded under
  minor_version,  ///< small words of a frozen version: 1 becomes 1.1, and its approval carries over
  new_version     ///< material places of a published or frozen version: 1.1 becomes 2, a draft
};
/// in:    places - what changed, as the definition file names it: "outcomes[1].statement"
EditTarget edit_target(const Governance& governance, const Standpoint& standpoint, const std::vector<std::string>& places);
/// out: whether a change there makes another micro-credential of it
bool is_material(const Governance& governance, std::string_view place);
/// in: "1", "1.3"    out: "1.1", "1.4" or "2"
std::string next_version(std::string_view version, EditTarget target);

}  // namespace cairn::domain
