#include <gtest/gtest.h>

#include <functional>

#include "rdf/canonicalize.hpp"
#include "rdf/nquads.hpp"
#include "unit/rdf/random_dataset.hpp"

namespace cairn::rdf {
namespace {

using testing::Chance;
using testing::TextDataset;

std::string canonical(const TextDataset& quads, Canonicalizer& canonicalizer) {
  Dataset dataset;
  const Result<void> input = read_n_quads(testing::to_text(quads), dataset);
  if (!input) return input.error().detail;
  const Result<std::string_view> result = canonicalizer.canonicalize(dataset);
  return result ? std::string(result.value()) : result.error().code;
}

TEST(CanonicalizeProperty, labels_order_and_repetition_do_not_matter) {
  Canonicalizer canonicalizer;
  for (std::uint32_t seed = 1; seed <= 4'000; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Chance chance(seed);
    const TextDataset quads = testing::random_dataset(chance);
    const std::string expected = canonical(quads, canonicalizer);
    ASSERT_EQ(expected.find("rdfc."), std::string::npos) << testing::to_text(quads);
    ASSERT_EQ(canonical(testing::disguised(quads, chance), canonicalizer), expected) << testing::to_text(quads);
  }
}

TEST(CanonicalizeProperty, a_canonical_document_is_its_own_canonical_form) {
  Canonicalizer canonicalizer;
  for (std::uint32_t seed = 5'001; seed <= 6'000; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Chance chance(seed);
    const std::string once = canonical(testing::random_dataset(chance), canonicalizer);
    Dataset again;
    ASSERT_TRUE(read_n_quads(once, again));
    ASSERT_EQ(canonicalizer.canonicalize(again).value(), once);
    ASSERT_EQ(write_n_quads(again), once);
  }
}

TEST(CanonicalizeProperty, another_object_gives_another_form) {
  Canonicalizer canonicalizer;
  for (std::uint32_t seed = 7'001; seed <= 8'000; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Chance chance(seed);
    TextDataset quads = testing::random_dataset(chance);
    const std::string before = canonical(quads, canonicalizer);
    quads[chance.below(quads.size())].parts[2] = "\"somewhere else\"";
    ASSERT_NE(canonical(quads, canonicalizer), before);
  }
}

using Edge = std::function<bool(int, int)>;

TextDataset graph(int nodes, const Edge& edge) {
  TextDataset out;
  for (int a = 0; a < nodes; ++a) {
    for (int b = 0; b < nodes; ++b) {
      if (a != b && edge(a, b)) out.push_back({{"_:" + std::to_string(a), "<urn:p>", "_:" + std::to_string(b), ""}});
    }
  }
  return out;
}

// Whatever is asked ends within the budget, and what is refused is refused for that reason.
bool ends(const TextDataset& quads) {
  Canonicalizer canonicalizer;
  const std::string result = canonical(quads, canonicalizer);
  return result == "rdfc.work-limit" || result.starts_with("_:c14n");
}

TEST(PoisonGraphs, cliques_end) {
  for (int n = 2; n <= 40; ++n) {
    EXPECT_TRUE(ends(graph(n, [](int, int) { return true; }))) << n;
    EXPECT_TRUE(ends(graph(n, [](int a, int b) { return a < b; }))) << n;
  }
}

TEST(PoisonGraphs, cliques_from_ten_nodes_on_are_refused) {
  Canonicalizer canonicalizer;
  for (const int n : {10, 12, 40}) {
    EXPECT_EQ(canonical(graph(n, [](int, int) { return true; }), canonicalizer), "rdfc.work-limit") << n;
  }
}

TEST(PoisonGraphs, prisms_and_rings_end) {
  for (int n = 3; n <= 60; n += 3) {
    EXPECT_TRUE(ends(graph(2 * n, [n](int a, int b) {
      const bool same_ring = a / n == b / n;
      return same_ring ? (a + 1) % n == b % n || (b + 1) % n == a % n : a % n == b % n;
    }))) << n;
    EXPECT_TRUE(ends(graph(n * 40, [n](int a, int b) { return (a + 1) % (n * 40) == b; }))) << n;
  }
}

TEST(PoisonGraphs, strongly_regular_graphs_end) {
  for (const int q : {5, 13, 17, 29, 37}) {  // Paley graphs: an edge where the difference is a square
    EXPECT_TRUE(ends(graph(q, [q](int a, int b) {
      for (int x = 1; x < q; ++x) {
        if (x * x % q == ((a - b) % q + q) % q) return true;
      }
      return false;
    }))) << q;
  }
  for (int n = 2; n <= 9; ++n) {  // rook's graphs
    EXPECT_TRUE(ends(graph(n * n, [n](int a, int b) { return a / n == b / n || a % n == b % n; }))) << n;
  }
}

TEST(PoisonGraphs, random_regular_graphs_end) {
  for (std::uint32_t seed = 1; seed <= 40; ++seed) {
    Chance chance(seed);
    const std::uint32_t nodes = 8 + chance.below(40);
    const std::uint32_t degree = 2 + chance.below(5);
    TextDataset quads;
    for (std::uint32_t step = 0; step < degree; ++step) {
      const std::uint32_t jump = 1 + chance.below(nodes - 1);
      for (std::uint32_t a = 0; a < nodes; ++a) {
        quads.push_back({{"_:" + std::to_string(a), "<urn:p>", "_:" + std::to_string((a + jump) % nodes), ""}});
      }
    }
    EXPECT_TRUE(ends(quads)) << "seed " << seed;
  }
}

TEST(PoisonGraphs, many_like_mentions_of_two_nodes_end) {
  TextDataset quads;
  for (int i = 0; i < 1'000; ++i) {
    const std::string in = "<urn:g" + std::to_string(i) + ">";
    for (const char* subject : {"_:1", "_:2"}) {
      for (const char* object : {"_:3", "_:4"}) quads.push_back({{subject, "<urn:p>", object, in}});
    }
  }
  Canonicalizer canonicalizer;
  EXPECT_EQ(canonical(quads, canonicalizer), "rdfc.work-limit");
}

}  // namespace
}  // namespace cairn::rdf
