#include <initializer_list>

#include "rdf_fixture.hpp"

namespace cairn::jsonld {
namespace {

class JsonLdLimits : public RdfTest {
 protected:
  std::string with(const Limits& limits, std::string_view document) {
    Processor other(loader, limits);
    return quads_of(other, read(document, arena), options, arena);
  }
  static std::string repeat(std::string_view text, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += text;
    return out;
  }
};

TEST_F(JsonLdLimits, depth_of_the_document_is_counted) {
  const auto nested = [](int depth) {
    return repeat(R"({"urn:p": )", depth) + R"({"@id": "urn:x", "urn:p": 1})" + repeat("}", depth);
  };
  EXPECT_NE(with({.depth = 50}, nested(49)), "jsonld.depth");
  EXPECT_EQ(with({.depth = 50}, nested(50)), "jsonld.depth");
  EXPECT_EQ(with({}, repeat("[", 1'000) + repeat("]", 1'000)), "jsonld.depth");
}

TEST_F(JsonLdLimits, depth_of_nested_members_is_counted) {
  const std::string document =
      R"({"@context": {"n": "@nest"}, "@id": "urn:x", "n": )" + repeat(R"({"n": )", 300) + "{}" + repeat("}", 301);
  EXPECT_EQ(with({}, document), "jsonld.depth");
}

TEST_F(JsonLdLimits, depth_of_scoped_contexts_is_counted) {
  const std::string document = R"({"@context": {"t": {"@id": "urn:t", "@context": )" +
                               repeat(R"({"t": {"@id": "urn:t", "@context": )", 300) + "{}" + repeat("}}", 301) + "}";
  EXPECT_EQ(with({}, document), "jsonld.depth");
}

TEST_F(JsonLdLimits, a_long_chain_of_terms_defined_by_each_other_ends) {
  std::string context = R"({"@context": {"t0": "urn:t/")";
  for (int i = 1; i < 20'000; ++i) {
    context += ", \"t" + std::to_string(i) + "\": \"t" + std::to_string(i - 1) + ":x/\"";
  }
  // In this order each definition finds its prefix defined already; from the end every one leads to the next.
  EXPECT_EQ(with({}, context + "}, \"@id\": \"urn:x\"}"), "");
  std::string reversed = R"({"@context": {)";
  for (int i = 20'000; i > 0; --i) {
    reversed += "\"t" + std::to_string(i) + "\": \"t" + std::to_string(i - 1) + ":x/\", ";
  }
  EXPECT_EQ(with({}, reversed + R"("t0": "urn:t/"}, "@id": "urn:x"})"), "jsonld.depth");
}

TEST_F(JsonLdLimits, contexts_that_include_themselves_end) {
  EXPECT_EQ(quads(R"({"@context": "https://x/self", "@id": "urn:x"})"), "jsonld.context-overflow");
}

TEST_F(JsonLdLimits, scoped_contexts_may_name_each_other) {
  EXPECT_EQ(
      quads(
          R"({"@context": "https://x/ping", "@id": "urn:x", "p": {"@id": "urn:y", "q": {"@id": "urn:z", "p": "1"}}})"),
      "<urn:x> <https://v/p> <urn:y> .\n<urn:y> <https://v/q> <urn:z> .\n<urn:z> <https://v/p> \"1\" .\n");
}

TEST_F(JsonLdLimits, an_imported_context_may_not_import) {
  EXPECT_EQ(quads(R"({"@context": "https://x/import-a", "@id": "urn:x"})"), "jsonld.invalid-context-entry");
}

TEST_F(JsonLdLimits, contexts_to_load_are_counted_once_each) {
  const std::string_view document =
      R"({"@context": ["https://x/a", "https://x/b", "https://x/a", "https://x/b"], "@id": "urn:x", "a": "1"})";
  EXPECT_EQ(with({.remote_contexts = 1}, document), "jsonld.context-overflow");
  EXPECT_EQ(with({.remote_contexts = 2}, document), "<urn:x> <https://v/a> \"1\" .\n");
}

TEST_F(JsonLdLimits, values_are_counted) {
  std::string document = R"({"@id": "urn:x", "https://v/p": [0)";
  for (int i = 0; i < 1000; ++i) document += ", 1";
  document += "]}";
  EXPECT_EQ(with({.nodes = 1000}, document), "jsonld.nodes");
  EXPECT_NE(with({.nodes = 1010}, document), "jsonld.nodes");
}

TEST_F(JsonLdLimits, a_context_that_is_copied_again_and_again_is_counted) {
  std::string document = R"({"@context": {"t0": "urn:t0")";
  for (int i = 1; i < 20'000; ++i) document += ", \"t" + std::to_string(i) + "\": \"urn:t\"";
  document += R"(}, "@id": "urn:x", "t0": [)";
  for (int i = 0; i < 3'000; ++i) document += R"({"@context": {"u": "urn:u"}, "@id": "urn:y"},)";
  document.back() = ']';
  EXPECT_EQ(with({}, document + "}"), "jsonld.terms");
}

TEST_F(JsonLdLimits, a_failed_call_leaves_the_processor_usable) {
  for (const char* url : {"self", "import-a", "nothing", "no-json", "unknown"}) {
    EXPECT_TRUE(quads(std::string(R"({"@context": "https://x/)") + url + "\"}").starts_with("jsonld.")) << url;
    EXPECT_EQ(quads(R"({"@context": "https://x/a", "@id": "urn:x", "a": "1"})"), "<urn:x> <https://v/a> \"1\" .\n");
  }
}

}  // namespace
}  // namespace cairn::jsonld
