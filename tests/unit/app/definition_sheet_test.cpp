#include "app/definition_sheet.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace cairn::app {
namespace {

std::vector<ReadDefinition> read_sheet(std::string_view text) {
  auto read = read_definition_sheet(text);
  EXPECT_TRUE(read) << read.error().detail;
  return read ? std::move(*read) : std::vector<ReadDefinition>();
}

TEST(DefinitionSheet, a_row_becomes_a_definition) {
  const auto read = read_sheet(
      "id,Title,Description,Level,Credit,Hours,Learning outcomes,Skills,name@gd,Offer duration,offer.price,currency,Mode,Notes\n"
      "https://x.example/1,Care,\"To care, well.\",SCQF 7,15 SCQF,150,Listen. | Speak.,listening <https://skills.example/1>,Cùram,P12W,450,GBP,Hybrid,by Anna\n");
  ASSERT_EQ(read.size(), 1u);
  const domain::MicroCredentialFields& fields = read[0].fields;
  EXPECT_EQ(read[0].place, "row 2");
  EXPECT_EQ(read[0].problems, std::vector<std::string>());
  EXPECT_EQ(read[0].left, std::vector<std::string>{"column \"Notes\""});
  EXPECT_EQ(fields.id + "|" + fields.name + "|" + fields.description, "https://x.example/1|Care|To care, well.");
  ASSERT_TRUE(fields.level && fields.credit && fields.workload_hours);
  EXPECT_EQ(fields.level->framework + fields.level->code, "SCQF7");
  EXPECT_EQ(fields.credit->framework + domain::to_text(fields.credit->amount), "SCQF15");
  EXPECT_EQ(domain::to_text(*fields.workload_hours), "150");
  ASSERT_EQ(fields.outcomes.size(), 2u);
  EXPECT_EQ(fields.outcomes[1].statement, "Speak.");
  EXPECT_EQ(fields.alignments.at(0).target_name + "|" + fields.alignments.at(0).target_url, "listening|https://skills.example/1");
  EXPECT_EQ(fields.translations.at(0).field + fields.translations.at(0).language + fields.translations.at(0).text, "namegdCùram");
  EXPECT_EQ(fields.offer.duration, "P12W");
  EXPECT_EQ(domain::to_text(fields.offer.prices.at(0).amount) + fields.offer.prices.at(0).currency, "450GBP");
  EXPECT_EQ(fields.participation, "blended");
}

TEST(DefinitionSheet, an_office_table_with_semicolons_old_letters_and_decimal_commas_is_read) {
  const auto read = read_sheet("name;credit;credit_framework;level;framework;;\r\nSoin \xE9l\xE9mentaire;7,5;ECTS;6;EQF;;\r\n;;;;;;\r\n");
  ASSERT_EQ(read.size(), 1u);
  EXPECT_EQ(read[0].problems, std::vector<std::string>());
  EXPECT_EQ(read[0].fields.name, "Soin \u00E9l\u00E9mentaire");
  EXPECT_EQ(read[0].fields.credit->amount.thousandths(), 7500);
  EXPECT_EQ(read[0].fields.level->framework + read[0].fields.level->code, "EQF6");
}

TEST(DefinitionSheet, what_cannot_be_right_is_named_by_row_and_column) {
  const auto read = read_sheet(
      "id,name,hours,level,credit,skills,mode,validity,organisation.id\n"
      "https://x.example/1,A,many,,,,,,\n"
      "https://x.example/2,B,,7,,,,,\n"
      "https://x.example/3,C,,,\"1,500 SCQF\",,,,\n"
      "https://x.example/4,D,,,15,,,,\n"
      "https://x.example/5,E,,,,listening,,,\n"
      "https://x.example/6,F,,,,,by post,,\n"
      "https://x.example/7,G,,,,,,1.5,\n"
      "https://x.example/1,H,,SCQF 8,,,,,\n"
      "not an address,I,,,,,,,college\n");
  ASSERT_EQ(read.size(), 9u);
  const char* const expected[] = {"column \"hours\": \"many\" cannot be read; wanted a number such as 10 or 7.5",
                                  "level: \"7\" is no level of a framework",
                                  "credit: \"1,500 SCQF\" is no amount",
                                  "credit: \"15\" says not of what",
                                  "column \"skills\": \"listening\" cannot be read",
                                  "column \"mode\": \"by post\" cannot be read; wanted online, onsite, blended or workplace",
                                  "column \"validity\": \"1.5\" cannot be read; wanted a whole number of months",
                                  "id: row 2 has the same id and version",
                                  "column \"organisation.id\": \"college\" cannot be read"};
  for (std::size_t i = 0; i < read.size(); ++i) {
    ASSERT_FALSE(read[i].problems.empty()) << i;
    EXPECT_TRUE(read[i].problems[0].starts_with(expected[i])) << read[i].problems[0];
    EXPECT_EQ(read[i].place, "row " + std::to_string(i + 2));
  }
  EXPECT_EQ(read[8].problems.size(), 2u) << "the id, which is no address, is named too";
  const auto refused = refuse_problems(read);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "definition.rows");
  EXPECT_TRUE(refused.error().detail.starts_with("row 2: column \"hours\"")) << refused.error().detail;
}

