#include "rdf_fixture.hpp"

namespace cairn::jsonld {
namespace {

/// Each test gives a document that loses something, and the place that the error must name.
class SafeMode : public RdfTest {
 protected:
  SafeMode() { options.data_loss = DataLoss::refused; }

  void expect_lost_at(std::string_view place, std::string_view document) {
    const std::string got = detail(document);
    EXPECT_TRUE(got.starts_with("jsonld.data-loss: at " + std::string(place) + ": ")) << got << "\n" << document;
    Options lax = options;
    lax.data_loss = DataLoss::allowed;
    Arena own;
    const std::string without = quads_of(processor, read(document, own), lax, own);
    EXPECT_FALSE(without.starts_with("jsonld.")) << without;
  }
};

TEST_F(SafeMode, an_undefined_term_is_named_with_its_place) {
  expect_lost_at("/subject/skill/0/colour", R"({"@context": "https://x/badge", "id": "urn:b", "type": "Badge",
    "subject": {"type": "Person", "skill": [{"colour": "red"}]}})");
  EXPECT_NE(detail(R"({"@context": "https://x/badge", "grade": "A"})").find("'grade'"), std::string::npos);
}

TEST_F(SafeMode, a_term_that_a_context_sets_to_null_is_lost) {
  expect_lost_at("/note", R"({"@context": {"note": null}, "@id": "urn:x", "note": "1"})");
}

TEST_F(SafeMode, a_slash_in_a_name_is_escaped_in_the_place) {
  expect_lost_at("/a~1b~0c", R"({"@id": "urn:x", "a/b~c": "1"})");
}

TEST_F(SafeMode, relative_references_are_lost) {
  expect_lost_at("/id", R"({"@context": "https://x/badge", "id": "me", "name": "N"})");
  expect_lost_at("/type", R"({"@context": "https://x/badge", "id": "urn:x", "type": ["Badge", "Bagde"]})");
  expect_lost_at("/holder", R"({"@context": "https://x/badge", "id": "urn:x", "type": "Badge", "holder": "me"})");
  expect_lost_at("/holder/1",
                 R"({"@context": "https://x/badge", "id": "urn:x", "type": "Badge", "holder": ["urn:y", ""]})");
}

TEST_F(SafeMode, relative_references_are_kept_when_there_is_a_base) {
  options.base = "https://e/dir/";
  EXPECT_EQ(quads(R"({"@context": "https://x/badge", "id": "me", "name": "N"})"),
            "<https://e/dir/me> <https://v/name> \"N\" .\n");
}

TEST_F(SafeMode, an_iri_that_rdf_does_not_take_is_lost) {
  expect_lost_at("/@id", R"({"@id": "https://e/a b", "https://v/p": 1})");
  expect_lost_at("/@id", R"({"@id": "https://e/#a#b", "https://v/p": 1})");
  expect_lost_at("/https:~1~1v~1a b", R"({"@id": "urn:x", "https://v/a b": 1})");
}

TEST_F(SafeMode, a_reference_that_looks_like_a_keyword_is_lost) {
  expect_lost_at("/@id", R"({"@id": "@me", "https://v/p": 1})");
  expect_lost_at("/@ignore", R"({"@id": "urn:x", "https://v/p": 1, "@ignore": "1"})");
  expect_lost_at("/@base", R"({"@id": "urn:x", "https://v/p": 1, "@base": "https://e/"})");
  expect_lost_at("/https:~1~1v~1p", R"({"@id": "urn:x", "https://v/p": {"@type": "@json"}})");
}

TEST_F(SafeMode, a_blank_node_as_property_is_lost) {
  expect_lost_at("/_:p", R"({"@id": "urn:x", "_:p": "1"})");
  options.produce_generalized_rdf = true;
  EXPECT_EQ(quads(R"({"@id": "urn:x", "_:p": "1"})"), "<urn:x> _:b0 \"1\" .\n");
}

TEST_F(SafeMode, values_that_belong_to_nothing_are_lost) {
  expect_lost_at("/", R"("text")");
  expect_lost_at("/1", R"([{"@id": "urn:x", "https://v/p": 1}, 5])");
  expect_lost_at("/", R"({"@value": "text"})");
  expect_lost_at("/", R"({"@list": ["text"]})");
  expect_lost_at("/", R"({"@id": "urn:x"})");
  expect_lost_at("/", R"({})");
  expect_lost_at("/@graph/0", R"({"@id": "urn:x", "@graph": [{"@id": "urn:y"}]})");
  expect_lost_at("/https:~1~1v~1p", R"({"@id": "urn:x", "https://v/p": {"@language": "en"}})");
  expect_lost_at("/https:~1~1v~1p", R"({"@id": "urn:x", "https://v/p": {"@value": null, "@type": "urn:t"}})");
}

TEST_F(SafeMode, a_member_without_value_is_not_lost) {
  EXPECT_EQ(quads(R"({"@id": "urn:x", "https://v/p": null, "https://v/q": [], "https://v/r": "a"})"),
            "<urn:x> <https://v/r> \"a\" .\n");
}

TEST_F(SafeMode, an_identifier_in_no_statement_is_lost) {
  expect_lost_at("/", R"({"@id": "urn:x", "https://v/q": []})");
  expect_lost_at("/@graph", R"({"@id": "urn:x", "@graph": {"@id": "urn:y", "https://v/q": []}})");
  expect_lost_at("/@included", R"({"@id": "urn:x", "https://v/q": 1, "@included": {"@id": "urn:y"}})");
  expect_lost_at("/@included",
                 R"({"@id": "urn:x", "https://v/q": 1, "@included": {"@id": "urn:y", "https://v/q": []}})");
  EXPECT_NE(quads(R"({"@id": "urn:x", "https://v/q": {"@id": "urn:y", "https://v/q": []}})"), "jsonld.data-loss");
}

TEST_F(SafeMode, what_a_graph_cannot_hold_is_lost) {
  const std::string context = R"({"@context": {"g": {"@id": "urn:g", "@container": "@graph"},
      "m": {"@id": "urn:m", "@container": ["@graph", "@id"], "@type": "@id"}}, "@id": "urn:x", )";
  expect_lost_at("/g", context + R"("g": "text"})");
  expect_lost_at("/g", context + R"("g": {"@list": ["text"]}})");
  expect_lost_at("/g", context + R"("g": {"@id": "urn:y"}})");
  expect_lost_at("/m", context + R"("m": {"urn:k": "urn:y"}})");
  EXPECT_NE(quads(context + R"("g": {"@id": "urn:y", "https://v/q": 1}})"), "jsonld.data-loss");
}

TEST_F(SafeMode, an_ill_formed_language_tag_is_lost) {
  expect_lost_at("/https:~1~1v~1p/@language",
                 R"({"@id": "urn:x", "https://v/p": {"@value": "a", "@language": "a b"}})");
  expect_lost_at("/n/e-n", R"({"@context": {"n": {"@id": "urn:n", "@container": "@language"}}, "@id": "urn:x",
                               "n": {"en": "a", "e-n": "b"}})");
  expect_lost_at("/n",
                 R"({"@context": {"n": {"@id": "urn:n", "@language": "toolonglanguage"}}, "@id": "urn:x", "n": "a"})");
}

TEST_F(SafeMode, a_direction_is_lost_unless_rdf_is_to_have_a_place_for_it) {
  const std::string_view document = R"({"@id": "urn:x", "https://v/p": {"@value": "a", "@direction": "rtl"}})";
  expect_lost_at("/https:~1~1v~1p", document);
  expect_lost_at("/p", R"({"@context": {"@direction": "rtl", "p": "urn:p"}, "@id": "urn:x", "p": "a"})");
  expect_lost_at("/p/en", R"({"@context": {"p": {"@id": "urn:p", "@container": "@language", "@direction": "ltr"}},
                              "@id": "urn:x", "p": {"en": "a"}})");
  options.rdf_direction = RdfDirection::i18n_datatype;
  EXPECT_EQ(quads(document), "<urn:x> <https://v/p> \"a\"^^<https://www.w3.org/ns/i18n#_rtl> .\n");
  options.rdf_direction = RdfDirection::none;
  EXPECT_TRUE(processor.expand(read(document, arena), options, arena).has_value()) << "only RDF loses it";
}

TEST_F(SafeMode, the_key_of_a_map_is_lost_when_it_cannot_be_attached) {
  expect_lost_at("/p",
                 R"({"@context": {"p": {"@id": "urn:p", "@container": "@id"}}, "@id": "urn:x", "p": {"urn:k": "a"}})");
  expect_lost_at("/p", R"({"@context": {"p": {"@id": "urn:p", "@container": "@id"}}, "@id": "urn:x",
                           "p": {"k": {"https://v/q": 1}}})");
}

TEST_F(SafeMode, what_is_nested_is_judged_where_it_stands) {
  expect_lost_at("/more/grade", R"({"@context": {"more": "@nest"}, "@id": "urn:x", "more": {"grade": 1}})");
}

}  // namespace
}  // namespace cairn::jsonld
