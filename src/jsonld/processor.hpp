#pragma once
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/arena.hpp"
#include "base/result.hpp"
#include "json/value.hpp"
#include "jsonld/loader.hpp"
#include "rdf/dataset.hpp"

namespace cairn::jsonld {

enum class RdfDirection { none, i18n_datatype, compound_literal };

/// Safe mode: any data that RDF would silently lose is an error, so that a signature covers all that is shown.
/// spec: VC Data Integrity 1.0 "Securing Data Losslessly"
enum class DataLoss { allowed, refused };

/// spec: JSON-LD 1.1 API "JsonLdOptions"
struct Options {
  std::string_view base;
  json::Value expand_context;                 ///< null: none
  bool compact_arrays = true;
  bool compact_to_relative = true;
  bool ordered = false;
  bool use_native_types = false;
  bool use_rdf_type = false;
  bool produce_generalized_rdf = false;
  RdfDirection rdf_direction = RdfDirection::none;
  DataLoss data_loss = DataLoss::allowed;
};

/// Bounds on what a hostile document or context can cost; counted, not timed.
struct Limits {
  std::uint32_t depth = 128;
  std::uint32_t remote_contexts = 64;          ///< contexts loaded for one document
  std::uint64_t terms = 1'000'000;             ///< term definitions created for one document
  std::uint64_t nodes = 1'000'000;             ///< values visited
};

struct BlankOrigin;  // rdf_writer.hpp

/// A JSON-LD 1.1 processor with its cache of processed contexts. One per thread; the loader must outlive it.
/// Results live in the arena given. Errors carry the API's own names as codes, prefixed "jsonld.":
/// "jsonld.invalid-term-definition", "jsonld.loading-remote-context-failed", ...; data loss in safe mode: "jsonld.data-loss"
/// with a detail naming the term and the place.
/// spec: JSON-LD 1.1 Processing Algorithms and API
class Processor {
 public:
  explicit Processor(DocumentLoader& loader, const Limits& limits = {});
  ~Processor();
  Processor(const Processor&) = delete;
  Processor& operator=(const Processor&) = delete;

  Result<json::Value> expand(json::Value document, const Options& options, Arena& arena);
  Result<json::Value> compact(json::Value document, json::Value context, const Options& options, Arena& arena);
  Result<json::Value> flatten(json::Value document, json::Value context, const Options& options, Arena& arena);
  /// Adds the document's quads to `out` (cleared first). Terms may borrow strings of `arena` and of the processor.
  Result<void> to_rdf(json::Value document, const Options& options, Arena& arena, rdf::Dataset& out);
  /// Where the blank nodes of the last to_rdf() come from.
  std::span<const BlankOrigin> blank_origins() const;
  Result<json::Value> from_rdf(const rdf::Dataset& dataset, const Options& options, Arena& arena);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace cairn::jsonld
