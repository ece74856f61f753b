#pragma once
#include <string>

#include "base/arena.hpp"
#include "base/clock.hpp"
#include "base/entropy.hpp"
#include "base/result.hpp"
#include "crypto/key_file.hpp"
#include "json/value.hpp"
#include "jsonld/loader.hpp"

namespace cairn::app {

/// What signing a single document reaches out to.
struct SigningPorts {
  Clock& clock;
  Entropy& entropy;
  jsonld::DocumentLoader& contexts;  ///< pinned
};

/// Who signs, and how.
struct SigningKey {
  const crypto::KeyFile& key;
  std::string cryptosuite;  ///< empty: the key's own rdfc suite
};

/// Check a document by every rulebook, sign it, and read it back with our own verifier. It is recorded nowhere: that is for
/// documents that say something about others, not for awards.
/// out:   the JSON text of the secured document
/// fails: as vc::prepare and vc::sign; corrupt/issue.self-check
Result<std::string> sign_document(json::Value unsecured, const SigningKey& by, const SigningPorts& ports, Arena& arena);

/// out: "urn:uuid:...", new each time
std::string fresh_document_id(const SigningPorts& ports);

}  // namespace cairn::app
