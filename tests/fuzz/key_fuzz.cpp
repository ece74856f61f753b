#include <cstddef>
#include <cstdint>

#include "crypto/key.hpp"
#include "crypto/signature.hpp"
#include "json/read.hpp"

namespace {

using namespace cairn;

// A key that was accepted must survive every form it can be written in.
void check_key(const crypto::PublicKey& key) {
  Arena arena;
  CAIRN_ASSERT(crypto::make_public_key(key.type, key.bytes).value() == key);
  CAIRN_ASSERT(crypto::parse_public_jwk(crypto::to_public_jwk(key, arena)).value() == key);
  CAIRN_ASSERT(crypto::jwk_thumbprint(key).size() == 43);
  if (key.type != crypto::KeyType::rsa) CAIRN_ASSERT(crypto::parse_multikey(crypto::to_multikey(key)).value() == key);
}

}  // namespace

// The first byte chooses the door: Multikey, JWK, or the raw bytes of one of the four kinds.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const ByteView rest(data + 1, size - 1);
  Result<crypto::PublicKey> key = fail(Kind::missing, "none", "");
  if (data[0] % 6 == 0) {
    key = crypto::parse_multikey(as_text(rest));
    if (key.has_value()) CAIRN_ASSERT(crypto::to_multikey(*key) == as_text(rest));
  } else if (data[0] % 6 == 1) {
    Arena arena;
    const Result<json::Value> jwk = json::read(as_text(rest), arena);
    if (jwk.has_value()) key = crypto::parse_public_jwk(*jwk);
  } else {
    key = crypto::make_public_key(static_cast<crypto::KeyType>(data[0] % 6 - 2), rest);
    if (key.has_value()) CAIRN_ASSERT(crypto::PublicKey(*key).bytes == Bytes(rest.begin(), rest.end()));
  }
  if (key.has_value()) check_key(*key);
  return 0;
}
