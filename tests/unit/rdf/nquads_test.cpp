#include "rdf/nquads.hpp"

#include <gtest/gtest.h>

namespace cairn::rdf {
namespace {

std::string rewritten(std::string_view text) {
  Dataset dataset;
  const Result<void> result = read_n_quads(text, dataset);
  return result ? write_n_quads(dataset) : result.error().code + ": " + result.error().detail;
}

TEST(NQuads, white_space_and_comments_are_dropped) {
  EXPECT_EQ(
      rewritten("# head\r\n\n  <urn:s>\t<urn:p><urn:o>.# tail\n\n_:a <urn:p> \"x\" <urn:g>  . \r<urn:s> <urn:p> _:b."),
      "<urn:s> <urn:p> <urn:o> .\n_:a <urn:p> \"x\" <urn:g> .\n<urn:s> <urn:p> _:b .\n");
}

TEST(NQuads, the_same_statement_twice_is_one) {
  EXPECT_EQ(
      rewritten("<urn:s> <urn:p> \"A\" .\n<urn:s> <urn:p> \"\\u0041\"^^<http://www.w3.org/2001/XMLSchema#string> .\n"),
      "<urn:s> <urn:p> \"A\" .\n");
}

TEST(NQuads, only_the_characters_of_the_canonical_form_are_escaped) {
  EXPECT_EQ(
      rewritten(R"(<urn:s> <urn:p> "\t\b\n\r\f\"\'\\\u0000\u000B\u001f\u007F\u0080\u00e9\U0001F600/" .)"
                "\n"),
      "<urn:s> <urn:p> \"\\t\\b\\n\\r\\f\\\"'\\\\\\u0000\\u000B\\u001F\\u007F\xC2\x80\xC3\xA9\xF0\x9F\x98\x80/\" .\n");
}

TEST(NQuads, characters_outside_xml_are_escaped) {
  EXPECT_EQ(rewritten("<urn:s> <urn:p> \"a\\uFFFEb\\uFFFFc\\uFFFD\\uFB01\" .\n"),
            "<urn:s> <urn:p> \"a\\uFFFEb\\uFFFFc\xEF\xBF\xBD\xEF\xAC\x81\" .\n");
}

TEST(NQuads, language_and_datatype_are_kept) {
  EXPECT_EQ(rewritten("<urn:s> <urn:p> \"x\"@en-GB .\n<urn:s> <urn:p> \"1\"^^<urn:int> .\n"),
            "<urn:s> <urn:p> \"x\"@en-GB .\n<urn:s> <urn:p> \"1\"^^<urn:int> .\n");
}

TEST(NQuads, a_label_does_not_swallow_the_dot_that_ends_the_statement) {
  EXPECT_EQ(rewritten("_:a.b <urn:p> _:1.\n"), "_:a.b <urn:p> _:1 .\n");
}

TEST(NQuads, an_iri_from_elsewhere_cannot_break_out_of_its_brackets) {
  Dataset dataset;
  const TermId iri = dataset.intern({TermKind::iri, "urn:a> <urn:b> \"c\" .\n<urn:\\{|}^`", {}, {}});
  std::string out;
  write_quad(dataset, {iri, iri, iri, k_default_graph}, out);
  const std::string once =
      R"(<urn:a\u003E\u0020\u003Curn:b\u003E\u0020\u0022c\u0022\u0020.\u000A\u003Curn:\u005C\u007B\u007C\u007D\u005E\u0060> )";
  EXPECT_EQ(out, once + once + once + ".\n");
}

TEST(NQuads, an_escape_cannot_bring_a_forbidden_character_into_an_iri) {
  EXPECT_EQ(rewritten("<urn:a\\u0020b> <urn:p> <urn:o> .").substr(0, 16), "nquads.syntax: l");
  EXPECT_EQ(rewritten("<urn:a\\u003Eb> <urn:p> <urn:o> .").substr(0, 16), "nquads.syntax: l");
  EXPECT_EQ(rewritten("<urn:a\\u0041b> <urn:p> <urn:o> ."), "<urn:aAb> <urn:p> <urn:o> .\n");
}

TEST(NQuads, an_error_names_line_and_byte) {
  EXPECT_EQ(rewritten("<urn:s> <urn:p> <urn:o> .\n<urn:s> <urn:p> \"x .\n"),
            "nquads.syntax: line 2, byte 21: line end inside a literal");
}

TEST(NQuads, what_is_not_utf8_is_refused) {
  EXPECT_EQ(rewritten("<urn:s> <urn:p> \"\xC0\x80\" .\n").substr(0, 11), "nquads.utf8");
  EXPECT_EQ(rewritten("<urn:s> <urn:p> \"\xED\xA0\x80\" .\n").substr(0, 11), "nquads.utf8");
}

TEST(NQuads, broken_statements_are_refused) {
  for (const std::string_view text : {"<urn:s>",
                                      "<urn:s> <urn:p>",
                                      "<urn:s> <urn:p> <urn:o>",
                                      "<urn:s> <urn:p> <urn:o> <urn:g>",
                                      "<urn:s> <urn:p> <urn:o> \"g\" .",
                                      "\"s\" <urn:p> <urn:o> .",
                                      "<urn:s> _:p <urn:o> .",
                                      "<urn:s> <urn:p> <urn:o> . <urn:s> <urn:p> <urn:o> .",
                                      "<urn:s <urn:p> <urn:o> .",
                                      "<s> <urn:p> <urn:o> .",
                                      "<urn:s> <urn:p> \"a\\x\" .",
                                      "<urn:s> <urn:p> \"\\uD800\" .",
                                      "<urn:s> <urn:p> \"\\U00110000\" .",
                                      "<urn:s> <urn:p> \"\\u12",
                                      "<urn:s> <urn:p> \"a\"@ .",
                                      "<urn:s> <urn:p> \"a\"@en- .",
                                      "<urn:s> <urn:p> \"a\"@1 .",
                                      "<urn:s> <urn:p> \"a\"^^x .",
                                      "<urn:s> <urn:p> \"a\"^^<x> .",
                                      "_: <urn:p> <urn:o> .",
                                      "_:-a <urn:p> <urn:o> .",
                                      "_",
                                      "<",
                                      "\\",
                                      "<urn:s\\"}) {
    EXPECT_EQ(rewritten(text).substr(0, 13), "nquads.syntax") << text;
  }
}

TEST(NQuads, triples_have_no_graph_name) {
  Dataset dataset;
  EXPECT_TRUE(read_n_quads("<urn:s> <urn:p> <urn:o> .", dataset, Syntax::n_triples));
  EXPECT_FALSE(read_n_quads("<urn:s> <urn:p> <urn:o> <urn:g> .", dataset, Syntax::n_triples));
}

TEST(NQuads, the_limit_of_statements_is_kept) {
  Dataset dataset;
  const Result<void> result =
      read_n_quads("<urn:s> <urn:p> <urn:o> .\n<urn:s> <urn:p> <urn:s> .\n", dataset, Syntax::n_quads, {1});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, Kind::exhausted);
  EXPECT_EQ(result.error().code, "nquads.quads");
}

}  // namespace
}  // namespace cairn::rdf
