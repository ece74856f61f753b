#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <set>

#include "app/definition.hpp"
#include "app/definition_text.hpp"
#include "app/tree.hpp"

namespace cairn::app {
namespace {

std::string every_field() {
  std::ifstream in(std::filesystem::path(CAIRN_SOURCE_DIR) / "tests/data/definitions/every-field.toml", std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// "results[].levels[].key": every place of a tree that holds a value.
void collect(const TomlValue& value, const std::string& path, std::set<std::string>& out) {
  if (value.kind == TomlKind::table) {
    for (const TomlMember& member : value.members) collect(member.value, path + "." + member.key, out);
  } else if (value.kind == TomlKind::list) {
    for (const TomlValue& item : value.items) collect(item, path + "[]", out);
  } else {
    out.insert(path);
  }
}

std::set<std::string> places(const TomlValue& value) {
  std::set<std::string> out;
  collect(value, "", out);
  return out;
}

domain::MicroCredentialFields read(const std::string& text) {
  const auto fields = read_definition_fields({"file", text, ""});
  EXPECT_TRUE(fields) << fields.error().detail;
  return fields ? *fields : domain::MicroCredentialFields{};
}

TEST(DefinitionTree, every_key_of_a_file_comes_back_from_the_fields) {
  const std::string text = every_field();
  const auto file = read_toml(text, "file");
  ASSERT_TRUE(file);
  EXPECT_EQ(places(definition_tree(read(text))), places(*file));
}

TEST(DefinitionTree, TOML_and_JSON_carry_the_same_definition_in_both_directions) {
  const domain::MicroCredentialFields fields = read(every_field());
  const std::string json = definition_json(fields);
  EXPECT_EQ(definition_json(read(json)), json);
  EXPECT_EQ(definition_json(read(definition_text(fields))), json);
}

TEST(DefinitionTree, the_example_with_every_key_keeps_the_rules_of_the_domain) {
  const std::string text = every_field();
  const auto made = read_definition({"every-field.toml", text, ""});
  ASSERT_TRUE(made) << made.error().detail;
  EXPECT_EQ((*made)->offer.prices.at(0).currency, "GBP");
  EXPECT_EQ((*made)->tasks.at(1).outcomes, (std::vector<std::string>{"survey", "report"}));
  EXPECT_EQ((*made)->translations.at(0).text, "Suirbhidh iar-uidheamachaidh air togalaichean traidiseanta");
  EXPECT_EQ(domain::to_text((*made)->further_credits.at(0).amount), "7.5");
}

struct Wrong {
  const char* from;
  const char* to;
  const char* place;
  const char* code;
};

TEST(DefinitionTree, a_wrong_fact_is_refused_and_its_place_is_named) {
  const Wrong cases[] = {
      {"duration = \"P12W\"", "duration = \"12 weeks\"", "offer.duration", "domain.duration"},
      {"duration = \"P12W\"", "duration = \"P12WT\"", "offer.duration", "domain.duration"},
      {"checked = \"2026-05-01\"", "checked = \"2026-02-30\"", "need.checked", "domain.date"},
      {"currency = \"GBP\"", "currency = \"pounds\"", "offer.prices[0].currency", "domain.name-list"},
      {"country = \"GB-SCT\"", "country = \"Scotland\"", "listing.country", "domain.name-list"},
      {"assurance = \"credit-bearing\"", "assurance = \"degree\"", "listing.assurance", "domain.name-list"},
      {"kind = \"self-study\"", "kind = \"taught\"", "workload[1].kind", "domain.duplicate"},
      {"weight = 60", "weight = 160", "tasks[0].weight", "domain.range"},
      {"outcomes = [\"survey\"]", "outcomes = [\"nothing\"]", "tasks[0].outcomes", "domain.reference"},
      {"key = \"report\"", "key = \"survey\"", "outcomes[0].key", "domain.duplicate"},
      {"field = \"name\"", "field = \"version\"", "translations[0].field", "domain.reference"},
      {"field = \"outcomes[0].statement\"", "field = \"outcomes[7].statement\"", "translations[1].field", "domain.reference"},
      {"[[translations]]\nfield = \"name\"\nlanguage = \"gd\"", "[[translations]]\nfield = \"name\"\nlanguage = \"Gaelic\"", "translations[0].language",
       "domain.language"},
      {"skills = [\"http://data.europa.eu/esco/skill/c3e36d05", "skills = [\"http://data.europa.eu/esco/skill/00000000", "outcomes[0].skills",
       "domain.reference"},
      {"micro-credentials/building-physics\"]", "micro-credentials/retrofit-survey\"]", "required_definitions[0]", "domain.reference"},
  };
  for (const Wrong& one : cases) {
    std::string text = every_field();
    const std::size_t at = text.find(one.from);
    ASSERT_NE(at, std::string::npos) << one.from;
    text.replace(at, std::string_view(one.from).size(), one.to);
    const auto made = read_definition({"file", text, ""});
    ASSERT_FALSE(made) << one.to;
    EXPECT_EQ(made.error().code, one.code) << one.to;
    EXPECT_NE(made.error().detail.find(one.place), std::string::npos) << made.error().detail;
  }
}

TEST(DefinitionTree, a_draft_is_read_whatever_it_lacks) {
  const auto fields = read_definition_fields({"draft.toml", "name = \"Only a name\"", ""});
  ASSERT_TRUE(fields);
  EXPECT_EQ(fields->name, "Only a name");
}

}  // namespace
}  // namespace cairn::app
