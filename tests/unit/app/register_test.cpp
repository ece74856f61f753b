#include "app/register.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "app/definition.hpp"
#include "app/framework_files.hpp"
#include "app/governance_file.hpp"
#include "contract/memory_store.hpp"

// The stories of the register over a store in memory. The people: anna administers, dana designs, rory rates, vera vets, eve comes from
// outside, sam is a student, bo sits on the board, reg is the registry, quinn does quality.
namespace cairn::app {
namespace {

struct MovingClock final : Clock {
  Instant at = start_of_day({2027, 3, 1});
  Instant now() override {
    at.seconds += 1;
    return at;
  }
};

const domain::Governance& usual() {
  static const domain::Governance governance = usual_governance().value();
  return governance;
}
const domain::Crosswalk& crosswalk() {
  static const domain::Crosswalk walk = read_frameworks(embedded_framework_files()).value();
  return walk;
}
const std::vector<domain::Profile>& no_profiles() {
  static const std::vector<domain::Profile> none;
  return none;
}

domain::MicroCredentialFields text() {
  std::ifstream in(std::filesystem::path(CAIRN_SOURCE_DIR) / "tests/data/definitions/every-field.toml", std::ios::binary);
  const std::string file{std::istreambuf_iterator<char>(in), {}};
  auto fields = read_definition_fields({"every-field.toml", file, ""}).value();
  fields.required_definitions.clear();
  return fields;
}

const std::map<std::string, std::string>& people() {
  static const std::map<std::string, std::string> roles = {{"dana", "designer"}, {"rory", "rater"},   {"vera", "vetter"}, {"eve", "external"},
                                                           {"sam", "student"},   {"bo", "approver"}, {"reg", "registry"}, {"quinn", "quality"}};
  return roles;
}

class RegisterStories : public testing::Test {
 protected:
  RegisterPorts ports{store_, clock_, usual(), crosswalk(), no_profiles(), ""};

  void SetUp() override {
    ASSERT_TRUE(put_organisation(ports, "anna", {"ardmore", "Ardmore College", {"provider", "rating-body"}, "did:web:ardmore.example", "", "", "GB-SCT"}));
    ASSERT_TRUE(put_person(ports, "anna", {"anna", "Anna Baird", "", {}}));
    ASSERT_TRUE(give_role(ports, "anna", "anna", {"administrator", "ardmore", "2027-01-01", "", "anna"}));
    for (const auto& [person, role] : people()) {
      ASSERT_TRUE(put_person(ports, "anna", {person, person, "", {}}));
      ASSERT_TRUE(give_role(ports, "anna", person, {role, "ardmore", "2027-01-01", "", "anna"})) << person;
    }
  }

  Result<DefineOutcome> define_text(domain::MicroCredentialFields fields, const std::string& version = "", std::int64_t revision = 0, const std::string& by = "dana") {
    return define(ports, by, {"retrofit", std::move(fields), "ardmore", {}, version, revision});
  }

  Result<VersionState> do_act(const std::string& kind, const std::string& by) {
    ActCommand command;
    command.name = "retrofit";
    command.kind = kind;
    for (const std::string& name : usual().find_act(kind)->facts) command.facts.push_back({name, name == "review_due" || name == "teach_out" ? "2029-06-30" : "written"});
    return act(ports, by, command);
  }

  void publish() {
    for (const auto& [kind, by] : std::vector<std::pair<std::string, std::string>>{{"need", "dana"}, {"design", "dana"}, {"rate", "rory"}, {"vet", "vera"},
             {"external-voice", "eve"}, {"student-voice", "sam"}, {"approve", "bo"}, {"publish", "reg"}}) {
      const auto done = do_act(kind, by);
      ASSERT_TRUE(done) << kind << ": " << done.error().detail;
    }
  }

  DefinitionState state() { return load_definition(ports, "retrofit").value(); }

