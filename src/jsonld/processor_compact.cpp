#include "jsonld/compactor.hpp"
#include "jsonld/flatten.hpp"
#include "jsonld/from_rdf.hpp"
#include "jsonld/processor_state.hpp"

// The members of Processor that give JSON-LD in a form other than the expanded one.
// spec: JSON-LD 1.1 API "The Application Programming Interface"

namespace cairn::jsonld {

using json::Array;
using json::Member;
using json::Object;
using json::Value;

namespace {

// A context document stands for its "@context".
Value unwrapped(Value context) {
  const Value* inner = context.find("@context");
  return inner != nullptr ? *inner : context;
}

// compact() gives one map: several nodes go below "@graph".
Result<Object> as_map(const ActiveContext& active, Value compacted, Arena& arena) {
  if (compacted.is_object()) return compacted.object();
  const Object map = Object::make(arena, 1);
  if (compacted.is_array() && !compacted.array().empty()) {
    CAIRN_TRY(const std::string_view key, compact_vocab_iri(active, "@graph", arena));
    map.add_new(key, compacted, arena);
  }
  return map;
}

bool is_empty(Value context) {
  return context.is_null() || (context.is_object() && context.object().empty()) ||
         (context.is_array() && context.array().empty());
}

// The standard says so for null only; its tests want every context left out that says nothing.
Value with_context(Value context, Object compacted, Arena& arena) {
  if (is_empty(context)) return compacted;
  const Object out = Object::make(arena, compacted.size() + 1);
  out.add_new("@context", context, arena);
  for (const Member& member : compacted) out.set(member.name, member.value, arena);
  return out;
}

Result<Value> compact_expanded(ContextProcessor& contexts, Value expanded, Value context, const Options& options,
                               const Limits& limits, Arena& arena) {
  const Value* local = arena.make<Value>(unwrapped(context));  // its address is its identity during the call
  const ActiveContext& initial = contexts.initial(options.compact_to_relative ? options.base : std::string_view{});
  CAIRN_TRY(const ActiveContext* active,
            contexts.process(initial, LocalContext{.value = local, .base_url = options.base}));
  Compactor compactor(contexts, options, limits, arena);
  CAIRN_TRY(const Value compacted, compactor.compact(*active, {}, expanded));
  CAIRN_TRY(const Object map, as_map(*active, compacted, arena));
  return with_context(*local, map, arena);
}

Options unordered(const Options& options) {
  Options out = options;
  out.ordered = false;
  return out;
}

}  // namespace

Result<Value> Processor::compact(Value document, Value context, const Options& options, Arena& arena) {
  CAIRN_TRY(const Value expanded, expand(document, unordered(options), arena));
  ContextProcessor contexts(state_->contexts, state_->loader, state_->limits, arena);
  return compact_expanded(contexts, expanded, context, options, state_->limits, arena);
}

Result<Value> Processor::flatten(Value document, Value context, const Options& options, Arena& arena) {
  CAIRN_TRY(const Value expanded, expand(document, unordered(options), arena));
  CAIRN_TRY(const Value flattened, flatten_expanded(expanded, options, state_->limits, arena));
  if (context.is_null()) return flattened;
  ContextProcessor contexts(state_->contexts, state_->loader, state_->limits, arena);
  return compact_expanded(contexts, flattened, context, options, state_->limits, arena);
}

Result<Value> Processor::from_rdf(const rdf::Dataset& dataset, const Options& options, Arena& arena) {
  return serialize_rdf(dataset, options, arena);
}

}  // namespace cairn::jsonld
