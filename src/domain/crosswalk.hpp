#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/fraction.hpp"

namespace cairn::domain {

/// How far a statement about frameworks carries. In order: what is built of several is at most indicative.
enum class Standing {
  official,    ///< the frameworks' owners published it
  convention,  ///< bodies work so, and the definitions agree
  indicative,  ///< derived, or for orientation only
  unverified   ///< read at second hand; look at the original before you rely on it
};
std::string_view standing_name(Standing standing);

/// Where a statement comes from.
struct Provenance {
  Standing standing = Standing::unverified;
  std::string source;  ///< in words, with the document's name
  std::string date;    ///< year or day of the source; may be empty
  std::string note;    ///< what to know about it; may be empty
};

/// What a framework counts learning in.
enum class UnitKind {
  credit,  ///< points: SCQF credit points
  volume   ///< no credit: years of volume of learning, as the AQF has them
};
struct LearningUnit {
  UnitKind kind = UnitKind::credit;
  std::string name;     ///< "SCQF credit points"
  Fraction hours_least;  ///< notional hours of one
  Fraction hours_most;
  Provenance provenance;
};

struct LevelCode {
  std::string framework;  ///< "SCQF"
  std::string code;       ///< "11", "Entry 3"; empty: no level of that framework
  bool operator==(const LevelCode&) const = default;
};

/// Two levels compare, or a level compares with none of another framework.
struct LevelLink {
  LevelCode from;
  LevelCode to;
  Provenance provenance;
};

/// One unit of `from` is worth `factor` of `to`.
struct CreditLink {
  std::string from;
  std::string to;
  Fraction factor;
  Provenance provenance;
};

/// A framework as its file states it.
struct QualificationsFramework {
  std::string id;  ///< "SCQF"
  std::string name;
  std::string url;
  std::vector<std::string> levels;   ///< from low to high
  std::optional<LearningUnit> unit;  ///< none: it counts nothing
};

struct CrosswalkFields {
  std::vector<QualificationsFramework> frameworks;
  std::vector<LevelLink> level_links;
  std::vector<CreditLink> credit_links;
};

/// One way from a level to a framework: link after link, each in the direction walked.
struct LevelRoute {
  std::vector<LevelLink> steps;
  Standing standing = Standing::unverified;  ///< of the whole
  /// out: where it ends; without a code when the last step says that there is no match
  const LevelCode& end() const { return steps.back().to; }
  bool is_match() const { return !end().code.empty(); }
};

enum class CreditMethod { ratio, hours };
std::string_view method_name(CreditMethod method);

/// One way to express credit in another framework's unit.
struct CreditRoute {
  CreditMethod method = CreditMethod::ratio;
  std::vector<CreditLink> steps;  ///< of a ratio
  Fraction least;
  Fraction most;  ///< the same as least unless a unit's hours are a range
  Standing standing = Standing::unverified;
};

struct CreditAnswer {
  std::vector<CreditRoute> routes;  ///< by ratio first
  bool disagree = false;            ///< the routes do not all give one amount
};

/// How frameworks compare: a relation in which every statement keeps its standing, source and date, and not a function. Levels may meet
/// several levels or none, and ways may disagree, so every way is an answer.
class Crosswalk {
 public:
  static constexpr std::size_t k_most_steps = 3;
  static constexpr std::size_t k_most_routes = 200;

  const std::vector<QualificationsFramework>& frameworks() const { return fields_.frameworks; }
  const std::vector<LevelLink>& level_links() const { return fields_.level_links; }
  const QualificationsFramework* find(std::string_view id) const;

  /// Every way from a level to a framework, over each framework at most once and at most k_most_steps links; also those that end at
  /// "no match" on the way. Better standing comes first, then shorter ways.
  /// fails: missing/crosswalk.framework, missing/crosswalk.level, exhausted/crosswalk.routes
  Result<std::vector<LevelRoute>> routes(const LevelCode& from, std::string_view to) const;

  /// The same amount in another framework's unit, by ratio and by notional hours, each where it can be said.
  /// fails: missing/crosswalk.framework, refused/crosswalk.no-credit (one of the two counts nothing), exhausted/domain.fraction
  Result<CreditAnswer> convert(std::string_view from, Amount amount, std::string_view to) const;

 private:
  friend Result<Crosswalk> make_crosswalk(CrosswalkFields fields);
  explicit Crosswalk(CrosswalkFields fields) : fields_(std::move(fields)) {}
  Result<std::vector<CreditRoute>> by_ratio(std::string_view from, Amount amount, std::string_view to) const;
  CrosswalkFields fields_;
};

/// Check what the files say.
/// fails: malformed/crosswalk.duplicate (two frameworks of one name, a level twice), malformed/crosswalk.reference (a link to a framework or
///        level that is not there), malformed/crosswalk.contradiction (a level is said to meet none and to meet one of a framework, or two
///        factors differ)
Result<Crosswalk> make_crosswalk(CrosswalkFields fields);

}  // namespace cairn::domain
