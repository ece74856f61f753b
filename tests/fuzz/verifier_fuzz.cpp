#include "base/bug.hpp"
#include "crypto/signature.hpp"
#include "json/write.hpp"
#include "jsonld/embedded_contexts.hpp"
#include "jsonld/pinned_loader.hpp"
#include "proof/did_key.hpp"
#include "verify/verifier.hpp"

// Whatever a verifier is handed, carriers and bundles included. The seeds hold badges that are valid, so that what is made of them
// must not be, unless it says the same.
namespace {

using namespace cairn;

std::string college() {
  const auto signer = crypto::make_signer(crypto::KeyType::ed25519, Bytes(32, 7)).value();
  return proof::to_did_key(signer->public_key());
}

std::unique_ptr<verify::Verifier> make_verifier() {
  verify::VerifierParts parts;
  parts.contexts = std::make_unique<jsonld::PinnedLoader>(jsonld::embedded_contexts());
  parts.known_issuers = {college()};
  return std::make_unique<verify::Verifier>(std::move(parts));
}

// What the college has signed in the seeds.
void check_claims(const vc::Summary& summary) {
  CAIRN_ASSERT(summary.issuer_id == college());
  CAIRN_ASSERT(summary.achievement_name == "Data Storytelling");
  CAIRN_ASSERT(summary.valid_until == "2027-03-15T09:30:00Z");
  CAIRN_ASSERT(summary.results.empty() || summary.results.front().value == "61");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  static const std::unique_ptr<verify::Verifier> verifier = make_verifier();
  const vc::Report report = verifier->verify({data, size}, {start_of_day({2026, 6, 1}), std::nullopt});
  CAIRN_ASSERT(report.checks.size() == vc::k_check_count);
  CAIRN_ASSERT(report.verdict == vc::judge(report.checks));
  for (const vc::Check& check : report.checks) CAIRN_ASSERT(!check.code.empty() && !check.detail.empty());
  if (report.verdict == vc::Verdict::valid) {
    CAIRN_ASSERT(report.summary.has_value());
    check_claims(*report.summary);
  }
  Arena arena;
  json::to_text(vc::to_json(report, arena));
  return 0;
}
