#include "proof/jose.hpp"

#include <algorithm>
#include <array>

#include "base/encoding.hpp"
#include "crypto/jws.hpp"
#include "json/read.hpp"
#include "json/write.hpp"

namespace cairn::proof {
namespace {

constexpr std::size_t k_largest_token = 4 * 1024 * 1024;
constexpr json::ReadLimits k_header_limits = {.size_bytes = 16 * 1024, .depth = 8};

// What a credential may be signed with; the rest of the registry is refused by policy, whatever the key could do.
constexpr std::array<std::string_view, 5> k_accepted = {"ES256", "ES384", "EdDSA", "Ed25519", "RS256"};

Failure syntax(std::string detail) {
  return fail(Kind::malformed, "jws.syntax", std::move(detail), "a token is three base64url texts joined by dots");
}

Result<void> check_text(json::Value header, std::string_view name) {
  const json::Value* member = header.find(name);
  if (member == nullptr || member->is_string()) return {};
  return fail(Kind::malformed, "jws.header", "the header's " + std::string(name) + " is no text");
}

}  // namespace

Result<CompactJws> parse_compact_jws(std::string_view token, Arena& arena) {
  if (token.size() > k_largest_token) return fail(Kind::exhausted, "jws.size", "the token is larger than 4 MiB");
  const std::size_t first = token.find('.');
  const std::size_t second = first == std::string_view::npos ? first : token.find('.', first + 1);
  if (second == std::string_view::npos) return syntax("fewer than three parts");
  if (token.find('.', second + 1) != std::string_view::npos) return syntax("more than three parts");
  CompactJws jws;
  jws.signing_input = token.substr(0, second);
  CAIRN_TRY(const Bytes header, from_base64url(token.substr(0, first)));
  CAIRN_TRY(jws.payload, from_base64url(token.substr(first + 1, second - first - 1)));
  CAIRN_TRY(jws.signature, from_base64url(token.substr(second + 1)));
  CAIRN_TRY(jws.header, json::read(as_text(header), arena, k_header_limits));
  if (!jws.header.is_object()) return syntax("the header is no JSON object");
  return jws;
}

Result<json::Value> read_json_or_token(std::string_view text, Arena& arena) {
  constexpr std::string_view k_space = " \t\r\n";
  const std::string_view kept = arena.copy(text);
  const std::size_t start = std::min(kept.find_first_not_of(k_space), kept.size());
  const std::string_view content = kept.substr(start, kept.find_last_not_of(k_space) + 1 - start);
  // A token's header is a JSON object, so it begins with "ey"; no JSON text does.
  const bool is_token = content.starts_with("ey") && std::count(content.begin(), content.end(), '.') == 2;
  return is_token ? Result<json::Value>(json::Value::string(content)) : json::read(kept, arena);
}

Result<void> check_jws_header(json::Value header) {
  CAIRN_CHECK(check_text(header, "kid"));
  return check_jws_algorithm(header);
}

Result<void> check_jws_algorithm(json::Value header) {
  CAIRN_CHECK(check_text(header, "alg"));
  CAIRN_CHECK(check_text(header, "typ"));
  if (header.find("crit") != nullptr) {
    return fail(Kind::refused, "jws.crit", "the header demands an extension that is not understood here");
  }
  if (header.find("b64") != nullptr) {
    return fail(Kind::refused, "jws.b64", "the header asks for a payload that is not base64url encoded");
  }
  const std::string_view name = header.text_of("alg");
  if (name.empty()) return fail(Kind::malformed, "jws.header", "the header names no algorithm");
  if (std::find(k_accepted.begin(), k_accepted.end(), name) != k_accepted.end()) return {};
  if (name.starts_with("HS") || name == "none") {
    return fail(Kind::refused, "jws.algorithm",
                "a token signed with " + std::string(name.substr(0, 16)) + " proves nothing",
                "the issuer must sign with a private key: ES256, ES384 or EdDSA");
  }
  return fail(Kind::unsupported, "jws.algorithm",
              "the algorithm " + std::string(name.substr(0, 16)) + " is not known here",
              "known are ES256, ES384, EdDSA, Ed25519 and RS256");
}

Result<crypto::SignatureCheck> verify_jws(const CompactJws& jws, const crypto::PublicKey& key) {
  CAIRN_CHECK(check_jws_algorithm(jws.header));
  CAIRN_TRY(const crypto::Algorithm algorithm, crypto::algorithm_for_jws(jws.algorithm(), key.type));
  return crypto::verify(key, algorithm, as_bytes(jws.signing_input), jws.signature);
}

Result<std::string> sign_compact_jws(json::Object header, std::string_view payload, crypto::Signer& signer) {
  const std::string_view name = crypto::jws_algorithm_name(signer.algorithm());
  if (signer.public_key().type == crypto::KeyType::rsa) {
    return fail(Kind::unsupported, "jws.algorithm", "tokens are not signed with keys of this type",
                "use an Ed25519, P-256 or P-384 key");
  }
  Arena arena(1024);
  const json::Object full = json::Object::make(arena, header.size() + 1);
  full.add_new("alg", json::Value::string(name), arena);
  for (const json::Member& member : header) full.set(member.name, member.value, arena);
  CAIRN_ASSERT(full.find("alg")->is_string(name));
  std::string out = to_base64url(as_bytes(json::to_text(full)));
  out += '.';
  out += to_base64url(as_bytes(payload));
  CAIRN_TRY(const Bytes signature, signer.sign(as_bytes(out)));
  out += '.';
  out += to_base64url(signature);
  return out;
}

}  // namespace cairn::proof
