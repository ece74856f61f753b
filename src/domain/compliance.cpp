#include "domain/compliance.hpp"

#include <algorithm>
#include <array>

#include "domain/definition_elements.hpp"
#include "domain/unit_hours.hpp"
#include "domain/word_search.hpp"

namespace cairn::domain {
namespace {

constexpr std::array<std::string_view, 4> k_verdicts = {"met", "missing", "doubtful", "not applicable"};
constexpr std::array<std::string_view, 4> k_size_elements = {"workload_hours", "workload", "credit", "credit.hours"};
constexpr std::array<std::string_view, 2> k_level_elements = {"level", "credit.level"};

bool holds(std::span<const std::string> list, std::string_view word) { return std::ranges::find(list, word) != list.end(); }

/// Answers the rules of one profile about one definition.
class Judge {
 public:
  Judge(const MicroCredentialFields& fields, const Profile& profile, const Crosswalk& crosswalk, std::optional<Date> today)
      : fields_(fields), profile_(profile), crosswalk_(crosswalk), today_(today) {}

  RuleFinding judge(std::size_t number) const {
    const ProfileRule& rule = profile_->rules[number];
    RuleFinding out{rule.id, RuleVerdict::met, weight_of(rule), rule.demand, rule.asks, rule.any_of, {}, {}, rule.provenance};
    answer(rule, number, out);
    if (out.verdict == RuleVerdict::missing || out.verdict == RuleVerdict::doubtful) out.remedy = rule.remedy;
    return out;
  }

 private:
  void answer(const ProfileRule& rule, std::size_t number, RuleFinding& out) const {
    switch (rule.kind) {
      case RuleKind::element:
        return judge_element(rule, out);
      case RuleKind::level:
        return judge_level(rule, out);
      case RuleKind::size:
        return judge_size(rule, out);
      case RuleKind::credit_step:
        return judge_step(rule, out);
      case RuleKind::unit_hours:
        return judge_unit(rule, out);
      case RuleKind::words:
        return judge_words(number, out);
      case RuleKind::review:
        return judge_review(rule, out);
      case RuleKind::outcomes_assessed:
        return judge_outcomes(rule, out);
      case RuleKind::at_award:
        out.verdict = RuleVerdict::not_applicable;
        out.found = "stated in each credential";
    }
  }

  // What nobody stated: where it applies only sometimes, a person must say so.
  static RuleVerdict absent(const ProfileRule& rule) { return rule.demand == Demand::where_applicable ? RuleVerdict::doubtful : RuleVerdict::missing; }

  // Whether a rule of at least this weight names one of the elements, so that their absence is said there.
  bool is_asked_elsewhere(const ProfileRule& rule, std::span<const std::string_view> elements) const {
    return std::ranges::any_of(profile_->rules, [&](const ProfileRule& other) {
      if (&other == &rule || other.kind != RuleKind::element || weight_of(other) > weight_of(rule)) return false;
      return std::ranges::any_of(elements, [&](std::string_view key) { return holds(other.any_of, key); });
    });
  }
  void nothing_stated(const ProfileRule& rule, std::span<const std::string_view> elements, RuleFinding& out) const {
    out.verdict = is_asked_elsewhere(rule, elements) ? RuleVerdict::not_applicable : absent(rule);
  }

  static bool has_digits(const ProfileRule& rule, std::string_view value) {
    return !rule.digits || (value.size() == static_cast<std::size_t>(*rule.digits) && value.find_first_not_of("0123456789") == std::string_view::npos);
  }

  // A part of something that is not there, and whose absence is said by another rule: who rated credit that nobody stated.
  bool is_part_of_nothing(const ProfileRule& rule) const {
    std::vector<std::string_view> wholes;
    for (const std::string_view key : rule.any_of) {
      const std::string_view whole = key.substr(0, key.find('.'));
      if (whole == key || !is_element(whole) || !element_value(fields_, whole, rule.frameworks).empty()) return false;
      wholes.push_back(whole);
    }
    return is_asked_elsewhere(rule, wholes);
  }

