#include "crypto/hash.hpp"

#include <openssl/crypto.h>
#include <openssl/sha.h>

// The one-shot functions of OpenSSL 3 look the algorithm up and allocate on every call: 350 ns for 32 bytes, against 55
// ns for the plain functions below. RDFC-1.0 hashes thousands of short texts, and an algorithm fetched once would be a
// global.
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

namespace cairn::crypto {
namespace {

struct Sha256Steps {
  using Context = SHA256_CTX;
  using Digest = Sha256;
  static constexpr std::size_t k_block_bytes = 64;
  static void start(Context& context) { SHA256_Init(&context); }
  static void add(Context& context, ByteView bytes) { SHA256_Update(&context, bytes.data(), bytes.size()); }
  static void finish(Context& context, Digest& out) { SHA256_Final(out.data(), &context); }
};

struct Sha384Steps {
  using Context = SHA512_CTX;
  using Digest = Sha384;
  static constexpr std::size_t k_block_bytes = 128;
  static void start(Context& context) { SHA384_Init(&context); }
  static void add(Context& context, ByteView bytes) { SHA384_Update(&context, bytes.data(), bytes.size()); }
  static void finish(Context& context, Digest& out) { SHA384_Final(out.data(), &context); }
};

struct Sha512Steps {
  using Context = SHA512_CTX;
  using Digest = Sha512;
  static void start(Context& context) { SHA512_Init(&context); }
  static void add(Context& context, ByteView bytes) { SHA512_Update(&context, bytes.data(), bytes.size()); }
  static void finish(Context& context, Digest& out) { SHA512_Final(out.data(), &context); }
};

template <class Steps>
typename Steps::Digest digest(ByteView bytes) {
  typename Steps::Context context;
  typename Steps::Digest out;
  Steps::start(context);
  Steps::add(context, bytes);
  Steps::finish(context, out);
  return out;
}

// RFC 2104. Keys may be secret, so what is derived from them is wiped.
template <class Steps>
typename Steps::Digest hmac(ByteView key, ByteView bytes) {
  constexpr std::size_t block_bytes = Steps::k_block_bytes;
  std::array<std::uint8_t, block_bytes> pad{};
  typename Steps::Digest out;
  if (key.size() > block_bytes) {
    out = digest<Steps>(key);
    key = out;
  }
  for (std::size_t i = 0; i < key.size(); ++i) pad[i] = key[i];
  for (std::uint8_t& byte : pad) byte ^= 0x36;
  typename Steps::Context context;
  Steps::start(context);
  Steps::add(context, pad);
  Steps::add(context, bytes);
  Steps::finish(context, out);
  for (std::uint8_t& byte : pad) byte ^= 0x36 ^ 0x5c;
  Steps::start(context);
  Steps::add(context, pad);
  Steps::add(context, out);
  Steps::finish(context, out);
  OPENSSL_cleanse(pad.data(), pad.size());
  OPENSSL_cleanse(&context, sizeof context);
  return out;
}

}  // namespace

Sha256 sha256(ByteView bytes) { return digest<Sha256Steps>(bytes); }
Sha384 sha384(ByteView bytes) { return digest<Sha384Steps>(bytes); }
Sha512 sha512(ByteView bytes) { return digest<Sha512Steps>(bytes); }
Sha256 hmac_sha256(ByteView key, ByteView bytes) { return hmac<Sha256Steps>(key, bytes); }
Sha384 hmac_sha384(ByteView key, ByteView bytes) { return hmac<Sha384Steps>(key, bytes); }

}  // namespace cairn::crypto