TEST(DefinitionSheet, what_a_draft_may_leave_open_is_no_problem) {
  const auto read = read_sheet("name,participation\nCare,online\n");
  ASSERT_EQ(read.size(), 1u);
  EXPECT_EQ(read[0].problems, std::vector<std::string>());
  EXPECT_EQ(read[0].lacking, "id: is empty");
}

TEST(DefinitionSheet, a_table_without_names_rows_or_with_a_column_twice_is_refused) {
  const std::pair<const char*, const char*> rows[] = {
      {"id,level\nx,1\n", "sheet.header"}, {"name,level\n", "sheet.header"}, {"", "csv.empty"}, {"name,title\na,b\n", "sheet.column-twice"}, {"name,name@gd,name@gd\na,b,c\n", "sheet.column-twice"}};
  for (const auto& [text, code] : rows) {
    const auto refused = read_definition_sheet(text);
    ASSERT_FALSE(refused) << text;
    EXPECT_EQ(refused.error().code, code) << text;
  }
}

TEST(DefinitionSheet, cells_beyond_the_header_are_wrong_and_empty_ones_are_not) {
  const auto read = read_sheet("name,level\nCare,SCQF 7,,\nMore,SCQF 7,,x\n");
  ASSERT_EQ(read.size(), 2u);
  EXPECT_TRUE(read[0].problems.empty());
  EXPECT_EQ(read[1].problems, std::vector<std::string>{"has more cells than the header: \"x\""});
}

TEST(DefinitionSheet, too_many_rows_are_refused) {
  std::string text = "name\n";
  for (std::size_t i = 0; i <= k_most_definitions; ++i) text += "x\n";
  const auto refused = read_definition_sheet(text);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "definition.count");
}

// The floor is far below what is measured: machines differ, and one shared by others is slow.
TEST(DefinitionSheet, ten_thousand_rows_are_quick) {
  std::string text = "id,name,description,level,credit,hours,outcomes,skills,criteria,organisation\n";
  for (int i = 0; i < 10'000; ++i) {
    text += "https://x.example/" + std::to_string(i) + ",Course " + std::to_string(i) +
            ",\"What it is about, in a sentence.\",SCQF 7,15 SCQF,150,Listen. | Speak. | Write.,listening <https://skills.example/1>,Pass.,Ardmore\n";
  }
  const auto begin = std::chrono::steady_clock::now();
  const auto read = read_sheet(text);
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
  ASSERT_EQ(read.size(), 10'000u);
  EXPECT_TRUE(refuse_problems(read));
  EXPECT_EQ(read[9'999].fields.outcomes.size(), 3u);
  EXPECT_LT(taken.count(), 5.0) << "2,000 rows a second";
  RecordProperty("rows_per_second", static_cast<int>(10'000 / taken.count()));
}

}  // namespace
}  // namespace cairn::app
