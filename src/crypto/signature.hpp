#pragma once
#include <memory>
#include <string>

#include "base/bytes.hpp"
#include "base/entropy.hpp"
#include "base/result.hpp"
#include "crypto/key.hpp"
#include "crypto/secret.hpp"

namespace cairn::crypto {

/// How a key signs. ECDSA signatures are r || s, of fixed length; never DER.
enum class Algorithm { ed25519, ecdsa_p256_sha256, ecdsa_p384_sha384, rsa_pkcs1_sha256, rsa_pss_sha256 };

enum class SignatureCheck { fits, does_not_fit };

/// Check a signature over a message (hashed inside, as the algorithm says).
/// out:   does_not_fit also for wrong lengths, r or s out of range, a non-canonical S
/// fails: refused/signature.algorithm when key type and algorithm do not belong together
Result<SignatureCheck> verify(const PublicKey& key, Algorithm algorithm, ByteView message, ByteView signature);

/// Holds one private key; file today, hardware or a remote service tomorrow. Safe to call from several threads.
class Signer {
 public:
  virtual ~Signer() = default;
  virtual const PublicKey& public_key() const = 0;
  /// The key's own algorithm: Ed25519, ECDSA P-256 with SHA-256, P-384 with SHA-384.
  virtual Algorithm algorithm() const = 0;
  /// ECDSA signatures are deterministic (RFC 6979).
  /// fails: corrupt/signature.fault (an ECDSA signature that did not fit when it was checked)
  virtual Result<Bytes> sign(ByteView message) = 0;
};

/// Draw the secret of a fresh key, for a key file.  in: ed25519, p256 or p384   fails: unsupported/key.type for RSA
Result<SecretBytes> generate_secret(KeyType type, Entropy& entropy);
/// Make a fresh private key in memory.  in: ed25519, p256 or p384   fails: unsupported/key.type for RSA
Result<std::unique_ptr<Signer>> generate_signer(KeyType type, Entropy& entropy);
/// From secret bytes: Ed25519 32-byte seed, P-256 32-byte and P-384 48-byte scalar, big-endian.
/// fails: malformed/key.secret (length, or a scalar that is zero or not below the order), unsupported/key.type for RSA
Result<std::unique_ptr<Signer>> make_signer(KeyType type, ByteView secret);

}  // namespace cairn::crypto
