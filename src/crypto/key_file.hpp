#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/entropy.hpp"
#include "base/result.hpp"
#include "crypto/secret.hpp"
#include "crypto/signature.hpp"

namespace cairn::crypto {

/// What opens a key file: a passphrase, or the contents of a separate file of 32 random bytes (so that a service starts
/// unattended). Memory is wiped when it goes.
class Unlock {
 public:
  /// fails: malformed/key.empty-passphrase
  static Result<Unlock> passphrase(std::string_view text);
  /// fails: malformed/key.unlock-file (not exactly 32 bytes)
  static Result<Unlock> unlock_file(ByteView contents);

  enum class Method { passphrase, unlock_file };
  Method method() const { return method_; }
  const SecretBytes& secret() const { return secret_; }

 private:
  Unlock(Method method, SecretBytes secret) : method_(method), secret_(std::move(secret)) {}
  Method method_;
  SecretBytes secret_;
};

/// What a key file says without being opened. Not proven until the file is opened.
struct KeyDescription {
  std::string issuer;               ///< DID or https URL in whose name it signs
  std::string verification_method;  ///< absolute id, for example "did:key:z6Mk...#z6Mk..."
  PublicKey public_key;
  Unlock::Method opened_by = Unlock::Method::passphrase;
};

/// A private key, opened.
struct KeyFile {
  std::string issuer;               ///< DID or https URL in whose name it signs
  std::string verification_method;  ///< absolute id, for example "did:key:z6Mk...#z6Mk..."
  std::shared_ptr<Signer> signer;
};

/// What one guess at a passphrase costs.  spec: RFC 9106 4
struct PassphraseCost {
  std::uint32_t passes = 3;                          ///< 1 .. 16
  std::uint64_t memory_bytes = 64ULL * 1024 * 1024;  ///< 8 KiB .. 512 MiB
};

/// What to write into a key file.
struct NewKeyFile {
  std::string issuer;
  std::string verification_method;
  KeyType type;
  const SecretBytes& secret;  ///< as generate_secret makes it
};

/// Write a private key at rest: JSON text with issuer, verification method and public key in the open, and the secret
/// under XChaCha20-Poly1305 with a key from Argon2id, or with the unlock file's. All that is in the open is bound as
/// associated data. fails: malformed/key.secret, unsupported/key.type, exhausted/key.passphrase-cost (outside its
/// bounds, or not enough memory)
Result<std::string> write_key_file(const NewKeyFile& key, const Unlock& unlock, Entropy& entropy,
                                   const PassphraseCost& cost = {});

/// Open a key file.
/// fails: malformed/key.file (no key file, or cut short), unsupported/key.file-format,
///        unauthenticated/key.passphrase (wrong passphrase or unlock file, or the file was changed: these cannot be
///        told apart), refused/key.unlock-method (a passphrase was given for a file that wants an unlock file, or the
///        reverse), exhausted/key.passphrase-cost (the file asks for more time or memory than any file of ours),
///        corrupt/key.tampered (it opens, but holds another key than it says)
Result<KeyFile> read_key_file(std::string_view text, const Unlock& unlock);

/// Read what a key file says in the open.  fails: malformed/key.file, unsupported/key.file-format,
/// exhausted/key.passphrase-cost
Result<KeyDescription> read_key_file_public(std::string_view text);

}  // namespace cairn::crypto
