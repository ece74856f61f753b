#include "document_fixture.hpp"

namespace cairn::jsonld {
namespace {

class Flatten : public DocumentTest {};

TEST_F(Flatten, gathers_what_is_said_of_a_node_in_several_places) {
  EXPECT_EQ(
      flatten(
          R"([{"@id": "e:a", "e:p": [{"@value": 1}]}, {"@id": "e:b", "e:q": [{"@id": "e:a", "e:p": [{"@value": 2}]}]}])"),
      R"([{"@id":"e:a","e:p":[{"@value":1},{"@value":2}]},{"@id":"e:b","e:q":[{"@id":"e:a"}]}])");
}

TEST_F(Flatten, keeps_equal_values_once_but_items_of_lists_as_they_are) {
  EXPECT_EQ(flatten(R"([{"@id": "e:a", "e:p": [{"@value": 1}, {"@value": 1.0}, {"@id": "e:b"}, {"@id": "e:b"},
                        {"@list": [{"@value": 1}, {"@value": 1}]}]}])"),
            R"([{"@id":"e:a","e:p":[{"@value":1},{"@id":"e:b"},{"@list":[{"@value":1},{"@value":1}]}]}])");
}

TEST_F(Flatten, gives_blank_nodes_new_labels_and_keeps_them_apart) {
  EXPECT_EQ(flatten(R"([{"@id": "_:b1", "e:p": [{"e:q": [{"@id": "_:b1"}]}]}])"),
            R"([{"@id":"_:b0","e:p":[{"@id":"_:b1"}]},{"@id":"_:b1","e:q":[{"@id":"_:b0"}]}])");
}

TEST_F(Flatten, turns_reverse_properties_around) {
  EXPECT_EQ(flatten(R"([{"@id": "e:a", "@reverse": {"e:p": [{"@id": "e:b"}]}}])"),
            R"([{"@id":"e:b","e:p":[{"@id":"e:a"}]}])");
}

TEST_F(Flatten, keeps_graphs_apart) {
  EXPECT_EQ(
      flatten(
          R"([{"@id": "e:g", "@graph": [{"@id": "e:a", "e:p": [{"@value": 1}]}]}, {"@id": "e:a", "e:p": [{"@value": 2}]}])"),
      R"([{"@id":"e:g","@graph":[{"@id":"e:a","e:p":[{"@value":1}]}]},{"@id":"e:a","e:p":[{"@value":2}]}])");
}

TEST_F(Flatten, refuses_two_indexes_of_one_node) {
  EXPECT_EQ(flatten(R"([{"@id": "e:a", "@index": "1", "e:p": []}, {"@id": "e:a", "@index": "2", "e:p": []}])"),
            "jsonld.conflicting-indexes");
}

TEST_F(Flatten, orders_nodes_by_code_point_when_asked_to) {
  options.ordered = true;
  EXPECT_EQ(flatten(R"([{"@id": "e:b", "e:p": [{"@value": 1}]}, {"@id": "e:a", "e:p": [{"@value": 1}]}])"),
            R"([{"@id":"e:a","e:p":[{"@value":1}]},{"@id":"e:b","e:p":[{"@value":1}]}])");
}

TEST_F(Flatten, compacts_the_result_into_a_context) {
  EXPECT_EQ(flatten(R"([{"@id": "e:a", "http://e/p": [{"@id": "e:b", "http://e/p": [{"@value": 1}]}]}])",
                    R"({"p": "http://e/p"})"),
            R"({"@context":{"p":"http://e/p"},"@graph":[{"@id":"e:a","p":{"@id":"e:b"}},{"@id":"e:b","p":1}]})");
}

TEST_F(Flatten, does_not_change_the_document_it_is_given) {
  const json::Value document = read(R"([{"@id": "_:x", "@type": ["_:t"], "e:p": [{"@value": "a"}, {"@id": "_:x"}]}])");
  const std::string before = json::to_text(document);
  ASSERT_TRUE(processor.flatten(document, {}, options, arena).has_value());
  EXPECT_EQ(json::to_text(document), before);
}

TEST_F(Flatten, takes_many_different_and_many_equal_values) {
  std::string document = R"([{"@id": "e:a", "e:p": [)";
  for (int i = 0; i < 20'000; ++i)
    document += std::string(i == 0 ? "" : ",") + R"({"@value": ")" + std::to_string(i % 10'000) + "\"}";
  const json::Value value = json::read(document + "]}]", arena).value();
  const auto result = processor.flatten(value, {}, options, arena);
  ASSERT_TRUE(result.has_value()) << result.error().detail;
  EXPECT_EQ((*result).array()[0].find("e:p")->array().size(), 10'000u);
}

}  // namespace
}  // namespace cairn::jsonld
