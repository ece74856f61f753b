#include <cstdio>

#include "rdf_fixture.hpp"

namespace cairn::jsonld {
namespace {

class ContextCache : public RdfTest {};

constexpr std::string_view k_badge = R"({"@context": ["https://x/badge", "https://x/a"], "id": "urn:b", "type": "Badge",
  "name": "N", "level": "3", "parts": ["1", "2"], "a": 5,
  "subject": {"type": "Person", "name": "P", "skill": {"rank": "high", "name": "S"}}})";
constexpr std::string_view k_badge_quads =
    "<urn:b> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://v/Badge> .\n"
    "<urn:b> <https://v/a> \"5\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n"
    "<urn:b> <https://v/level> \"3\"^^<https://v/Level> .\n"
    "<urn:b> <https://v/name> \"N\" .\n"
    "<urn:b> <https://v/parts> _:b0 .\n"
    "<urn:b> <https://v/subject> _:b2 .\n"
    "_:b0 <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> \"1\" .\n"
    "_:b0 <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> _:b1 .\n"
    "_:b1 <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> \"2\" .\n"
    "_:b1 <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> <http://www.w3.org/1999/02/22-rdf-syntax-ns#nil> .\n"
    "_:b2 <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://v/Person> .\n"
    "_:b2 <https://v/name> \"P\" .\n"
    "_:b2 <https://v/skill> _:b3 .\n"
    "_:b3 <https://v/name> \"S\" .\n"
    "_:b3 <https://v/rank> \"high\" .\n";

TEST_F(ContextCache, a_warm_processor_gives_the_quads_of_a_cold_one) {
  EXPECT_EQ(quads(k_badge), k_badge_quads);
  EXPECT_EQ(quads(k_badge), k_badge_quads);
  EXPECT_EQ(quads(R"({"@context": "https://x/a", "@id": "urn:x", "a": "1", "name": "dropped"})"),
            "<urn:x> <https://v/a> \"1\" .\n");
  EXPECT_EQ(quads(k_badge), k_badge_quads);
}

TEST_F(ContextCache, a_context_before_another_changes_what_the_other_gives) {
  EXPECT_EQ(quads(R"({"@context": ["https://x/more", "https://x/extra"], "@id": "urn:x", "note": "1"})"),
            "<urn:x> <https://v/note> \"1\"@en .\n");
  EXPECT_EQ(quads(R"({"@context": ["https://x/extra", "https://x/more"], "@id": "urn:x", "note": "1"})"),
            "<urn:x> <https://v/note> \"1\" .\n");
}

TEST_F(ContextCache, inline_contexts_at_a_reused_address_stay_with_their_document) {
  for (const char digit : {'1', '2', '3'}) {
    arena.reset();  // so that the next document lies where the last one lay
    std::string document = R"({"@context": {"t": {"@id": "urn:p0", "@context": {"u": "urn:q0"}}},
                               "@id": "urn:x", "t": {"@id": "urn:y", "u": "v"}})";
    for (char& c : document) c = c == '0' ? digit : c;
    const std::string d(1, digit);
    EXPECT_EQ(quads(document), "<urn:x> <urn:p" + d + "> <urn:y> .\n<urn:y> <urn:q" + d + "> \"v\" .\n");
  }
}

TEST_F(ContextCache, inline_type_scopes_on_a_pinned_context_stay_with_their_document) {
  for (const char digit : {'1', '2', '3'}) {
    arena.reset();
    std::string document = R"({"@context": ["https://x/a", {"T": {"@id": "urn:T", "@context": {"u": "urn:q0"}}}],
                               "@id": "urn:x", "@type": "T", "u": "v", "a": "w"})";
    for (char& c : document) c = c == '0' ? digit : c;
    EXPECT_EQ(quads(document),
              "<urn:x> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:T> .\n"
              "<urn:x> <https://v/a> \"w\" .\n<urn:x> <urn:q" +
                  std::string(1, digit) + "> \"v\" .\n");
  }
}

