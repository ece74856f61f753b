#include "conformance/suite.hpp"
#include "crypto/jws.hpp"
#include "crypto/key.hpp"
#include "json/read.hpp"
#include "proof/jose.hpp"

namespace cairn::conformance {
namespace {

// Why a token was not accepted, or "accepted".
std::string verdict(json::Value key, std::string_view token, Arena& arena) {
  const Result<proof::CompactJws> jws = proof::parse_compact_jws(token, arena);
  if (!jws.has_value()) return jws.error().code;
  const Result<crypto::PublicKey> public_key = crypto::parse_public_jwk(key);
  if (!public_key.has_value()) return public_key.error().code;
  const Result<crypto::Algorithm> algorithm = crypto::algorithm_for_jws(jws->algorithm(), public_key->type);
  if (!algorithm.has_value()) return algorithm.error().code;
  if (!crypto::jwk_allows(key, *algorithm)) return "the key is for another algorithm";
  const Result<crypto::SignatureCheck> check = proof::verify_jws(*jws, *public_key);
  if (!check.has_value()) return check.error().code;
  return *check == crypto::SignatureCheck::fits ? "accepted" : "the signature does not fit";
}

// The key of a group: itself, or the only member of a key set. Groups without a public key are of MACs and encryption.
json::Value public_key_of(json::Value group) {
  const json::Value* key = group.find("public");
  if (key == nullptr || key->is_null()) return json::Value::null();
  const json::Value* set = key->find("keys");
  return set == nullptr ? *key : set->array()[0];
}

// What we refuse on purpose, though a library with other aims accepts it.
bool is_outside_our_choice(json::Value key, const std::string& why) {
  return key.is_null() || why == "jws.algorithm" || why == "key.algorithm" || why == "key.type";
}

void run_test(Suite& suite, const std::string& id, json::Value key, json::Value test, Arena& arena) {
  const std::string_view token = test.find("jws") != nullptr ? test.text_of("jws") : test.text_of("jwe");
  const std::string why = verdict(key, token, arena);
  if (test.find("result")->is_string("valid")) {
    if (why != "accepted" && is_outside_our_choice(key, why)) {
      suite.skip(id);
    } else {
      suite.check(id, why == "accepted", "valid, but refused: " + why);
    }
  } else {
    suite.check(id, why != "accepted", "accepted");
  }
}

}  // namespace

// Tokens and keys of JOSE. A MAC proves nothing to a third party and nothing here is encrypted: those cases must be
// refused.
void run_crypto_wycheproof_jose(Suite& suite) {
  for (const char* name : {"json_web_signature_test", "json_web_key_test", "json_web_crypto_test"}) {
    Arena arena;
    const std::string text = read_file(suite.folder() / (std::string(name) + ".json"));
    const json::Value root = json::read(text, arena).value();
    for (const json::Value group : root.find("testGroups")->array()) {
      const json::Value key = public_key_of(group);
      for (const json::Value test : group.find("tests")->array()) {
        run_test(suite, std::string(name) + "/" + std::string(test.find("tcId")->number_text()), key, test, arena);
      }
    }
  }
}

}  // namespace cairn::conformance
