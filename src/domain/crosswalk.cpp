#include "domain/crosswalk.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace cairn::domain {
namespace {

LevelLink turned(const LevelLink& link) { return {link.to, link.from, link.provenance}; }

CreditLink turned(const CreditLink& link) {
  return {link.to, link.from, Fraction(link.factor.parts(), link.factor.number()), link.provenance};
}

// A chain is never as good as its links.
template <class Link>
Standing standing_of(const std::vector<Link>& steps) {
  Standing worst = steps.size() > 1 ? Standing::indicative : Standing::official;
  for (const Link& step : steps) worst = std::max(worst, step.provenance.standing);
  return worst;
}

std::string words(const LevelCode& level) { return level.framework + " " + (level.code.empty() ? "(none)" : level.code); }

Failure no_framework(std::string_view id) {
  return fail(Kind::missing, "crosswalk.framework", "there is no framework " + std::string(id.substr(0, 60)),
              "cairn framework lists those that are known.");
}

// Walks the graph of levels depth first; the steps taken so far are the path.
class LevelWalk {
 public:
  LevelWalk(const std::vector<LevelLink>& links, std::string_view to) : links_(links), to_(to) {}

  Result<std::vector<LevelRoute>> from(const LevelCode& start) {
    seen_.insert(start.framework);
    CAIRN_CHECK(walk(start));
    std::stable_sort(routes_.begin(), routes_.end(), [](const LevelRoute& a, const LevelRoute& b) {
      return std::pair(a.standing, a.steps.size()) < std::pair(b.standing, b.steps.size());
    });
    return std::move(routes_);
  }

 private:
  // Recursion is as deep as k_most_steps.
  Result<void> walk(const LevelCode& here) {
    for (const LevelLink& link : links_) {
      if (link.from == here) CAIRN_CHECK(step(link));
      // "None" has no way back: no level of the other framework was named.
      if (link.to == here && !link.to.code.empty()) CAIRN_CHECK(step(turned(link)));
    }
    return {};
  }
  Result<void> step(const LevelLink& link) {
    if (seen_.contains(link.to.framework)) return {};
    path_.push_back(link);
    if (link.to.framework == to_ || link.to.code.empty()) {
      if (routes_.size() == Crosswalk::k_most_routes) {
        return fail(Kind::exhausted, "crosswalk.routes", "there are more than 200 ways from one to the other",
                    "Take links out of the files of frameworks: so many say nothing.");
      }
      LevelRoute route{path_, standing_of(path_)};
      // That a framework on the way has no such level says something about that framework, and less about the one asked for.
      if (link.to.framework != to_) route.standing = std::max(route.standing, Standing::indicative);
      routes_.push_back(std::move(route));
    } else if (path_.size() < Crosswalk::k_most_steps) {
      seen_.insert(link.to.framework);
      CAIRN_CHECK(walk(link.to));
      seen_.erase(link.to.framework);
    }
    path_.pop_back();
    return {};
  }

  const std::vector<LevelLink>& links_;
  std::string_view to_;
  std::set<std::string, std::less<>> seen_;
  std::vector<LevelLink> path_;
  std::vector<LevelRoute> routes_;
};

Result<CreditRoute> by_hours(const LearningUnit& from, Fraction amount, const LearningUnit& to) {
  CreditRoute out;
  out.method = CreditMethod::hours;
  CAIRN_TRY(const Fraction fewest, multiply(amount, from.hours_least));
  CAIRN_TRY(const Fraction most, multiply(amount, from.hours_most));
  CAIRN_TRY(out.least, divide(fewest, to.hours_most));
  CAIRN_TRY(out.most, divide(most, to.hours_least));
  out.standing = std::max({Standing::indicative, from.provenance.standing, to.provenance.standing});
  return out;
}

// --- checks of what the files say ---------------------------------------------------------------------------------------

Result<void> check_frameworks(const std::vector<QualificationsFramework>& frameworks) {
  std::set<std::string_view> ids;
  for (const QualificationsFramework& framework : frameworks) {
    if (!ids.insert(framework.id).second) {
      return fail(Kind::malformed, "crosswalk.duplicate", "two files describe the framework " + framework.id, "Keep one of them.");
    }
    std::set<std::string_view> codes;
    for (const std::string& code : framework.levels) {
      if (codes.insert(code).second) continue;
      return fail(Kind::malformed, "crosswalk.duplicate", framework.id + " has the level " + code + " twice", "Take one out.");
    }
  }
  return {};
}

Result<void> check_level(const Crosswalk& crosswalk, const LevelCode& level) {
  const QualificationsFramework* framework = crosswalk.find(level.framework);
  if (framework == nullptr) {
    return fail(Kind::malformed, "crosswalk.reference", "a link names the framework " + level.framework + ", which no file describes",
                "Correct the name, or add a file for the framework.");
  }
  if (level.code.empty() || std::ranges::find(framework->levels, level.code) != framework->levels.end()) return {};
  return fail(Kind::malformed, "crosswalk.reference", "a link names " + words(level) + ", which is no level of that framework",
              "Correct the level's code.");
}

// One file may say that a level meets nothing where another says what it meets: then one of them is wrong.
Result<void> check_contradictions(const std::vector<LevelLink>& links) {
  for (const LevelLink& none : links) {
    if (!none.to.code.empty()) continue;
    for (const LevelLink& link : links) {
      const bool is_meeting = (link.from == none.from && link.to.framework == none.to.framework && !link.to.code.empty()) ||
                              (link.to == none.from && link.from.framework == none.to.framework);
      if (!is_meeting) continue;
      return fail(Kind::malformed, "crosswalk.contradiction",
                  words(none.from) + " is said to meet no level of " + none.to.framework + ", and to meet " +
                      words(link.from == none.from ? link.to : link.from),
                  "Look at both sources and keep one statement.");
    }
  }
  return {};
}

Result<void> check_factors(const Crosswalk& crosswalk, const std::vector<CreditLink>& links) {
  for (const CreditLink& link : links) {
    for (const std::string* id : {&link.from, &link.to}) CAIRN_CHECK(check_level(crosswalk, {*id, ""}));
    if (link.factor.number() == 0) {
      return fail(Kind::malformed, "crosswalk.contradiction", "the credit of " + link.from + " is worth nothing in " + link.to,
                  "Write a factor above zero, or no link.");
    }
    for (const CreditLink& other : links) {
      const CreditLink same = other.from == link.from ? other : turned(other);
      if (same.from != link.from || same.to != link.to || same.factor == link.factor) continue;
      return fail(Kind::malformed, "crosswalk.contradiction", "two different factors lead from " + link.from + " to " + link.to,
                  "Look at both sources and keep one.");
    }
  }
  return {};
}

}  // namespace

