#include <vector>

#include "document_fixture.hpp"

namespace cairn::jsonld {
namespace {

class FromRdf : public DocumentTest {
 protected:
  // Turtle-like shorthand: "a b c" lines with prefixes r: (rdf), x: (xsd), and "ex:" for everything else
  static std::string quads(std::initializer_list<std::string> lines) {
    std::string out;
    for (std::string line : lines) {
      replace_all(line, "r:", "http://www.w3.org/1999/02/22-rdf-syntax-ns#");
      replace_all(line, "x:", "http://www.w3.org/2001/XMLSchema#");
      out += line + " .\n";
    }
    return out;
  }

  static void replace_all(std::string& text, const std::string& from, const std::string& to) {
    const std::string open = "<" + from;
    for (std::size_t at = text.find(open); at != std::string::npos; at = text.find(open, at + 1)) {
      text.replace(at + 1, from.size(), to);
    }
  }
};

TEST_F(FromRdf, makes_a_list_of_a_collection) {
  EXPECT_EQ(from_rdf(quads({"<e:s> <e:p> _:l", "_:l <r:first> \"1\"", "_:l <r:rest> _:m", "_:m <r:first> \"2\"",
                            "_:m <r:rest> <r:nil>"})),
            R"([{"@id":"e:s","e:p":[{"@list":[{"@value":"1"},{"@value":"2"}]}]}])");
}

TEST_F(FromRdf, makes_a_list_of_a_collection_whose_quads_come_twice) {
  rdf::Dataset dataset;
  ASSERT_TRUE(rdf::read_n_quads(quads({"<e:s> <e:p> _:l", "_:l <r:first> \"1\"", "_:l <r:rest> <r:nil>"}), dataset)
                  .has_value());
  const std::vector<rdf::Quad> once = dataset.quads();
  for (const rdf::Quad& quad : once) dataset.add(quad);
  EXPECT_EQ(text_of(processor.from_rdf(dataset, options, arena)),
            R"([{"@id":"e:s","e:p":[{"@list":[{"@value":"1"}]}]}])");
}

TEST_F(FromRdf, makes_an_empty_list_of_nil) {
  EXPECT_EQ(from_rdf(quads({"<e:s> <e:p> <r:nil>"})), R"([{"@id":"e:s","e:p":[{"@list":[]}]}])");
}

TEST_F(FromRdf, makes_lists_of_lists) {
  EXPECT_EQ(from_rdf(quads({"<e:s> <e:p> _:l", "_:l <r:first> _:i", "_:l <r:rest> <r:nil>", "_:i <r:first> \"1\"",
                            "_:i <r:rest> <r:nil>"})),
            R"([{"@id":"e:s","e:p":[{"@list":[{"@list":[{"@value":"1"}]}]}]}])");
}

TEST_F(FromRdf, keeps_a_collection_that_is_used_twice) {
  const std::string out =
      from_rdf(quads({"<e:s> <e:p> _:l", "<e:t> <e:p> _:l", "_:l <r:first> \"1\"", "_:l <r:rest> <r:nil>"}));
  EXPECT_EQ(out, R"([{"@id":"e:s","e:p":[{"@id":"_:l"}]},)"
                 R"({"@id":"_:l","http://www.w3.org/1999/02/22-rdf-syntax-ns#first":[{"@value":"1"}],)"
                 R"("http://www.w3.org/1999/02/22-rdf-syntax-ns#rest":[{"@list":[]}]},)"
                 R"({"@id":"e:t","e:p":[{"@id":"_:l"}]}])");
}

TEST_F(FromRdf, keeps_a_collection_node_that_says_more) {
  const std::string out =
      from_rdf(quads({"<e:s> <e:p> _:l", "_:l <r:first> \"1\"", "_:l <r:rest> <r:nil>", "_:l <e:q> \"2\""}));
  EXPECT_NE(out.find(R"("e:p":[{"@id":"_:l"}])"), std::string::npos) << out;
  EXPECT_NE(out.find(R"("e:q":[{"@value":"2"}])"), std::string::npos) << out;
}

TEST_F(FromRdf, keeps_a_collection_node_with_two_firsts_or_none) {
  const std::string two =
      from_rdf(quads({"<e:s> <e:p> _:l", "_:l <r:first> \"1\"", "_:l <r:first> \"2\"", "_:l <r:rest> <r:nil>"}));
  EXPECT_NE(two.find(R"("e:p":[{"@id":"_:l"}])"), std::string::npos) << two;
  const std::string none = from_rdf(quads({"<e:s> <e:p> _:l", "_:l <r:rest> <r:nil>"}));
  EXPECT_NE(none.find(R"("e:p":[{"@id":"_:l"}])"), std::string::npos) << none;
}

TEST_F(FromRdf, keeps_a_collection_that_never_ends) {
  const std::string out = from_rdf(
      quads({"<e:s> <e:p> _:a", "_:a <r:first> \"1\"", "_:a <r:rest> _:b", "_:b <r:first> \"2\"", "_:b <r:rest> _:a"}));
  EXPECT_EQ(out.find("@list"), std::string::npos) << out;
}

TEST_F(FromRdf, comes_to_an_end_on_a_collection_that_runs_in_a_circle_through_two_graphs) {
  const std::string out = from_rdf(quads({"_:a <r:first> \"1\" <e:g>", "_:a <r:rest> <r:nil> <e:g>",
                                          "_:a <r:first> \"2\" <e:h>", "_:a <r:rest> _:a <e:h>"}));
  EXPECT_NE(out.find(R"({"@value":"1"})"), std::string::npos) << out;
  EXPECT_NE(out.find(R"({"@value":"2"})"), std::string::npos) << out;
}

TEST_F(FromRdf, leaves_a_collection_in_its_own_graph) {
  const std::string out =
      from_rdf(quads({"<e:s> <e:p> _:l <e:g>", "_:l <r:first> \"1\" <e:h>", "_:l <r:rest> <r:nil> <e:h>"}));
  EXPECT_NE(out.find(R"("e:p":[{"@id":"_:l"}])"), std::string::npos) << out;
}

TEST_F(FromRdf, keeps_a_collection_node_that_names_a_graph) {
  const std::string out =
      from_rdf(quads({"<e:s> <e:p> _:l", "_:l <r:first> \"1\"", "_:l <r:rest> <r:nil>", "<e:t> <e:p> \"in it\" _:l"}));
  EXPECT_NE(out.find("in it"), std::string::npos) << out;
  EXPECT_NE(out.find(R"("@id":"_:l")"), std::string::npos) << out;
}

TEST_F(FromRdf, is_linear_in_the_length_of_a_list) {
  std::string text = "<e:s> <e:p> _:b0 .\n";
  constexpr int k_length = 100'000;
  for (int i = 0; i < k_length; ++i) {
    const std::string node = "_:b" + std::to_string(i);
    text += node + " <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> \"" + std::to_string(i) + "\" .\n";
    text += node + " <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> " +
            (i + 1 < k_length ? "_:b" + std::to_string(i + 1) : "<http://www.w3.org/1999/02/22-rdf-syntax-ns#nil>") +
            " .\n";
  }
  rdf::Dataset dataset;
  ASSERT_TRUE(rdf::read_n_quads(text, dataset).has_value());
  const auto out = processor.from_rdf(dataset, options, arena);
  ASSERT_TRUE(out.has_value());
  const json::Value list = (*out).array()[0].find("e:p")->array()[0];
  EXPECT_EQ(list.find("@list")->array().size(), static_cast<std::uint32_t>(k_length));
}

TEST_F(FromRdf, takes_many_values_of_one_property) {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "<e:s> <e:p> \"" + std::to_string(i % 10'000) + "\" .\n";
  rdf::Dataset dataset;
  ASSERT_TRUE(rdf::read_n_quads(text, dataset).has_value());
  const auto out = processor.from_rdf(dataset, options, arena);
  ASSERT_TRUE(out.has_value());
  EXPECT_EQ((*out).array()[0].find("e:p")->array().size(), 10'000u);
}

TEST_F(FromRdf, writes_native_numbers_as_json_allows_them) {
  options.use_native_types = true;
  const auto native = [this](const std::string& lexical, const std::string& type) {
    return from_rdf(quads({"<e:s> <e:p> \"" + lexical + "\"^^<x:" + type + ">"}));
  };
  const auto value = [](const std::string& text) { return R"([{"@id":"e:s","e:p":[{"@value":)" + text + "}]}]"; };
  EXPECT_EQ(native("+007", "integer"), value("7"));
  EXPECT_EQ(native("-0", "integer"), value("0"));
  EXPECT_EQ(native("000", "integer"), value("0"));
  EXPECT_EQ(native("12345678901234567890123", "integer"), value("12345678901234567890123"));
  EXPECT_EQ(native("1.", "double"), value("1"));
  EXPECT_EQ(native("-.5e1", "double"), value("-5"));
  EXPECT_EQ(native("+1.5E-1", "double"), value("0.15"));
}

TEST_F(FromRdf, leaves_what_json_cannot_say_as_text) {
  options.use_native_types = true;
  for (const char* lexical : {"INF", "-INF", "NaN", "1e400", "", ".", "e5", "1e", "0x10"}) {
    const std::string out = from_rdf(quads({std::string("<e:s> <e:p> \"") + lexical + "\"^^<x:double>"}));
    EXPECT_EQ(out, std::string(R"([{"@id":"e:s","e:p":[{"@value":")") + lexical +
                       R"(","@type":"http://www.w3.org/2001/XMLSchema#double"}]}])");
  }
}

