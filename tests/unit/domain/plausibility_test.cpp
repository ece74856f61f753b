#include "domain/plausibility.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "sample.hpp"

namespace cairn::domain {
namespace {

constexpr Date k_today = {2026, 7, 1};

// As the frameworks' files state them.
Crosswalk crosswalk() {
  const Provenance official = {Standing::official, "a source", "2026", ""};
  const Provenance unverified = {Standing::unverified, "a source", "2026", ""};
  const Provenance convention = {Standing::convention, "a source", "2026", ""};
  CrosswalkFields fields;
  fields.frameworks = {{"SCQF", "S", "", {"8", "9", "10", "11"}, LearningUnit{UnitKind::credit, "points", Fraction(10, 1), Fraction(10, 1), official}},
                       {"ECTS", "E", "", {}, LearningUnit{UnitKind::credit, "credits", Fraction(25, 1), Fraction(30, 1), unverified}},
                       {"EQF", "Q", "", {"5", "6", "7"}, std::nullopt}};
  fields.level_links = {{{"SCQF", "8"}, {"EQF", "5"}, official}, {{"SCQF", "9"}, {"EQF", "6"}, official}, {{"SCQF", "11"}, {"EQF", "7"}, official}};
  fields.credit_links = {{"SCQF", "ECTS", Fraction(1, 2), convention}};
  return make_crosswalk(fields).value();
}

std::vector<PlausibilityNote> notes(const MicroCredentialFields& fields, Date today = k_today) { return lint_plausibility(fields, crosswalk(), today); }

/// out: the text of the first note of a code, or empty
std::string note(const MicroCredentialFields& fields, std::string_view code, Date today = k_today) {
  for (const PlausibilityNote& one : notes(fields, today)) {
    if (one.code == code) return one.place + ": " + one.text;
  }
  return {};
}
bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

Amount amount(std::string_view text) { return parse_amount(text).value(); }

/// 10 SCQF points at level 9 and 100 hours, without alignments that say more.
MicroCredentialFields sound() {
  MicroCredentialFields fields = sample_definition();
  fields.offer.duration = "P12W";
  return fields;
}

TEST(Plausibility, a_sound_definition_has_no_notes) {
  EXPECT_TRUE(notes(sound()).empty()) << notes(sound()).front().code << notes(sound()).front().text;
  EXPECT_TRUE(notes({}).empty());
}

TEST(Plausibility, sixty_months_beside_sixty_hours_are_seen_as_the_wrong_unit) {
  MicroCredentialFields fields;
  fields.workload_hours = amount("60");
  fields.offer.duration = "P60M";
  EXPECT_TRUE(has(note(fields, "hours-months"), "offer.duration: P60M is 60 months, and workload_hours says 60 hours"));
  fields.offer.duration = "PT60M";
  EXPECT_TRUE(has(note(fields, "hours-months"), "60 minutes"));
  for (const char* fine : {"P3M", "PT60H", "P12W", "P60D", "", "P60"}) {
    fields.offer.duration = fine;
    EXPECT_EQ(note(fields, "hours-months"), "") << fine;
  }
}

TEST(Plausibility, two_ects_beside_sixty_hours_sit_on_the_edge_and_that_is_said) {
  MicroCredentialFields fields;
  fields.workload_hours = amount("60");
  fields.credit = Credit{"ECTS", amount("2")};
  const std::string text = note(fields, "credit-hours");
  EXPECT_TRUE(has(text, "50 to 60 hours")) << text;
  EXPECT_TRUE(has(text, "25 to 30 each, unverified")) << text;
  EXPECT_TRUE(has(text, "only where one is 30 hours")) << text;
  fields.workload_hours = amount("50");
  EXPECT_TRUE(has(note(fields, "credit-hours"), "only where one is 25 hours"));
  for (const char* inside : {"50.001", "55", "59.999"}) {
    fields.workload_hours = amount(inside);
    EXPECT_EQ(note(fields, "credit-hours"), "") << inside;
  }
  for (const char* outside : {"49.999", "60.001", "1"}) {
    fields.workload_hours = amount(outside);
    EXPECT_NE(note(fields, "credit-hours"), "") << outside;
    EXPECT_FALSE(has(note(fields, "credit-hours"), "very end")) << outside;
  }
}

TEST(Plausibility, points_of_exactly_ten_hours_fit_exactly_or_not) {
  MicroCredentialFields fields = sound();
  fields.workload_hours = amount("101");
  EXPECT_TRUE(has(note(fields, "credit-hours"), "10 SCQF stands for 100 hours (10 each, official); workload_hours says 101"));
}

TEST(Plausibility, nine_hours_are_less_than_one_point) {
  MicroCredentialFields fields;
  fields.level = Level{"SCQF", "9", "", ""};
  fields.workload_hours = amount("9");
  EXPECT_TRUE(has(note(fields, "below-one-unit"), "9 hours is less than one unit of SCQF, which stands for 10 hours"));
  fields.workload_hours = amount("10");
  EXPECT_EQ(note(fields, "below-one-unit"), "");
}

TEST(Plausibility, two_amounts_of_credit_are_compared_by_ratio_and_by_hours) {
  MicroCredentialFields fields = sound();
  fields.credit->amount = amount("15");
  fields.workload_hours = amount("150");
  fields.further_credits = {Credit{"ECTS", amount("7.5")}};
  const std::string by_ratio = note(fields, "credit-ways");
  EXPECT_TRUE(has(by_ratio, "7.5 ECTS by ratio (convention), 5 to 6 ECTS by hours (unverified)")) << by_ratio;
  EXPECT_TRUE(has(by_ratio, "the definition says 7.5 ECTS, by ratio")) << by_ratio;
  fields.further_credits.front().amount = amount("6");
  EXPECT_TRUE(has(note(fields, "credit-ways"), "says 6 ECTS, by hours"));
  fields.further_credits.front().amount = amount("8");
  EXPECT_TRUE(has(note(fields, "credit-ways"), "which is neither"));
}

TEST(Plausibility, parts_of_the_workload_are_added_up) {
  MicroCredentialFields fields = sound();
  fields.workload = {{"taught", amount("30.5")}, {"self-study", amount("69.5")}};
  EXPECT_EQ(note(fields, "hours-parts"), "");
  fields.workload.push_back({"assessment", amount("0.001")});
  EXPECT_TRUE(has(note(fields, "hours-parts"), "100.001 hours together, workload_hours says 100"));
}

TEST(Plausibility, figures_beyond_all_measure_are_answered_too) {
  MicroCredentialFields fields = sound();
  fields.workload.assign(5000, {"taught", Amount::whole(1'000'000'000)});
  fields.tasks.assign(5000, {"k", "K", "exam", Amount::whole(1'000'000'000), {}});
  fields.credit->amount = Amount::whole(1'000'000'000);
  fields.further_credits = {Credit{"ECTS", Amount::whole(1'000'000'000)}};
  EXPECT_TRUE(has(note(fields, "hours-parts"), "5000000000000 hours"));
  fields.workload_hours.reset();
  EXPECT_EQ(note(fields, "credit-hours"), "");
  fields.workload_hours = Amount::whole(1'000'000'000);
  fields.offer.duration = "P999999Y999999M999999W999999DT999999H999999M";
  EXPECT_NE(note(fields, "credit-hours"), "");
}

TEST(Plausibility, weights_of_tasks_make_a_hundred_and_every_outcome_is_assessed) {
  MicroCredentialFields fields = sound();
  fields.outcomes = {{"A.", "", "a", {}}, {"B.", "", "b", {}}, {"C.", "", "", {}}};
  fields.tasks = {{"one", "One", "exam", amount("60"), {"a"}}, {"two", "Two", "exam", amount("40"), {"a"}}};
  EXPECT_EQ(note(fields, "task-weights"), "");
  EXPECT_TRUE(has(note(fields, "outcome-unassessed"), "outcomes[1]: no task assesses \"b\""));
  fields.tasks[1].outcomes = {"b"};
  EXPECT_TRUE(has(note(fields, "outcome-unassessed"), "outcomes[2]: it has no key"));
  fields.tasks[1].weight = amount("39.5");
  EXPECT_TRUE(has(note(fields, "task-weights"), "99.5 percent"));
  fields.tasks[1].weight.reset();
  EXPECT_TRUE(has(note(fields, "task-weights"), "1 of 2 tasks"));
  fields.tasks[0].weight.reset();
  EXPECT_EQ(note(fields, "task-weights"), "");
}

TEST(Plausibility, a_level_that_contradicts_the_level_of_the_credit_is_named) {
  MicroCredentialFields fields = sound();
  fields.credit->level = "8";
  EXPECT_TRUE(has(note(fields, "levels"), "level says SCQF 9, credit.level says SCQF 8"));
  fields.credit->level = "9";
  EXPECT_EQ(note(fields, "levels"), "");
  fields.level = Level{"EQF", "6", "", ""};
  EXPECT_EQ(note(fields, "levels"), "");  // SCQF 9 is EQF 6
  fields.level->code = "7";
  EXPECT_TRUE(has(note(fields, "levels"), "the published comparison is 11"));
}

TEST(Plausibility, stand_alone_beside_a_larger_award_is_said) {
  MicroCredentialFields fields = sound();
  fields.stacking = {"stand-alone", {{"PDA", "https://x.example/"}}};
  EXPECT_TRUE(has(note(fields, "stand-alone-towards"), "counts towards PDA"));
  fields.stacking.kind = "stackable";
  EXPECT_EQ(note(fields, "stand-alone-towards"), "");
}

TEST(Plausibility, days_are_held_against_the_day_that_is_given) {
  MicroCredentialFields fields = sound();
  fields.listing.review_due = "2026-06-30";
  EXPECT_TRUE(has(note(fields, "review-past"), "2026-06-30 is past"));
  EXPECT_EQ(note(fields, "review-past", {2026, 6, 30}), "");
  fields.listing.review_due = "2027-01-01";
  fields.offer.start = "2027-02-01";
  EXPECT_TRUE(has(note(fields, "review-order"), "before the offer starts"));
  fields.offer.start = "any time";
  EXPECT_EQ(note(fields, "review-order"), "");
  fields.need.evidence = {{"Survey", "", "2023-06-30"}};
  EXPECT_TRUE(has(note(fields, "need-old"), "need.evidence[0].date"));
  fields.need.evidence.front().date = "2023-07-01";
  EXPECT_EQ(note(fields, "need-old"), "");
  fields.need.checked = "2027-01-01";
  EXPECT_TRUE(has(note(fields, "need-future"), "need.checked"));
  fields.need.evidence.front().date = "2025-02-28";
  EXPECT_EQ(note(fields, "need-old", {2028, 2, 29}), "");  // three years before a leap day
}

TEST(Plausibility, a_duration_leaves_room_for_the_hours) {
  MicroCredentialFields fields = sound();
  const auto with = [&](const char* duration, const char* code) {
    fields.offer.duration = duration;
    return note(fields, code);
  };
  EXPECT_TRUE(has(with("PT20H", "duration-short"), "is shorter than that"));
  EXPECT_TRUE(has(with("P2W", "duration-short"), "more than 48 hours of study for each week"));
  EXPECT_TRUE(has(with("P5D", "duration-short"), "more than 10 hours of study for each day"));
  EXPECT_EQ(with("P3W", "duration-short"), "");
  EXPECT_EQ(with("PT100H", "duration-short"), "");
  EXPECT_TRUE(has(with("P10Y", "duration-long"), "less than half an hour"));
  EXPECT_EQ(with("P1Y", "duration-long"), "");
  EXPECT_EQ(with("twelve weeks", "duration-short"), "");
  EXPECT_EQ(with("P999999Y", "duration-short"), "");
}

TEST(Plausibility, a_price_says_in_what) {
  MicroCredentialFields fields = sound();
  fields.offer.prices = {{amount("450"), "", ""}};
  EXPECT_TRUE(has(note(fields, "price-currency"), "450 of what?"));
}

TEST(Plausibility, titles_that_mislead_or_break_pages_are_named_and_foreign_ones_are_not_refused) {
  MicroCredentialFields fields = sound();
  const auto with = [&](const std::string& title, const char* code) {
    fields.name = title;
    return note(fields, code);
  };
  EXPECT_NE(with("Diploma in Baking", "title-award"), "");
  EXPECT_NE(with("Baking: a degree", "title-award"), "");
  EXPECT_EQ(with("Mastering sourdough", "title-award"), "");
  EXPECT_EQ(with("360-degree feedback", "title-award"), "");
  EXPECT_NE(with("DATA STORYTELLING", "title-capitals"), "");
  EXPECT_NE(with("ΑΦΗΓΗΣΗ ΔΕΔΟΜΕΝΩΝ", "title-capitals"), "");
  EXPECT_EQ(with("HACCP", "title-capitals"), "");
  EXPECT_NE(with(std::string(60, 'a'), "title-long-word"), "");
  EXPECT_EQ(with("Rindfleischetikettierungsüberwachung", "title-long-word"), "");
  EXPECT_TRUE(has(with("سرد البيانات", "title-direction"), "runs from right to left"));
  EXPECT_TRUE(has(with("Dаta storytelling", "title-look-alike"), "Dаta"));  // the first a is Cyrillic
  EXPECT_TRUE(has(with("Reading Пушкин", "title-scripts"), "Latin, Cyrillic"));
  EXPECT_EQ(with("Reading Пушкин", "title-look-alike"), "");
  EXPECT_EQ(with("データ分析", "title-scripts"), "");
  EXPECT_EQ(with("Sgeulachdan dàta", "title-scripts"), "");
  fields.name = "Data Storytelling";
  fields.translations = {{"name", "fr", "Diplôme de récit"}};
  EXPECT_TRUE(has(note(fields, "title-award"), "translations[0].text"));
}

}  // namespace
}  // namespace cairn::domain
