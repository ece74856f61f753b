#include "jsonld/processor.hpp"

#include "jsonld/expansion.hpp"
#include "jsonld/processor_state.hpp"
#include "jsonld/rdf_writer.hpp"

namespace cairn::jsonld {

Processor::Processor(DocumentLoader& loader, const Limits& limits) : state_(std::make_unique<State>(loader, limits)) {}

Processor::~Processor() = default;

Result<json::Value> Processor::expand(json::Value document, const Options& options, Arena& arena) {
  ContextProcessor contexts(state_->contexts, state_->loader, state_->limits, arena);
  Expander expander(contexts, state_->limits, options, Expander::Purpose::json);
  CAIRN_TRY(const ItemList items, expander.expand_document(document));
  return to_json(items, arena);
}

Result<void> Processor::to_rdf(json::Value document, const Options& options, Arena& arena, rdf::Dataset& out) {
  out.clear();
  ContextProcessor contexts(state_->contexts, state_->loader, state_->limits, arena);
  Expander expander(contexts, state_->limits, options, Expander::Purpose::rdf);
  CAIRN_TRY(const ItemList items, expander.expand_document(document));
  RdfWriter writer(state_->rdf, options, state_->contexts.seed, arena, out);
  return writer.write(items);
}

std::span<const BlankOrigin> Processor::blank_origins() const {
  return {state_->rdf.origins.data(), state_->rdf.blank_count};
}

}  // namespace cairn::jsonld
