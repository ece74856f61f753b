#include "attacks/row.hpp"
#include "jsonld/embedded_contexts.hpp"
#include "jsonld/pinned_loader.hpp"
#include "verify/verifier.hpp"

namespace cairn::attacks {

vc::Report judge(const Handed& handed) {
  verify::VerifierParts parts;
  parts.contexts = std::make_unique<jsonld::PinnedLoader>(jsonld::embedded_contexts());
  parts.known_issuers = handed.known;
  parts.trust.issuers = handed.listed;
  parts.pins = handed.pins;
  verify::Verifier verifier(std::move(parts));
  // What cannot be used is refused here already, as on the command line; the credential is judged without it.
  for (const auto& [address, text] : handed.documents) (void)verifier.add_document({address, text});
  return verifier.verify(as_bytes(handed.file), {handed.at, handed.recipient, handed.nonce, handed.audience, {}});
}

}  // namespace cairn::attacks
