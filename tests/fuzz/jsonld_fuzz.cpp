// Any JSON document through expansion and toRdf, with and without safe mode, in one long-lived processor whose contexts
// bring scopes, containers and protection. The first byte chooses the options.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/arena.hpp"
#include "json/read.hpp"
#include "jsonld/pinned_loader.hpp"
#include "jsonld/processor.hpp"
#include "rdf/dataset.hpp"

namespace {

using namespace cairn;

constexpr jsonld::EmbeddedContext k_contexts[] = {
    {"x:a", "", R"({"@context": {"@version": 1.1, "@protected": true, "id": "@id", "type": "@type", "nest": "@nest",
       "T": {"@id": "x:T", "@context": {"p": {"@id": "x:p", "@type": "@id"}, "l": {"@id": "x:l", "@container": "@list"}}},
       "U": {"@id": "x:U", "@context": {"@propagate": true, "@vocab": "x:v#"}},
       "g": {"@id": "x:g", "@container": ["@graph", "@id"]}, "r": {"@reverse": "x:r"},
       "s": {"@id": "x:s", "@context": {"n": {"@id": "x:n", "@container": "@language"}}},
       "i": {"@id": "x:i", "@container": "@index", "@index": "x:k"}, "t": {"@id": "x:t", "@container": "@type"},
       "j": {"@id": "x:j", "@type": "@json"}}})",
     ""},
    {"x:b", "",
     R"({"@context": [{"@version": 1.1, "@import": "x:a"}, null, {"@vocab": "x:w/", "@language": "en"}, "x:c"]})", ""},
    {"x:c", "", R"({"@context": {"c": {"@id": "x:c", "@context": "x:b"}, "d": {"@id": "x:d", "@context": "x:c"}}})",
     ""},
};

constexpr jsonld::Limits k_limits{.depth = 32, .remote_contexts = 8, .terms = 5'000, .nodes = 5'000};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static jsonld::PinnedLoader loader(k_contexts);
  static jsonld::Processor warm(loader, k_limits);
  if (size == 0) return 0;
  const std::uint8_t choice = data[0];
  Arena arena;
  const auto document = json::read({reinterpret_cast<const char*>(data) + 1, size - 1}, arena);
  if (!document) return 0;
  jsonld::Options options;
  if ((choice & 1) != 0) options.base = "x://b/c/d";
  if ((choice & 2) != 0) options.data_loss = jsonld::DataLoss::refused;
  if ((choice & 4) != 0) options.rdf_direction = jsonld::RdfDirection::compound_literal;
  if ((choice & 8) != 0) options.ordered = true;
  if ((choice & 16) != 0) options.rdf_direction = jsonld::RdfDirection::i18n_datatype;
  rdf::Dataset quads;
  const auto done = warm.to_rdf(*document, options, arena, quads);
  const auto expanded = warm.expand(*document, options, arena);
  if ((choice & 32) != 0) {
    // Neither what was processed before nor the way there may change the outcome.
    jsonld::Processor cold(loader, k_limits);
    rdf::Dataset again;
    const auto done_again = cold.to_rdf(*document, options, arena, again);
    if (done.has_value() != done_again.has_value()) std::abort();
    if (!done && done.error().code != done_again.error().code) std::abort();
    if (quads.quads().size() != again.quads().size() || quads.term_count() != again.term_count()) std::abort();
  }
  if (expanded) static_cast<void>(warm.to_rdf(*expanded, options, arena, quads).has_value());
  return 0;
}
