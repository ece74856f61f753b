#pragma once
#include <cstdint>
#include <memory>
#include <span>

#include "base/bytes.hpp"
#include "base/entropy.hpp"
#include "base/result.hpp"
#include "crypto/key.hpp"
#include "crypto/signature.hpp"

namespace cairn::crypto {

inline constexpr std::size_t k_p256_signature_bytes = 64;

/// A P-256 key that signs the statements of one document and is then forgotten. The key material is drawn anew each time,
/// the prepared curve is kept. Nonces come from OpenSSL's generator, which mixes in key and message (no RFC 6979), and a
/// signature is not verified before it is given out: a faulty one under a fresh nonce gives nothing away. Not thread-safe.
/// cost:  about 25 us a signature
/// spec:  FIPS 186-5 6.4.1 with SHA-256 (ES256)
class StatementKey {
 public:
  StatementKey();
  ~StatementKey();
  StatementKey(const StatementKey&) = delete;
  StatementKey& operator=(const StatementKey&) = delete;

  /// Draw a new key.
  void renew(Entropy& entropy);
  /// The compressed point of the present key; a Bug before the first renew().
  const PublicKey& public_key() const;
  /// in:    message - hashed inside    out: r || s
  void sign(ByteView message, std::span<std::uint8_t, k_p256_signature_bytes> out);
  /// Wipe the secret.
  void forget();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// A P-256 public key made ready once, for many signatures. Not thread-safe.
/// cost:  about 70 us a signature
class StatementVerifier {
 public:
  /// in: a key of type p256
  explicit StatementVerifier(const PublicKey& key);
  ~StatementVerifier();
  StatementVerifier(const StatementVerifier&) = delete;
  StatementVerifier& operator=(const StatementVerifier&) = delete;

  /// in: signature - r || s; any other length does not fit
  SignatureCheck verify(ByteView message, ByteView signature);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace cairn::crypto
