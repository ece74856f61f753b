#include "app/people.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cairn::app {
namespace {

constexpr Date k_today = {2026, 7, 1};

domain::MicroCredential definition() {
  domain::MicroCredentialFields fields;
  fields.id = "https://ardmore.example/d";
  fields.name = "Data storytelling";
  fields.description = "About stories.";
  fields.criteria_narrative = "Tell one.";
  fields.organisation = {"did:web:ardmore.example", "Ardmore College", "", ""};
  domain::ResultDescription mark;
  mark.key = "final-mark";
  mark.name = "Final mark";
  mark.type = domain::ResultType::percent;
  mark.minimum = domain::Amount::whole(0);
  mark.maximum = domain::Amount::whole(100);
  domain::ResultDescription talk;
  talk.key = "presentation";
  talk.name = "Presentation";
  talk.type = domain::ResultType::rubric_level;
  talk.levels = {{"secure", "Secure", "", ""}, {"strong", "Strong work", "", ""}};
  fields.results = {mark, talk};
  return domain::make_micro_credential(fields).value();
}

const domain::MicroCredential& shared_definition() {
  static const domain::MicroCredential out = definition();
  return out;
}

struct Read {
  PeopleSummary summary;
  std::vector<PeopleRow> rows;
};

Result<Read> read(const std::string& text) {
  const OpenPeople open = [&]() -> Result<text::ReadBlock> { return text::read_from_memory(text); };
  CAIRN_TRY(auto reader, PeopleReader::open(open, shared_definition(), k_today));
  Read out{reader.summary(), {}};
  for (;;) {
    PeopleRow row;
    CAIRN_TRY(const bool more, reader.next(row));
    if (!more) return out;
    out.rows.push_back(std::move(row));
  }
}

PeopleRow only_row(const std::string& text) {
  auto found = read(text);
  EXPECT_TRUE(found) << found.error().detail;
  EXPECT_EQ(found->rows.size(), 1U);
  return found->rows.at(0);
}

std::string code_of(const std::string& cells) {
  const PeopleRow row = only_row("Name,Email,Date,Mark\n" + cells + "\n");
  return row.problems.empty() ? "good" : row.problems.at(0).code;
}

TEST(People, columns_may_stand_in_any_order_under_usual_words) {
  const PeopleRow row = only_row(
      "Mark (%),Matric no,E-mail address,Date awarded,Surname,Forename(s)\n74,0012345,a@b.example,2026-03-15,Te "
      "Whata,José\n");
  EXPECT_TRUE(row.problems.empty());
  EXPECT_EQ(row.name, "José Te Whata");
  EXPECT_EQ(row.email, "a@b.example");
  EXPECT_EQ(row.student_number, "0012345");
  EXPECT_EQ(row.awarded, (Date{2026, 3, 15}));
  ASSERT_EQ(row.results.size(), 1U);
  EXPECT_EQ(row.results[0].description, "final-mark");
  EXPECT_EQ(row.results[0].value, "74");
}

TEST(People, headers_are_understood_in_five_languages) {
  EXPECT_EQ(only_row("Ainm,Post-d,Ceann-latha\nMòrag,m@b.example,2026-03-15\n").name, "Mòrag");
  EXPECT_EQ(only_row("Nom;Prénom;Courriel;Note\nLefèvre;Zoé;z@b.example;74,5\n").name, "Zoé Lefèvre");
  EXPECT_EQ(only_row("Nom;Prénom;Courriel;Note\nLefèvre;Zoé;z@b.example;74,5\n").results.at(0).value, "74.5");
  EXPECT_EQ(only_row("Name;Vorname;E-Mail-Adresse;Datum\nGroß;Jörg;j@b.example;15.03.2026\n").name, "Jörg Groß");
  EXPECT_EQ(only_row("NOMBRE,APELLIDOS,CORREO ELECTRÓNICO\nAna,de la Vega,a@b.example\n").name, "Ana de la Vega");
}

TEST(People, an_english_note_is_a_comment_and_no_mark) {
  const auto found = read("Name,Email,Note\nA B,a@b.example,very good\n").value();
  EXPECT_TRUE(found.rows[0].problems.empty());
  EXPECT_EQ(found.summary.columns.ignored, std::vector<std::size_t>{2});
}

TEST(People, east_asian_names_in_two_columns_keep_their_order) {
  EXPECT_EQ(only_row("Forename,Surname,Email\nさくら,田中,a@b.example\n").name, "田中 さくら");
}

TEST(People, a_column_named_like_a_result_of_the_definition_holds_it) {
  const PeopleRow row = only_row("Name,Email,Presentation,Final mark\nA B,a@b.example,strong WORK,61\n");
  ASSERT_EQ(row.results.size(), 2U);
  EXPECT_EQ(row.results[0].value, "61");
  EXPECT_EQ(row.results[1].level, "strong");
}

TEST(People, a_good_row_has_no_remark) {
  const PeopleRow row = only_row("Name,Email,Date,Mark\nEilidh Stewart,eilidh@b.example,2026-06-14,71\n");
  EXPECT_TRUE(row.problems.empty());
  EXPECT_TRUE(row.notes.empty());
  EXPECT_EQ(row.number, 2U);
}

TEST(People, each_fault_has_its_reason) {
  EXPECT_EQ(code_of("No Mail,,2026-06-14,66"), "email.empty");
  EXPECT_EQ(code_of("Bad Mail,not-an-address,2026-06-14,66"), "email.format");
  EXPECT_EQ(code_of(",a@b.example,2026-06-14,80"), "name.empty");
  EXPECT_EQ(code_of("A,a@b.example,03/04/2026,55"), "date.ambiguous");
  EXPECT_EQ(code_of("A,a@b.example,2026-02-30,55"), "date.impossible");
  EXPECT_EQ(code_of("A,a@b.example,2062-06-14,55"), "row.future-date");
  EXPECT_EQ(code_of("A,a@b.example,1826-06-14,55"), "date.year");
  EXPECT_EQ(code_of("A,a@b.example,46187,55"), "date.serial");
  EXPECT_EQ(code_of("A,a@b.example,2026-06-14,171"), "row.mark-range");
  EXPECT_EQ(code_of("A,a@b.example,2026-06-14,-1"), "row.mark");
  EXPECT_EQ(code_of("A,a@b.example,2026-06-14,seventy"), "row.mark");
  EXPECT_EQ(code_of("\"=HYPERLINK(\"\"http://x\"\")\",a@b.example,2026-06-14,60"), "name.formula");
  EXPECT_EQ(code_of("Right\xE2\x80\xAEToLeft,a@b.example,2026-06-14,60"), "name.direction");
  EXPECT_EQ(code_of("Zero\xE2\x80\x8BWidth,a@b.example,2026-06-14,60"), "name.invisible");
  EXPECT_EQ(code_of("Short Row,a@b.example"), "date.empty");
  EXPECT_EQ(code_of("Long Row,a@b.example,2026-06-14,60,extra,cells"), "row.too-long");
  EXPECT_EQ(code_of("\"Line\nBreak\",a@b.example,2026-06-14,60"), "name.line-break");
}

TEST(People, a_problem_names_column_found_and_wanted) {
  const PeopleRow row = only_row("Name,Email,Date,Mark\nA,a@b.example,2026-06-14,171\n");
  ASSERT_EQ(row.problems.size(), 1U);
  EXPECT_EQ(row.problems[0].column, "Mark");
  EXPECT_EQ(row.problems[0].found, "171");
  EXPECT_EQ(row.problems[0].wanted, "a number from 0 to 100");
}

TEST(People, every_problem_of_a_row_is_reported_at_once) {
  EXPECT_EQ(only_row("Name,Email,Date,Mark\n,,2062-01-01,x\n").problems.size(), 4U);
}

TEST(People, what_can_be_read_safely_is_read_and_said) {
  const PeopleRow spaces = only_row("Name,Email,Date,Mark\n  Spaces  Around  , spaces@b.example ,2026-06-14, 60 \n");
  EXPECT_TRUE(spaces.problems.empty());
  EXPECT_EQ(spaces.name, "Spaces Around");
  EXPECT_EQ(spaces.email, "spaces@b.example");
  EXPECT_FALSE(spaces.notes.empty());
  const PeopleRow words = only_row("Name,Email,Date,Mark\nZoë,zoe@b.example,14 June 2026,60 %\n");
  EXPECT_EQ(words.awarded, (Date{2026, 6, 14}));
  EXPECT_EQ(words.notes, std::vector<std::string>{"the date was read as 14 June 2026"});
}

TEST(People, a_date_a_few_days_ahead_is_taken_and_said) {
  const PeopleRow row = only_row("Name,Email,Date\nA,a@b.example,2026-07-08\n");
  EXPECT_TRUE(row.problems.empty());
  EXPECT_EQ(row.notes.size(), 1U);
  EXPECT_EQ(only_row("Name,Email,Date\nA,a@b.example,2026-07-09\n").problems.at(0).code, "row.future-date");
}

TEST(People, one_date_of_the_column_proves_the_order_for_all) {
  const auto found = read("Name;Email;Date\nA;a@b.example;03/04/2026\nB;b@b.example;15/03/2026\n").value();
  EXPECT_EQ(found.rows[0].awarded, (Date{2026, 4, 3}));
  const auto american = read("Name;Email;Date\nA;a@b.example;03/04/2026\nB;b@b.example;03/15/2026\n").value();
  EXPECT_EQ(american.rows[0].awarded, (Date{2026, 3, 4}));
}

TEST(People, a_row_whose_extra_cells_are_empty_is_good) { EXPECT_EQ(code_of("A,a@b.example,2026-06-14,60,,"), "good"); }

TEST(People, windows_1252_and_a_byte_order_mark_are_read) {
  EXPECT_EQ(only_row("Name;Email\nJos\xE9;j@b.example\n").name, "José");
  EXPECT_EQ(only_row("\xEF\xBB\xBFName,Email\nJosé,j@b.example\n").name, "José");
}

TEST(People, a_list_without_the_needed_columns_says_what_it_has) {
  const auto refused = read("Who,Mark\nA,1\n");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "people.header");
  EXPECT_NE(refused.error().detail.find("\"Who\", \"Mark\""), std::string::npos);
}

