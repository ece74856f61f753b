#include "vc/schema_check.hpp"

#include <gtest/gtest.h>

#include "json/read.hpp"

namespace cairn::vc {
namespace {

constexpr std::string_view k_url = "https://example.org/schema.json";

class OneSchema final : public jsonld::DocumentLoader {
 public:
  explicit OneSchema(json::Value schema) : document_{k_url, schema} {}
  Result<const jsonld::RemoteDocument*> load(std::string_view url) override {
    if (url == k_url) return &document_;
    return fail(Kind::missing, "verify.not-given", "not given");
  }

 private:
  jsonld::RemoteDocument document_;
};

class SchemaCheckTest : public testing::Test {
 protected:
  json::Value value(std::string_view text) { return *json::read(text, arena_); }
  std::vector<Finding> named(std::string_view credential, std::string_view schema) {
    OneSchema loader(value(schema));
    std::vector<Finding> out;
    check_named_schemas(value(credential), loader, out);
    return out;
  }
  Arena arena_;
};

TEST_F(SchemaCheckTest, a_signed_document_that_departs_from_its_schema_gets_a_remark) {
  const auto findings = named(R"({"credentialSchema":[{"id":"https://example.org/schema.json","type":"1EdTechJsonSchemaValidator2019"}]})",
                              R"({"required":["issuer"]})");
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].code, "schema.not-kept");
  EXPECT_EQ(findings[0].severity, Severity::warning);
}

TEST_F(SchemaCheckTest, a_document_that_keeps_its_schema_gets_none) {
  EXPECT_TRUE(named(R"({"issuer":"a","credentialSchema":{"id":"https://example.org/schema.json","type":"JsonSchema"}})", R"({"required":["issuer"]})").empty());
}

TEST_F(SchemaCheckTest, a_schema_that_was_not_given_is_said_to_be_unchecked) {
  const auto findings = named(R"({"credentialSchema":{"id":"https://attacker.example/s","type":"JsonSchema"}})", "true");
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].code, "schema.not-checked");
  EXPECT_EQ(findings[0].severity, Severity::warning);
}

TEST_F(SchemaCheckTest, before_signing_a_departure_is_an_error_and_an_unusable_schema_is_unknown) {
  std::vector<Finding> findings;
  lint_by_schema(value("{}"), {k_url, value(R"({"required":["issuer"]})")}, Phase::issuing, findings);
  lint_by_schema(value("{}"), {k_url, value(R"({"$ref":"https://elsewhere.example/"})")}, Phase::issuing, findings);
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_EQ(findings[0].severity, Severity::error);
  EXPECT_EQ(findings[1].severity, Severity::unknown);
}

}  // namespace
}  // namespace cairn::vc
