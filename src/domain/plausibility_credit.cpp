#include <algorithm>
#include <set>

#include "domain/definition_elements.hpp"
#include "domain/plausibility_parts.hpp"
#include "domain/unit_hours.hpp"

namespace cairn::domain {
namespace {

std::string words(const Credit& credit) { return to_text(credit.amount) + " " + credit.framework; }

std::string standing_of_unit(const Credit& credit, const Crosswalk& crosswalk) {
  const QualificationsFramework* framework = crosswalk.find(credit.framework);
  return framework != nullptr && framework->unit ? ", " + std::string(standing_name(framework->unit->provenance.standing)) : std::string();
}

// Inside a range is fine, its very end is said, and so is what lies outside.
void lint_one(const Credit& credit, const StatedHours& stated, const Crosswalk& crosswalk, PlausibilityNotes& notes) {
  const auto range = hours_of_credit(credit, crosswalk);
  const auto unit = hours_of_unit(credit.framework, crosswalk);
  if (!range || !unit) return;
  const Fraction hours = Fraction::of(stated.hours);
  const int least = compare(hours, range->least);
  const int most = compare(hours, range->most);
  const bool is_range = range->least != range->most;
  if (is_range ? least > 0 && most < 0 : least == 0) return;
  std::string text = words(credit) + " stands for " + hours_text(*range) + " hours (" + hours_text(*unit) + " each" + standing_of_unit(credit, crosswalk) + "); " +
                     stated.place + " says " + to_text(stated.hours);
  if (is_range && (least == 0 || most == 0)) {
    text += ", which is the very end: it fits only where one is " + to_text(most == 0 ? unit->most : unit->least) + " hours";
  }
  notes.push_back({"credit-hours", "credit", std::move(text), "Look at the credit and the hours: one of them may be a slip."});
}

std::string route_words(const CreditRoute& route, const std::string& framework) {
  const std::string least = to_text(route.least);
  return (route.least == route.most ? least : least + " to " + to_text(route.most)) + " " + framework + " by " + std::string(method_name(route.method)) + " (" +
         std::string(standing_name(route.standing)) + ")";
}

bool is_within(const CreditRoute& route, const Fraction& amount) { return compare(amount, route.least) >= 0 && compare(amount, route.most) <= 0; }

void lint_pair(const Credit& first, const Credit& other, const Crosswalk& crosswalk, PlausibilityNotes& notes) {
  if (first.framework == other.framework || first.amount.is_zero() || other.amount.is_zero()) return;
  const auto answer = crosswalk.convert(first.framework, first.amount, other.framework);
  if (!answer || answer->routes.empty()) return;
  const Fraction amount = Fraction::of(other.amount);
  std::string ways;
  const CreditRoute* kept = nullptr;
  for (auto route = answer->routes.begin(); route != answer->routes.end(); ++route) {
    // Of several ways to one amount the first has the best standing.
    const auto is_same = [&](const CreditRoute& before) { return before.method == route->method && before.least == route->least && before.most == route->most; };
    if (std::any_of(answer->routes.begin(), route, is_same)) continue;
    ways += (ways.empty() ? "" : ", ") + route_words(*route, other.framework);
    if (kept == nullptr && is_within(*route, amount)) kept = &*route;
  }
  if (kept != nullptr && !answer->disagree) return;
  std::string text = words(first) + " is " + ways + "; the definition says " + words(other);
  if (kept == nullptr) text += ", which is neither";
  else text += ", by " + std::string(method_name(kept->method));
  notes.push_back({"credit-ways", "further_credits", std::move(text),
                   kept == nullptr ? "Correct one of the two." : "Both may be right: make sure that the body which counts the second takes the way you used."});
}

// What is smaller than one unit cannot be counted in it.
void lint_smallest(const MicroCredentialFields& fields, const StatedHours& stated, const Crosswalk& crosswalk, PlausibilityNotes& notes) {
  std::set<std::string_view> frameworks;
  for (const StatedLevel& level : stated_levels(fields)) frameworks.insert(level.framework);
  for (const Credit* credit : stated_credit(fields)) frameworks.insert(credit->framework);
  for (const std::string_view framework : frameworks) {
    const auto unit = hours_of_unit(framework, crosswalk);
    if (!unit || compare(Fraction::of(stated.hours), unit->least) >= 0) continue;
    notes.push_back({"below-one-unit", stated.place,
                     to_text(stated.hours) + " hours is less than one unit of " + std::string(framework) + ", which stands for " + hours_text(*unit) + " hours",
                     "Make it larger, or leave that framework out."});
  }
}

// What links say a level is in the other framework; empty when none says anything.
std::vector<std::string> compared(const StatedLevel& level, std::string_view framework, const Crosswalk& crosswalk) {
  std::vector<std::string> out;
  for (const LevelLink& link : crosswalk.level_links()) {
    if (link.from.framework == level.framework && link.from.code == level.code && link.to.framework == framework) out.push_back(link.to.code);
    if (link.to.framework == level.framework && link.to.code == level.code && link.from.framework == framework) out.push_back(link.from.code);
  }
  return out;
}

}  // namespace

void lint_credit(const MicroCredentialFields& fields, const Crosswalk& crosswalk, PlausibilityNotes& notes) {
  const std::vector<const Credit*> credit = stated_credit(fields);
  if (const auto stated = stated_hours(fields)) {
    lint_smallest(fields, *stated, crosswalk, notes);
    // Later ones are compared with the first as credit.
    if (!credit.empty()) lint_one(*credit.front(), *stated, crosswalk, notes);
  }
  for (std::size_t i = 1; i < credit.size(); ++i) lint_pair(*credit.front(), *credit[i], crosswalk, notes);
}

void lint_levels(const MicroCredentialFields& fields, const Crosswalk& crosswalk, PlausibilityNotes& notes) {
  const std::vector<StatedLevel> levels = stated_levels(fields);
  for (std::size_t i = 1; i < levels.size(); ++i) {
    const StatedLevel& first = levels.front();
    const StatedLevel& other = levels[i];
    const std::string both = first.place + " says " + std::string(first.framework) + " " + std::string(first.code) + ", " + other.place + " says " +
                             std::string(other.framework) + " " + std::string(other.code);
    if (first.framework == other.framework) {
      if (first.code != other.code) notes.push_back({"levels", other.place, both, "One learning has one level in a framework: correct one of them."});
      continue;
    }
    const std::vector<std::string> codes = compared(first, other.framework, crosswalk);
    if (codes.empty() || std::ranges::find(codes, other.code) != codes.end()) continue;
    std::string meets;
    for (const std::string& code : codes) meets += (meets.empty() ? "" : " or ") + (code.empty() ? "no level" : code);
    notes.push_back({"levels", other.place, both + ", but the published comparison is " + meets, "Look at both levels."});
  }
}

}  // namespace cairn::domain
