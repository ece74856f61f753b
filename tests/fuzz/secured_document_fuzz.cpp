#include <string_view>

#include "json/read.hpp"
#include "jsonld/embedded_contexts.hpp"
#include "jsonld/pinned_loader.hpp"
#include "proof/data_integrity.hpp"
#include "proof/local_resolver.hpp"

// Any JSON as a secured document: a finding per proof, each with a reason unless it passes.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace cairn;
  static jsonld::PinnedLoader loader(jsonld::embedded_contexts());
  static proof::Engine engine(loader);
  Arena arena;
  const auto value = json::read({reinterpret_cast<const char*>(data), size}, arena);
  if (!value) return 0;
  proof::LocalResolver resolver;
  proof::VerifyOptions options;
  options.at = start_of_day({2026, 6, 1});
  const auto findings = proof::verify_proofs(engine, *value, resolver, options, arena);
  if (!findings) return 0;
  for (const proof::ProofFinding& finding : *findings) {
    const bool passes = finding.signature == proof::Outcome::pass && finding.authorised == proof::Outcome::pass;
    CAIRN_ASSERT(passes == finding.code.empty());
  }
  return 0;
}