  store::MemoryStore store_;
  MovingClock clock_;
};

TEST_F(RegisterStories, only_who_administers_changes_people_and_nobody_gives_a_role_to_themselves) {
  EXPECT_EQ(put_person(ports, "dana", {"new", "New", "", {}}).error().code, "register.right");
  EXPECT_EQ(put_organisation(ports, "dana", {"other", "Other", {}, "", "", "", ""}).error().code, "register.right");
  EXPECT_EQ(give_role(ports, "dana", "rory", {"approver", "ardmore", "2027-01-01", "", "dana"}).error().code, "register.right");
  EXPECT_EQ(give_role(ports, "anna", "anna", {"approver", "ardmore", "2027-01-01", "", "anna"}).error().code, "register.own-role");
  EXPECT_EQ(give_role(ports, "anna", "dana", {"dean", "ardmore", "2027-01-01", "", "anna"}).error().code, "register.role");
  EXPECT_EQ(give_role(ports, "anna", "nobody", {"rater", "ardmore", "2027-01-01", "", "anna"}).error().code, "register.person");
  EXPECT_EQ(give_role(ports, "anna", "dana", {"rater", "elsewhere", "2027-01-01", "", "anna"}).error().code, "register.organisation");
}

TEST_F(RegisterStories, a_role_ends_on_its_last_day) {
  ASSERT_TRUE(give_role(ports, "anna", "dana", {"designer", "ardmore", "2027-01-01", "2027-02-28", "anna"}));
  EXPECT_EQ(define_text(text()).error().code, "register.right");
}

TEST_F(RegisterStories, a_role_holds_in_its_organisation_only) {
  ASSERT_TRUE(put_organisation(ports, "anna", {"glen", "Glen Rating", {"rating-body"}, "", "", "", ""}));
  ASSERT_TRUE(put_person(ports, "anna", {"gail", "Gail", "", {}}));
  ASSERT_TRUE(give_role(ports, "anna", "gail", {"rater", "glen", "2027-01-01", "", "anna"}));
  ASSERT_TRUE(define_text(text()));
  ASSERT_TRUE(do_act("need", "dana"));
  ASSERT_TRUE(do_act("design", "dana"));
  EXPECT_EQ(do_act("rate", "gail").error().code, "governance.role");
  const auto now = state();
  ASSERT_TRUE(define(ports, "dana", {"retrofit", now.newest().definition.fields, "", std::vector<std::string>{"glen"}, "1", now.newest().record.revision}));
  EXPECT_EQ(do_act("rate", "gail").error().code, "governance.order") << "who acts on it is material: its design is confirmed anew";
  ASSERT_TRUE(do_act("design", "dana"));
  EXPECT_TRUE(do_act("rate", "gail")) << "the rating body is a partner now";
  ASSERT_TRUE(give_role(ports, "anna", "gail", {"approver", "glen", "2027-01-01", "", "anna"}));
  ASSERT_TRUE(put_person(ports, "anna", {"greg", "Greg", "", {}}));
  ASSERT_TRUE(give_role(ports, "anna", "greg", {"approver", "glen", "2027-01-01", "", "anna"}));
  EXPECT_EQ(do_act("approve", "greg").error().code, "governance.role") << "approval is the owner's";
  ASSERT_TRUE(give_role(ports, "anna", "gail", {"designer", "glen", "2027-01-01", "", "anna"}));
  EXPECT_EQ(define(ports, "gail", {"theirs", text(), "ardmore", std::vector<std::string>{"glen"}, "", 0}).error().code, "register.right")
      << "nobody defines in another organisation's name by being a partner";
}

TEST_F(RegisterStories, an_incomplete_draft_is_kept_and_cannot_be_published) {
  domain::MicroCredentialFields draft = text();
  draft.criteria_narrative.clear();
  draft.criteria_url.clear();
  ASSERT_TRUE(define_text(draft));
  for (const auto& [kind, by] : std::vector<std::pair<std::string, std::string>>{{"need", "dana"}, {"design", "dana"}, {"rate", "rory"}, {"vet", "vera"},
           {"external-voice", "eve"}, {"student-voice", "sam"}, {"approve", "bo"}}) {
    ASSERT_TRUE(do_act(kind, by)) << kind;
  }
  const auto refused = do_act("publish", "reg");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "register.incomplete");
  EXPECT_NE(refused.error().detail.find("criteria"), std::string::npos) << refused.error().detail;
  EXPECT_EQ(state().newest().acts.size(), 7U) << "nothing was written";
}

TEST_F(RegisterStories, two_editors_at_once_both_see_what_the_other_wrote) {
  ASSERT_TRUE(define_text(text()));
  domain::MicroCredentialFields theirs = text();
  theirs.offer.prices[0].amount = domain::Amount::whole(300);
  ASSERT_TRUE(define_text(theirs, "1", 1, "reg"));
  domain::MicroCredentialFields ours = text();
  ours.name = "Retrofit survey of stone buildings";
  const auto refused = define_text(ours, "1", 1);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "register.revision");
  EXPECT_NE(refused.error().detail.find("Their changes:\n  Offer, prices 1, amount: \"450\" became \"300\""), std::string::npos) << refused.error().detail;
  EXPECT_NE(refused.error().detail.find("Yours:\n  Name: \"Retrofit survey of traditional buildings\" became \"Retrofit survey of stone buildings\""), std::string::npos);
  EXPECT_EQ(state().newest().definition.fields.offer.prices[0].amount, domain::Amount::whole(300));
  EXPECT_EQ(define_text(ours).error().code, "register.base") << "a text from nowhere";
}

