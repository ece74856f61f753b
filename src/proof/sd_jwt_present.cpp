#include "proof/sd_jwt_present.hpp"

#include <vector>

#include "json/read.hpp"
#include "json/write.hpp"
#include "proof/jose.hpp"
#include "proof/jwt_claims.hpp"

namespace cairn::proof {
namespace {

constexpr std::string_view k_binding_type = "kb+jwt";
constexpr json::ReadLimits k_limits = {.size_bytes = 64 * 1024, .depth = 8};

Failure bad_binding(std::string_view code, std::string detail) {
  return fail(Kind::refused, code, std::move(detail),
              "ask the holder to present the credential again, to you");
}

Result<void> check_claims(json::Value claims, const SdJwt& token, const BindingTerms& terms) {
  for (const std::string_view name : {"nonce", "aud", "sd_hash"}) {
    const json::Value* claim = claims.find(name);
    if (claim == nullptr || !claim->is_string()) {
      return fail(Kind::malformed, "sd-jwt.binding", "the holder's token has no text \"" + std::string(name) + "\"");
    }
  }
  CAIRN_TRY(const std::optional<std::int64_t> made, read_numeric_date(claims, "iat"));
  if (!made) return fail(Kind::malformed, "sd-jwt.binding", "the holder's token does not say when it was made");
  if (claims.text_of("sd_hash") != digest_of(token.parts.bound, token.algorithm)) {
    return bad_binding("sd-jwt.binding-hash", "the holder's token was made for another selection of claims");
  }
  if (terms.nonce && claims.text_of("nonce") != *terms.nonce) {
    return bad_binding("sd-jwt.binding-nonce", "the holder's token does not answer the nonce that was set");
  }
  if (terms.audience && claims.text_of("aud") != *terms.audience) {
    return bad_binding("sd-jwt.binding-audience", "the holder's token was not made for " + *terms.audience);
  }
  if (*made > terms.at.seconds + k_clock_skew_seconds) return bad_binding("sd-jwt.binding-time", "the holder's token is from the future");
  if (terms.nonce && *made < terms.at.seconds - terms.longest_age_seconds) {
    return bad_binding("sd-jwt.binding-time", "the holder's token is too old");
  }
  CAIRN_TRY(const std::optional<std::int64_t> expires, read_numeric_date(claims, "exp"));
  if (expires && *expires < terms.at.seconds) return bad_binding("sd-jwt.binding-time", "the holder's token has expired");
  CAIRN_TRY(const std::optional<std::int64_t> begins, read_numeric_date(claims, "nbf"));
  if (begins && *begins > terms.at.seconds + k_clock_skew_seconds) {
    return bad_binding("sd-jwt.binding-time", "the holder's token is not valid yet");
  }
  return {};
}

}  // namespace

std::string select_disclosures(const SdJwt& token, std::span<const std::size_t> chosen) {
  std::vector<char> is_shown(token.disclosures.size(), 0);
  for (std::optional<std::size_t> number : chosen) {
    for (; number && is_shown.at(*number) == 0; number = token.disclosures[*number].parent) is_shown[*number] = 1;
  }
  std::string out(token.parts.issuer_token);
  out += '~';
  for (std::size_t i = 0; i < is_shown.size(); ++i) {
    if (is_shown[i] != 0) out.append(token.disclosures[i].text).append("~");
  }
  return out;
}

Result<std::string> bind_to_key(const SdJwt& token, std::string unbound, const PresentationTerms& terms,
                                crypto::Signer& holder, Arena& arena) {
  CAIRN_TRY(const crypto::PublicKey named, holder_key(token));
  if (named != holder.public_key()) {
    return fail(Kind::refused, "sd-jwt.holder-key", "the credential names another key as its holder's",
                "use the key that the credential was issued to");
  }
  const std::string hash = digest_of(unbound, token.algorithm);
  const json::Object claims = json::Object::make(arena, 4);
  claims.add_new("iat", json::Value::number(arena.copy(std::to_string(terms.at.seconds))), arena);
  claims.add_new("aud", json::Value::string(terms.audience), arena);
  claims.add_new("nonce", json::Value::string(terms.nonce), arena);
  claims.add_new("sd_hash", json::Value::string(hash), arena);
  const json::Object header = json::Object::make(arena, 1);
  header.add_new("typ", json::Value::string(k_binding_type), arena);
  CAIRN_TRY(const std::string binding, sign_compact_jws(header, json::to_text(claims), holder));
  return std::move(unbound) + binding;
}

Result<crypto::PublicKey> holder_key(const SdJwt& token) {
  const json::Value* confirmation = token.payload.find("cnf");
  if (confirmation == nullptr) {
    return fail(Kind::missing, "sd-jwt.holder-key", "the credential names no key of its holder",
                "ask the issuer for a credential that names one");
  }
  const json::Value* jwk = confirmation->find("jwk");
  if (jwk == nullptr) {
    return fail(Kind::unsupported, "sd-jwt.holder-key", "the credential names its holder's key in a form not known here");
  }
  return crypto::parse_public_jwk(*jwk);
}

Result<void> check_key_binding(const SdJwt& token, const crypto::PublicKey& holder, const BindingTerms& terms,
                               Arena& arena) {
  if (token.parts.key_binding.empty()) {
    return fail(Kind::missing, "sd-jwt.binding", "nothing shows that its holder presented it",
                "ask the holder to present the credential, to you");
  }
  CAIRN_TRY(const CompactJws binding, parse_compact_jws(token.parts.key_binding, arena));
  if (binding.type() != k_binding_type) {
    return bad_binding("sd-jwt.binding-type", "the token at the end is not of the type " + std::string(k_binding_type));
  }
  CAIRN_TRY(const crypto::SignatureCheck fits, verify_jws(binding, holder));
  if (fits != crypto::SignatureCheck::fits) {
    return bad_binding("sd-jwt.binding-signature", "the holder's signature does not fit the key named in the credential");
  }
  CAIRN_TRY(const json::Value claims, json::read(as_text(binding.payload), arena, k_limits));
  if (!claims.is_object()) return fail(Kind::malformed, "sd-jwt.binding", "the holder's token is no JSON object");
  return check_claims(claims, token, terms);
}

}  // namespace cairn::proof