  void judge_element(const ProfileRule& rule, RuleFinding& out) const {
    if (is_part_of_nothing(rule)) {
      out.verdict = RuleVerdict::not_applicable;
      return;
    }
    out.verdict = absent(rule);
    for (const std::string& key : rule.any_of) {
      const std::string value = element_value(fields_, key, rule.frameworks);
      if (value.empty()) continue;
      const bool is_listed = (rule.values.empty() && !holds(rule.doubtful_values, value)) || holds(rule.values, value);
      const bool is_kept = is_listed && has_digits(rule, value);
      if (out.found.empty() || is_kept) out.found = key + ": " + value;
      if (is_kept) {
        out.verdict = RuleVerdict::met;
        return;
      }
      if (holds(rule.doubtful_values, value)) out.verdict = RuleVerdict::doubtful;
      else if (out.verdict != RuleVerdict::doubtful) out.verdict = RuleVerdict::missing;
    }
  }

  void judge_level(const ProfileRule& rule, RuleFinding& out) const {
    out.elements = {"level", "credit.level"};
    const std::vector<StatedLevel> levels = stated_levels(fields_);
    for (const StatedLevel& level : levels) {
      if (level.framework != rule.framework) continue;
      out.found = level.place + ": " + rule.framework + " " + std::string(level.code);
      out.verdict = verdict_of_code(rule, level.code);
      return;
    }
    for (const StatedLevel& level : levels) {
      if (holds(rule.frameworks, level.framework)) return judge_equivalent(rule, level, out);
    }
    nothing_stated(rule, k_level_elements, out);
  }
  static RuleVerdict verdict_of_code(const ProfileRule& rule, std::string_view code) {
    if (holds(rule.levels, code)) return RuleVerdict::met;
    return holds(rule.doubtful_levels, code) ? RuleVerdict::doubtful : RuleVerdict::missing;
  }
  // Only what one link says, in whichever direction it was written.
  void judge_equivalent(const ProfileRule& rule, const StatedLevel& level, RuleFinding& out) const {
    out.found = level.place + ": " + std::string(level.framework) + " " + std::string(level.code);
    bool is_any = false;
    bool is_sure = true;
    bool is_kept = false;
    for (const LevelLink& link : crosswalk_.level_links()) {
      const bool is_forward = link.from.framework == level.framework && link.from.code == level.code && link.to.framework == rule.framework;
      const bool is_backward = link.to.framework == level.framework && link.to.code == level.code && link.from.framework == rule.framework;
      if (!is_forward && !is_backward) continue;
      const LevelCode& other = is_forward ? link.to : link.from;
      out.found += ", " + rule.framework + " " + (other.code.empty() ? "none" : other.code) + " (" + std::string(standing_name(link.provenance.standing)) + ")";
      const RuleVerdict verdict = verdict_of_code(rule, other.code);
      is_any = true;
      is_kept = is_kept || verdict != RuleVerdict::missing;
      is_sure = is_sure && verdict == RuleVerdict::met && link.provenance.standing <= Standing::convention;
    }
    if (!is_any) out.found += ", of which no file says what it is in " + rule.framework;
    out.verdict = is_any && is_sure ? RuleVerdict::met : is_any && !is_kept ? RuleVerdict::missing : RuleVerdict::doubtful;
  }