TEST_F(RegisterStories, the_rules_decide_what_an_edit_becomes) {
  ASSERT_TRUE(define_text(text()));
  domain::MicroCredentialFields edited = text();
  edited.outcomes[1].statement = "Write a report that an owner and a builder understand.";
  EXPECT_EQ(define_text(edited, "1", 1)->target, domain::EditTarget::same_version) << "a draft";
  publish();
  const auto published = state().newest();
  ASSERT_EQ(published.standpoint.publication, domain::Publication::current);

  edited.description = "Other words.";
  const auto small = define_text(edited, "1", published.record.revision);
  ASSERT_TRUE(small);
  EXPECT_EQ(small->key.version, "1");
  EXPECT_EQ(state().newest().standpoint.publication, domain::Publication::current) << "small words keep the approval";

  ASSERT_TRUE(freeze(ports, state().newest(), state().newest().record.revision, "reg"));
  edited.description = "Better words.";
  const auto minor = define_text(edited, "1", small->revision);
  ASSERT_TRUE(minor) << minor.error().detail;
  EXPECT_EQ(minor->key.version, "1.1");
  EXPECT_EQ(state().newest().standpoint.publication, domain::Publication::current) << "approval carries over";
  EXPECT_EQ(state().find("1")->definition.fields.description, "Other words.") << "what was awarded stays as it was";
  EXPECT_EQ(state().find("1")->standpoint.publication, domain::Publication::expiring) << "a later version is offered";
  EXPECT_EQ(state().find("1")->standpoint.superseded_by, "1.1");
  EXPECT_TRUE(open_for_award(ports, "retrofit", "1")) << "those enrolled complete";
  EXPECT_EQ(store_.search({}, {}).value().hits.size(), 1U) << "only the newest is offered to new learners";

  edited.credit->amount = domain::Amount::whole(20);
  const auto major = define_text(edited, "1.1", minor->revision);
  ASSERT_TRUE(major) << major.error().detail;
  EXPECT_EQ(major->key.version, "2");
  EXPECT_EQ(state().newest().standpoint.publication, domain::Publication::unpublished);
  EXPECT_EQ(state().published()->record.key.version, "1.1") << "which is awarded until the new one is published";
  EXPECT_EQ(open_for_award(ports, "retrofit", "2").error().code, "governance.unpublished");
  EXPECT_EQ(open_for_award(ports, "retrofit", "")->record.key.version, "1.1");
}

