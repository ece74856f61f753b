#include "document_fixture.hpp"
#include "jsonld/compactor.hpp"
#include "jsonld/node_map.hpp"

namespace cairn::jsonld {
namespace {

class Compact : public DocumentTest {
 protected:
  // The compacted document without its context, which the caller knows.
  std::string compacted(std::string_view document, std::string_view context) {
    const auto result = processor.compact(read(document), read(context), options, arena);
    if (!result.has_value()) return result.error().code;
    const json::Object out = (*result).object();
    out.erase("@context");
    return json::to_text(out);
  }

  // Compaction by itself, with limits that hold for it only.
  Result<json::Value> compact_alone(json::Value expanded, const json::Value& context, const Limits& strict) {
    const Limits lenient;
    SharedContexts shared;
    ContextProcessor contexts(shared, loader, lenient, arena);
    CAIRN_TRY(const ActiveContext* active, contexts.process(contexts.initial({}), LocalContext{.value = &context}));
    Compactor compactor(contexts, options, strict, arena);
    return compactor.compact(*active, {}, expanded);
  }

  // Read again in the same context.
  bool comes_back(std::string_view document, std::string_view context) {
    const auto compact = processor.compact(read(document), read(context), options, arena);
    if (!compact.has_value()) return false;
    const auto again = processor.expand(*compact, options, arena);
    const auto expected = processor.expand(read(document), options, arena);
    return again.has_value() && expected.has_value() && json::equal(*again, *expected);
  }
};

TEST_F(Compact, puts_the_context_first_and_keeps_it_as_given) {
  EXPECT_EQ(compact(R"([{"http://e/p": [{"@value": 1}]}])", R"({"@context": {"p": "http://e/p"}})"),
            R"({"@context":{"p":"http://e/p"},"p":1})");
}

TEST_F(Compact, leaves_out_a_context_that_says_nothing) {
  const char* document = R"([{"http://e/p": [{"@value": 1}]}])";
  for (const char* context : {"null", "{}", "[]", R"({"@context": {}})"}) {
    EXPECT_EQ(compact(document, context), R"({"http://e/p":1})") << context;
  }
}

TEST_F(Compact, gives_an_empty_object_for_nothing) { EXPECT_EQ(compact("[]", "{}"), "{}"); }

TEST_F(Compact, is_deterministic_whatever_the_order_of_terms) {
  const char* document = R"([{"http://e/p": [{"@value": "v"}], "@type": ["http://e/T"]}])";
  const std::string one =
      compacted(document, R"({"b": "http://e/p", "a": "http://e/p", "cc": "http://e/p", "x": "http://e/"})");
  const std::string two =
      compacted(document, R"({"x": "http://e/", "cc": "http://e/p", "a": "http://e/p", "b": "http://e/p"})");
  EXPECT_EQ(one, R"({"@type":"x:T","a":"v"})");
  EXPECT_EQ(one, two);
}

TEST_F(Compact, orders_members_by_code_point_when_asked_to) {
  options.ordered = true;
  EXPECT_EQ(compacted(R"([{"http://e/b": [{"@value": 1}], "http://e/a": [{"@value": 2}], "@id": "http://e/i"}])", "{}"),
            R"({"@id":"http://e/i","http://e/a":2,"http://e/b":1})");
}

TEST_F(Compact, chooses_the_shortest_compact_iri_then_the_least) {
  const char* document = R"([{"http://e/ns/thing": [{"@value": 1}]}])";
  EXPECT_EQ(compacted(document, R"({"long": "http://e/ns/", "z": "http://e/ns/", "y": "http://e/ns/"})"),
            R"({"y:thing":1})");
  EXPECT_EQ(compacted(document, R"({"a": "http://e/", "b": "http://e/ns/"})"), R"({"b:thing":1})");
}

TEST_F(Compact, finds_a_prefix_behind_others_that_do_not_fit) {
  EXPECT_EQ(compacted(R"([{"http://e/b/c": [{"@value": 1}]}])",
                      R"({"x": "http://e/", "a": "http://e/a/", "longer": "http://e/b/", "z": "http://e/b/bb/"})"),
            R"({"x:b/c":1})");
}

TEST_F(Compact, gives_a_term_without_coercion_any_value) {
  EXPECT_EQ(compacted(R"([{"http://e/p": [{"@value": "a", "@type": "http://e/T"}]}])",
                      R"({"p": {"@id": "http://e/p", "@type": "@none"}})"),
            R"({"p":{"@type":"http://e/T","@value":"a"}})");
}

TEST_F(Compact, tries_the_next_compact_iri_when_one_is_a_term_of_another_meaning) {
  EXPECT_EQ(
      compacted(
          R"([{"http://e/ns/thing": [{"@value": 1}]}])",
          R"({"a": "http://e/ns/", "b": "http://e/ns/", "c": "http://e/", "a:thing": {"@id": "a:thing", "@type": "@id"}})"),
      R"({"b:thing":1})");
}

TEST_F(Compact, does_not_make_a_compact_iri_that_reads_as_another_iri) {
  EXPECT_EQ(compacted(R"([{"@id": "http://e/x", "http://e/p": [{"@value": 1}]}])",
                      R"({"x": {"@id": "http:", "@prefix": true}})"),
            R"({"@id":"http://e/x","http://e/p":1})");
}

TEST_F(Compact, does_not_name_a_node_so_that_it_reads_as_a_keyword_or_scheme) {
  options.base = "http://e/dir/document";
  EXPECT_EQ(compacted(R"([{"@id": "http://e/dir/@type", "http://e/p": [{"@value": 1}]}])", "{}"),
            R"({"@id":"./@type","http://e/p":1})");
  EXPECT_EQ(compacted(R"([{"@id": "http://e/dir/a:b", "http://e/p": [{"@value": 1}]}])", "{}"),
            R"({"@id":"./a:b","http://e/p":1})");
  EXPECT_TRUE(comes_back(R"([{"@id": "http://e/dir/id", "http://e/p": [{"@value": 1}]}])", R"({"id": "@id"})"));
}

TEST_F(Compact, keeps_absolute_iris_when_relative_ones_are_not_wanted) {
  options.base = "http://e/dir/document";
  options.compact_to_relative = false;
  EXPECT_EQ(compacted(R"([{"@id": "http://e/dir/a", "http://e/p": [{"@value": 1}]}])", "{}"),
            R"({"@id":"http://e/dir/a","http://e/p":1})");
}

TEST_F(Compact, takes_a_type_that_expands_to_nothing) {
  EXPECT_EQ(compacted(R"({"@context": {"T": null, "p": "http://e/p"}, "p": {"@type": "T", "p": 1}})",
                      R"({"p": {"@id": "http://e/p", "@container": "@type"}})"),
            R"({"p":{"@none":{"http://e/p":1}}})");
}

TEST_F(Compact, refuses_an_iri_that_would_read_as_a_compact_iri) {
  EXPECT_EQ(compacted(R"([{"@id": "tag:x", "http://e/p": [{"@value": 1}]}])",
                      R"({"tag": {"@id": "http://e/", "@prefix": true}})"),
            "jsonld.IRI-confused-with-prefix");
}

TEST_F(Compact, refuses_a_nest_that_is_no_alias_where_it_is_used) {
  EXPECT_EQ(compacted(R"([{"http://e/p": [{"@value": 1}]}])", R"({"p": {"@id": "http://e/p", "@nest": "other"}})"),
            "jsonld.invalid-@nest-value");
}

TEST_F(Compact, keeps_two_lists_of_one_property_apart) {
  const char* document = R"([{"http://e/p": [{"@list": [{"@value": 1}]}, {"@list": [{"@value": 2}]}]}])";
  EXPECT_EQ(compacted(document, R"({"p": {"@id": "http://e/p", "@container": "@list"}})"),
            R"({"p":[1],"http://e/p":{"@list":[2]}})");
}

TEST_F(Compact, keeps_two_json_literals_of_one_property_apart) {
  const char* document = R"([{"http://e/p": [{"@value": [1], "@type": "@json"}, {"@value": 2, "@type": "@json"}]}])";
  EXPECT_EQ(compacted(document, R"({"p": {"@id": "http://e/p", "@type": "@json"}})"),
            R"({"p":[1],"http://e/p":{"@type":"@json","@value":2}})");
}

TEST_F(Compact, writes_a_json_literal_as_it_is_whatever_the_container) {
  const char* document = R"([{"http://e/p": [{"@value": {"a": 1}, "@type": "@json"}]}])";
  EXPECT_EQ(compacted(document, R"({"p": {"@id": "http://e/p", "@type": "@json", "@container": "@set"}})"),
            R"({"p":{"a":1}})");
  options.compact_arrays = false;
  EXPECT_EQ(compacted(document, R"({"p": {"@id": "http://e/p", "@type": "@json"}})"), R"({"@graph":[{"p":{"a":1}}]})");
}

TEST_F(Compact, says_so_when_a_context_leaves_no_name_for_a_value) {
  EXPECT_EQ(compacted(R"([{"http://e/p": [{"@value": "a", "@type": "http://e/T"}]}])",
                      R"({"http://e/p": {"@id": "http://e/p", "@container": "@language"}})"),
            "jsonld.no-name-for-value");
}

TEST_F(Compact, keeps_the_direction_of_a_value_in_a_language_map) {
  const char* document = R"([{"http://e/p": [{"@value": "a", "@language": "ar", "@direction": "rtl"}]}])";
  EXPECT_EQ(compacted(document, R"({"p": {"@id": "http://e/p", "@container": "@language", "@direction": "rtl"}})"),
            R"({"p":{"ar":"a"}})");
  EXPECT_TRUE(comes_back(document, R"({"p": {"@id": "http://e/p", "@container": "@language"}})"));
}

TEST_F(Compact, refuses_what_nests_too_deeply) {
  Limits limits;
  limits.depth = 8;
  Processor strict(loader, limits);
  std::string document = "[{}]";
  for (int i = 0; i < 200; ++i) document = R"([{"http://e/p": )" + document + "}]";
  json::ReadLimits read_limits;
  read_limits.depth = 1000;
  const json::Value value = json::read(document, arena, read_limits).value();
  for (const auto& result : {strict.compact(value, {}, options, arena), strict.flatten(value, {}, options, arena)}) {
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code, "jsonld.depth");
    EXPECT_EQ(result.error().kind, Kind::exhausted);
  }
}

TEST_F(Compact, counts_the_terms_of_every_scoped_context_that_is_used) {
  const json::Value document = read(R"([{"http://e/p": [{"http://e/q": [{"http://e/r": [{"@value": 1}]}]}]}])");
  const json::Value context = read(
      R"({"p": {"@id": "http://e/p", "@context": {"q": {"@id": "http://e/q", "@context": {"r": "http://e/r"}}}}})");
  Limits strict;
  for (const auto& [terms, is_enough] : {std::pair{5u, true}, std::pair{4u, false}}) {  // two terms, then three
    strict.terms = terms;
    const auto result = compact_alone(document, context, strict);
    ASSERT_EQ(result.has_value(), is_enough) << terms;
    if (!is_enough) {
      EXPECT_EQ(result.error().code, "jsonld.terms");
    }
  }
}

TEST_F(Compact, refuses_an_expanded_document_that_nests_too_deeply) {
  Limits strict;
  strict.depth = 8;
  std::string document = "[{}]";
  for (int i = 0; i < 50; ++i) document = R"([{"http://e/p": )" + document + "}]";
  const auto compacted = compact_alone(read(document), read("{}"), strict);
  ASSERT_FALSE(compacted.has_value());
  EXPECT_EQ(compacted.error().code, "jsonld.depth");
  NodeMap map;
  const auto collected = generate_node_map(read(document), strict, arena, map);
  ASSERT_FALSE(collected.has_value());
  EXPECT_EQ(collected.error().code, "jsonld.depth");
}

TEST_F(Compact, takes_many_values_and_many_terms) {
  std::string document = R"([{"http://e/p": [)";
  std::string context = "{";
  for (int i = 0; i < 10'000; ++i) {
    const std::string number = std::to_string(i);
    document += std::string(i == 0 ? "" : ",") + R"({"@value": ")" + number + R"(", "@type": "http://e/ns)" + number +
                R"(/T"})";
    context += "\"t" + number + R"(": "http://e/ns)" + number + "/\",";
  }
  const json::Value value = json::read(document + "]}]", arena).value();
  const json::Value terms = json::read(context + R"("p": "http://e/p"})", arena).value();
  const auto result = processor.compact(value, terms, options, arena);
  ASSERT_TRUE(result.has_value()) << result.error().detail;
  const json::Array values = (*result).find("p")->array();
  ASSERT_EQ(values.size(), 10'000u);
  EXPECT_EQ(values[4711].text_of("@type"), "t4711:T");
}

}  // namespace
}  // namespace cairn::jsonld
