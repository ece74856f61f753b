#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/crosswalk.hpp"
#include "domain/folded_words.hpp"
#include "domain/fraction.hpp"

// What a framework or register asks of a definition, as data: docs/profiles.md has the form.
namespace cairn::domain {

enum class RuleKind {
  element,            ///< one of `any_of` is stated
  level,              ///< the level in `framework` is one of `levels`
  size,               ///< hours, or credit in `framework`, lie between `least` and `most`
  credit_step,        ///< credit in `framework` is a multiple of `step`
  unit_hours,         ///< credit in `framework` fits the hours by that framework's unit
  words,              ///< texts do not hold certain words
  review,             ///< the next review is at most `most_years` away
  outcomes_assessed,  ///< every outcome has a task that assesses it
  at_award            ///< stated in each credential, so no business of the definition
};
/// In the order of RuleKind, as profile files write them: "element", "credit-step".
std::span<const std::string_view> rule_kind_names();

enum class Demand { required, where_applicable, recommended };
/// In the order of Demand: "required", "where-applicable", "recommended".
std::span<const std::string_view> demand_names();

/// What a rule that is not kept means for publication.
enum class Weight { blocking, advice };

/// Words that texts of one language must not hold.
struct ForbiddenWords {
  std::string language;                  ///< "en": of the text; empty: texts of all languages
  std::vector<std::string> words;        ///< not allowed
  std::vector<std::string> followed_by;  ///< when given, `words` are refused only as the name of an award: before one of these ("in",
                                         ///< "of") or at the end of a part of the text; elsewhere they are doubtful
  std::vector<std::string> doubtful;     ///< for a person to decide
};

struct ProfileRule {
  std::string id;  ///< short name unique in the profile
  RuleKind kind = RuleKind::element;
  Demand demand = Demand::required;
  std::string asks;                          ///< in words: "learning outcomes"
  std::string remedy;                        ///< what to do, in plain words
  std::vector<std::string> any_of;           ///< element, words: keys of the definition file
  std::vector<std::string> values;           ///< element: words that keep the rule; none: any
  std::vector<std::string> doubtful_values;  ///< element
  std::optional<int> digits;                 ///< element: it is a number of exactly so many digits
  std::vector<std::string> frameworks;       ///< element: in which `level` and `credit` count; none: any. level: whose levels count
                                             ///< too, where a link of the crosswalk says what they are in `framework`
  std::string framework;                     ///< level, size, credit_step, unit_hours; empty for a size: hours
  std::vector<std::string> levels;           ///< level
  std::vector<std::string> doubtful_levels;  ///< level
  std::optional<Fraction> least;             ///< size
  std::optional<Fraction> most;              ///< size
  std::optional<Fraction> doubtful_least;    ///< size: from here up to `least` it is doubtful
  std::optional<Fraction> doubtful_most;     ///< size: from `most` up to here it is doubtful
  std::optional<Fraction> step;              ///< credit_step
  std::vector<ForbiddenWords> words;         ///< words
  std::optional<int> most_years;             ///< review
  Provenance provenance;
};

/// out: blocking only for what is required and official
Weight weight_of(const ProfileRule& rule);

struct ProfileFields {
  std::string id;  ///< "scqf-credit-rating"
  std::string name;
  std::string url;
  std::vector<std::string> frameworks;  ///< definitions with a level or credit of these are its business
  std::vector<std::string> countries;   ///< and those listed in these: "AU"
  std::vector<ProfileRule> rules;
};

/// ForbiddenWords, folded once.
struct PreparedWords {
  std::string language;
  std::vector<std::vector<FoldedWord>> words;
  std::vector<std::vector<FoldedWord>> doubtful;
  std::vector<std::vector<FoldedWord>> followed_by;
};

/// A profile that keeps its own rules.
class Profile {
 public:
  const ProfileFields& fields() const { return fields_; }
  const ProfileFields* operator->() const { return &fields_; }
  /// in: rule - its number in fields().rules
  const std::vector<PreparedWords>& words_of(std::size_t rule) const { return words_[rule]; }

 private:
  friend Result<Profile> make_profile(ProfileFields fields, const Crosswalk& crosswalk);
  explicit Profile(ProfileFields fields) : fields_(std::move(fields)) {}
  ProfileFields fields_;
  std::vector<std::vector<PreparedWords>> words_;
};

/// Check a profile.
/// fails: malformed/profile.required (a rule lacks what its kind needs, or its source or date), malformed/profile.duplicate (two rules of
///        one id), malformed/profile.reference (a framework, level or element that is not known), malformed/profile.contradiction (least
///        above most). `detail` begins with the key: "rules[2].least: ..."
Result<Profile> make_profile(ProfileFields fields, const Crosswalk& crosswalk);

}  // namespace cairn::domain