TEST_F(RegisterStories, an_edit_after_the_rating_asks_for_it_again) {
  ASSERT_TRUE(define_text(text()));
  ASSERT_TRUE(do_act("need", "dana"));
  ASSERT_TRUE(do_act("design", "dana"));
  ASSERT_TRUE(do_act("rate", "rory"));
  domain::MicroCredentialFields edited = text();
  edited.level->code = "8";
  ASSERT_TRUE(define_text(edited, "1", 1));
  const auto refused = do_act("vet", "vera");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "governance.order");
  EXPECT_NE(refused.error().detail.find("changed since"), std::string::npos) << refused.error().detail;
}

TEST_F(RegisterStories, definitions_that_require_each_other_are_refused_with_the_way_around) {
  domain::MicroCredentialFields physics = text();
  physics.id = "https://badges.ardmore.example/physics";
  ASSERT_TRUE(define(ports, "dana", {"physics", physics, "ardmore", {}, "", 0}));
  domain::MicroCredentialFields survey = text();
  survey.required_definitions = {physics.id};
  ASSERT_TRUE(define_text(survey));
  physics.required_definitions = {survey.id};
  const auto refused = define(ports, "dana", {"physics", physics, "ardmore", {}, "1", 1});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "register.loop");
  EXPECT_NE(refused.error().detail.find(physics.id), std::string::npos);
  EXPECT_NE(refused.error().detail.find(survey.id), std::string::npos);
}

TEST_F(RegisterStories, a_definition_is_found_by_its_skills_and_by_the_levels_that_its_own_meets) {
  ASSERT_TRUE(define_text(text()));
  publish();
  const auto found = [&](store::Facet facet) {
    store::SearchQuery query;
    query.facets = {std::move(facet)};
    return store_.search({}, query).value().hits.size();
  };
  EXPECT_EQ(found({"skill", "http://data.europa.eu/esco/skill/c3e36d05-8ae8-447f-bb2b-6f9409f85389"}), 1U);
  EXPECT_EQ(found({"level", "SCQF 7"}), 1U);
  EXPECT_EQ(found({"level", "EQF 5"}), 1U) << "SCQF 7 is referenced to EQF 5";
  EXPECT_EQ(found({"level", "RQF 4"}), 1U);
  EXPECT_EQ(found({"level", "EQF 6"}), 0U);
  EXPECT_EQ(found({"credit", "ECTS 7.5"}), 1U);
  EXPECT_EQ(found({"provider", "ardmore"}), 1U);
  EXPECT_EQ(found({"cost", "paid"}), 1U);
}

TEST_F(RegisterStories, every_write_is_one_entry_of_the_audit_tree_and_an_act_refused_is_none) {
  const auto before = store_.audit_head({}).value().size;
  ASSERT_TRUE(define_text(text()));
  ASSERT_FALSE(do_act("approve", "bo"));
  ASSERT_TRUE(do_act("need", "dana"));
  EXPECT_EQ(store_.audit_head({}).value().size, before + 2);
  const auto entries = store_.audit_entries({}, before, 10).value();
  EXPECT_EQ(entries.at(0).actor, "dana");
  EXPECT_EQ(entries.at(0).action, "define");
  EXPECT_EQ(entries.at(1).action, "need");
}

TEST_F(RegisterStories, what_was_retired_does_not_come_back_by_an_edit) {
  ASSERT_TRUE(define_text(text()));
  publish();
  ASSERT_TRUE(freeze(ports, state().newest(), 1, "reg"));
  ASSERT_TRUE(do_act("discontinue", "reg"));
  domain::MicroCredentialFields edited = text();
  edited.listing.summary = "One word more.";
  const auto outcome = define_text(edited, "1", 1);
  ASSERT_TRUE(outcome) << outcome.error().detail;
  EXPECT_EQ(outcome->target, domain::EditTarget::new_version);
  EXPECT_EQ(open_for_award(ports, "retrofit", "").error().code, "governance.discontinued");
}

