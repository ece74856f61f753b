// Statements under labels of the caller's own.
#include <gtest/gtest.h>

#include <algorithm>

#include "rdf/canonicalize.hpp"
#include "rdf/nquads.hpp"

namespace cairn::rdf {
namespace {

constexpr std::string_view k_document =
    "_:x <urn:p> _:y .\n"
    "_:x <urn:p> _:z .\n"
    "_:y <urn:name> \"y\" .\n"
    "_:z <urn:name> \"z\" .\n"
    "<urn:s> <urn:p> _:x .\n"
    "<urn:s> <urn:p> _:x .\n";

class WithLabels : public testing::Test {
 protected:
  WithLabels() { EXPECT_TRUE(read_n_quads(k_document, dataset_)); }
  Dataset dataset_;
  Canonicalizer canonicalizer_;
};

TEST_F(WithLabels, canonical_labels_give_the_canonical_form) {
  const std::string canonical(canonicalizer_.canonicalize(dataset_).value());
  ASSERT_EQ(canonicalizer_.blank_count(), 3u);
  const std::vector<std::string> labels = {"_:c14n0", "_:c14n1", "_:c14n2"};
  const StatementLines lines = canonicalizer_.with_labels(labels);
  EXPECT_EQ(lines.text, canonical);
  EXPECT_EQ(lines.lines.size(), 5u);
}

TEST_F(WithLabels, lines_are_sorted_by_the_new_labels_and_know_their_quads) {
  std::vector<std::string> labels = {"_:uA", "_:uB", "_:uC"};
  do {
    ASSERT_TRUE(canonicalizer_.canonicalize(dataset_));
    const StatementLines lines = canonicalizer_.with_labels(labels);
    std::string joined;
    for (std::size_t i = 0; i < lines.lines.size(); ++i) {
      EXPECT_TRUE(i == 0 || lines.line(i - 1) < lines.line(i));
      joined += lines.line(i);
      const Quad& quad = lines.lines[i].quad;
      const std::uint32_t number = canonicalizer_.canonical_number(quad.subject);
      const bool is_blank = dataset_.term(quad.subject).kind == TermKind::blank;
      EXPECT_EQ(number == Canonicalizer::k_no_number, !is_blank);
      EXPECT_TRUE(lines.line(i).starts_with(is_blank ? labels[number] + " " : "<urn:s> ")) << lines.line(i);
      EXPECT_NE(std::find(dataset_.quads().begin(), dataset_.quads().end(), quad), dataset_.quads().end());
    }
    EXPECT_EQ(joined, lines.text);
  } while (std::next_permutation(labels.begin(), labels.end()));
}

TEST_F(WithLabels, a_term_that_no_statement_mentions_has_no_number) {
  const TermId stray = dataset_.intern({TermKind::blank, "stray", {}, {}});
  ASSERT_TRUE(canonicalizer_.canonicalize(dataset_));
  EXPECT_EQ(canonicalizer_.canonical_number(stray), Canonicalizer::k_no_number);
  EXPECT_EQ(canonicalizer_.canonical_number(stray + 1), Canonicalizer::k_no_number);
}

}  // namespace
}  // namespace cairn::rdf
