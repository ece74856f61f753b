#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "base/entropy.hpp"
#include "base/result.hpp"
#include "crypto/signature.hpp"

namespace cairn::crypto {

/// What opens a key file: a passphrase, or the contents of a separate file of 32 random bytes (so that a service starts unattended).
/// Memory is wiped when it goes.
class Unlock;

/// A private key at rest: JSON text with issuer, verification method, public key, and the secret under XChaCha20-Poly1305
/// with a key from Argon2id; issuer and public key are bound as associated data.
struct KeyFile {
  std::string issuer;               ///< DID or https URL in whose name it signs
  std::string verification_method;  ///< absolute id, for example "did:key:z6Mk...#z6Mk..."
  std::shared_ptr<Signer> signer;
};

}  // namespace cairn::crypto
