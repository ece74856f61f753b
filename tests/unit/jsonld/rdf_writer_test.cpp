#include "jsonld/rdf_literal.hpp"
#include "random_document.hpp"
#include "rdf/canonicalize.hpp"
#include "rdf_fixture.hpp"

namespace cairn::jsonld {
namespace {

class RdfWriterTest : public RdfTest {
 protected:
  // The object of the only quad, with `value` as the property's value.
  std::string object_of(std::string_view value, std::string_view type = "") {
    const std::string term =
        type.empty() ? "\"urn:p\"" : "{\"@id\": \"urn:p\", \"@type\": \"" + std::string(type) + "\"}";
    const std::string line =
        quads("{\"@context\": {\"p\": " + term + "}, \"@id\": \"urn:x\", \"p\": " + std::string(value) + "}");
    return line.starts_with("jsonld.") ? line : line.substr(16, line.size() - 19);
  }
};

// JSON-LD 1.1 API "Data Round Tripping", XML Schema 1.1 part 2 "double"
TEST_F(RdfWriterTest, numbers_become_canonical_literals) {
  const std::string integer = "^^<http://www.w3.org/2001/XMLSchema#integer>";
  const std::string real = "^^<http://www.w3.org/2001/XMLSchema#double>";
  EXPECT_EQ(object_of("5"), "\"5\"" + integer);
  EXPECT_EQ(object_of("-17"), "\"-17\"" + integer);
  EXPECT_EQ(object_of("0"), "\"0\"" + integer);
  EXPECT_EQ(object_of("-0"), "\"0\"" + integer);
  EXPECT_EQ(object_of("5.0"), "\"5\"" + integer);
  EXPECT_EQ(object_of("1e2"), "\"100\"" + integer);
  EXPECT_EQ(object_of("9007199254740993"), "\"9007199254740992\"" + integer);
  EXPECT_EQ(object_of("1e20"), "\"100000000000000000000\"" + integer);
  EXPECT_EQ(object_of("1e21"), "\"1.0E21\"" + real);
  EXPECT_EQ(object_of("-1e21"), "\"-1.0E21\"" + real);
  EXPECT_EQ(object_of("10.5"), "\"1.05E1\"" + real);
  EXPECT_EQ(object_of("5.3"), "\"5.3E0\"" + real);
  EXPECT_EQ(object_of("0.1"), "\"1.0E-1\"" + real);
  EXPECT_EQ(object_of("-1.25e-10"), "\"-1.25E-10\"" + real);
  EXPECT_EQ(object_of("5", "http://www.w3.org/2001/XMLSchema#double"), "\"5.0E0\"" + real);
  EXPECT_EQ(object_of("0", "http://www.w3.org/2001/XMLSchema#double"), "\"0.0E0\"" + real);
}

TEST_F(RdfWriterTest, a_typed_number_keeps_the_form_its_value_gets) {
  EXPECT_EQ(object_of("5", "http://www.w3.org/2001/XMLSchema#float"),
            "\"5\"^^<http://www.w3.org/2001/XMLSchema#float>");
  EXPECT_EQ(object_of("2.5", "http://www.w3.org/2001/XMLSchema#decimal"),
            "\"2.5E0\"^^<http://www.w3.org/2001/XMLSchema#decimal>");
}

TEST_F(RdfWriterTest, a_number_without_a_double_is_refused) { EXPECT_EQ(object_of("1e400"), "jsonld.number-range"); }

TEST_F(RdfWriterTest, json_literals_are_canonical) {
  EXPECT_EQ(object_of(R"({"b": [1.0, true, null], "a": "x"})", "@json"),
            R"("{\"a\":\"x\",\"b\":[1,true,null]}"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON>)");
}

TEST_F(RdfWriterTest, language_tags_are_lower_case) {
  EXPECT_EQ(object_of(R"({"@value": "colour", "@language": "en-GB"})"), "\"colour\"@en-gb");
}

TEST_F(RdfWriterTest, blank_nodes_keep_apart_from_new_ones_of_the_same_label) {
  EXPECT_EQ(
      quads(R"([{"@id": "_:b1", "urn:p": {"urn:q": {"@id": "_:b0"}}}, {"@id": "_:b0", "urn:p": {"@id": "_:b1"}}])"),
      "_:b0 <urn:p> _:b1 .\n_:b1 <urn:q> _:b2 .\n_:b2 <urn:p> _:b0 .\n");
}

TEST_F(RdfWriterTest, a_node_with_two_indexes_is_an_error) {
  EXPECT_EQ(quads(R"([{"@id": "urn:x", "@index": "1", "urn:p": 1}, {"@id": "urn:x", "@index": "1", "urn:q": 1}])")
                .substr(0, 7),
            "<urn:x>");
  EXPECT_EQ(quads(R"([{"@id": "urn:x", "@index": "1", "urn:p": 1}, {"@id": "urn:x", "@index": "2", "urn:q": 1}])"),
            "jsonld.conflicting-indexes");
}

TEST_F(RdfWriterTest, a_node_may_have_another_index_in_another_graph) {
  EXPECT_EQ(quads(R"([{"@id": "urn:x", "@index": "1", "urn:p": {"@id": "urn:y"}},
                      {"@id": "urn:g", "@graph": {"@id": "urn:x", "@index": "2", "urn:p": {"@id": "urn:y"}}}])"),
            "<urn:x> <urn:p> <urn:y> .\n<urn:x> <urn:p> <urn:y> <urn:g> .\n");
}

TEST_F(RdfWriterTest, what_lies_below_a_dropped_triple_is_kept) {
  EXPECT_EQ(quads(R"({"@id": "relative", "urn:p": {"@id": "urn:y", "urn:q": 1}})").substr(0, 15), "<urn:y> <urn:q>");
  EXPECT_EQ(quads(R"({"@id": "urn:x", "_:p": {"@id": "urn:y", "urn:q": "1"}})"), "<urn:y> <urn:q> \"1\" .\n");
  EXPECT_EQ(quads(R"({"@id": "relative", "urn:p": {"@list": ["gone", {"@id": "urn:y", "urn:q": "1"}]}})"),
            "<urn:y> <urn:q> \"1\" .\n");
  EXPECT_EQ(quads(R"({"@id": "relative", "@graph": {"@id": "urn:x", "urn:p": "dropped with its graph",
                      "urn:q": {"@id": "urn:g", "@graph": {"@id": "urn:y", "urn:r": "kept"}}}})"),
            "<urn:y> <urn:r> \"kept\" <urn:g> .\n");
}

// Collecting all nodes first, as the standard describes toRdf, must not change the quads.
TEST_F(RdfWriterTest, flattening_first_gives_the_same_quads) {
  rdf::Canonicalizer canonicalizer;
  int with_quads = 0;
  for (std::uint64_t seed = 0; seed < 2'000; ++seed) {
    Arena own;
    const json::Value document = read(RandomDocument(seed).expanded(), own);
    const auto flat = processor.flatten(document, json::Value::null(), options, own);
    rdf::Dataset direct;
    const auto done = processor.to_rdf(document, options, own, direct);
    ASSERT_EQ(flat.has_value(), done.has_value()) << seed << (done ? "" : done.error().detail);
    if (!done) continue;
    const std::string expected(canonicalizer.canonicalize(direct).value());
    ASSERT_TRUE(processor.to_rdf(*flat, options, own, direct).has_value());
    ASSERT_EQ(canonicalizer.canonicalize(direct).value(), expected) << seed;
    with_quads += expected.empty() ? 0 : 1;
  }
  EXPECT_GT(with_quads, 1'000);
}

}  // namespace
}  // namespace cairn::jsonld
