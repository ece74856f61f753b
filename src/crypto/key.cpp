#include "crypto/key.hpp"

#include <algorithm>
#include <array>

#include "base/encoding.hpp"
#include "crypto/ecdsa.hpp"
#include "crypto/hash.hpp"
#include "crypto/rsa.hpp"

namespace cairn::crypto {
namespace {

// spec: Controlled Identifiers 1.0 "Multikey": the varint of the multicodec, public and private
struct MulticodecRow {
  KeyType type;
  std::array<std::uint8_t, 2> public_prefix;
  std::array<std::uint8_t, 2> secret_prefix;
};
constexpr std::array<MulticodecRow, 3> k_multicodecs = {{
    {KeyType::ed25519, {0xed, 0x01}, {0x80, 0x26}},
    {KeyType::p256, {0x80, 0x24}, {0x86, 0x26}},
    {KeyType::p384, {0x81, 0x24}, {0x87, 0x26}},
}};
constexpr std::size_t k_prefix_bytes = 2;

bool has_prefix(ByteView bytes, const std::array<std::uint8_t, 2>& prefix) {
  return bytes.size() >= k_prefix_bytes && bytes[0] == prefix[0] && bytes[1] == prefix[1];
}

Result<PublicKey> make_ed25519_key(ByteView bytes) {
  if (bytes.size() != 32) {
    return fail(Kind::malformed, "key.length",
                "an Ed25519 public key has 32 bytes, here are " + std::to_string(bytes.size()));
  }
  return PublicKey{KeyType::ed25519, Bytes(bytes.begin(), bytes.end())};
}

Failure bad_jwk(std::string detail) {
  return fail(Kind::malformed, "key.jwk", std::move(detail), "compare the key with RFC 7517 and RFC 7518, section 6");
}

// A required member: base64url text of bytes.
Result<Bytes> read_jwk_bytes(json::Value jwk, std::string_view name) {
  const json::Value* member = jwk.find(name);
  if (member == nullptr || !member->is_string())
    return bad_jwk("the JWK has no text member \"" + std::string(name) + "\"");
  return from_base64url(member->text());
}

Result<PublicKey> read_okp_jwk(json::Value jwk) {
  if (jwk.text_of("crv") != "Ed25519") {
    return fail(Kind::unsupported, "key.type", "a JWK of kty OKP whose crv is not Ed25519");
  }
  CAIRN_TRY(const Bytes x, read_jwk_bytes(jwk, "x"));
  return make_ed25519_key(x);
}

Result<PublicKey> read_ec_jwk(json::Value jwk) {
  const std::string_view curve_name = jwk.text_of("crv");
  if (curve_name != "P-256" && curve_name != "P-384") {
    return fail(Kind::unsupported, "key.type", "a JWK of kty EC whose crv is neither P-256 nor P-384");
  }
  const KeyType curve = curve_name == "P-256" ? KeyType::p256 : KeyType::p384;
  AffinePoint point;
  CAIRN_TRY(point.x, read_jwk_bytes(jwk, "x"));
  CAIRN_TRY(point.y, read_jwk_bytes(jwk, "y"));
  if (point.x.size() != coordinate_bytes(curve) || point.y.size() != coordinate_bytes(curve)) {
    return fail(Kind::malformed, "key.length",
                "x and y of a JWK on this curve have " + std::to_string(coordinate_bytes(curve)) + " bytes each");
  }
  if (!is_on_curve(curve, point)) return fail(Kind::malformed, "key.point", "x and y of the JWK are no point on its curve");
  Bytes compressed = {static_cast<std::uint8_t>(2 + point.y.back() % 2)};
  compressed.insert(compressed.end(), point.x.begin(), point.x.end());
  return PublicKey{curve, std::move(compressed), std::move(point.y)};
}

Result<PublicKey> read_rsa_jwk(json::Value jwk) {
  CAIRN_TRY(Bytes n, read_jwk_bytes(jwk, "n"));
  CAIRN_TRY(Bytes e, read_jwk_bytes(jwk, "e"));
  if (n.empty() || n[0] == 0 || n.size() > 1024 || e.empty() || e[0] == 0 || e.size() > 1024) {
    return bad_jwk("n or e of the JWK is empty, too long, or begins with a zero byte");
  }
  return make_public_key(KeyType::rsa, write_rsa_key({std::move(n), std::move(e)}));
}

Result<PublicKey> read_jwk_numbers(json::Value jwk) {
  const std::string_view family = jwk.text_of("kty");
  if (family == "OKP") return read_okp_jwk(jwk);
  if (family == "EC") return read_ec_jwk(jwk);
  if (family == "RSA") return read_rsa_jwk(jwk);
  if (family.empty()) return bad_jwk("the JWK has no text member \"kty\"");
  return fail(Kind::unsupported, "key.type", "a JWK whose kty is none of OKP, EC, RSA",
              "only public keys are read: Ed25519, P-256, P-384, RSA");
}

// spec: RFC 7517 4.2, 4.3
Result<void> check_jwk_use(json::Value jwk) {
  const json::Value* use = jwk.find("use");
  if (use != nullptr && !use->is_string("sig")) {
    return fail(Kind::refused, "key.use", "the JWK's \"use\" is not \"sig\"",
                "name a key that is meant for signatures");
  }
  const json::Value* operations = jwk.find("key_ops");
  if (operations == nullptr) return {};
  if (!operations->is_array()) return bad_jwk("\"key_ops\" is no array");
  const json::Array items = operations->array();
  if (!std::any_of(items.begin(), items.end(), [](json::Value item) { return item.is_string("verify"); })) {
    return fail(Kind::refused, "key.use", "the JWK's \"key_ops\" does not hold \"verify\"",
                "name a key that is meant for signatures");
  }
  return {};
}

// spec: RFC 7517 4.4, RFC 7518 3.1, RFC 8037 3.1, RFC 9864
Result<void> check_jwk_algorithm_name(json::Value jwk, KeyType type) {
  const json::Value* member = jwk.find("alg");
  if (member == nullptr) return {};
  if (!member->is_string()) return bad_jwk("\"alg\" is no text");
  const std::string_view name = member->text();
  const auto is_one_of = [name](std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  switch (type) {
    case KeyType::ed25519:
      if (is_one_of({"EdDSA", "Ed25519"})) return {};
      break;
    case KeyType::p256:
      if (is_one_of({"ES256"})) return {};
      break;
    case KeyType::p384:
      if (is_one_of({"ES384"})) return {};
      break;
    case KeyType::rsa:
      if (is_one_of({"RS256", "PS256"})) return {};
      if (is_one_of({"RS384", "RS512", "PS384", "PS512"})) {
        return fail(Kind::unsupported, "key.algorithm", "RSA with another hash than SHA-256 is not verified here");
      }
      break;
  }
  return fail(Kind::refused, "key.algorithm", "the JWK's \"alg\" is not a signature algorithm of its key");
}

}  // namespace

std::string_view key_type_name(KeyType type) {
  switch (type) {
    case KeyType::ed25519:
      return "Ed25519";
    case KeyType::p256:
      return "P-256";
    case KeyType::p384:
      return "P-384";
    case KeyType::rsa:
      return "RSA";
  }
  CAIRN_ASSERT(false);
  return {};
}

Result<PublicKey> make_public_key(KeyType type, ByteView bytes) {
  switch (type) {
    case KeyType::ed25519:
      return make_ed25519_key(bytes);
    case KeyType::p256:
    case KeyType::p384: {
      CAIRN_TRY(AffinePoint point, decompress_point(type, bytes));
      return PublicKey{type, Bytes(bytes.begin(), bytes.end()), std::move(point.y)};
    }
    case KeyType::rsa:
      CAIRN_CHECK(read_rsa_key(bytes));
      break;
  }
  return PublicKey{type, Bytes(bytes.begin(), bytes.end())};
}

Result<PublicKey> parse_multikey(std::string_view text) {
  if (text.empty() || text.front() != 'z') {
    return fail(Kind::unsupported, "multibase.prefix", "a Multikey is written in base58btc and begins with z");
  }
  CAIRN_TRY(const Bytes bytes, from_base58(text.substr(1)));
  for (const MulticodecRow& row : k_multicodecs) {
    if (has_prefix(bytes, row.public_prefix)) return make_public_key(row.type, ByteView(bytes).subspan(k_prefix_bytes));
    if (has_prefix(bytes, row.secret_prefix)) {
      return fail(Kind::refused, "key.private-member", "this is a private key where a public key belongs",
                  "take the private key out of the document and replace it: it is no longer secret");
    }
  }
  return fail(Kind::unsupported, "key.multicodec", "the Multikey is neither Ed25519 nor P-256 nor P-384");
}

std::string to_multikey(const PublicKey& key) {
  const auto* row = std::find_if(k_multicodecs.begin(), k_multicodecs.end(), [&](const MulticodecRow& one) { return one.type == key.type; });
  CAIRN_ASSERT(row != k_multicodecs.end());
  Bytes bytes(row->public_prefix.begin(), row->public_prefix.end());
  bytes.insert(bytes.end(), key.bytes.begin(), key.bytes.end());
  return to_multibase(bytes, Multibase::base58btc);
}

Result<PublicKey> parse_public_jwk(json::Value jwk) {
  if (!jwk.is_object()) return bad_jwk("the JWK is no object");
  for (const std::string_view name : {"d", "p", "q", "dp", "dq", "qi", "oth", "k"}) {
    if (jwk.find(name) != nullptr) {
      return fail(Kind::refused, "key.private-member", "the JWK has the private member \"" + std::string(name) + "\"",
                  "take it out and replace the key: it is no longer secret");
    }
  }
  CAIRN_CHECK(check_jwk_use(jwk));
  CAIRN_TRY(PublicKey key, read_jwk_numbers(jwk));
  CAIRN_CHECK(check_jwk_algorithm_name(jwk, key.type));
  return key;
}

namespace {

struct JwkMember {
  std::string_view name;
  std::string value;
};

// The members that make the key, in the order people write them.
std::vector<JwkMember> jwk_members(const PublicKey& key) {
  if (key.type == KeyType::rsa) {
    const Result<RsaNumbers> numbers = read_rsa_key(key.bytes);
    CAIRN_ASSERT(numbers.has_value());
    return {{"kty", "RSA"}, {"n", to_base64url(numbers->n)}, {"e", to_base64url(numbers->e)}};
  }
  const std::string curve(key_type_name(key.type));
  if (key.type == KeyType::ed25519) return {{"kty", "OKP"}, {"crv", curve}, {"x", to_base64url(key.bytes)}};
  return {{"kty", "EC"}, {"crv", curve}, {"x", to_base64url(ByteView(key.bytes).subspan(1))}, {"y", to_base64url(key.y)}};
}

}  // namespace

json::Object to_public_jwk(const PublicKey& key, Arena& arena) {
  const std::vector<JwkMember> members = jwk_members(key);
  const json::Object out = json::Object::make(arena, static_cast<std::uint32_t>(members.size()));
  for (const JwkMember& member : members) out.set(member.name, json::Value::string(arena.copy(member.value)), arena);
  return out;
}

// RFC 7638 3: the required members in the order of their names, without white space. None of the values needs escaping.
std::string jwk_thumbprint(const PublicKey& key) {
  std::vector<JwkMember> members = jwk_members(key);
  std::sort(members.begin(), members.end(), [](const JwkMember& a, const JwkMember& b) { return a.name < b.name; });
  std::string text;
  for (const JwkMember& member : members) {
    text += text.empty() ? "{\"" : ",\"";
    text.append(member.name) += "\":\"" + member.value + "\"";
  }
  text += "}";
  return to_base64url(sha256(as_bytes(text)));
}

}  // namespace cairn::crypto