  void judge_size(const ProfileRule& rule, RuleFinding& out) const {
    std::optional<HoursRange> size;
    if (rule.framework.empty()) {
      out.elements = {"workload_hours", "credit"};
      size = hours(out);
    } else {
      out.elements = {"credit"};
      if (const Credit* credit = credit_in(fields_, rule.framework)) {
        size = HoursRange{Fraction::of(credit->amount), Fraction::of(credit->amount)};
        out.found = to_text(credit->amount) + " " + rule.framework;
      }
    }
    if (!size) return nothing_stated(rule, k_size_elements, out);
    const RuleVerdict least = verdict_of_size(rule, size->least);
    const RuleVerdict most = verdict_of_size(rule, size->most);
    out.verdict = least == most ? least : RuleVerdict::doubtful;
  }
  std::optional<HoursRange> hours(RuleFinding& out) const {
    if (const auto stated = stated_hours(fields_)) {
      out.found = stated->place + ": " + to_text(stated->hours) + " hours";
      return HoursRange{Fraction::of(stated->hours), Fraction::of(stated->hours)};
    }
    for (const Credit* credit : stated_credit(fields_)) {
      const auto range = hours_of_credit(*credit, crosswalk_);
      if (!range) continue;
      out.found = to_text(credit->amount) + " " + credit->framework + ": " + hours_text(*range) + " hours";
      return range;
    }
    return std::nullopt;
  }
  static RuleVerdict verdict_of_size(const ProfileRule& rule, const Fraction& size) {
    const auto is_below = [&](const std::optional<Fraction>& bound) { return bound && compare(size, *bound) < 0; };
    const auto is_above = [&](const std::optional<Fraction>& bound) { return bound && compare(size, *bound) > 0; };
    if (!is_below(rule.least) && !is_above(rule.most)) return RuleVerdict::met;
    const bool may_be_small = is_below(rule.least) && rule.doubtful_least && !is_below(rule.doubtful_least);
    const bool may_be_large = is_above(rule.most) && rule.doubtful_most && !is_above(rule.doubtful_most);
    return may_be_small || may_be_large ? RuleVerdict::doubtful : RuleVerdict::missing;
  }

  void judge_step(const ProfileRule& rule, RuleFinding& out) const {
    out.elements = {"credit"};
    const Credit* credit = credit_in(fields_, rule.framework);
    out.verdict = RuleVerdict::not_applicable;
    if (credit == nullptr) return;
    out.found = to_text(credit->amount) + " " + rule.framework;
    const auto steps = divide(Fraction::of(credit->amount), *rule.step);
    out.verdict = steps && steps->parts() == 1 ? RuleVerdict::met : RuleVerdict::missing;
  }

  // Less than one unit beside the range is rounding, and for a person to decide.
  void judge_unit(const ProfileRule& rule, RuleFinding& out) const {
    out.elements = {"credit", "workload_hours"};
    out.verdict = RuleVerdict::not_applicable;
    const Credit* credit = credit_in(fields_, rule.framework);
    const auto stated = stated_hours(fields_);
    const auto unit = hours_of_unit(rule.framework, crosswalk_);
    if (credit == nullptr || !stated || !unit) return;
    out.found = to_text(credit->amount) + " " + rule.framework + " beside " + to_text(stated->hours) + " hours";
    const Fraction hours = Fraction::of(stated->hours);
    const auto fits = [&](std::int64_t below, std::int64_t above) {
      const std::int64_t amount = credit->amount.thousandths();
      const auto least = multiply(Fraction(std::max<std::int64_t>(amount - below, 0), 1000), unit->least);
      const auto most = multiply(Fraction(amount + above, 1000), unit->most);
      return least && most && compare(hours, *least) >= 0 && compare(hours, *most) <= 0;
    };
    out.verdict = fits(0, 0) ? RuleVerdict::met : fits(999, 999) ? RuleVerdict::doubtful : RuleVerdict::missing;
  }

  void judge_words(std::size_t number, RuleFinding& out) const {
    for (const std::string& key : profile_->rules[number].any_of) {
      look_for(*element_text(fields_, key), key, fields_.language, number, out);
      for (const Translation& translation : fields_.translations) {
        if (translation.field == key) look_for(translation.text, key + " in " + translation.language, translation.language, number, out);
      }
    }
  }
  void look_for(const std::string& text, const std::string& place, std::string_view language, std::size_t number, RuleFinding& out) const {
    if (text.empty()) return;
    const std::vector<FoldedWord> words = folded_words(text);
    for (const PreparedWords& list : profile_.words_of(number)) {
      if (!is_language(language, list.language)) continue;
      const WordHit hit = find_forbidden(words, list);
      if (hit.weight == WordHit::Weight::none) continue;
      if (!out.found.empty()) out.found += "; ";
      out.found += place + ": \"" + hit.phrase + "\"";
      if (hit.weight == WordHit::Weight::refused) out.verdict = RuleVerdict::missing;
      else if (out.verdict == RuleVerdict::met) out.verdict = RuleVerdict::doubtful;
    }
  }

