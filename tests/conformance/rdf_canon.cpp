#include <algorithm>
#include <map>
#include <numeric>
#include <random>

#include "base/arena.hpp"
#include "conformance/suite.hpp"
#include "json/read.hpp"
#include "rdf/canonicalize.hpp"
#include "rdf/nquads.hpp"

namespace cairn::conformance {
namespace {

using Labels = std::map<std::string, std::string>;

Labels expected_labels(const std::string& text) {
  Arena arena;
  const Result<json::Value> map = json::read(text, arena);
  Labels out;
  if (!map) return out;
  for (const json::Member& member : map.value().object())
    out[std::string(member.name)] = std::string(member.value.text());
  return out;
}

// The same quads under other labels and in another order; `seed` makes it repeatable.
void copy_disguised(const rdf::Dataset& from, std::uint32_t seed, rdf::Dataset& to) {
  std::mt19937 engine(seed);
  std::vector<std::uint32_t> labels(from.term_count());
  std::iota(labels.begin(), labels.end(), 0U);
  std::shuffle(labels.begin(), labels.end(), engine);
  const auto moved = [&](rdf::TermId id) {
    if (id == rdf::k_default_graph || from.term(id).kind != rdf::TermKind::blank) {
      return id == rdf::k_default_graph ? id : to.intern(from.term(id));
    }
    const std::string label = "d" + std::to_string(labels[id]);
    return to.intern({rdf::TermKind::blank, label, {}, {}});
  };
  std::vector<rdf::Quad> quads = from.quads();
  std::shuffle(quads.begin(), quads.end(), engine);
  for (const rdf::Quad& quad : quads)
    to.add({moved(quad.subject), moved(quad.predicate), moved(quad.object), moved(quad.graph)});
}

// out: the first of a few disguises that changes the canonical form, or 0
std::uint32_t first_telling_disguise(const rdf::Dataset& dataset, const std::string& expected,
                                     const rdf::CanonicalizationOptions& options, rdf::Canonicalizer& canonicalizer) {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    rdf::Dataset other;
    copy_disguised(dataset, seed, other);
    const Result<std::string_view> result = canonicalizer.canonicalize(other, options);
    if (!result || result.value() != expected) return seed;
  }
  return 0;
}

void run_case(Suite& suite, json::Value entry, rdf::Canonicalizer& canonicalizer) {
  const std::string id(entry.text_of("id").substr(1));
  const std::string_view type = entry.text_of("type");
  rdf::CanonicalizationOptions options;
  if (entry.text_of("hashAlgorithm") == "SHA384") options.hash = rdf::HashAlgorithm::sha384;
  rdf::Dataset dataset;
  const Result<void> input = rdf::read_n_quads(read_file(suite.folder() / entry.text_of("action")), dataset);
  if (!input) return suite.fail(id, "the input was not read: " + input.error().detail);
  const Result<std::string_view> result = canonicalizer.canonicalize(dataset, options);
  if (type == "rdfc:RDFC10NegativeEvalTest") {
    return suite.check(id, !result && result.error().code == "rdfc.work-limit",
                       "a poison graph was not refused by the work limit");
  }
  if (!result) return suite.fail(id, result.error().code + ": " + result.error().detail);
  const std::string expected = read_file(suite.folder() / entry.text_of("result"));
  if (type == "rdfc:RDFC10EvalTest") {
    if (result.value() != expected) return suite.fail(id, "got\n" + std::string(result.value()));
    const std::uint32_t seed = first_telling_disguise(dataset, expected, options, canonicalizer);
    suite.check(id, seed == 0, "labels or order change the form, seed " + std::to_string(seed));
  } else if (type == "rdfc:RDFC10MapTest") {
    const auto issued = canonicalizer.issued_identifiers();
    suite.check(id, Labels(issued.begin(), issued.end()) == expected_labels(expected), "other labels were issued");
  } else {
    suite.fail(id, "unknown type of test: " + std::string(type));
  }
}

}  // namespace

void run_rdf_canon(Suite& suite) {
  Arena arena;
  const Result<json::Value> manifest = json::read(read_file(suite.folder() / "manifest.jsonld"), arena);
  if (!manifest) return suite.fail("manifest", manifest.error().detail);
  rdf::Canonicalizer canonicalizer;
  for (const json::Value entry : manifest.value().find("entries")->array()) run_case(suite, entry, canonicalizer);
}

}  // namespace cairn::conformance