TEST_F(ContextCache, a_type_scope_ends_at_the_next_node_object) {
  EXPECT_EQ(quads(R"({"@context": "https://x/badge", "id": "urn:b", "type": "Badge",
                      "subject": {"id": "urn:s", "level": "3", "name": "P"}})"),
            "<urn:b> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://v/Badge> .\n"
            "<urn:b> <https://v/subject> <urn:s> .\n"
            "<urn:s> <https://v/name> \"P\" .\n");
}

// The verdict must not depend on what was processed before: find the least limit that lets a document through.
class ContextCost : public RdfTest {
 protected:
  std::string verdict(std::string_view document, std::uint64_t terms, bool is_warm) {
    Limits limits;
    limits.terms = terms;
    Processor other(loader, limits);
    Arena own;
    if (is_warm) {
      for (const char* url : {"https://x/a", "https://x/badge", "https://x/outer"}) {
        const std::string named = "{\"@context\": \"" + std::string(url) + "\", \"type\": \"Badge\"}";
        quads_of(other, read(named, own), options, own);
      }
      quads_of(other, read(document, own), options, own);
    }
    return quads_of(other, read(document, own), options, own);
  }

  std::uint64_t least_terms(std::string_view document, bool is_warm) {
    std::uint64_t terms = 0;
    while (verdict(document, terms, is_warm) == "jsonld.terms") ++terms;
    return terms;
  }
};

TEST_F(ContextCost, is_the_same_in_a_warm_and_a_cold_processor) {
  EXPECT_GT(least_terms(k_badge, false), 15U);
  EXPECT_EQ(least_terms(k_badge, false), least_terms(k_badge, true));
}

TEST_F(ContextCost, is_the_same_for_a_context_that_is_also_part_of_another) {
  const std::string_view document = R"([{"@context": "https://x/outer", "@id": "urn:x", "a": "1"},
                                        {"@context": "https://x/a", "@id": "urn:x", "a": "2"}])";
  EXPECT_GE(least_terms(document, false), 3U);
  EXPECT_EQ(least_terms(document, false), least_terms(document, true));
}

TEST_F(ContextCache, a_second_use_of_a_context_in_one_document_is_free) {
  Limits limits;
  limits.terms = 200;
  Processor other(loader, limits);
  std::string document = R"({"@context": "https://x/badge", "id": "urn:b", "type": "Badge", "subject": [)";
  for (int i = 0; i < 500; ++i) document += R"({"type": "Person", "skill": {"rank": "1"}},)";
  document.back() = ']';
  document += '}';
  Arena own;
  EXPECT_NE(quads_of(other, read(document, own), options, own), "jsonld.terms");
}

TEST_F(ContextCache, results_outlive_the_contexts_they_were_made_with) {
  rdf::Dataset early;
  ASSERT_TRUE(processor.to_rdf(read(k_badge, arena), options, arena, early).has_value());
  const auto expanded = processor.expand(read(k_badge, arena), options, arena);
  const std::string before = rdf::write_n_quads(early);
  for (int bits = 0; bits < 1 << 13; ++bits) {  // more sequences of contexts than are kept
    std::string document = R"({"@context": [)";
    for (int i = 0; i < 13; ++i) document += (bits >> i & 1) != 0 ? R"("https://x/a",)" : R"("https://x/b",)";
    document.back() = ']';
    Arena own;
    ASSERT_EQ(quads_of(processor, read(document + R"(, "@id": "urn:x", "a": "1"})", own), options, own).empty(),
              bits == 0);
  }
  EXPECT_EQ(rdf::write_n_quads(early), before);
  EXPECT_EQ(quads_of(processor, *expanded, options, arena), k_badge_quads);
  EXPECT_EQ(quads(k_badge), k_badge_quads);
}

}  // namespace
}  // namespace cairn::jsonld
