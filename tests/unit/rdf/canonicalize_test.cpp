#include "rdf/canonicalize.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>

#include "rdf/nquads.hpp"

namespace cairn::rdf {
namespace {

// The canonical form, or the error's code.
std::string canonical(std::string_view text, const CanonicalizationOptions& options = {}) {
  Dataset dataset;
  const Result<void> input = read_n_quads(text, dataset);
  if (!input) return input.error().detail;
  Canonicalizer canonicalizer;
  const Result<std::string_view> result = canonicalizer.canonicalize(dataset, options);
  return result ? std::string(result.value()) : result.error().code;
}

// The expected texts without another origin were made with rdf-canonize 5.0.0.
constexpr std::string_view k_shared_hashes =
    "<http://example.com/#p> <http://example.com/#q> _:e0 .\n"
    "<http://example.com/#p> <http://example.com/#q> _:e1 .\n"
    "_:e0 <http://example.com/#p> _:e2 .\n"
    "_:e1 <http://example.com/#p> _:e3 .\n"
    "_:e2 <http://example.com/#r> _:e3 .\n";

TEST(Canonicalize, an_empty_dataset_is_an_empty_document) { EXPECT_EQ(canonical(""), ""); }

TEST(Canonicalize, without_blank_nodes_lines_are_sorted_and_unique) {
  EXPECT_EQ(
      canonical(
          "<urn:b> <urn:p> \"x\" .\n<urn:a> <urn:q> <urn:b> .\n<urn:a> <urn:p> \"b\" .\n<urn:a> <urn:p> \"b\"@en .\n"
          "<urn:a> <urn:p> <urn:o> <urn:g> .\n<urn:a> <urn:p> <urn:o> .\n<urn:a> <urn:p> \"b\" .\n<urn:a> <urn:p> "
          "\"a\" .\n"
          "<urn:ab> <urn:p> \"b c\" .\n"),
      "<urn:a> <urn:p> \"a\" .\n<urn:a> <urn:p> \"b\" .\n<urn:a> <urn:p> \"b\"@en .\n<urn:a> <urn:p> <urn:o> .\n"
      "<urn:a> <urn:p> <urn:o> <urn:g> .\n<urn:a> <urn:q> <urn:b> .\n<urn:ab> <urn:p> \"b c\" .\n<urn:b> <urn:p> \"x\" "
      ".\n");
}

// RDFC-1.0, example "Unique hashes": e0 has the hash 21d1..., e1 has 6fa0...
TEST(Canonicalize, unique_hashes_are_labelled_in_their_order) {
  EXPECT_EQ(canonical("<http://example.com/#p> <http://example.com/#r> _:e1 .\n<http://example.com/#p> "
                      "<http://example.com/#q> _:e0 .\n"
                      "_:e1 <http://example.com/#t> <http://example.com/#u> .\n_:e0 <http://example.com/#s> "
                      "<http://example.com/#u> .\n"),
            "<http://example.com/#p> <http://example.com/#q> _:c14n0 .\n<http://example.com/#p> "
            "<http://example.com/#r> _:c14n1 .\n"
            "_:c14n0 <http://example.com/#s> <http://example.com/#u> .\n_:c14n1 <http://example.com/#t> "
            "<http://example.com/#u> .\n");
}

TEST(Canonicalize, shared_hashes_are_told_apart_by_their_neighbours) {
  EXPECT_EQ(canonical(k_shared_hashes),
            "<http://example.com/#p> <http://example.com/#q> _:c14n2 .\n<http://example.com/#p> "
            "<http://example.com/#q> _:c14n3 .\n"
            "_:c14n0 <http://example.com/#r> _:c14n1 .\n_:c14n2 <http://example.com/#p> _:c14n1 .\n"
            "_:c14n3 <http://example.com/#p> _:c14n0 .\n");
}

TEST(Canonicalize, sha384_gives_other_labels) {
  CanonicalizationOptions options;
  options.hash = HashAlgorithm::sha384;
  EXPECT_EQ(canonical(k_shared_hashes, options),
            "<http://example.com/#p> <http://example.com/#q> _:c14n2 .\n<http://example.com/#p> "
            "<http://example.com/#q> _:c14n3 .\n"
            "_:c14n1 <http://example.com/#r> _:c14n0 .\n_:c14n2 <http://example.com/#p> _:c14n0 .\n"
            "_:c14n3 <http://example.com/#p> _:c14n1 .\n");
}

TEST(Canonicalize, blank_nodes_may_name_graphs) {
  EXPECT_EQ(canonical("_:e0 <urn:p1> _:e1 .\n_:e1 <urn:p2> \"Foo\" .\n_:e1 <urn:p3> _:g0 .\n_:e0 <urn:p1> _:e1 _:g0 .\n"
                      "_:e1 <urn:p2> \"Bar\" _:g0 .\n"),
            "_:c14n0 <urn:p1> _:c14n2 .\n_:c14n0 <urn:p1> _:c14n2 _:c14n1 .\n_:c14n2 <urn:p2> \"Bar\" _:c14n1 .\n"
            "_:c14n2 <urn:p2> \"Foo\" .\n_:c14n2 <urn:p3> _:c14n1 .\n");
}

TEST(Canonicalize, a_node_may_point_to_itself) {
  EXPECT_EQ(canonical("_:a <urn:p> _:b .\n_:a <urn:p> _:a .\n_:b <urn:p> _:a .\n_:c <urn:p> _:c <urn:g> .\n_:a <urn:p> "
                      "_:c _:b .\n"),
            "_:c14n0 <urn:p> _:c14n0 .\n_:c14n0 <urn:p> _:c14n1 .\n_:c14n0 <urn:p> _:c14n2 _:c14n1 .\n_:c14n1 <urn:p> "
            "_:c14n0 .\n"
            "_:c14n2 <urn:p> _:c14n2 <urn:g> .\n");
}

TEST(Canonicalize, labels_are_sorted_as_text) {
  std::string input;
  for (int i = 0; i < 12; ++i) {
    const std::string n = std::to_string(i);
    input += "_:n" + n + " <urn:p> \"" + n + "\" .\n<urn:s> <urn:q> _:n" + n + " .\n";
  }
  EXPECT_EQ(
      canonical(input),
      "<urn:s> <urn:q> _:c14n0 .\n<urn:s> <urn:q> _:c14n1 .\n<urn:s> <urn:q> _:c14n10 .\n<urn:s> <urn:q> _:c14n11 .\n"
      "<urn:s> <urn:q> _:c14n2 .\n<urn:s> <urn:q> _:c14n3 .\n<urn:s> <urn:q> _:c14n4 .\n<urn:s> <urn:q> _:c14n5 .\n"
      "<urn:s> <urn:q> _:c14n6 .\n<urn:s> <urn:q> _:c14n7 .\n<urn:s> <urn:q> _:c14n8 .\n<urn:s> <urn:q> _:c14n9 .\n"
      "_:c14n0 <urn:p> \"4\" .\n_:c14n1 <urn:p> \"3\" .\n_:c14n10 <urn:p> \"6\" .\n_:c14n11 <urn:p> \"5\" .\n_:c14n2 "
      "<urn:p> \"7\" .\n"
      "_:c14n3 <urn:p> \"8\" .\n_:c14n4 <urn:p> \"0\" .\n_:c14n5 <urn:p> \"1\" .\n_:c14n6 <urn:p> \"2\" .\n_:c14n7 "
      "<urn:p> \"10\" .\n"
      "_:c14n8 <urn:p> \"11\" .\n_:c14n9 <urn:p> \"9\" .\n");
}

// Sorted lines are their own proof, whatever the number of digits.
TEST(Canonicalize, thousands_of_labels_are_sorted_as_text) {
  std::string input;
  for (int i = 0; i < 2'345; ++i) input += "_:n" + std::to_string(i) + " <urn:p> \"" + std::to_string(i) + "\" .\n";
  const std::string output = canonical(input);
  std::vector<std::string_view> lines;
  for (std::size_t at = 0; at < output.size();) {
    const std::size_t end = output.find('\n', at);
    lines.push_back(std::string_view(output).substr(at, end - at));
    at = end + 1;
  }
  ASSERT_EQ(lines.size(), 2'345u);
  EXPECT_TRUE(std::is_sorted(lines.begin(), lines.end()));
  EXPECT_EQ(std::adjacent_find(lines.begin(), lines.end()), lines.end());
}

TEST(Canonicalize, long_names_that_differ_late_are_sorted) {
  const std::string line = "<urn:s> <urn:a-predicate-with-a-long-name-";
  EXPECT_EQ(
      canonical(line + "and-a-long-tail-2> <urn:o> .\n" + line +
                "and-a-long-tail> <urn:o> .\n<urn:s> <urn:b> <urn:o> .\n" + line + "and-a-long-tail-1> <urn:o> .\n"),
      line + "and-a-long-tail-1> <urn:o> .\n" + line + "and-a-long-tail-2> <urn:o> .\n" + line +
          "and-a-long-tail> <urn:o> .\n<urn:s> <urn:b> <urn:o> .\n");
}

TEST(Canonicalize, quads_that_occur_twice_count_once) {
  Dataset once;
  ASSERT_TRUE(
      read_n_quads("_:a <urn:p> _:b .\n_:c <urn:p> _:b .\n_:a <urn:p> _:b <urn:g> .\n<urn:s> <urn:p> \"x\" .\n", once));
  Dataset thrice;
  for (TermId id = 0; id < once.term_count(); ++id) thrice.intern(once.term(id));
  for (int i = 0; i < 3; ++i) {
    for (const Quad& quad : once.quads()) thrice.add(quad);
  }
  Canonicalizer canonicalizer;
  const std::string expected(canonicalizer.canonicalize(once).value());
  EXPECT_EQ(canonicalizer.canonicalize(thrice).value(), expected);
}

// The file's format stands in its ORIGIN.md.
TEST(Canonicalize, entangled_datasets_come_out_as_from_another_implementation) {
  std::ifstream in(CAIRN_SOURCE_DIR "/tests/data/rdf-canonize/entangled.txt");
  std::map<std::string, std::string> parts;
  std::string part;
  int cases = 0;
  CanonicalizationOptions longer;
  longer.hash = HashAlgorithm::sha384;
  for (std::string line; std::getline(in, line);) {
    if (line == "end") {
      ++cases;
      EXPECT_EQ(canonical(parts["input"]), parts["sha256"]) << parts["input"];
      EXPECT_EQ(canonical(parts["input"], longer), parts["sha384"]) << parts["input"];
      parts.clear();
    } else if (line == "input" || line == "sha256" || line == "sha384") {
      part = line;
    } else {
      parts[part] += line + "\n";
    }
  }
  EXPECT_EQ(cases, 124);
}

TEST(Canonicalize, issued_identifiers_come_in_the_order_of_issue) {
  Dataset dataset;
  ASSERT_TRUE(read_n_quads(k_shared_hashes, dataset));
  Canonicalizer canonicalizer;
  ASSERT_TRUE(canonicalizer.canonicalize(dataset));
  dataset.clear();
  const std::vector<std::pair<std::string, std::string>> expected = {
      {"e2", "c14n0"}, {"e3", "c14n1"}, {"e1", "c14n2"}, {"e0", "c14n3"}};
  EXPECT_EQ(canonicalizer.issued_identifiers(), expected);
}

TEST(Canonicalize, a_term_that_no_quad_mentions_has_no_influence) {
  Dataset dataset;
  dataset.intern({TermKind::blank, "unused", {}, {}});
  ASSERT_TRUE(read_n_quads("_:a <urn:p> _:b .\n", dataset));
  Canonicalizer canonicalizer;
  EXPECT_EQ(canonicalizer.canonicalize(dataset).value(), "_:c14n1 <urn:p> _:c14n0 .\n");
  EXPECT_EQ(canonicalizer.issued_identifiers().size(), 2u);
}

TEST(Canonicalize, terms_marked_plain_and_terms_looked_at_give_the_same) {
  for (const bool plain : {false, true}) {
    Dataset dataset;
    const TermId s = dataset.intern({TermKind::iri, "urn:a-rather-long-iri/with?some=parts#x", {}, {}, plain});
    const TermId o = dataset.intern({TermKind::literal, "text of more than sixteen characters", "urn:type", {}, plain});
    dataset.add({s, s, o, k_default_graph});
    Canonicalizer canonicalizer;
    EXPECT_EQ(canonicalizer.canonicalize(dataset).value(),
              "<urn:a-rather-long-iri/with?some=parts#x> <urn:a-rather-long-iri/with?some=parts#x> "
              "\"text of more than sixteen characters\"^^<urn:type> .\n");
  }
}

TEST(Canonicalize, an_iri_cannot_break_out_of_its_line) {
  Dataset dataset;
  const TermId s = dataset.intern({TermKind::iri, "urn:s", {}, {}});
  const TermId evil = dataset.intern({TermKind::iri, "urn:o> .\n<urn:x> <urn:y> <urn:z", {}, {}});
  const TermId literal = dataset.intern({TermKind::literal, "x", "urn:t> .\n<urn:a", {}});
  dataset.add({s, s, evil, k_default_graph});
  dataset.add({s, s, literal, k_default_graph});
  Canonicalizer canonicalizer;
  EXPECT_EQ(canonicalizer.canonicalize(dataset).value(),
            "<urn:s> <urn:s> \"x\"^^<urn:t\\u003E\\u0020.\\u000A\\u003Curn:a> .\n"
            "<urn:s> <urn:s> "
            "<urn:o\\u003E\\u0020.\\u000A\\u003Curn:x\\u003E\\u0020\\u003Curn:y\\u003E\\u0020\\u003Curn:z> .\n");
}

TEST(Canonicalize, generalized_rdf_is_refused) {
  Dataset dataset;
  const TermId iri = dataset.intern({TermKind::iri, "urn:s", {}, {}});
  const TermId blank = dataset.intern({TermKind::blank, "b", {}, {}});
  const TermId literal = dataset.intern({TermKind::literal, "l", "urn:t", {}});
  Canonicalizer canonicalizer;
  for (const Quad& quad : {Quad{literal, iri, iri, k_default_graph}, Quad{iri, blank, iri, k_default_graph},
                           Quad{iri, literal, iri, k_default_graph}, Quad{iri, iri, iri, literal}}) {
    Dataset one;
    one.intern(dataset.term(iri));
    one.intern(dataset.term(blank));
    one.intern(dataset.term(literal));
    one.add(quad);
    const Result<std::string_view> result = canonicalizer.canonicalize(one);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, "rdfc.term");
  }
}

TEST(Canonicalize, a_language_tag_cannot_break_out_of_its_line) {
  Dataset dataset;
  const TermId s = dataset.intern({TermKind::iri, "urn:s", {}, {}});
  const TermId o = dataset.intern(
      {TermKind::literal, "l", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString", "en .\n<urn:x>"});
  dataset.add({s, s, o, k_default_graph});
  Canonicalizer canonicalizer;
  const Result<std::string_view> result = canonicalizer.canonicalize(dataset);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, "rdfc.term");
}

TEST(Canonicalize, limits_of_quads_and_blank_nodes_are_kept) {
  CanonicalizationOptions options;
  options.limits.quads = 2;
  EXPECT_EQ(canonical("_:a <urn:p> _:b .\n_:b <urn:p> \"c\" .\n", options).substr(0, 3), "_:c");
  EXPECT_EQ(canonical("_:a <urn:p> _:b .\n_:b <urn:p> \"c\" .\n_:b <urn:p> \"d\" .\n", options), "rdfc.quads");
  options.limits = {};
  options.limits.blank_nodes = 1;
  EXPECT_EQ(canonical("_:a <urn:p> _:a .\n", options), "_:c14n0 <urn:p> _:c14n0 .\n");
  EXPECT_EQ(canonical("_:a <urn:p> _:b .\n", options), "rdfc.blank-nodes");
}

TEST(Canonicalize, each_part_of_the_work_budget_ends_the_work) {
  std::string ring;
  for (int i = 0; i < 6; ++i) ring += "_:n" + std::to_string(i) + " <urn:p> _:n" + std::to_string((i + 1) % 6) + " .\n";
  EXPECT_EQ(canonical(ring).substr(0, 7), "_:c14n0");
  CanonicalizationOptions options;
  options.limits.n_degree_calls = 5;
  EXPECT_EQ(canonical(ring, options), "rdfc.work-limit");
  options.limits = {};
  options.limits.permutations = 5;
  EXPECT_EQ(canonical(ring, options), "rdfc.work-limit");
  options.limits = {};
  options.limits.n_degree_steps = 5;
  EXPECT_EQ(canonical(ring, options), "rdfc.work-limit");
}

// Four calls see a hundred neighbours each, and write as many labels.
TEST(Canonicalize, seeing_neighbours_and_writing_labels_both_cost) {
  std::string pair;
  for (int i = 0; i < 50; ++i) {
    const std::string predicate = " <urn:p" + std::to_string(i) + "> ";
    pair += "_:a" + predicate + "_:b .\n_:b" + predicate + "_:a .\n";
  }
  CanonicalizationOptions options;
  options.limits.n_degree_steps = 500;
  EXPECT_EQ(canonical(pair, options), "rdfc.work-limit");
  options.limits.n_degree_steps = 1'000;
  EXPECT_NE(canonical(pair, options), "rdfc.work-limit");
}

TEST(Canonicalize, a_refused_dataset_leaves_the_canonicalizer_usable) {
  Canonicalizer canonicalizer;
  Dataset ring;
  ASSERT_TRUE(read_n_quads("_:a <urn:p> _:b .\n_:b <urn:p> _:a .\n", ring));
  CanonicalizationOptions strict;
  strict.limits.n_degree_calls = 1;
  EXPECT_FALSE(canonicalizer.canonicalize(ring, strict));
  EXPECT_TRUE(canonicalizer.issued_identifiers().empty());
  EXPECT_EQ(canonicalizer.canonicalize(ring).value(), "_:c14n0 <urn:p> _:c14n1 .\n_:c14n1 <urn:p> _:c14n0 .\n");
}

}  // namespace
}  // namespace cairn::rdf