  void judge_review(const ProfileRule& rule, RuleFinding& out) const {
    out.elements = {"listing.review_due"};
    constexpr std::array<std::string_view, 1> k_element = {"listing.review_due"};
    if (fields_.listing.review_due.empty()) return nothing_stated(rule, k_element, out);
    out.found = "listing.review_due: " + fields_.listing.review_due;
    const auto due = parse_date(fields_.listing.review_due);
    if (!due || !today_) {
      out.verdict = due ? RuleVerdict::not_applicable : RuleVerdict::missing;
      return;
    }
    Date last = *today_;
    last.year += *rule.most_years;
    if (!is_valid_date(last)) last.day = 28;  // 29 February
    if (*due < *today_) out.found += ", which is past";
    out.verdict = *due < *today_ || *due > last ? RuleVerdict::missing : RuleVerdict::met;
  }

  void judge_outcomes(const ProfileRule& rule, RuleFinding& out) const {
    out.elements = {"tasks.outcomes", "outcomes.key"};
    out.verdict = RuleVerdict::not_applicable;
    if (fields_.outcomes.empty()) return;
    if (fields_.tasks.empty()) {
      out.found = "no assessment plan";
      const bool is_said_already = std::ranges::any_of(profile_->rules, [&](const ProfileRule& other) {
        if (other.kind != RuleKind::element || weight_of(other) > weight_of(rule) || !holds(other.any_of, "tasks")) return false;
        return std::ranges::all_of(other.any_of, [&](const std::string& key) { return element_value(fields_, key).empty(); });
      });
      if (!is_said_already) out.verdict = absent(rule);
      return;
    }
    const std::set<std::string_view> assessed = assessed_outcomes(fields_);
    for (const LearningOutcome& outcome : fields_.outcomes) {
      if (!outcome.key.empty() && assessed.contains(outcome.key)) continue;
      out.found += (out.found.empty() ? "no task for: " : ", ") + (outcome.key.empty() ? "\"" + shown_text(outcome.statement) + "\" (it has no key)" : outcome.key);
    }
    out.verdict = out.found.empty() ? RuleVerdict::met : RuleVerdict::missing;
  }

  const MicroCredentialFields& fields_;
  const Profile& profile_;
  const Crosswalk& crosswalk_;
  std::optional<Date> today_;
};

}  // namespace

std::string_view verdict_name(RuleVerdict verdict) { return k_verdicts[static_cast<std::size_t>(verdict)]; }

bool ComplianceReport::blocks() const { return std::ranges::any_of(findings, &RuleFinding::blocks); }
std::size_t ComplianceReport::count(RuleVerdict verdict) const {
  return static_cast<std::size_t>(std::ranges::count(findings, verdict, &RuleFinding::verdict));
}

ComplianceReport check_compliance(const MicroCredentialFields& fields, const Profile& profile, const Crosswalk& crosswalk, std::optional<Date> today) {
  ComplianceReport out{profile->id, profile->name, {}};
  const Judge judge(fields, profile, crosswalk, today);
  for (std::size_t i = 0; i < profile->rules.size(); ++i) out.findings.push_back(judge.judge(i));
  return out;
}

bool applies_to(const Profile& profile, const MicroCredentialFields& fields) {
  const auto is_named = [&](std::string_view framework) { return holds(profile->frameworks, framework); };
  if (fields.level && is_named(fields.level->framework)) return true;
  if (std::ranges::any_of(stated_credit(fields), [&](const Credit* credit) { return is_named(credit->framework); })) return true;
  return holds(profile->countries, std::string_view(fields.listing.country).substr(0, 2));
}

}  // namespace cairn::domain