TEST(People, two_columns_for_one_thing_are_refused) {
  const auto refused = read("Name,Email,E-mail address\nA,a@b.example,b@b.example\n");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "people.column-twice");
}

TEST(People, a_header_without_rows_is_an_error) { EXPECT_EQ(read("Name,Email\n").error().code, "people.empty"); }

TEST(People, cells_are_made_safe_to_show) {
  EXPECT_EQ(shown_cell("a\xE2\x80\xAE"
                       "b\n"),
            "a[U+202E]b[U+000A]");
  EXPECT_EQ(shown_cell("\xFF"), "[?]");
  EXPECT_EQ(shown_cell(std::string(100, 'x')), std::string(80, 'x') + "...");
}

TEST(Recipient, a_name_with_an_address_is_split) {
  const auto row = read_recipient(" Seònaid NicDhòmhnaill <seonaid@work.example> ").value();
  EXPECT_EQ(row.name, "Seònaid NicDhòmhnaill");
  EXPECT_EQ(row.email, "seonaid@work.example");
}

TEST(Recipient, anything_else_is_refused) {
  EXPECT_EQ(read_recipient("seonaid@work.example").error().code, "people.recipient");
  EXPECT_EQ(read_recipient("").error().code, "people.recipient");
  EXPECT_EQ(read_recipient("<a@b.example>").error().code, "name.empty");
  EXPECT_EQ(read_recipient("A <b>").error().code, "email.format");
}

}  // namespace
}  // namespace cairn::app
