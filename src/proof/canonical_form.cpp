#include "proof/canonical_form.hpp"

#include "json/write.hpp"
#include "proof/engine.hpp"

namespace cairn::proof {

Result<void> read_statements(Workbench& workbench, json::Object document, rdf::Dataset& out) {
  jsonld::Options options;
  options.data_loss = jsonld::DataLoss::refused;
  return workbench.processor.to_rdf(document, options, workbench.arena, out);
}

Result<std::string_view> canonical_form(Workbench& workbench, json::Object document, Coverage coverage,
                                        rdf::HashAlgorithm algorithm) {
  if (coverage == Coverage::whole_json) {
    workbench.text.clear();
    CAIRN_CHECK(json::write_canonical(document, workbench.text));
    return std::string_view(workbench.text);
  }
  workbench.arena.reset();
  CAIRN_CHECK(read_statements(workbench, document, workbench.dataset));
  return workbench.canonicalizer.canonicalize(workbench.dataset, {.hash = algorithm});
}

json::Object with_context(json::Object object, const json::Value* context, Arena& arena) {
  const json::Object out = json::Object::make(arena, object.size() + 1);
  if (context != nullptr) out.add_new("@context", *context, arena);
  for (const json::Member& member : object) {
    if (member.name != "@context") out.add_new(member.name, member.value, arena);
  }
  return out;
}

}  // namespace cairn::proof
