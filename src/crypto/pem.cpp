#include "crypto/pem.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "base/encoding.hpp"

namespace cairn::crypto {
namespace {

constexpr std::size_t k_longest = 16 * 1024;
constexpr std::string_view k_space = " \t\r\n";

// SubjectPublicKeyInfo up to the key itself, which has a fixed length behind it.
constexpr std::array<std::uint8_t, 12> k_ed25519 = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};
constexpr std::array<std::uint8_t, 26> k_p256 = {0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01,
                                                 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00};
constexpr std::array<std::uint8_t, 23> k_p384 = {0x30, 0x76, 0x30, 0x10, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02,
                                                 0x01, 0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x22, 0x03, 0x62, 0x00};
constexpr std::array<std::uint8_t, 15> k_rsa_algorithm = {0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86,
                                                          0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00};

Failure malformed(std::string detail) {
  return fail(Kind::malformed, "key.pem", std::move(detail), "publish the key as -----BEGIN PUBLIC KEY-----, in base64");
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(k_space);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(k_space) - first + 1);
}

struct Block {
  std::string_view label;
  Bytes bytes;
};

Result<Block> read_block(std::string_view text) {
  constexpr std::string_view k_begin = "-----BEGIN ";
  constexpr std::string_view k_dashes = "-----";
  if (text.size() > k_longest) return malformed("the key is longer than 16 KiB");
  text = trimmed(text);
  if (!text.starts_with(k_begin)) return malformed("the key does not begin with -----BEGIN");
  text.remove_prefix(k_begin.size());
  Block out;
  out.label = text.substr(0, text.find(k_dashes));
  const std::string end = "-----END " + std::string(out.label) + "-----";
  if (out.label.size() == text.size() || out.label.size() > 40 || !text.ends_with(end)) return malformed("the key has no matching END line");
  text.remove_prefix(out.label.size() + k_dashes.size());
  if (text.size() < end.size()) return malformed("the key has no matching END line");
  text.remove_suffix(end.size());
  std::string packed;
  std::copy_if(text.begin(), text.end(), std::back_inserter(packed),
               [](char c) { return k_space.find(c) == std::string_view::npos; });
  auto bytes = from_base64(packed);
  if (!bytes) return malformed("the key is not written in base64");
  out.bytes = std::move(*bytes);
  return out;
}

template <std::size_t N>
bool begins_with(ByteView bytes, const std::array<std::uint8_t, N>& prefix, std::size_t key_size) {
  return bytes.size() == N + key_size && std::equal(prefix.begin(), prefix.end(), bytes.begin());
}

// An uncompressed point: its y must be the one that belongs to its x, which the JWK reader checks.
Result<PublicKey> read_point(std::string_view curve, ByteView point) {
  if (point[0] != 0x04) return malformed("the point of the key is not written in full");
  const std::size_t half = (point.size() - 1) / 2;
  const std::string x = to_base64url(point.subspan(1, half));
  const std::string y = to_base64url(point.subspan(1 + half));
  Arena arena(1024);
  const json::Object jwk = json::Object::make(arena, 4);
  jwk.add_new("kty", json::Value::string("EC"), arena);
  jwk.add_new("crv", json::Value::string(curve), arena);
  jwk.add_new("x", json::Value::string(x), arena);
  jwk.add_new("y", json::Value::string(y), arena);
  return parse_public_jwk(json::Value(jwk));
}

Result<PublicKey> read_subject_key(ByteView der) {
  if (begins_with(der, k_ed25519, 32)) return make_public_key(KeyType::ed25519, der.subspan(k_ed25519.size()));
  if (begins_with(der, k_p256, 65)) return read_point("P-256", der.subspan(k_p256.size()));
  if (begins_with(der, k_p384, 97)) return read_point("P-384", der.subspan(k_p384.size()));
  if (std::search(der.begin(), der.end(), k_rsa_algorithm.begin(), k_rsa_algorithm.end()) != der.end()) {
    return make_public_key(KeyType::rsa, der);
  }
  return fail(Kind::unsupported, "key.type", "the key is of a type not known here");
}

void append_header(Bytes& out, std::uint8_t tag, std::size_t size) {
  out.push_back(tag);
  if (size >= 0x100) {
    out.push_back(0x82);
    out.push_back(static_cast<std::uint8_t>(size >> 8));
  } else if (size >= 0x80) {
    out.push_back(0x81);
  }
  out.push_back(static_cast<std::uint8_t>(size));
}

// PKCS#1 is what SubjectPublicKeyInfo holds in its bit string.
Bytes wrap_rsa_key(ByteView pkcs1) {
  Bytes bits;
  append_header(bits, 0x03, pkcs1.size() + 1);
  bits.push_back(0);
  bits.insert(bits.end(), pkcs1.begin(), pkcs1.end());
  Bytes out;
  append_header(out, 0x30, k_rsa_algorithm.size() + bits.size());
  out.insert(out.end(), k_rsa_algorithm.begin(), k_rsa_algorithm.end());
  out.insert(out.end(), bits.begin(), bits.end());
  return out;
}

}  // namespace

Result<PublicKey> parse_public_pem(std::string_view text) {
  CAIRN_TRY(const Block block, read_block(text));
  if (block.label == "PUBLIC KEY") return read_subject_key(block.bytes);
  if (block.label == "RSA PUBLIC KEY") return make_public_key(KeyType::rsa, wrap_rsa_key(block.bytes));
  if (block.label.find("PRIVATE") != std::string_view::npos) {
    return fail(Kind::refused, "key.private-member", "this is a private key", "its owner must publish the public key only, and replace it now");
  }
  return malformed("the text is no public key but " + std::string(block.label));
}

}  // namespace cairn::crypto
