#include "crypto/jws.hpp"

#include <algorithm>
#include <array>

namespace cairn::crypto {
namespace {

struct AlgorithmRow {
  std::string_view name;
  KeyType type;
  Algorithm algorithm;
};
// The first row of an algorithm gives the name that is written.
constexpr std::array<AlgorithmRow, 6> k_algorithms = {{
    {"EdDSA", KeyType::ed25519, Algorithm::ed25519},
    {"Ed25519", KeyType::ed25519, Algorithm::ed25519},
    {"ES256", KeyType::p256, Algorithm::ecdsa_p256_sha256},
    {"ES384", KeyType::p384, Algorithm::ecdsa_p384_sha384},
    {"RS256", KeyType::rsa, Algorithm::rsa_pkcs1_sha256},
    {"PS256", KeyType::rsa, Algorithm::rsa_pss_sha256},
}};
constexpr std::array<std::string_view, 7> k_not_built_in = {"ES512", "ES256K", "RS384", "RS512",
                                                            "PS384", "PS512",  "Ed448"};

}  // namespace

Result<Algorithm> algorithm_for_jws(std::string_view name, KeyType type) {
  for (const AlgorithmRow& row : k_algorithms) {
    if (row.name == name && row.type == type) return row.algorithm;
  }
  if (std::find(k_not_built_in.begin(), k_not_built_in.end(), name) != k_not_built_in.end()) {
    return fail(Kind::unsupported, "jws.algorithm",
                "the signature algorithm " + std::string(name) + " is not built in");
  }
  return fail(Kind::refused, "jws.algorithm",
              "the token's \"alg\" is not a signature algorithm of a key of type " + std::string(key_type_name(type)));
}

std::string_view jws_algorithm_name(Algorithm algorithm) {
  const auto* row = std::find_if(k_algorithms.begin(), k_algorithms.end(), [&](const AlgorithmRow& one) { return one.algorithm == algorithm; });
  CAIRN_ASSERT(row != k_algorithms.end());
  return row->name;
}

bool jwk_allows(json::Value jwk, Algorithm algorithm) {
  const json::Value* name = jwk.find("alg");
  if (name == nullptr) return true;
  return std::any_of(
      k_algorithms.begin(), k_algorithms.end(), [&](const AlgorithmRow& row) { return row.algorithm == algorithm && name->is_string(row.name); });
}

}  // namespace cairn::crypto
