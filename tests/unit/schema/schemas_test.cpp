#include "schema/schemas.hpp"

#include <gtest/gtest.h>

#include "json/read.hpp"

namespace cairn::schema {
namespace {

class SchemasTest : public testing::Test {
 protected:
  json::Value value(std::string_view text) {
    auto out = json::read(text, arena_);
    EXPECT_TRUE(out) << text;
    return out ? *out : json::Value();
  }
  Result<std::vector<Fault>> judge(std::string_view schema, std::string_view document, const Limits& limits = {}) {
    Schemas schemas(Draft::draft_2020_12);
    const auto added = schemas.add("https://example.org/s", value(schema));
    if (!added) return Failure(added.error());
    return schemas.validate("https://example.org/s", value(document), limits);
  }
  std::string code(std::string_view schema, std::string_view document, const Limits& limits = {}) {
    const auto out = judge(schema, document, limits);
    return out ? "judged" : out.error().code;
  }
  Arena arena_;
};

TEST_F(SchemasTest, a_fault_names_the_place_the_keyword_and_what_is_wrong) {
  const auto faults = judge(R"({"properties":{"a/b":{"items":{"type":["string","null"]}}},"required":["id"]})", R"({"a/b":["x",7]})");
  ASSERT_TRUE(faults);
  ASSERT_EQ(faults->size(), 2u);
  EXPECT_EQ((*faults)[0].keyword, "required");
  EXPECT_EQ((*faults)[0].pointer, "");
  EXPECT_EQ((*faults)[0].detail, "lacks the member \"id\"");
  EXPECT_EQ((*faults)[1].pointer, "/a~1b/1");
  EXPECT_EQ((*faults)[1].detail, "is not of type string or null");
}

TEST_F(SchemasTest, a_choice_that_fails_is_one_fault) {
  const auto faults = judge(R"({"oneOf":[{"type":"string"},{"required":["a","b","c"]}]})", "{}");
  ASSERT_TRUE(faults);
  ASSERT_EQ(faults->size(), 1u);
  EXPECT_EQ(faults->front().keyword, "oneOf");
}

TEST_F(SchemasTest, the_list_of_faults_ends_somewhere) {
  Limits limits;
  limits.faults = 3;
  const auto faults = judge(R"({"items":{"type":"string"}})", "[1,2,3,4,5,6]", limits);
  ASSERT_TRUE(faults);
  EXPECT_EQ(faults->size(), 3u);
}

TEST_F(SchemasTest, what_cannot_be_judged_is_an_error_and_never_an_answer) {
  EXPECT_EQ(code(R"({"$ref":"https://example.org/elsewhere"})", "1"), "schema.reference");
  EXPECT_EQ(code(R"({"pattern":"(?=a)b"})", R"("b")"), "schema.pattern");
  EXPECT_EQ(code(R"({"pattern":"(a)\\1"})", R"("aa")"), "schema.pattern");
  EXPECT_EQ(code(R"({"properties":{"a":7}})", R"({"a":1})"), "schema.keyword");
  EXPECT_EQ(code(R"({"$schema":"http://json-schema.org/draft-04/schema#"})", "1"), "schema.draft");
  EXPECT_EQ(code("7", "1"), "schema.document");
}

TEST_F(SchemasTest, a_schema_that_refers_to_itself_for_ever_is_stopped) {
  EXPECT_EQ(code(R"({"$ref":"#"})", "1"), "schema.depth");
  EXPECT_EQ(code(R"({"$defs":{"a":{"$ref":"#/$defs/b"},"b":{"$ref":"#/$defs/a"}},"$ref":"#/$defs/a"})", "1"), "schema.depth");
}

TEST_F(SchemasTest, a_schema_that_doubles_at_every_step_is_stopped) {
  std::string text = R"({"$defs":{"0":true)";
  for (int i = 1; i < 60; ++i) {
    const std::string before = std::to_string(i - 1);
    text += ",\"" + std::to_string(i) + R"(":{"allOf":[{"$ref":"#/$defs/)" + before + R"("},{"$ref":"#/$defs/)" + before + R"("}]})";
  }
  EXPECT_EQ(code(text + R"(},"$ref":"#/$defs/59"})", "1"), "schema.steps");
}

TEST_F(SchemasTest, an_expression_that_would_backtrack_for_ever_does_not) {
  const std::string many(50'000, 'a');
  const auto faults = judge(R"({"pattern":"^(a+)+$"})", "\"" + many + "!\"");
  ASSERT_TRUE(faults);
  EXPECT_EQ(faults->size(), 1u);
}

TEST_F(SchemasTest, many_items_compared_with_each_other_are_counted) {
  std::string items = "[0";
  for (int i = 1; i < 5'000; ++i) items += "," + std::to_string(i);
  EXPECT_EQ(code(R"({"uniqueItems":true})", items + "]"), "schema.steps");
}

TEST_F(SchemasTest, numbers_are_compared_as_they_are_written) {
  EXPECT_EQ(judge(R"({"maximum":9007199254740992})", "9007199254740993")->size(), 1u);
  EXPECT_EQ(judge(R"({"multipleOf":0.01})", "1e400")->size(), 0u);
  EXPECT_EQ(judge(R"({"multipleOf":0.1})", "0.30000000000000001")->size(), 1u);
  EXPECT_EQ(judge(R"({"multipleOf":0.1})", "0.3")->size(), 0u);
  EXPECT_EQ(judge(R"({"type":"integer"})", "1.0e1")->size(), 0u);
  EXPECT_EQ(judge(R"({"exclusiveMinimum":-0.5})", "-0.50")->size(), 1u);
}

}  // namespace
}  // namespace cairn::schema
