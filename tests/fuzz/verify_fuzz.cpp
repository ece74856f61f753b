#include "json/write.hpp"
#include "jsonld/embedded_contexts.hpp"
#include "jsonld/pinned_loader.hpp"
#include "openbadges/enclosed.hpp"
#include "openbadges/rulebook.hpp"
#include "proof/local_resolver.hpp"
#include "vc/verify.hpp"

// Any bytes as a credential: always a whole report, consistent in itself, and never "valid".
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace cairn;
  static jsonld::PinnedLoader contexts(jsonld::embedded_contexts());
  static proof::Engine engine(contexts);
  Arena arena;
  proof::LocalResolver resolver;
  vc::VerifyPorts ports{engine, contexts, resolver, &contexts};
  vc::VerifyPolicy policy;
  policy.at = start_of_day({2026, 6, 1});
  policy.rulebooks = openbadges::all_rulebooks();
  policy.find_enclosed = openbadges::find_enclosed;
  const vc::Report report = vc::verify({data, size}, ports, policy, arena);
  CAIRN_ASSERT(report.checks.size() == vc::k_check_count);
  CAIRN_ASSERT(report.verdict == vc::judge(report.checks));
  CAIRN_ASSERT(report.verdict != vc::Verdict::valid);  // nobody is known
  CAIRN_ASSERT(report.enclosed.size() <= vc::k_most_enclosed + 1);
  for (const vc::Check& check : report.checks) CAIRN_ASSERT(!check.code.empty() && !check.detail.empty());
  json::to_text(vc::to_json(report, arena));
  json::to_text(vc::to_json(std::span<const vc::Finding>(report.findings), arena));
  return 0;
}
