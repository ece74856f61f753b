#include "app/keygen.hpp"

#include "base/iri.hpp"
#include "proof/did.hpp"
#include "proof/did_key.hpp"

namespace cairn::app {
namespace {

// A did:key and a did:jwk follow from the key; the others are names that somebody has.
Result<std::string> issuer_id(std::string_view wanted, const crypto::PublicKey& key) {
  if (wanted == "did:key") return proof::to_did_key(key);
  if (wanted == "did:jwk") return proof::to_did_jwk(key);
  if (wanted.starts_with("did:web:")) {
    const auto address = proof::did_web_to_url(wanted, proof::LocalHosts::allowed);
    if (!address) return fail(Kind::malformed, "keygen.issuer", address.error().detail, address.error().hint);
    return std::string(wanted);
  }
  const IriParts parts = split_iri(wanted);
  if (parts.scheme == "https" && !parts.authority.empty() && !parts.has_fragment && is_absolute_iri(wanted))
    return std::string(wanted);
  return fail(
      Kind::malformed, "keygen.issuer", "\"" + std::string(wanted.substr(0, 200)) + "\" is no issuer that can be used",
      "Use did:web: and your host, such as did:web:badges.example.org, or did:key when you have no web address.");
}

json::Value published(const std::string& issuer, const std::string& method, const crypto::PublicKey& key,
                      Arena& arena) {
  proof::PublishedKey out;
  out.key = key;
  out.method_id = method;
  return proof::to_controller_json(issuer, {&out, 1}, arena);
}

}  // namespace

Result<NewKey> make_key(const KeygenCommand& command, const crypto::Unlock& unlock, Entropy& entropy, Arena& arena) {
  CAIRN_TRY(const crypto::SecretBytes secret, crypto::generate_secret(command.type, entropy));
  CAIRN_TRY(const auto signer, crypto::make_signer(command.type, secret.reveal()));
  NewKey out;
  CAIRN_TRY(out.issuer, issuer_id(command.issuer, signer->public_key()));
  out.verification_method = proof::verification_method_id(out.issuer, signer->public_key());
  CAIRN_TRY(out.key_file,
            crypto::write_key_file({out.issuer, out.verification_method, command.type, secret}, unlock, entropy));
  out.public_document = published(out.issuer, out.verification_method, signer->public_key(), arena);
  return out;
}

Result<json::Value> public_document(std::string_view key_file, Arena& arena) {
  CAIRN_TRY(const crypto::KeyDescription key, crypto::read_key_file_public(key_file));
  return published(key.issuer, key.verification_method, key.public_key, arena);
}

std::string place_to_publish(std::string_view issuer) {
  if (issuer.starts_with("did:web:")) return proof::did_web_to_url(issuer, proof::LocalHosts::allowed).value_or({});
  return issuer.starts_with("https://") ? std::string(issuer) : std::string();
}

}  // namespace cairn::app
