#include "app/translate.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "app/definition_text.hpp"

namespace cairn::app {
namespace {

std::string demo(const char* name) {
  std::ifstream file(std::string(CAIRN_SOURCE_DIR "/data/demo/") + name);
  return {std::istreambuf_iterator<char>(file), {}};
}

Result<Translation> draft_of(std::string_view ctdl) {
  CAIRN_TRY(const std::vector<ReadDefinition> read, read_definitions(ctdl, DefinitionForm::ctdl, "test"));
  return Translation{draft_text(read.at(0)), read.at(0).left};
}

TEST(Translate, a_definition_that_is_written_reads_back_the_same) {
  for (const char* name : {"data-storytelling.toml", "care-conversations.toml"}) {
    const std::string text = demo(name);
    const auto first = read_definition({name, text, "did:web:x.example"});
    ASSERT_TRUE(first) << first.error().detail;
    const std::string written = definition_text(first->fields());
    const auto second = read_definition({name, written, ""});
    ASSERT_TRUE(second) << second.error().detail << "\n" << written;
    EXPECT_EQ(definition_text(second->fields()), written);
    EXPECT_EQ(second->fields().results.size(), first->fields().results.size());
    EXPECT_EQ(second->fields().delivered_by.size(), first->fields().delivered_by.size());
    EXPECT_EQ(second->fields().results.at(0).assessment.has_value(), first->fields().results.at(0).assessment.has_value());
  }
}

TEST(Translate, texts_are_written_so_that_toml_reads_them_as_they_were) {
  domain::MicroCredentialFields fields;
  fields.name = "Say \"no\" \\ and\tgo";
  fields.description = "One\ntwo \x7F";
  EXPECT_EQ(definition_text(fields).find("name = \"Say \\\"no\\\" \\\\ and\\tgo\"\ndescription = \"One\\ntwo \\u007F\"\n"), definition_text(fields).find("name = "));
}

TEST(Translate, a_draft_says_that_it_is_unverified_what_it_lacks_and_what_was_left) {
  const auto draft = draft_of(R"({"@type": "ceterms:MicroCredential", "@id": "https://x.example/1", "ceterms:name": "Care",
    "ceterms:ownedBy": [{"@id": "https://owner.example/", "ceterms:name": "Owner"}], "ceterms:renewal": "yearly"})");
  ASSERT_TRUE(draft) << draft.error().detail;
  for (const char* part : {"# A draft", "# Still lacking: description: is empty", "# Its owner is known there as https://owner.example/", "name = \"Care\"",
                           "# Not taken over:\n# /ceterms:renewal"}) {
    EXPECT_NE(draft->text.find(part), std::string::npos) << part << "\n" << draft->text;
  }
  EXPECT_EQ(draft->text.find("id = \"https://owner.example/\""), std::string::npos);
  EXPECT_EQ(draft->left, std::vector<std::string>{"/ceterms:renewal"});
}

TEST(Translate, a_text_that_tries_to_end_its_remark_stays_in_it) {
  const auto draft = draft_of(R"({"@type": "ceterms:Badge", "a\nid = \"urn:evil\"": 1, "ceterms:ownedBy": {"@id": "urn:x\nid = 1"}})");
  ASSERT_TRUE(draft);
  EXPECT_EQ(draft->text.find("\nid = "), std::string::npos) << draft->text;
}

TEST(Translate, an_owner_without_an_id_is_given_none) {
  const auto ctdl = write_foreign(DefinitionForm::ctdl, {"demo", demo("care-conversations.toml"), ""});
  ASSERT_TRUE(ctdl) << ctdl.error().detail;
  EXPECT_EQ(ctdl->text.find("urn:cairn"), std::string::npos) << ctdl->text;
  EXPECT_NE(ctdl->text.find("\"ceterms:ownedBy\""), std::string::npos);
}

TEST(Translate, a_framework_without_items_has_nothing_to_pick) {
  constexpr const char* k_head = R"({"CFDocument": {"identifier": "0c6b6a9e-3c0d-4f5f-9d2c-1f0e2d3c4b5a", "uri": "https://case.example/d", "title": "Data skills",
    "creator": "X", "lastChangeDateTime": "2026-01-01T12:00:00Z"})";
  for (const char* rest : {"}", R"(, "CFItems": []})"}) {
    const auto refused = pick_competencies(std::string(k_head) + rest, {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().detail, "the framework \"Data skills\" holds no items");
    EXPECT_EQ(refused.error().kind, Kind::malformed);
  }
}

}  // namespace
}  // namespace cairn::app
