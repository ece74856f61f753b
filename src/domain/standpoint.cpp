#include <algorithm>
#include <map>

#include "domain/governance.hpp"

// What follows from the acts on a version, and what may come next.
namespace cairn::domain {
namespace {

template <class List>
bool has(const List& list, std::string_view word) {
  return std::ranges::find(list, word) != std::end(list);
}

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

/// The acts on a version, weighed one by one.
class Weighing {
 public:
  Weighing(const Governance& governance, const Case& about) : governance_(governance), about_(about) {
    for (std::size_t i = 0; i < governance->stages.size(); ++i) {
      for (const std::string& act : governance->stages[i].acts) stage_of_[act] = i;
    }
    for (const Act& act : about.acts) {
      if (act.kind == k_act_carry && act.material_digest == about.material_digest) is_carried_ = true;
      latest_[act.kind] = &act;
    }
  }

  bool is_carried() const { return is_carried_; }
  std::optional<std::size_t> stage_of(std::string_view act) const {
    const auto found = stage_of_.find(act);
    return found == stage_of_.end() ? std::nullopt : std::optional(found->second);
  }
  const Act* latest(std::string_view kind) const {
    const auto found = latest_.find(kind);
    return found == latest_.end() ? nullptr : found->second;
  }

  // Why the latest act of a kind does not complete it; empty when it does.
  std::string why_open(const ActKind& kind) const {
    const Act* act = latest(kind.id);
    if (act == nullptr) return "is not done";
    if (act->outcome == ActOutcome::no) return "the answer was no";
    return why_overtaken(kind, *act);
  }
  std::string why_overtaken(const ActKind& kind, const Act& act) const {
    if (!kind.outlasts_edits && act.material_digest != about_.material_digest) return "was done for a text that has changed since";
    if (has(kind.not_by, k_edit) && has(about_.editors, act.by)) return act.by + " did it, and has written in the text";
    for (const auto& [other, done] : latest_) {
      if (done->number <= act.number || done == &act) continue;
      const auto stage = stage_of(other);
      const auto own = stage_of(kind.id);
      const bool is_earlier_stage = stage && own && *stage < *own;
      if (is_earlier_stage || has(kind.not_by, other)) return "came before " + quoted(other) + " was done again";
    }
    for (const std::string& other : kind.not_by) {
      const Act* done = latest(other);
      if (done != nullptr && done->by == act.by) return act.by + " did it, and did " + quoted(other) + " too";
    }
    return {};
  }

  // Whoever can set conditions has to deal with those that are open.
  bool may_set_conditions(std::string_view kind) const {
    return std::ranges::any_of(about_.acts, [kind](const Act& act) { return act.kind == kind && act.outcome == ActOutcome::with_conditions; });
  }

  std::vector<Gap> gaps() const {
    std::vector<Gap> out;
    if (is_carried_) return out;
    for (const Stage& stage : governance_->stages) {
      for (const std::string& id : stage.acts) {
        const ActKind* kind = governance_.find_act(id);
        const std::string why = why_open(*kind);
        if (!why.empty()) out.push_back({stage.id, id, kind->title + ": " + why, kind->roles});
      }
    }
    return out;
  }

  // A condition stays until an act says that it is met, whatever was decided in between.
  std::vector<std::string> open_conditions() const {
    std::vector<std::string> out;
    if (is_carried_) return out;
    for (const Act& act : about_.acts) {
      for (const std::string& met : act.met) std::erase(out, met);
      if (act.outcome != ActOutcome::with_conditions || !stage_of(act.kind)) continue;
      for (const std::string& condition : act.conditions) {
        if (!has(out, condition)) out.push_back(condition);
      }
    }
    return out;
  }

