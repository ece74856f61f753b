#include "crypto/signature.hpp"

#include <sodium.h>

#include "crypto/ecdsa.hpp"
#include "crypto/rsa.hpp"

namespace cairn::crypto {
namespace {

constexpr std::size_t k_seed_bytes = crypto_sign_SEEDBYTES;
static_assert(crypto_sign_SEEDBYTES == 32 && crypto_sign_BYTES == 64 && crypto_sign_PUBLICKEYBYTES == 32);

bool belong_together(KeyType type, Algorithm algorithm) {
  switch (algorithm) {
    case Algorithm::ed25519:
      return type == KeyType::ed25519;
    case Algorithm::ecdsa_p256_sha256:
      return type == KeyType::p256;
    case Algorithm::ecdsa_p384_sha384:
      return type == KeyType::p384;
    case Algorithm::rsa_pkcs1_sha256:
    case Algorithm::rsa_pss_sha256:
      return type == KeyType::rsa;
  }
  return false;
}

// libsodium refuses a non-canonical S, and keys and R of small order.
SignatureCheck ed25519_verify(ByteView key, ByteView message, ByteView signature) {
  if (signature.size() != crypto_sign_BYTES || key.size() != crypto_sign_PUBLICKEYBYTES)
    return SignatureCheck::does_not_fit;
  CAIRN_ASSERT(sodium_init() >= 0);
  const bool fits = crypto_sign_verify_detached(signature.data(), message.data(), message.size(), key.data()) == 0;
  return fits ? SignatureCheck::fits : SignatureCheck::does_not_fit;
}

class Ed25519Signer final : public Signer {
 public:
  explicit Ed25519Signer(ByteView seed)
      : secret_(crypto_sign_SECRETKEYBYTES), public_key_{KeyType::ed25519, Bytes(crypto_sign_PUBLICKEYBYTES)} {
    CAIRN_ASSERT(seed.size() == k_seed_bytes);
    CAIRN_ASSERT(crypto_sign_seed_keypair(public_key_.bytes.data(), secret_.writable().data(), seed.data()) == 0);
  }

  const PublicKey& public_key() const override { return public_key_; }
  Algorithm algorithm() const override { return Algorithm::ed25519; }

  Result<Bytes> sign(ByteView message) override {
    Bytes out(crypto_sign_BYTES);
    CAIRN_ASSERT(crypto_sign_detached(out.data(), nullptr, message.data(), message.size(), secret_.reveal().data()) ==
                 0);
    return out;
  }

 private:
  SecretBytes secret_;
  PublicKey public_key_;
};

Failure no_rsa_signing() {
  return fail(Kind::unsupported, "key.type", "RSA signatures are verified here, not made",
              "use an Ed25519, P-256 or P-384 key");
}

}  // namespace

Result<SignatureCheck> verify(const PublicKey& key, Algorithm algorithm, ByteView message, ByteView signature) {
  if (!belong_together(key.type, algorithm)) {
    return fail(Kind::refused, "signature.algorithm",
                "this algorithm is not one of a key of type " + std::string(key_type_name(key.type)));
  }
  switch (algorithm) {
    case Algorithm::ed25519:
      return ed25519_verify(key.bytes, message, signature);
    case Algorithm::ecdsa_p256_sha256:
    case Algorithm::ecdsa_p384_sha384:
      return ecdsa_verify(key, message, signature);
    case Algorithm::rsa_pkcs1_sha256:
      return rsa_verify(key.bytes, RsaPadding::pkcs1, message, signature);
    case Algorithm::rsa_pss_sha256:
      return rsa_verify(key.bytes, RsaPadding::pss, message, signature);
  }
  CAIRN_ASSERT(false);
  return SignatureCheck::does_not_fit;
}

Result<SecretBytes> generate_secret(KeyType type, Entropy& entropy) {
  if (type == KeyType::rsa) return no_rsa_signing();
  SecretBytes out(type == KeyType::p384 ? 48 : 32);
  do {
    entropy.fill(out.writable());
  } while (type != KeyType::ed25519 && !is_ecdsa_secret(type, out.reveal()));
  return out;
}

Result<std::unique_ptr<Signer>> generate_signer(KeyType type, Entropy& entropy) {
  CAIRN_TRY(const SecretBytes secret, generate_secret(type, entropy));
  return make_signer(type, secret.reveal());
}

Result<std::unique_ptr<Signer>> make_signer(KeyType type, ByteView secret) {
  if (type == KeyType::rsa) return no_rsa_signing();
  if (type == KeyType::ed25519 && secret.size() == k_seed_bytes) {
    return std::unique_ptr<Signer>(std::make_unique<Ed25519Signer>(secret));
  }
  if (type != KeyType::ed25519 && is_ecdsa_secret(type, secret)) return make_ecdsa_signer(type, secret);
  return fail(Kind::malformed, "key.secret",
              "not a private key of type " + std::string(key_type_name(type)) + ": wrong length or out of range");
}

}  // namespace cairn::crypto
