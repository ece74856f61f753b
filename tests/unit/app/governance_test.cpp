#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "app/governance_file.hpp"

// The usual stages and roles, act by act. Who may do what is written here by hand after domain.md 1.2 and 10.1.
namespace cairn::app {
namespace {

using domain::Act;
using domain::ActOutcome;
using domain::Case;
using domain::Publication;

const domain::Governance& usual() {
  static const domain::Governance governance = usual_governance().value();
  return governance;
}

Instant day(int month, int date) { return start_of_day({2027, month, date}); }

// Everything that each act has to record.
const std::map<std::string, std::vector<std::string>>& facts_by_act() {
  static const std::map<std::string, std::vector<std::string>> facts = {
      {"need", {"market_need", "costing", "risk"}},
      {"design", {"assessment_rationale"}},
      {"rate", {"participants", "competence", "average_candidate", "method", "units", "level_recommendation", "credit_calculation", "least_and_most_credit", "issues"}},
      {"vet", {"peer_review", "findings"}},
      {"external-voice", {"comment"}},
      {"student-voice", {"comment"}},
      {"approve", {"minute"}},
      {"answer", {"answer"}},
      {"publish", {"review_due"}},
      {"monitor", {"year", "changes"}},
      {"review", {"findings", "review_due"}},
      {"expire", {"reason", "teach_out"}},
      {"discontinue", {"reason"}},
  };
  return facts;
}

const std::map<std::string, std::string>& role_by_act() {
  static const std::map<std::string, std::string> roles = {
      {"need", "designer"},         {"design", "designer"},       {"rate", "rater"},        {"vet", "vetter"},     {"external-voice", "external"},
      {"student-voice", "student"}, {"approve", "approver"},      {"answer", "designer"},   {"publish", "registry"}, {"monitor", "quality"},
      {"review", "quality"},        {"expire", "registry"},       {"discontinue", "registry"}};
  return roles;
}

Act act(const std::string& kind, const std::string& by, Instant at = day(3, 1)) {
  Act out;
  out.kind = kind;
  out.by = by;
  out.roles = {role_by_act().at(kind)};
  out.at = at;
  out.material_digest = "text";
  for (const std::string& name : facts_by_act().at(kind)) {
    out.facts.push_back({name, name == "review_due" || name == "teach_out" ? "2029-01-31" : "written"});
  }
  return out;
}

Case add(Case about, Act one) {
  one.number = static_cast<std::int64_t>(about.acts.size()) + 1;
  about.acts.push_back(std::move(one));
  return about;
}

Case nothing_done() { return {{}, {"dana"}, "text"}; }

const std::vector<std::pair<std::string, std::string>>& way_to_approval() {
  static const std::vector<std::pair<std::string, std::string>> way = {{"need", "dana"},          {"design", "dana"},        {"rate", "rory"},    {"vet", "vera"},
                                                                       {"external-voice", "eve"}, {"student-voice", "sam"}, {"approve", "anne"}};
  return way;
}

Case approved() {
  Case out = nothing_done();
  for (const auto& [kind, by] : way_to_approval()) out = add(out, act(kind, by));
  return out;
}

Case published() { return add(approved(), act("publish", "reg", day(3, 2))); }

TEST(Governance, every_act_in_its_order_leads_to_publication) {
  Case about = nothing_done();
  for (const auto& [kind, by] : way_to_approval()) {
    const auto allowed = check_act(usual(), about, act(kind, by));
    ASSERT_TRUE(allowed) << kind << ": " << allowed.error().detail;
    about = add(about, act(kind, by));
  }
  EXPECT_TRUE(judge_case(usual(), about).gaps.empty());
  EXPECT_TRUE(check_act(usual(), about, act("publish", "reg")));
  EXPECT_EQ(judge_case(usual(), published()).publication, Publication::current);
  EXPECT_EQ(judge_case(usual(), published()).review_due, "2029-01-31");
}

TEST(Governance, a_skipped_act_blocks_publication_and_is_named) {
  for (const auto& [left_out, nobody] : way_to_approval()) {
    Case about = nothing_done();
    for (const auto& [kind, by] : way_to_approval()) {
      if (kind != left_out) about = add(about, act(kind, by));
    }
    const auto refused = check_act(usual(), about, act("publish", "reg"));
    ASSERT_FALSE(refused) << left_out;
    EXPECT_EQ(refused.error().code, "governance.order");
    const std::string title = usual().find_act(left_out)->title;
    EXPECT_NE(refused.error().detail.find(title + ": is not done"), std::string::npos) << refused.error().detail;
  }
}

TEST(Governance, a_later_stage_waits_for_the_earlier_ones) {
  EXPECT_EQ(check_act(usual(), nothing_done(), act("rate", "rory")).error().code, "governance.order");
  const Case rated = add(add(add(nothing_done(), act("need", "dana")), act("design", "dana")), act("rate", "rory"));
  EXPECT_EQ(check_act(usual(), rated, act("approve", "anne")).error().code, "governance.order");
  const Case designed = add(add(nothing_done(), act("need", "dana")), act("design", "dana"));
  EXPECT_EQ(check_act(usual(), designed, act("vet", "vera")).error().code, "governance.order") << "nothing is there to vet";
}

TEST(Governance, one_person_never_stands_on_both_sides) {
  const Case designed = add(add(nothing_done(), act("need", "dana")), act("design", "dana"));
  EXPECT_EQ(check_act(usual(), designed, act("rate", "dana")).error().code, "governance.two-person") << "wrote the text";
  const Case rated = add(designed, act("rate", "rory"));
  const auto same = check_act(usual(), rated, act("vet", "rory"));
  EXPECT_EQ(same.error().code, "governance.two-person");
  EXPECT_NE(same.error().detail.find("rory has done \"rate\""), std::string::npos);
  Case before = rated;
  for (const char* const kind : {"vet", "external-voice", "student-voice"}) before = add(before, act(kind, std::string(kind) + "-er"));
  for (const char* const person : {"dana", "rory", "vet-er"}) {
    EXPECT_EQ(check_act(usual(), before, act("approve", person)).error().code, "governance.two-person") << person;
  }
  EXPECT_TRUE(check_act(usual(), before, act("approve", "anne")));
}

TEST(Governance, an_approval_falls_when_its_author_writes_in_the_text_afterwards) {
  Case about = approved();
  about.editors.push_back("anne");
  const auto now = judge_case(usual(), about);
  ASSERT_EQ(now.gaps.size(), 1U);
  EXPECT_EQ(now.gaps[0].act, "approve");
  EXPECT_NE(now.gaps[0].why.find("has written in the text"), std::string::npos);
}

TEST(Governance, acts_on_a_text_that_changed_count_no_more_but_the_business_case_does) {
  Case about = approved();
  about.material_digest = "other text";
  const auto now = judge_case(usual(), about);
  std::set<std::string> open;
  for (const auto& gap : now.gaps) open.insert(gap.act);
  EXPECT_EQ(open, (std::set<std::string>{"design", "rate", "vet", "external-voice", "student-voice", "approve"}));
  EXPECT_EQ(now.overtaken.size(), 6U);
}

TEST(Governance, what_was_decided_before_a_new_rating_is_decided_again) {
  const Case about = add(approved(), act("rate", "ruth"));
  std::set<std::string> open;
  for (const auto& gap : judge_case(usual(), about).gaps) open.insert(gap.act);
  EXPECT_EQ(open, (std::set<std::string>{"vet", "external-voice", "student-voice", "approve"}));
}

TEST(Governance, a_rating_file_that_lacks_an_item_is_refused_and_the_item_is_named) {
  for (const auto& [kind, names] : facts_by_act()) {
    for (const std::string& name : names) {
      Case about = approved();
      if (kind == "rate" || kind == "vet" || kind == "need" || kind == "design" || kind.ends_with("voice")) about = nothing_done();
      for (const auto& [earlier, by] : way_to_approval()) {
        if (about.acts.size() >= 7 || earlier == kind) break;
        about = add(about, act(earlier, by));
      }
      if (kind == "monitor" || kind == "review" || kind == "expire" || kind == "discontinue") about = published();
      if (kind == "approve") about.acts.pop_back();
      Act one = act(kind, "somebody", day(3, 3));
      std::erase_if(one.facts, [&](const domain::ActFact& fact) { return fact.name == name; });
      const auto refused = check_act(usual(), about, one);
      ASSERT_FALSE(refused) << kind << " without " << name;
      EXPECT_EQ(refused.error().code, "governance.act") << kind << ": " << refused.error().detail;
      EXPECT_NE(refused.error().detail.find(name), std::string::npos) << refused.error().detail;
    }
  }
}

TEST(Governance, every_role_may_do_its_acts_and_nothing_else) {
  for (const domain::Role& role : usual()->roles) {
    for (const auto& [kind, owner] : role_by_act()) {
      Act one = act(kind, "x");
      one.roles = {role.id};
      const auto answer = check_act(usual(), nothing_done(), one);
      const bool is_kept_out = !answer && answer.error().code == "governance.role";
      EXPECT_EQ(is_kept_out, role.id != owner) << role.id << " and " << kind;
    }
  }
  Act without = act("need", "x");
  without.roles.clear();
  EXPECT_EQ(check_act(usual(), nothing_done(), without).error().code, "governance.role");
}

TEST(Governance, conditions_stay_open_until_each_is_met) {
  Case about = nothing_done();
  for (const auto& [kind, by] : way_to_approval()) {
    if (kind != "approve") about = add(about, act(kind, by));
  }
  Act decision = act("approve", "anne");
  decision.outcome = ActOutcome::with_conditions;
  EXPECT_EQ(check_act(usual(), about, decision).error().code, "governance.act") << "conditions without words";
  decision.conditions = {"Name an external assessor", "State the price"};
  ASSERT_TRUE(check_act(usual(), about, decision));
  about = add(about, decision);
  EXPECT_EQ(judge_case(usual(), about).open_conditions, decision.conditions);
  EXPECT_EQ(check_act(usual(), about, act("publish", "reg")).error().code, "governance.order");
  Act final = act("approve", "anne");
  final.met = {"State the price"};
  EXPECT_EQ(check_act(usual(), about, final).error().code, "governance.conditions");
  final.met.push_back("Name an external assessor");
  ASSERT_TRUE(check_act(usual(), about, final));
  EXPECT_TRUE(check_act(usual(), add(about, final), act("publish", "reg")));
}

TEST(Governance, a_condition_does_not_vanish_behind_a_no) {
  Case about = nothing_done();
  for (const auto& [kind, by] : way_to_approval()) {
    if (kind != "approve") about = add(about, act(kind, by));
  }
  Act decision = act("approve", "anne");
  decision.outcome = ActOutcome::with_conditions;
  decision.conditions = {"Fix X"};
  about = add(about, decision);
  decision.outcome = ActOutcome::no;
  decision.conditions.clear();
  about = add(about, decision);
  EXPECT_EQ(check_act(usual(), about, act("approve", "anne")).error().code, "governance.conditions");
  EXPECT_EQ(judge_case(usual(), about).open_conditions, std::vector<std::string>{"Fix X"});
}

TEST(Governance, a_template_that_leaves_out_what_credentials_state_is_refused) {
  for (const std::string_view place : domain::material_floor()) {
    domain::GovernanceFields fields = usual().fields();
    std::erase(fields.material, place);
    EXPECT_FALSE(domain::make_governance(fields)) << place;
  }
  domain::GovernanceFields fields = usual().fields();
  fields.partner_acts.push_back("approve");
  EXPECT_FALSE(domain::make_governance(fields)) << "partners who approve";
  fields = usual().fields();
  for (domain::Role& role : fields.roles) std::erase(role.may, "administer");
  EXPECT_FALSE(domain::make_governance(fields)) << "nobody administers";
  fields = usual().fields();
  fields.roles[1].may.push_back("administer");
  EXPECT_FALSE(domain::make_governance(fields)) << "somebody else administers";
}

TEST(Governance, a_no_of_the_board_blocks) {
  Case about = approved();
  about.acts.back().outcome = ActOutcome::no;
  EXPECT_EQ(judge_case(usual(), about).gaps.at(0).act, "approve");
  EXPECT_EQ(check_act(usual(), about, act("publish", "reg")).error().code, "governance.order");
}

TEST(Governance, an_expiring_version_takes_no_new_learners_and_lets_those_enrolled_complete) {
  const Case expiring = add(published(), act("expire", "reg", day(4, 1)));
  const auto now = judge_case(usual(), expiring);
  EXPECT_EQ(now.publication, Publication::expiring);
  EXPECT_EQ(check_enrolment(now, "2028-05-01").error().code, "governance.expiring");
  EXPECT_TRUE(check_award(now, "2029-01-31"));
  EXPECT_EQ(check_award(now, "2029-02-01").error().code, "governance.discontinued");
  const auto gone = judge_case(usual(), add(expiring, act("discontinue", "reg", day(5, 1))));
  EXPECT_EQ(check_award(gone, "2027-05-02").error().code, "governance.discontinued");
  EXPECT_EQ(check_award(judge_case(usual(), approved()), "2027-05-02").error().code, "governance.unpublished");
}

TEST(Governance, a_status_is_reached_from_the_one_before_it_only) {
  for (const char* const kind : {"monitor", "review", "expire", "discontinue"}) {
    EXPECT_EQ(check_act(usual(), approved(), act(kind, "x")).error().code, "governance.status") << kind;
  }
  EXPECT_EQ(check_act(usual(), published(), act("publish", "x", day(3, 3))).error().code, "governance.status");
  EXPECT_EQ(check_act(usual(), published(), act("rate", "x", day(3, 3))).error().code, "governance.status") << "decided already";
}

TEST(Governance, a_clock_that_was_moved_back_is_noticed) {
  EXPECT_EQ(check_act(usual(), approved(), act("publish", "reg", day(2, 1))).error().code, "governance.clock");
}

TEST(Governance, a_review_is_due_within_the_years_of_the_template) {
  Act one = act("publish", "reg");
  one.facts = {{"review_due", "2032-03-02"}};
  EXPECT_EQ(check_act(usual(), approved(), one).error().code, "governance.act") << "five years and a day";
  one.facts = {{"review_due", "2032-03-01"}};
  EXPECT_TRUE(check_act(usual(), approved(), one));
  one.facts = {{"review_due", "2026-03-01"}};
  EXPECT_EQ(check_act(usual(), approved(), one).error().code, "governance.act") << "past";
}

TEST(Governance, an_edit_of_outcomes_level_credit_or_assessment_makes_a_new_version_and_small_words_do_not) {
  using enum domain::EditTarget;
  const auto draft = judge_case(usual(), approved());
  const auto current = judge_case(usual(), published());
  Case with_award = published();
  Act award;
  award.kind = domain::k_act_award;
  award.at = day(6, 1);
  award.material_digest = "text";
  const auto frozen = judge_case(usual(), add(with_award, award));
  ASSERT_TRUE(frozen.is_frozen);
  for (const char* const place : {"outcomes[1].statement", "outcomes[2]", "level.code", "credit.amount", "tasks[0].type", "assessment.types[0]", "workload_hours"}) {
    EXPECT_EQ(edit_target(usual(), draft, {place}), same_version) << place;
    EXPECT_EQ(edit_target(usual(), current, {"description", place}), new_version) << place;
    EXPECT_EQ(edit_target(usual(), frozen, {place}), new_version) << place;
  }
  for (const char* const place : {"description", "offer.prices[0].amount", "listing.summary", "need.checked", "tags[0]"}) {
    EXPECT_EQ(edit_target(usual(), current, {place}), same_version) << place;
    EXPECT_EQ(edit_target(usual(), frozen, {place}), minor_version) << place;
  }
  EXPECT_EQ(domain::next_version("1", minor_version), "1.1");
  EXPECT_EQ(domain::next_version("1.9", minor_version), "1.10");
  EXPECT_EQ(domain::next_version("1.10", new_version), "2");
  EXPECT_EQ(domain::next_version("autumn", new_version), "autumn-2");
  EXPECT_EQ(domain::next_version("autumn-2", minor_version), "autumn-3");
}

// --- the template itself -------------------------------------------------------------------------------------------------

TEST(Governance, no_template_lifts_the_rule_of_two_people) {
  for (const auto& [act_name, other] : std::vector<std::pair<std::string, std::string>>{
           {"vet", "rate"}, {"vet", "edit"}, {"rate", "edit"}, {"approve", "edit"}, {"approve", "rate"}, {"approve", "vet"}}) {
    domain::GovernanceFields fields = usual().fields();
    const auto kind = std::ranges::find_if(fields.acts, [&](const domain::ActKind& one) { return one.id == act_name; });
    std::erase(kind->not_by, other);
    const auto made = domain::make_governance(fields);
    ASSERT_FALSE(made) << act_name << " by who did " << other;
    EXPECT_NE(made.error().detail.find("not_by"), std::string::npos);
  }
  domain::GovernanceFields without = usual().fields();
  for (domain::Stage& stage : without.stages) std::erase(stage.acts, "vet");
  EXPECT_FALSE(domain::make_governance(without)) << "vetting taken out of the stages";
}

TEST(Governance, a_file_that_contradicts_itself_is_refused_with_its_place) {
  const auto unknown = read_governance("id = \"x\"\n[[acts]]\nid = \"need\"\nroles = [\"dean\"]\n", "own.toml");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, "governance.template");
  EXPECT_NE(unknown.error().detail.find("own.toml: acts[0].roles: there is no role \"dean\""), std::string::npos) << unknown.error().detail;
  const auto wrong_key = read_governance("id = \"x\"\nstagess = 1\n", "own.toml");
  ASSERT_FALSE(wrong_key);
  EXPECT_NE(wrong_key.error().detail.find("line 2"), std::string::npos);
}

TEST(Governance, an_institution_can_change_stages_and_roles) {
  domain::GovernanceFields fields = usual().fields();
  fields.roles.push_back({"employer", "Employer", {"employer-voice"}});
  fields.acts.push_back({"employer-voice", "Comment of employers", {"employer"}, {"comment"}, {"edit"}, false});
  fields.stages.insert(fields.stages.begin() + 1, {"employers", "Employers", {"employer-voice"}});
  const auto made = domain::make_governance(fields);
  ASSERT_TRUE(made) << made.error().detail;
  const auto now = judge_case(*made, approved());
  ASSERT_FALSE(now.gaps.empty());
  EXPECT_EQ(now.gaps.front().act, "employer-voice");
}

}  // namespace
}  // namespace cairn::app
