#include "proof/did_key.hpp"

#include "base/encoding.hpp"
#include "json/read.hpp"
#include "json/write.hpp"
#include "proof/did.hpp"

namespace cairn::proof {
namespace {

constexpr std::string_view k_did_key = "did:key:";
constexpr std::string_view k_did_jwk = "did:jwk:";
constexpr json::ReadLimits k_jwk_limits = {.size_bytes = 16 * 1024, .depth = 8};

Result<void> check_bare_did(std::string_view did, std::string_view method) {
  CAIRN_TRY(const DidUrl url, parse_did_url(did));
  if (url.method != method) return fail(Kind::unsupported, "did.method", "not a did:" + std::string(method));
  if (url.did != did) return fail(Kind::malformed, "did.syntax", "a DID was expected, without path, query or fragment");
  return {};
}

// A key of a kind not known here, or not meant for signatures, leaves a document whose one method cannot be read.
Result<ControllerDocument> one_key_document(std::string_view did, std::string method_id,
                                            Result<crypto::PublicKey> key) {
  ControllerDocument out;
  out.id = did;
  if (key) {
    out.assertion_methods.push_back(method_id);
    out.authentications.push_back(method_id);
    out.methods.push_back({std::move(method_id), out.id, std::move(key).value(), std::nullopt, std::nullopt});
  } else if (key.error().kind == Kind::unsupported || key.error().code == "key.use") {
    out.unreadable_methods.push_back(std::move(method_id));
  } else {
    return std::move(key).failure();
  }
  return out;
}

json::Value text_value(std::string_view text, Arena& arena) { return json::Value::string(arena.copy(text)); }

bool uses_jwk(std::string_view controller, const crypto::PublicKey& key) {
  return key.type == crypto::KeyType::rsa || controller.starts_with(k_did_jwk);
}

json::Value method_json(std::string_view controller, std::string_view method_id, const PublishedKey& published,
                        Arena& arena) {
  json::Object method = json::Object::make(arena);
  method.add_new("id", text_value(method_id, arena), arena);
  const bool as_jwk = uses_jwk(controller, published.key);
  method.add_new("type", json::Value::string(as_jwk ? "JsonWebKey" : "Multikey"), arena);
  method.add_new("controller", text_value(controller, arena), arena);
  if (published.expires) method.add_new("expires", text_value(format_instant(*published.expires), arena), arena);
  if (published.revoked) method.add_new("revoked", text_value(format_instant(*published.revoked), arena), arena);
  if (as_jwk) {
    method.add_new("publicKeyJwk", crypto::to_public_jwk(published.key, arena), arena);
  } else {
    method.add_new("publicKeyMultibase", text_value(crypto::to_multikey(published.key), arena), arena);
  }
  return method;
}

// did/v1.1 and cid/v1 define Multikey and JsonWebKey themselves, but wallets know did/v1 with the suite contexts best.
json::Value contexts_of(std::string_view controller, std::span<const PublishedKey> keys, Arena& arena) {
  if (!controller.starts_with("did:")) return json::Value::string("https://www.w3.org/ns/cid/v1");
  bool multikey = false;
  bool jwk = false;
  for (const PublishedKey& published : keys) (uses_jwk(controller, published.key) ? jwk : multikey) = true;
  const json::Array contexts = json::Array::make(arena);
  contexts.push_back(json::Value::string("https://www.w3.org/ns/did/v1"), arena);
  if (multikey) contexts.push_back(json::Value::string("https://w3id.org/security/multikey/v1"), arena);
  if (jwk) contexts.push_back(json::Value::string("https://w3id.org/security/jwk/v1"), arena);
  return contexts;
}

}  // namespace

std::string to_did_key(const crypto::PublicKey& key) { return std::string(k_did_key) + crypto::to_multikey(key); }

std::string to_did_jwk(const crypto::PublicKey& key) {
  Arena arena(1024);
  std::string text;
  CAIRN_ASSERT(json::write_canonical(crypto::to_public_jwk(key, arena), text).has_value());
  return std::string(k_did_jwk) + to_base64url(as_bytes(text));
}

std::string verification_method_id(std::string_view controller, const crypto::PublicKey& key) {
  if (controller.starts_with(k_did_jwk)) return std::string(controller) + "#0";
  if (key.type == crypto::KeyType::rsa) return std::string(controller) + "#" + crypto::jwk_thumbprint(key);
  return std::string(controller) + "#" + crypto::to_multikey(key);
}

Result<ControllerDocument> compute_did_key(std::string_view did) {
  CAIRN_CHECK(check_bare_did(did, "key"));
  const std::string_view multikey = did.substr(k_did_key.size());
  return one_key_document(did, std::string(did) + "#" + std::string(multikey), crypto::parse_multikey(multikey));
}

Result<ControllerDocument> compute_did_jwk(std::string_view did) {
  CAIRN_CHECK(check_bare_did(did, "jwk"));
  CAIRN_TRY(const Bytes text, from_base64url(did.substr(k_did_jwk.size())));
  Arena arena(4096);
  CAIRN_TRY(const json::Value jwk, json::read(as_text(text), arena, k_jwk_limits));
  return one_key_document(did, std::string(did) + "#0", crypto::parse_public_jwk(jwk));
}

json::Value to_controller_json(std::string_view controller, std::span<const PublishedKey> keys, Arena& arena) {
  const json::Array methods = json::Array::make(arena);
  const json::Array authentications = json::Array::make(arena);
  const json::Array assertions = json::Array::make(arena);
  for (const PublishedKey& published : keys) {
    const std::string id =
        published.method_id.empty() ? verification_method_id(controller, published.key) : published.method_id;
    methods.push_back(method_json(controller, id, published, arena), arena);
    if (published.standing == Standing::retired) continue;
    authentications.push_back(text_value(id, arena), arena);
    assertions.push_back(text_value(id, arena), arena);
  }
  json::Object document = json::Object::make(arena);
  document.add_new("@context", contexts_of(controller, keys, arena), arena);
  document.add_new("id", text_value(controller, arena), arena);
  document.add_new("verificationMethod", methods, arena);
  document.add_new("authentication", authentications, arena);
  document.add_new("assertionMethod", assertions, arena);
  return document;
}

}  // namespace cairn::proof
