#include "app/framework_files.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

#include "text/csv.hpp"

namespace cairn::app {
namespace {

using domain::Standing;

domain::Crosswalk shipped() { return read_frameworks(embedded_framework_files()).value(); }

/// A row of tests/domain/official-facts.csv.
struct Fact {
  std::string kind, from, to, expected, standing;
};

std::vector<Fact> facts() {
  std::ifstream in(std::string(CAIRN_SOURCE_DIR) + "/tests/domain/official-facts.csv", std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  text::CsvReader reader = text::CsvReader::open(text::read_from_memory(text)).value();
  std::vector<Fact> out;
  text::CsvRow row;
  EXPECT_TRUE(reader.next(row).value());  // the header
  while (reader.next(row).value()) {
    EXPECT_EQ(row.cells.size(), 6U) << row.line;
    out.push_back({std::string(row.cells[0]), std::string(row.cells[1]), std::string(row.cells[2]), std::string(row.cells[3]), std::string(row.cells[4])});
  }
  return out;
}

// "SCQF 11", "RQF Entry 3"
domain::LevelCode level_of(const std::string& text) {
  const std::size_t space = text.find(' ');
  return {text.substr(0, space), text.substr(space + 1)};
}

// All ends that were found, as the table writes them: "9 and 10", "none".
std::string ends_of(const std::vector<domain::LevelRoute>& routes, std::size_t most_steps) {
  std::set<std::string> ends;
  for (const domain::LevelRoute& route : routes) {
    if (route.steps.size() <= most_steps) ends.insert(route.is_match() ? route.end().code : "none");
  }
  if (ends.size() > 1) ends.erase("none");
  if (ends == std::set<std::string>{"10", "9"}) return "9 and 10";
  std::string out;
  for (const std::string& end : ends) out += (out.empty() ? "" : " and ") + end;
  return out;
}

std::string amount_of(const domain::CreditRoute& route) {
  return domain::to_text(route.least) + (route.least == route.most ? "" : " to " + domain::to_text(route.most));
}

TEST(Frameworks, the_crosswalk_reproduces_the_facts_with_their_standing) {
  const domain::Crosswalk crosswalk = shipped();
  std::size_t count = 0;
  for (const Fact& fact : facts()) {
    ++count;
    const std::string name = fact.kind + " " + fact.from + " to " + fact.to;
    if (fact.kind == "level" || fact.kind == "chain") {
      const auto routes = crosswalk.routes(level_of(fact.from), fact.to).value();
      ASSERT_FALSE(routes.empty()) << name;
      EXPECT_EQ(ends_of(routes, fact.kind == "level" ? 1 : 3), fact.expected) << name;
      if (fact.standing.empty()) continue;
      const auto first = std::find_if(routes.begin(), routes.end(), [&](const auto& one) { return fact.kind == "chain" || one.steps.size() == 1; });
      EXPECT_EQ(domain::standing_name(first->standing), fact.standing) << name;
      continue;
    }
    const std::size_t space = fact.from.find(' ');
    const auto amount = domain::parse_amount(fact.from.substr(0, space)).value();
    const auto answer = crosswalk.convert(fact.from.substr(space + 1), amount, fact.to).value();
    const auto& route = fact.kind == "credit" ? answer.routes.front() : answer.routes.back();
    EXPECT_EQ(domain::method_name(route.method), fact.kind == "credit" ? "ratio" : "hours") << name;
    EXPECT_EQ(amount_of(route), fact.expected) << name;
    EXPECT_EQ(domain::standing_name(route.standing), fact.standing) << name;
  }
  EXPECT_EQ(count, 57U);
}

TEST(Frameworks, nothing_that_is_composed_is_official) {
  const domain::Crosswalk crosswalk = shipped();
  for (const auto& framework : crosswalk.frameworks()) {
    for (const std::string& level : framework.levels) {
      for (const auto& other : crosswalk.frameworks()) {
        if (other.id == framework.id) continue;
        const auto routes = crosswalk.routes({framework.id, level}, other.id).value();
        for (const auto& route : routes) {
          ASSERT_LE(route.steps.size(), 3U);
          EXPECT_TRUE(route.steps.size() == 1 || route.standing >= Standing::indicative) << framework.id << level << other.id;
          for (const auto& step : route.steps) EXPECT_GE(route.standing, step.provenance.standing);
        }
      }
    }
  }
}

TEST(Frameworks, every_statement_that_ships_names_its_source) {
  const domain::Crosswalk crosswalk = shipped();
  for (const auto& link : crosswalk.level_links()) EXPECT_FALSE(link.provenance.source.empty());
}

TEST(Frameworks, ways_that_disagree_are_all_told) {
  const auto answer = shipped().convert("SCQF", domain::Amount::whole(15), "ECTS").value();
  EXPECT_TRUE(answer.disagree);
  EXPECT_FALSE(shipped().convert("SCQF", domain::Amount::whole(15), "RQF").value().disagree);
}

std::vector<FrameworkFile> with(const std::string& text) {
  auto out = embedded_framework_files();
  out.push_back({"mine.toml", text});
  return out;
}

constexpr const char* k_fictional = R"toml(
id = "LOCAL"
name = "A college's own framework"
levels = ["low", "high"]
[unit]
name = "stones"
hours_least = "50"
standing = "official"
source = "The college"
[[links]]
to = "SCQF"
levels = ["low = 7", "high = none"]
standing = "official"
source = "The college"
)toml";

TEST(Frameworks, a_new_framework_needs_a_file_and_nothing_else) {
  const auto crosswalk = read_frameworks(with(k_fictional)).value();
  EXPECT_EQ(crosswalk.routes({"LOCAL", "low"}, "SCQF")->front().end().code, "7");
  EXPECT_FALSE(crosswalk.routes({"LOCAL", "high"}, "SCQF")->front().is_match());
  EXPECT_EQ(domain::to_text(crosswalk.convert("LOCAL", domain::Amount::whole(3), "SCQF").value().routes.front().least), "15");
  EXPECT_EQ(crosswalk.routes({"LOCAL", "low"}, "NOWHERE").error().code, "crosswalk.framework");
  EXPECT_EQ(crosswalk.routes({"LOCAL", "middle"}, "SCQF").error().code, "crosswalk.level");
  EXPECT_EQ(crosswalk.convert("LOCAL", domain::Amount::whole(3), "EQF").error().code, "crosswalk.no-credit");
}

TEST(Frameworks, what_a_file_says_wrongly_is_named) {
  const auto code_of = [](std::string from, const std::string& to) {
    std::string text = k_fictional;
    text.replace(text.find(from), from.size(), to);
    const auto out = read_frameworks(with(text));
    return out ? std::string("nothing") : out.error().code + " " + out.error().detail;
  };
  EXPECT_NE(code_of("\"LOCAL\"", "\"SCQF\"").find("crosswalk.duplicate"), std::string::npos);
  EXPECT_NE(code_of("\"low\", \"high\"", "\"low\", \"low\"").find("crosswalk.duplicate"), std::string::npos);
  EXPECT_NE(code_of("low = 7", "low = 13").find("crosswalk.reference"), std::string::npos);
  EXPECT_NE(code_of("low = 7", "middle = 7").find("crosswalk.reference"), std::string::npos);
  EXPECT_NE(code_of("to = \"SCQF\"", "to = \"SQCF\"").find("crosswalk.reference"), std::string::npos);
  EXPECT_NE(code_of("\"low = 7\", \"high = none\"", "\"low = 7\", \"low = none\"").find("crosswalk.contradiction"), std::string::npos);
  EXPECT_NE(code_of("low = 7", "low: 7").find("frameworks.file mine.toml"), std::string::npos);
  EXPECT_NE(code_of("hours_least = \"50\"", "hours_least = \"-50\"").find("frameworks.file"), std::string::npos);
  EXPECT_NE(code_of("hours_least = \"50\"", "hours_least = \"0\"").find("crosswalk.contradiction"), std::string::npos);
  EXPECT_NE(code_of("source = \"The college\"\n[[links]]", "[[links]]").find("source"), std::string::npos);
  EXPECT_NE(code_of("name = \"stones\"", "nmae = \"stones\"").find("frameworks.file"), std::string::npos);
  EXPECT_NE(code_of("[unit]", "[unit").find("definition.syntax"), std::string::npos);
}

}  // namespace
}  // namespace cairn::app