 private:
  const Governance& governance_;
  const Case& about_;
  std::map<std::string, std::size_t, std::less<>> stage_of_;
  std::map<std::string, const Act*, std::less<>> latest_;
  bool is_carried_ = false;
};

std::string fact_of(const Act& act, std::string_view name) {
  const std::string* text = act.fact(name);
  return text == nullptr ? std::string() : *text;
}

void apply_public_act(const Act& act, Standpoint& out) {
  if (act.outcome == ActOutcome::no) return;
  if (act.kind == k_act_publish || act.kind == k_act_carry) {
    out.publication = Publication::current;
    out.was_published = true;
  }
  if (act.kind == k_act_publish || act.kind == k_act_review || act.kind == k_act_carry) {
    const std::string due = fact_of(act, "review_due");
    if (!due.empty()) out.review_due = due;
  }
  if (act.kind == k_act_award) out.is_frozen = true;
  if (act.kind == k_act_expire) {
    out.publication = Publication::expiring;
    out.teach_out = fact_of(act, "teach_out");
  }
  if (act.kind == k_act_discontinue) out.publication = Publication::discontinued;
}

Failure refused(std::string_view code, std::string detail, std::string hint) {
  return fail(Kind::refused, code, std::move(detail), std::move(hint));
}

Result<void> check_facts(const ActKind& kind, const Act& act, int review_years_most) {
  std::string missing;
  for (const std::string& name : kind.facts) {
    const std::string* text = act.fact(name);
    if (text == nullptr || text->find_first_not_of(" \t\r\n") == std::string::npos) missing += (missing.empty() ? "" : ", ") + name;
  }
  if (!missing.empty()) {
    return fail(Kind::malformed, "governance.act", kind.title + " lacks: " + missing, "Give each, as NAME=TEXT or in a file.");
  }
  const Date today = date_of(act.at);
  const auto day = [&](std::string_view name, int years_most) -> Result<void> {
    const std::string* text = act.fact(name);
    if (text == nullptr) return {};
    const auto date = parse_date(*text);
    if (!date) return fail(Kind::malformed, "governance.act", std::string(name) + ": " + quoted(text->substr(0, 40)) + " is no day", "Write 2029-06-30.");
    const Date last{today.year + years_most, today.month, today.day};
    if (*date >= today && *date <= last) return {};
    return fail(Kind::malformed, "governance.act", std::string(name) + ": " + *text + " is not within " + std::to_string(years_most) + " years from today",
                "Give a later day, but none after " + format_date(last) + ".");
  };
  const std::string* year = act.fact("year");
  const bool is_year = year == nullptr || (year->size() == 4 && std::ranges::all_of(*year, [](char c) { return c >= '0' && c <= '9'; }));
  if (!is_year) return fail(Kind::malformed, "governance.act", "year: " + quoted(year->substr(0, 40)) + " is no year", "Write four digits: 2027.");
  CAIRN_CHECK(day("review_due", review_years_most));
  return day("teach_out", 20);
}

Result<void> check_conditions(const Act& act, const std::vector<std::string>& open) {
  if (act.outcome == ActOutcome::with_conditions && act.conditions.empty()) {
    return fail(Kind::malformed, "governance.act", "\"with conditions\" names no condition", "Name each condition.");
  }
  if (act.outcome != ActOutcome::with_conditions && !act.conditions.empty()) {
    return fail(Kind::malformed, "governance.act", "there are conditions, and the answer is not \"with conditions\"", "Say with-conditions.");
  }
  for (const std::string& met : act.met) {
    if (!has(open, met)) return fail(Kind::malformed, "governance.act", quoted(met.substr(0, 80)) + " is no open condition", "Open are: " + joined(open));
  }
  return {};
}

Result<void> check_two_people(const ActKind& kind, const Case& about, const Act& act) {
  for (const std::string& other : kind.not_by) {
    const bool wrote = other == k_edit && has(about.editors, act.by);
    const bool did = std::ranges::any_of(about.acts, [&](const Act& one) { return one.kind == other && one.by == act.by; });
    if (!wrote && !did) continue;
    return refused("governance.two-person", act.by + (wrote ? " has written in this text" : " has done " + quoted(other) + " here") + ", and may not do " +
                   quoted(kind.id) + " as well", "Another person has to do it.");
  }
  return {};
}

std::string words_of(const std::vector<Gap>& gaps) {
  std::string out;
  for (const Gap& gap : gaps) out += (out.empty() ? "" : "\n") + gap.why + " (" + joined(gap.roles) + ")";
  return out;
}

Result<void> check_order(const Governance& governance, const Weighing& weighing, const ActKind& kind) {
  const auto stage = weighing.stage_of(kind.id);
  if (!stage) return {};
  std::vector<Gap> before;
  for (const Gap& gap : weighing.gaps()) {
    const auto other = weighing.stage_of(gap.act);
    if (other && (*other < *stage || (*other == *stage && has(kind.not_by, gap.act)))) before.push_back(gap);
  }
  if (before.empty()) return {};
  return refused("governance.order", quoted(kind.id) + " cannot be done yet:\n" + words_of(before), "Do first what is named; stage \"" + governance->stages[*stage].title + "\" comes after.");
}

Failure wrong_status(const ActKind& kind, const Standpoint& now) {
  return refused("governance.status", quoted(kind.id) + " is not possible: this version is " + std::string(publication_word(now.publication)),
                 "cairn show NAME says what can be done next.");
}

Result<void> check_status(const ActKind& kind, const Standpoint& now) {
  const Publication publication = now.publication;
  const bool is_public = publication == Publication::current || publication == Publication::expiring;
  if (kind.id == k_act_publish) {
    if (publication != Publication::unpublished) return wrong_status(kind, now);
    if (now.gaps.empty() && now.open_conditions.empty()) return {};
    std::string detail = "this version cannot be published yet:";
    if (!now.gaps.empty()) detail += "\n" + words_of(now.gaps);
    for (const std::string& condition : now.open_conditions) detail += "\nopen condition: " + condition;
    return refused("governance.order", std::move(detail), "Do first what is named.");
  }
  if (kind.id == k_act_expire) return publication == Publication::current ? Result<void>() : wrong_status(kind, now);
  const bool needs_public = kind.id == k_act_monitor || kind.id == k_act_review || kind.id == k_act_discontinue;
  if (needs_public != is_public) return wrong_status(kind, now);
  return {};
}

}  // namespace

Standpoint judge_case(const Governance& governance, const Case& about) {
  const Weighing weighing(governance, about);
  Standpoint out;
  out.gaps = weighing.gaps();
  out.open_conditions = weighing.open_conditions();
  if (!out.gaps.empty()) out.stage = out.gaps.front().stage;
  for (const Act& act : about.acts) {
    apply_public_act(act, out);
    const ActKind* kind = governance.find_act(act.kind);
    const bool is_stage_act = kind != nullptr && weighing.stage_of(act.kind).has_value();
    if (is_stage_act && (weighing.latest(act.kind) != &act || !weighing.why_overtaken(*kind, act).empty())) out.overtaken.push_back(act.number);
  }
  return out;
}

Result<void> check_act(const Governance& governance, const Case& about, const Act& act) {
  if (!about.acts.empty() && act.at < about.acts.back().at) {
    return fail(Kind::conflict, "governance.clock", "the clock says " + format_instant(act.at) + ", and the last act on this version happened at " +
                format_instant(about.acts.back().at), "Set the clock of this machine right, and do it again.");
  }
  if (act.kind == k_act_award || act.kind == k_act_carry) return {};
  const ActKind* kind = governance.find_act(act.kind);
  if (kind == nullptr) {
    std::vector<std::string> known;
    for (const ActKind& one : governance->acts) known.push_back(one.id);
    return fail(Kind::malformed, "governance.act", "there is no act " + quoted(act.kind.substr(0, 40)), "Acts are: " + joined(known) + ".");
  }
  if (!std::ranges::any_of(act.roles, [&](const std::string& role) { return has(kind->roles, role); })) {
    return refused("governance.role", act.by + " has " + (act.roles.empty() ? "no role here" : "the roles " + joined(act.roles)) + "; " + quoted(kind->id) +
                   " needs one of: " + joined(kind->roles), "Ask somebody who has it, or give the role with cairn person.");
  }
  CAIRN_CHECK(check_two_people(*kind, about, act));
  const Weighing weighing(governance, about);
  const Standpoint now = judge_case(governance, about);
  CAIRN_CHECK(check_status(*kind, now));
  CAIRN_CHECK(check_order(governance, weighing, *kind));
  CAIRN_CHECK(check_facts(*kind, act, governance->review_years_most));
  CAIRN_CHECK(check_conditions(act, now.open_conditions));
  if (act.outcome != ActOutcome::yes || !weighing.may_set_conditions(act.kind)) return {};
  for (const std::string& condition : now.open_conditions) {
    if (!has(act.met, condition)) {
      return refused("governance.conditions", "the condition " + quoted(condition) + " is open", "Say that it is met, or decide with conditions again.");
    }
  }
  return {};
}

void supersede(Standpoint& standpoint, std::string_view later_version) {
  if (!standpoint.was_published || standpoint.publication == Publication::discontinued) return;
  standpoint.publication = Publication::expiring;
  standpoint.superseded_by = later_version;
}

Result<void> check_award(const Standpoint& standpoint, std::string_view day) {
  switch (standpoint.publication) {
    case Publication::unpublished:
      return refused("governance.unpublished", "this version is not published" + (standpoint.gaps.empty() ? "" : ":\n" + words_of(standpoint.gaps)),
                     "Complete the stages and publish it; then award.");
    case Publication::discontinued:
      return refused("governance.discontinued", "this version is discontinued", "Awards made before stay valid; new ones need another version.");
    case Publication::expiring:
      if (standpoint.teach_out.empty() || day <= standpoint.teach_out) return {};
      return refused("governance.discontinued", "the teach-out ended on " + standpoint.teach_out, "Awards made before stay valid; new ones need another version.");
    case Publication::current:
      break;
  }
  return {};
}

Result<void> check_enrolment(const Standpoint& standpoint, std::string_view day) {
  CAIRN_CHECK(check_award(standpoint, day));
  if (standpoint.publication != Publication::expiring) return {};
  const std::string until = standpoint.teach_out.empty() ? "" : " until " + standpoint.teach_out;
  return refused("governance.expiring", "this version takes no new learners; those enrolled may complete" + until, "Enrol in another version.");
}

}  // namespace cairn::domain
