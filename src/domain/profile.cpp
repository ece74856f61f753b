#include "domain/profile.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "domain/definition_elements.hpp"
#include "domain/framework.hpp"

namespace cairn::domain {
namespace {

constexpr std::array<std::string_view, 9> k_kinds = {"element", "level",  "size",              "credit-step", "unit-hours",
                                                     "words",   "review", "outcomes-assessed", "at-award"};
constexpr std::array<std::string_view, 3> k_demands = {"required", "where-applicable", "recommended"};

constexpr int k_most_years = 100;
constexpr int k_most_digits = 100;

std::string quoted(std::string_view text) { return "\"" + std::string(text.substr(0, 60)) + "\""; }

std::vector<std::vector<FoldedWord>> folded(const std::vector<std::string>& phrases) {
  std::vector<std::vector<FoldedWord>> out;
  for (const std::string& phrase : phrases) out.push_back(folded_words(phrase));
  return out;
}

/// Checks the rules of one profile, one by one.
class RuleCheck {
 public:
  RuleCheck(const ProfileRule& rule, std::size_t number, const Crosswalk& crosswalk)
      : rule_(rule), place_("rules[" + std::to_string(number) + "]"), crosswalk_(crosswalk) {}

  Result<void> check() const {
    CAIRN_CHECK(check_statement());
    CAIRN_CHECK(check_references());
    switch (rule_.kind) {
      case RuleKind::element:
        if (rule_.digits && (*rule_.digits < 1 || *rule_.digits > k_most_digits)) return required("digits", "is 1 to 100");
        return rule_.any_of.empty() ? required("any_of", "names no element") : Result<void>();
      case RuleKind::level:
        return check_level();
      case RuleKind::size:
        return check_size();
      case RuleKind::credit_step:
        if (rule_.framework.empty()) return required("framework", "is needed: credit of which framework?");
        return !rule_.step || rule_.step->number() == 0 ? required("step", "is needed, and above 0") : Result<void>();
      case RuleKind::unit_hours:
        return check_unit();
      case RuleKind::words:
        return check_words();
      case RuleKind::review:
        return !rule_.most_years || *rule_.most_years < 1 || *rule_.most_years > k_most_years ? required("most_years", "is needed: 1 to 100") : Result<void>();
      case RuleKind::outcomes_assessed:
      case RuleKind::at_award:
        break;
    }
    return {};
  }

 private:
  Result<void> required(std::string_view key, std::string_view what) const { return wrong("profile.required", key, what); }
  Failure wrong(std::string_view code, std::string_view key, std::string_view what) const {
    return fail(Kind::malformed, code, place_ + "." + std::string(key) + ": " + std::string(what), "docs/profiles.md says how a rule is written.");
  }

  Result<void> check_statement() const {
    if (rule_.id.empty()) return required("id", "a rule needs an id");
    if (rule_.asks.empty()) return required("asks", "say in words what the rule asks for");
    if (rule_.remedy.empty() && rule_.kind != RuleKind::at_award) return required("remedy", "say what to do when the rule is not kept");
    if (rule_.provenance.source.empty()) return required("source", "every rule needs its source");
    if (rule_.provenance.date.empty()) return required("date", "every rule needs the year or day of its source, or when it was read");
    return {};
  }

  Result<void> check_framework(std::string_view key, std::string_view name) const {
    if (crosswalk_.find(name) != nullptr || find_framework(name) != nullptr) return {};
    return wrong("profile.reference", key, quoted(name) + " is no framework that is known");
  }

  Result<void> check_references() const {
    for (const std::string& key : rule_.any_of) {
      if (!is_element(key)) return wrong("profile.reference", "any_of", quoted(key) + " is no element of a definition");
    }
    for (const std::string& name : rule_.frameworks) CAIRN_CHECK(check_framework("frameworks", name));
    return rule_.framework.empty() ? Result<void>() : check_framework("framework", rule_.framework);
  }

  Result<void> check_level() const {
    if (rule_.framework.empty()) return required("framework", "is needed: levels of which framework?");
    if (rule_.levels.empty()) return required("levels", "names no level");
    CAIRN_CHECK(check_codes("levels", rule_.levels));
    return check_codes("doubtful_levels", rule_.doubtful_levels);
  }
  Result<void> check_codes(std::string_view key, const std::vector<std::string>& codes) const {
    const QualificationsFramework* framework = crosswalk_.find(rule_.framework);
    for (const std::string& code : codes) {
      const bool is_there = framework == nullptr ? has_level(rule_.framework, code) : std::ranges::find(framework->levels, code) != framework->levels.end();
      if (!is_there) return wrong("profile.reference", key, rule_.framework + " has no level " + quoted(code));
    }
    return {};
  }