TEST_F(RegisterStories, another_template_decides_nothing_and_lets_nobody_in) {
  domain::GovernanceFields weak = usual().fields();
  for (domain::Role& role : weak.roles) {
    if (role.id == "student") role.may = {"edit", "need", "student-voice"};
  }
  const domain::Governance other = domain::make_governance(weak).value();
  const RegisterPorts theirs{store_, clock_, other, crosswalk(), no_profiles(), "another"};
  EXPECT_EQ(define(theirs, "sam", {"retrofit", text(), "ardmore", {}, "", 0}).error().code, "register.governance");
  EXPECT_EQ(give_role(theirs, "sam", "eve", {"approver", "ardmore", "2027-01-01", "", "sam"}).error().code, "register.governance");
  EXPECT_EQ(put_person(theirs, "sam", {"new", "New", "", {}}).error().code, "register.right");
  EXPECT_EQ(put_organisation(theirs, "sam", {"ardmore", "Ardmore", {}, "", "", "", ""}).error().code, "register.right");
  ASSERT_TRUE(define_text(text()));
  publish();
  EXPECT_EQ(open_for_award(theirs, "retrofit", "").error().code, "register.governance");
  const RegisterPorts changing{store_, clock_, other, crosswalk(), no_profiles(), "another"};
  ASSERT_TRUE(put_organisation(changing, "anna", {"ardmore", "Ardmore College", {}, "did:web:ardmore.example", "", "", ""})) << "an administrator puts it in place";
  EXPECT_TRUE(open_for_award(theirs, "retrofit", ""));
  EXPECT_EQ(open_for_award(ports, "retrofit", "").error().code, "register.governance");
}

TEST_F(RegisterStories, a_last_day_does_not_make_a_role_a_gift_to_oneself_and_the_last_administrator_stays) {
  EXPECT_EQ(give_role(ports, "anna", "anna", {"approver", "ardmore", "2027-01-01", "2099-01-01", "anna"}).error().code, "register.own-role");
  EXPECT_EQ(give_role(ports, "anna", "anna", {"administrator", "ardmore", "2027-01-01", "2027-03-01", "anna"}).error().code, "register.right");
}

TEST_F(RegisterStories, who_decided_about_a_public_text_does_not_write_in_it_and_its_editors_are_remembered) {
  ASSERT_TRUE(define_text(text()));
  publish();
  ASSERT_TRUE(give_role(ports, "anna", "bo", {"designer", "ardmore", "2027-01-01", "", "anna"}));
  domain::MicroCredentialFields edited = text();
  edited.description = "Other words.";
  EXPECT_EQ(define_text(edited, "1", 1, "bo").error().code, "governance.two-person");
  edited.outcomes[0].statement = "Survey anything.";
  ASSERT_TRUE(define_text(edited, "1", 1, "dana"));
  ASSERT_TRUE(give_role(ports, "anna", "dana", {"rater", "ardmore", "2027-01-01", "", "anna"}));
  ASSERT_TRUE(give_role(ports, "anna", "rory", {"designer", "ardmore", "2027-01-01", "", "anna"}));
  edited.outcomes[0].statement = "Survey everything.";
  ASSERT_TRUE(define_text(edited, "2", 1, "rory"));
  EXPECT_EQ(state().newest().definition.editors, (std::vector<std::string>{"dana", "rory"}));
}

TEST_F(RegisterStories, small_words_of_a_public_text_are_held_against_the_rules_too) {
  ASSERT_TRUE(define_text(text()));
  publish();
  domain::MicroCredentialFields edited = text();
  edited.description.clear();
  EXPECT_EQ(define_text(edited, "1", 1).error().code, "register.incomplete");
  edited = text();
  edited.description = std::string("A") + "\x1b[2J";
  EXPECT_EQ(define_text(edited, "1", 1).error().code, "domain.text");
  edited = text();
  edited.version = "1, revision 1: current";
  EXPECT_EQ(define_text(edited, "1", 1).error().code, "register.name");
}