std::string_view standing_name(Standing standing) {
  constexpr std::array<std::string_view, 4> k_names = {"official", "convention", "indicative", "unverified"};
  return k_names[static_cast<std::size_t>(standing)];
}

std::string_view method_name(CreditMethod method) { return method == CreditMethod::ratio ? "ratio" : "hours"; }

const QualificationsFramework* Crosswalk::find(std::string_view id) const {
  const auto found = std::ranges::find(fields_.frameworks, id, &QualificationsFramework::id);
  return found == fields_.frameworks.end() ? nullptr : &*found;
}

Result<std::vector<LevelRoute>> Crosswalk::routes(const LevelCode& from, std::string_view to) const {
  const QualificationsFramework* start = find(from.framework);
  if (start == nullptr) return no_framework(from.framework);
  if (find(to) == nullptr) return no_framework(to);
  if (std::ranges::find(start->levels, from.code) == start->levels.end()) {
    return fail(Kind::missing, "crosswalk.level", from.framework + " has no level " + from.code.substr(0, 40),
                start->levels.empty() ? "It has no levels at all."
                                      : "Its levels go from " + start->levels.front() + " to " + start->levels.back() + ".");
  }
  return LevelWalk(fields_.level_links, to).from(from);
}

Result<std::vector<CreditRoute>> Crosswalk::by_ratio(std::string_view from, Amount amount, std::string_view to) const {
  std::vector<CreditRoute> out;
  std::vector<CreditRoute> open = {{CreditMethod::ratio, {}, Fraction::of(amount), Fraction::of(amount), Standing::official}};
  while (!open.empty()) {
    const CreditRoute route = std::move(open.back());
    open.pop_back();
    const std::string here = route.steps.empty() ? std::string(from) : route.steps.back().to;
    for (const CreditLink& link : fields_.credit_links) {
      if (link.from != here && link.to != here) continue;
      const CreditLink step = link.from == here ? link : turned(link);
      const auto leads_back = [&](const CreditLink& taken) { return taken.from == step.to; };
      if (step.to == from || std::ranges::any_of(route.steps, leads_back)) continue;
      CreditRoute next = route;
      next.steps.push_back(step);
      CAIRN_TRY(next.least, multiply(route.least, step.factor));
      next.most = next.least;
      next.standing = standing_of(next.steps);
      if (step.to == to) out.push_back(std::move(next));
      else if (next.steps.size() < k_most_steps) open.push_back(std::move(next));
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const CreditRoute& a, const CreditRoute& b) {
    return std::pair(a.standing, a.steps.size()) < std::pair(b.standing, b.steps.size());
  });
  return out;
}

Result<CreditAnswer> Crosswalk::convert(std::string_view from, Amount amount, std::string_view to) const {
  const QualificationsFramework* source = find(from);
  const QualificationsFramework* target = find(to);
  if (source == nullptr) return no_framework(from);
  if (target == nullptr) return no_framework(to);
  for (const QualificationsFramework* one : {source, target}) {
    if (one->unit) continue;
    return fail(Kind::refused, "crosswalk.no-credit", one->id + " counts neither credit nor volume of learning", "Ask for its levels instead.");
  }
  CreditAnswer out;
  CAIRN_TRY(out.routes, by_ratio(from, amount, to));
  CAIRN_TRY(auto hours, by_hours(*source->unit, Fraction::of(amount), *target->unit));
  out.routes.push_back(std::move(hours));
  const Fraction first = out.routes.front().least;
  out.disagree = !std::ranges::all_of(out.routes, [&](const CreditRoute& route) { return route.least == first && route.most == first; });
  return out;
}

Result<Crosswalk> make_crosswalk(CrosswalkFields fields) {
  CAIRN_CHECK(check_frameworks(fields.frameworks));
  for (QualificationsFramework& framework : fields.frameworks) {
    if (!framework.unit || (framework.unit->hours_least.number() > 0 && compare(framework.unit->hours_least, framework.unit->hours_most) <= 0)) continue;
    return fail(Kind::malformed, "crosswalk.contradiction", "the hours of one unit of " + framework.id + " are no range above zero",
                "Write the fewest hours and the most.");
  }
  Crosswalk out(std::move(fields));
  for (const LevelLink& link : out.level_links()) {
    CAIRN_CHECK(check_level(out, link.from));
    CAIRN_CHECK(check_level(out, link.to));
  }
  CAIRN_CHECK(check_contradictions(out.level_links()));
  CAIRN_CHECK(check_factors(out, out.fields_.credit_links));
  return out;
}

}  // namespace cairn::domain
