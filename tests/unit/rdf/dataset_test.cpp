#include "rdf/dataset.hpp"

#include <gtest/gtest.h>

#include <string>

namespace cairn::rdf {
namespace {

constexpr std::string_view k_string = "http://www.w3.org/2001/XMLSchema#string";
constexpr std::string_view k_lang = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString";

TEST(Dataset, equal_terms_get_the_same_number) {
  Dataset dataset;
  const TermId first = dataset.intern({TermKind::iri, "urn:a", {}, {}});
  EXPECT_EQ(dataset.intern({TermKind::iri, std::string("urn:") + "a", {}, {}}), first);
  EXPECT_EQ(dataset.intern_borrowed({TermKind::iri, "urn:a", {}, {}}), first);
  EXPECT_EQ(dataset.term_count(), 1u);
}

TEST(Dataset, terms_that_differ_in_any_part_get_different_numbers) {
  Dataset dataset;
  const Term terms[] = {{TermKind::iri, "a", {}, {}},           {TermKind::blank, "a", {}, {}},
                        {TermKind::literal, "a", k_string, {}}, {TermKind::literal, "a", k_lang, "en"},
                        {TermKind::literal, "a", k_lang, "de"}, {TermKind::literal, "a", "urn:t", {}},
                        {TermKind::literal, "", k_string, {}},  {TermKind::iri, "aa", {}, {}}};
  for (const Term& term : terms) dataset.intern(term);
  EXPECT_EQ(dataset.term_count(), std::size(terms));
}

TEST(Dataset, an_interned_term_does_not_need_the_callers_string_any_more) {
  Dataset dataset;
  std::string text = "urn:example:something-long-enough-for-the-heap";
  const TermId id = dataset.intern({TermKind::iri, text, {}, {}});
  text.assign(text.size(), 'x');
  EXPECT_EQ(dataset.term(id).value, "urn:example:something-long-enough-for-the-heap");
}

TEST(Dataset, many_terms_keep_their_numbers_while_the_table_grows) {
  Dataset dataset;
  for (int i = 0; i < 20'000; ++i) {
    const std::string iri = "urn:n:" + std::to_string(i);
    ASSERT_EQ(dataset.intern({TermKind::iri, iri, {}, {}}), static_cast<TermId>(i));
  }
  for (int i = 0; i < 20'000; ++i) {
    const std::string iri = "urn:n:" + std::to_string(i);
    ASSERT_EQ(dataset.intern({TermKind::iri, iri, {}, {}}), static_cast<TermId>(i));
  }
}

TEST(Dataset, deduplicate_keeps_the_first_of_each_quad_in_order) {
  Dataset dataset;
  const Quad a{0, 1, 2, k_default_graph};
  const Quad b{0, 1, 2, 0};
  const Quad c{2, 1, 0, k_default_graph};
  for (const Quad& quad : {a, b, a, c, b, a}) dataset.add(quad);
  dataset.deduplicate();
  EXPECT_EQ(dataset.quads(), (std::vector<Quad>{a, b, c}));
}

TEST(Dataset, a_cleared_dataset_is_empty_and_usable) {
  Dataset dataset;
  for (int i = 0; i < 10'000; ++i) dataset.intern({TermKind::blank, std::to_string(i), {}, {}});
  dataset.add({0, 1, 2, k_default_graph});
  dataset.clear();
  EXPECT_EQ(dataset.term_count(), 0u);
  EXPECT_TRUE(dataset.quads().empty());
  EXPECT_EQ(dataset.intern({TermKind::blank, "77", {}, {}}), 0u);
}

}  // namespace
}  // namespace cairn::rdf