TEST_F(RegisterStories, the_text_that_is_frozen_is_the_one_that_was_read) {
  ASSERT_TRUE(define_text(text()));
  publish();
  const auto read = open_for_award(ports, "retrofit", "").value();
  domain::MicroCredentialFields edited = text();
  edited.description = "Other words.";
  ASSERT_TRUE(define_text(edited, "1", 1));
  EXPECT_EQ(freeze(ports, state().newest(), read.record.revision, "reg").error().code, "register.revision");
}

TEST_F(RegisterStories, an_address_spelt_otherwise_is_the_same_address) {
  ASSERT_TRUE(define_text(text()));
  for (const char* const spelling : {"HTTPS://badges.ardmore.example/micro-credentials/retrofit-survey", "https://BADGES.ardmore.example/micro-credentials/retrofit-survey",
                                     "https://badges.ardmore.example:443/micro-credentials/./retrofit-survey", "https://badges.ardmore.example/x/../micro-credentials/retrofit-survey"}) {
    EXPECT_TRUE(find_by_address(store_, {}, spelling).value()) << spelling;
  }
  EXPECT_FALSE(find_by_address(store_, {}, "https://badges.ardmore.example/Micro-Credentials/retrofit-survey").value()) << "paths tell large letters from small ones";
}

TEST_F(RegisterStories, one_address_belongs_to_one_definition) {
  ASSERT_TRUE(define_text(text()));
  EXPECT_EQ(define(ports, "dana", {"copy", text(), "ardmore", {}, "", 0}).error().code, "register.address");
  domain::MicroCredentialFields other = text();
  other.id = "https://badges.ardmore.example/other";
  ASSERT_TRUE(define(ports, "dana", {"other", other, "ardmore", {}, "", 0}));
  EXPECT_EQ(define(ports, "dana", {"other", text(), "ardmore", {}, "1", 1}).error().code, "register.address") << "by an edit";
}

TEST_F(RegisterStories, what_promises_more_than_it_bears_out_is_not_published) {
  domain::MicroCredentialFields poor = text();
  poor.credit.reset();
  poor.further_credits.clear();
  EXPECT_TRUE(domain::promises_too_much(poor)) << "credit-bearing without credit";
  poor.listing.assurance = "assessed";
  EXPECT_FALSE(domain::promises_too_much(poor));
  poor.tasks.clear();
  poor.results.clear();
  poor.assessment.types.clear();
  EXPECT_TRUE(domain::promises_too_much(poor)) << "assessed without an assessment";
  poor.listing.assurance.clear();
  EXPECT_EQ(domain::assurance_of(poor), "attended");
}

TEST_F(RegisterStories, a_text_is_given_in_the_language_asked_for_or_marked_with_its_own) {
  const domain::MicroCredentialFields fields = text();
  EXPECT_EQ(domain::text_in(fields, "name", "gd").text, "Suirbhidh iar-uidheamachaidh air togalaichean traidiseanta");
  EXPECT_EQ(domain::text_in(fields, "name", "gd").language, "gd");
  EXPECT_EQ(domain::text_in(fields, "name", "gd-GB").language, "gd") << "the nearest";
  EXPECT_EQ(domain::text_in(fields, "description", "gd").language, "en-GB") << "the fallback says what it is";
  EXPECT_EQ(domain::text_in(fields, "outcomes[1].statement", "gd").language, "en-GB");
  EXPECT_EQ(domain::text_in(fields, "name", "de").text, fields.name);
}

TEST_F(RegisterStories, what_is_missing_is_said_to_be_missing) {
  EXPECT_EQ(load_definition(ports, "nothing").error().code, "register.definition");
  EXPECT_EQ(define_text(text(), "", 0, "nobody").error().code, "register.person");
  ASSERT_TRUE(define_text(text()));
  const auto now = state();
  const auto version = choose_version(now, "9");
  ASSERT_FALSE(version);
  EXPECT_EQ(version.error().code, "register.version");
  EXPECT_EQ(define(ports, "dana", {"Retrofit Survey", text(), "ardmore", {}, "", 0}).error().code, "register.name");
}

}  // namespace
}  // namespace cairn::app