TEST_F(FromRdf, refuses_a_json_literal_that_is_no_json) {
  EXPECT_EQ(from_rdf(quads({"<e:s> <e:p> \"{\"^^<r:JSON>"})), "jsonld.invalid-JSON-literal");
}

TEST_F(FromRdf, keeps_a_compound_literal_that_says_more) {
  options.rdf_direction = RdfDirection::compound_literal;
  const std::string out =
      from_rdf(quads({"<e:s> <e:p> _:c", "_:c <r:value> \"a\"", "_:c <r:direction> \"rtl\"", "_:c <e:q> \"b\""}));
  EXPECT_NE(out.find(R"("e:p":[{"@id":"_:c"}])"), std::string::npos) << out;
}

TEST_F(FromRdf, refuses_a_compound_literal_with_a_wrong_direction_or_language) {
  options.rdf_direction = RdfDirection::compound_literal;
  EXPECT_EQ(from_rdf(quads({"<e:s> <e:p> _:c", "_:c <r:value> \"a\"", "_:c <r:direction> \"up\""})),
            "jsonld.invalid-base-direction");
  EXPECT_EQ(from_rdf(quads(
                {"<e:s> <e:p> _:c", "_:c <r:value> \"a\"", "_:c <r:direction> \"rtl\"", "_:c <r:language> \"a b\""})),
            "jsonld.invalid-language-tagged-string");
}

TEST_F(FromRdf, orders_nodes_by_code_point_when_asked_to) {
  options.ordered = true;
  EXPECT_EQ(from_rdf(quads({"<e:b> <e:p> \"1\"", "<e:a> <e:p> \"1\""})),
            R"([{"@id":"e:a","e:p":[{"@value":"1"}]},{"@id":"e:b","e:p":[{"@value":"1"}]}])");
}

}  // namespace
}  // namespace cairn::jsonld
