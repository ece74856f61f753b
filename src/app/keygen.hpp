#pragma once
#include <string>
#include <string_view>

#include "base/arena.hpp"
#include "base/entropy.hpp"
#include "base/result.hpp"
#include "crypto/key_file.hpp"
#include "json/value.hpp"

namespace cairn::app {

struct KeygenCommand {
  std::string issuer;  ///< "did:key", "did:jwk", a did:web, or an https address
  crypto::KeyType type = crypto::KeyType::ed25519;
};

/// A new key: what to keep secret and what to publish.
struct NewKey {
  std::string issuer;
  std::string verification_method;
  std::string key_file;         ///< text of the key file, the secret encrypted
  json::Value public_document;  ///< in the arena given
};

/// Make a key for an issuer.
/// fails: malformed/keygen.issuer, refused/did.web-host, malformed/did.*; as crypto::write_key_file
Result<NewKey> make_key(const KeygenCommand& command, const crypto::Unlock& unlock, Entropy& entropy, Arena& arena);

/// out: the document to publish for the key of a key file, which is not opened
/// fails: as crypto::read_key_file_public
Result<json::Value> public_document(std::string_view key_file, Arena& arena);

/// out: the https address at which the document of an issuer must be found; empty when its id says everything (did:key)
std::string place_to_publish(std::string_view issuer);

}  // namespace cairn::app
