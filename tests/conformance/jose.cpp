// What a credential may be signed with as a token: RFC 7520 and its successors' examples, and Wycheproof's tokens.
#include "proof/jose.hpp"

#include "conformance/suite.hpp"
#include "crypto/key.hpp"
#include "json/read.hpp"
#include "proof/controller_document.hpp"

namespace cairn::conformance {
namespace {

json::Value read_json(const std::filesystem::path& path, Arena& arena) {
  return json::read(read_file(path), arena).value();
}

// The vectors print private keys; a verifier gets the public half only.
json::Value public_half(json::Value jwk, Arena& arena) {
  const json::Object out = json::Object::make(arena);
  for (const json::Member& member : jwk.object()) {
    bool is_private = false;
    for (const std::string_view name : {"d", "p", "q", "dp", "dq", "qi"}) is_private |= member.name == name;
    if (!is_private) out.set(member.name, member.value, arena);
  }
  return out;
}

bool is_accepted(std::string_view token, json::Value jwk, Arena& arena) {
  const auto key = crypto::parse_public_jwk(public_half(jwk, arena));
  const auto jws = proof::parse_compact_jws(token, arena);
  if (!key || !jws) return false;
  const auto fits = proof::verify_jws(*jws, *key);
  return fits && *fits == crypto::SignatureCheck::fits;
}

bool is_built_in(std::string_view algorithm) {
  for (const std::string_view name : {"RS256", "ES256", "ES384", "EdDSA", "Ed25519"}) {
    if (algorithm == name) return true;
  }
  return false;
}

// MACs and unknown algorithms must be refused by their header, signatures we know must verify.
void run_compact(Suite& suite, const std::string& id, json::Value example, Arena& arena) {
  const std::string_view token = example.find("output")->text_of("compact");
  const auto jws = proof::parse_compact_jws(token, arena);
  if (!jws) return suite.check(id, example.find("input")->find("key")->text_of("kty") == "oct", jws.error().detail);
  if (!is_built_in(jws->algorithm())) {
    return suite.check(id, !proof::check_jws_header(jws->header), "the algorithm was not refused");
  }
  suite.check(id, is_accepted(token, *example.find("input")->find("key"), arena), "not accepted");
}

void run_cookbook(Suite& suite) {
  for (const std::string folder : {"jws", "curve25519", "rfc7797"}) {
    for (const auto& entry : std::filesystem::directory_iterator(suite.folder() / "cookbook" / folder)) {
      Arena arena;
      const std::string id = "cookbook/" + folder + "/" + entry.path().stem().string();
      const json::Value example = read_json(entry.path(), arena);
      const json::Value* output = example.find("output");
      if (output == nullptr || output->find("compact") == nullptr || example.find("signing") == nullptr) {
        suite.skip(id);
      } else {
        run_compact(suite, id, example, arena);
      }
    }
  }
}

void run_keys(Suite& suite) {
  struct Row {
    std::string_view name;
    bool readable;
  };
  // P-521 and symmetric keys are not built in; private keys are never taken for public ones.
  constexpr Row k_rows[] = {{"3_1.ec_public_key", false},
                            {"3_2.ec_private_key", false},
                            {"3_3.rsa_public_key", true},
                            {"3_4.rsa_private_key", false},
                            {"3_5.symmetric_key_mac_computation", false},
                            {"3_6.symmetric_key_encryption", false}};
  for (const Row& row : k_rows) {
    Arena arena;
    const json::Value jwk = read_json(suite.folder() / "cookbook" / "jwk" / (std::string(row.name) + ".json"), arena);
    suite.check("cookbook/jwk/" + std::string(row.name), crypto::parse_public_jwk(jwk).has_value() == row.readable,
                row.readable ? "not read" : "read");
  }
}

// Of the specification's examples those that show a controller document can be read here; the others are unsigned or
// not JOSE.
void run_examples(Suite& suite) {
  for (const auto& entry : std::filesystem::directory_iterator(suite.folder() / "vc-jose-cose-spec")) {
    Arena arena;
    const std::string id = "vc-jose-cose-spec/" + entry.path().stem().string().substr(0, 2);
    const auto example = json::read(read_file(entry.path()), arena);
    if (!example || example->find("verificationMethod") == nullptr) {
      suite.skip(id);
      continue;
    }
    const auto document = proof::parse_controller_document(*example, example->text_of("id"));
    suite.check(id, document && !document->methods.empty(), document ? "no method was read" : document.error().detail);
  }
}

// "valid" tokens must be accepted when their algorithm is one of ours; everything else must be refused.
void run_wycheproof(Suite& suite) {
  Arena arena;
  const std::filesystem::path path =
      suite.folder().parent_path() / "crypto-wycheproof" / "json_web_signature_test.json";
  const json::Value root = read_json(path, arena);
  for (const json::Value& group : root.find("testGroups")->array()) {
    const json::Value* key = group.find("public");
    if (key == nullptr) key = group.find("private");
    for (const json::Value& test : group.find("tests")->array()) {
      const std::string id = "wycheproof/" + std::string(test.find("tcId")->number_text());
      const std::string_view token = test.text_of("jws");
      const auto jws = proof::parse_compact_jws(token, arena);
      const bool is_ours = jws && is_built_in(jws->algorithm());
      const bool expected = is_ours && test.find("result")->is_string("valid");
      suite.check(id, is_accepted(token, *key, arena) == expected, expected ? "not accepted" : "accepted");
    }
  }
}

}  // namespace

void run_jose(Suite& suite) {
  run_cookbook(suite);
  run_keys(suite);
  run_examples(suite);
  run_wycheproof(suite);
}

}  // namespace cairn::conformance
