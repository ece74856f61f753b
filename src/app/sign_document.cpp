#include "app/sign_document.hpp"

#include "app/identifiers.hpp"
#include "app/issue_ports.hpp"
#include "json/write.hpp"
#include "openbadges/rulebook.hpp"
#include "proof/did_key.hpp"
#include "proof/local_resolver.hpp"
#include "proof/selective_disclosure.hpp"
#include "vc/issue.hpp"
#include "vc/verify.hpp"

namespace cairn::app {
namespace {

// What was signed is judged as anybody else would judge it; the key's own document stands in for the published one.
Result<void> read_back(const std::string& document, const crypto::KeyFile& key, proof::Engine& engine, const SigningPorts& ports) {
  Arena arena;
  proof::LocalResolver resolver;
  if (!key.issuer.starts_with("did:key:") && !key.issuer.starts_with("did:jwk:")) {
    proof::PublishedKey published;
    published.key = key.signer->public_key();
    published.method_id = key.verification_method;
    CAIRN_CHECK(resolver.add_document(key.issuer, proof::to_controller_json(key.issuer, {&published, 1}, arena)));
  }
  vc::VerifyPorts verify_ports{engine, ports.contexts, resolver};
  vc::VerifyPolicy policy;
  policy.at = ports.clock.now();
  policy.rulebooks = openbadges::all_rulebooks();
  const vc::Report report = vc::verify(as_bytes(document), verify_ports, policy, arena);
  for (const vc::CheckId id : {vc::CheckId::reading, vc::CheckId::shape, vc::CheckId::signature, vc::CheckId::key}) {
    const vc::Check& check = report.check(id);
    if (check.outcome == vc::Outcome::pass) continue;
    return fail(Kind::corrupt, "issue.self-check",
                "the document just signed does not pass the check \"" + std::string(vc::check_name(id)) + "\": " + check.detail,
                "Nothing was written. Check that the key file is the right one; then report this.");
  }
  return {};
}

}  // namespace

Result<std::string> sign_document(json::Value unsecured, const SigningKey& by, const SigningPorts& ports, Arena& arena) {
  proof::Engine engine(ports.contexts);
  CAIRN_TRY(vc::Prepared permit, vc::prepare({unsecured}, {openbadges::all_rulebooks(), &ports.contexts}));
  proof::ProofConfiguration configuration;
  configuration.cryptosuite =
      by.cryptosuite.empty() ? std::string(default_cryptosuite(by.key.signer->public_key().type)) : by.cryptosuite;
  if (configuration.cryptosuite == proof::k_selective_suite) {
    return fail(Kind::refused, "issue.suite", "what is signed with " + configuration.cryptosuite + " can only be checked after a part was chosen",
                "Leave --suite out.");
  }
  CAIRN_CHECK(check_suite(configuration.cryptosuite, by.key.signer->public_key().type));
  configuration.verification_method = by.key.verification_method;
  configuration.created = Instant{ports.clock.now().seconds, 0};
  CAIRN_TRY(const vc::SecuredDocument secured, vc::sign(std::move(permit), engine, *by.key.signer, configuration, arena));
  std::string out = json::to_text(secured.value);
  CAIRN_CHECK(read_back(out, by.key, engine, ports));
  return out;
}

std::string fresh_document_id(const SigningPorts& ports) {
  return "urn:uuid:" + store::to_text(NameMaker(ports.entropy).make(ports.clock.now()).id);
}

}  // namespace cairn::app