  Result<void> check_size() const {
    if (!rule_.least && !rule_.most) return required("least", "a size needs least, most, or both");
    const std::array<const std::optional<Fraction>*, 4> order = {&rule_.doubtful_least, &rule_.least, &rule_.most, &rule_.doubtful_most};
    const std::optional<Fraction>* below = nullptr;
    for (const std::optional<Fraction>* one : order) {
      if (!*one) continue;
      if (below != nullptr && compare(**below, **one) > 0) {
        return wrong("profile.contradiction", "least", to_text(**below) + " lies above " + to_text(**one) + "; the order is doubtful_least, least, most, doubtful_most");
      }
      below = one;
    }
    return {};
  }

  Result<void> check_unit() const {
    if (rule_.framework.empty()) return required("framework", "is needed: credit of which framework?");
    const QualificationsFramework* framework = crosswalk_.find(rule_.framework);
    const Framework* built_in = find_framework(rule_.framework);
    if ((framework != nullptr && framework->unit) || (built_in != nullptr && built_in->hours_per_point > 0)) return {};
    return wrong("profile.reference", "framework", rule_.framework + " states no hours for a unit of credit");
  }

  Result<void> check_words() const {
    if (rule_.any_of.empty()) return required("any_of", "names no text to look at, such as \"name\"");
    for (const std::string& key : rule_.any_of) {
      if (!is_text_element(key)) return wrong("profile.reference", "any_of", quoted(key) + " is no text in which words could be looked for");
    }
    if (rule_.words.empty()) return required("words", "names no words");
    for (std::size_t i = 0; i < rule_.words.size(); ++i) {
      const ForbiddenWords& list = rule_.words[i];
      const std::string key = "words[" + std::to_string(i) + "]";
      if (list.words.empty() && list.doubtful.empty()) return required(key, "names no words");
      for (const auto* phrases : {&list.words, &list.doubtful, &list.followed_by}) {
        for (const std::string& phrase : *phrases) {
          if (folded_words(phrase).empty()) return wrong("profile.required", key, quoted(phrase) + " is no word");
        }
      }
    }
    return {};
  }

  const ProfileRule& rule_;
  std::string place_;
  const Crosswalk& crosswalk_;
};

Result<void> check_head(const ProfileFields& fields, const Crosswalk& crosswalk) {
  const auto required = [](std::string detail) { return fail(Kind::malformed, "profile.required", std::move(detail), "docs/profiles.md says how a profile is written."); };
  if (fields.id.empty()) return required("id: a profile needs an id");
  if (fields.name.empty()) return required("name: a profile needs a name");
  if (fields.rules.empty()) return required("rules: a profile needs at least one rule");
  for (const std::string& name : fields.frameworks) {
    if (crosswalk.find(name) != nullptr || find_framework(name) != nullptr) continue;
    return fail(Kind::malformed, "profile.reference", "frameworks: " + quoted(name) + " is no framework that is known", "cairn framework lists them.");
  }
  return {};
}

}  // namespace

std::span<const std::string_view> rule_kind_names() { return k_kinds; }
std::span<const std::string_view> demand_names() { return k_demands; }

Weight weight_of(const ProfileRule& rule) {
  return rule.demand == Demand::required && rule.provenance.standing == Standing::official ? Weight::blocking : Weight::advice;
}

Result<Profile> make_profile(ProfileFields fields, const Crosswalk& crosswalk) {
  CAIRN_CHECK(check_head(fields, crosswalk));
  std::set<std::string_view> ids;
  for (std::size_t i = 0; i < fields.rules.size(); ++i) {
    CAIRN_CHECK(RuleCheck(fields.rules[i], i, crosswalk).check());
    if (ids.insert(fields.rules[i].id).second) continue;
    return fail(Kind::malformed, "profile.duplicate", "rules[" + std::to_string(i) + "].id: " + quoted(fields.rules[i].id) + " is used twice",
                "Give each rule of a profile its own id.");
  }
  Profile out(std::move(fields));
  for (const ProfileRule& rule : out.fields_.rules) {
    std::vector<PreparedWords>& prepared = out.words_.emplace_back();
    for (const ForbiddenWords& list : rule.words) {
      prepared.push_back({list.language, folded(list.words), folded(list.doubtful), folded(list.followed_by)});
    }
  }
  return out;
}

}  // namespace cairn::domain
