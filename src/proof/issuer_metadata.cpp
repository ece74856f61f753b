#include "proof/issuer_metadata.hpp"

#include "base/iri.hpp"
#include "crypto/jws.hpp"
#include "proof/sd_jwt_vc.hpp"
#include "proof/token_key.hpp"

namespace cairn::proof {
namespace {

constexpr std::string_view k_well_known = "/.well-known/jwt-vc-issuer";
constexpr std::size_t k_most_keys = 512;
constexpr std::size_t k_longest_address = 2048;

Failure bad_metadata(std::string_view detail) {
  return fail(Kind::malformed, "sd-jwt.metadata", std::string(detail), "the issuer must correct its metadata");
}

Result<json::Value> load(std::string_view url, jsonld::DocumentLoader& documents) {
  CAIRN_TRY(const jsonld::RemoteDocument* loaded, documents.load(url));
  if (!loaded->document.is_object()) return bad_metadata("what was found at " + std::string(url) + " is no JSON object");
  return loaded->document;
}

Result<json::Value> load_keys(std::string_view issuer, jsonld::DocumentLoader& documents) {
  CAIRN_TRY(const std::string url, issuer_metadata_url(issuer));
  CAIRN_TRY(const json::Value metadata, load(url, documents));
  if (metadata.text_of("issuer") != issuer) {
    return fail(Kind::refused, "sd-jwt.metadata-issuer", "the metadata at " + url + " are those of another issuer",
                "the issuer must publish them with its own address");
  }
  const json::Value* keys = metadata.find("jwks");
  const json::Value* place = metadata.find("jwks_uri");
  if ((keys == nullptr) == (place == nullptr)) return bad_metadata("the metadata need either jwks or jwks_uri");
  if (keys != nullptr) return *keys;
  if (!place->is_string() || !place->text().starts_with("https://") || place->text().size() > k_longest_address) {
    return bad_metadata("jwks_uri is no https address");
  }
  return load(std::string(place->text()), documents);
}

Result<crypto::PublicKey> choose_key(json::Value keys, const CompactJws& token) {
  const json::Value* list = keys.find("keys");
  if (list == nullptr || !list->is_array()) return bad_metadata("the issuer's keys are no JWK set");
  if (list->array().size() > k_most_keys) return bad_metadata("the issuer lists more than 512 keys");
  const std::string_view kid = token.key_id();
  const json::Value* chosen = nullptr;
  for (const json::Value& jwk : list->array()) {
    if (kid.empty() ? list->array().size() != 1 : jwk.text_of("kid") != kid) continue;
    if (chosen != nullptr) return bad_metadata("two keys of the issuer have the same kid");
    chosen = &jwk;
  }
  if (chosen == nullptr) {
    return fail(Kind::refused, "sd-jwt.key-unlisted", "the issuer lists no key that the token was signed with",
                "distrust the credential, unless the issuer confirms the key");
  }
  CAIRN_TRY(crypto::PublicKey key, crypto::parse_public_jwk(*chosen));
  CAIRN_TRY(const crypto::Algorithm algorithm, crypto::algorithm_for_jws(token.algorithm(), key.type));
  if (!crypto::jwk_allows(*chosen, algorithm)) {
    return fail(Kind::refused, "jws.algorithm", "the issuer's key is not for this signature algorithm");
  }
  return key;
}

}  // namespace

Result<std::string> issuer_metadata_url(std::string_view issuer) {
  const IriParts parts = split_iri(issuer);
  const bool is_plain = !parts.has_query && !parts.has_fragment && parts.authority.find('@') == std::string_view::npos;
  if (parts.scheme != "https" || parts.authority.empty() || !is_plain || issuer.size() > k_longest_address) {
    return fail(Kind::unsupported, "sd-jwt.issuer", "the issuer is named by no DID and no plain https address");
  }
  std::string_view path = parts.path;
  if (path.ends_with('/')) path.remove_suffix(1);
  std::string out("https://");
  return out.append(parts.authority).append(k_well_known).append(path);
}

MethodAnswer find_key_in_metadata(const CompactJws& token, std::string_view issuer, jsonld::DocumentLoader* documents) {
  if (documents == nullptr) return unknown_key("resolver.offline", "the issuer's metadata are not at hand");
  const auto keys = load_keys(issuer, *documents);
  const auto key = keys ? choose_key(*keys, token) : Result<crypto::PublicKey>(Failure(keys.error()));
  if (!key) {
    MethodAnswer answer = unknown_key(key.error().code, key.error().detail);
    answer.hint = key.error().hint;
    if (key.error().code == "sd-jwt.key-unlisted") answer.authorised = Outcome::fail;
    return answer;
  }
  MethodAnswer answer;
  answer.key = *key;
  answer.controller = issuer;
  answer.authorised = Outcome::pass;
  return answer;
}

}  // namespace cairn::proof
