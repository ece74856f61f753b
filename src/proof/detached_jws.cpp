#include "proof/detached_jws.hpp"

#include <string>

#include "base/encoding.hpp"
#include "crypto/jws.hpp"
#include "json/read.hpp"

namespace cairn::proof {
namespace {

constexpr std::size_t k_longest = 4096;
constexpr json::ReadLimits k_header_limits = {.size_bytes = 1024, .depth = 4};

Failure bad_value(std::string detail) {
  return fail(Kind::malformed, "proof.value", std::move(detail), "jws is written as header..signature in base64url");
}

crypto::Algorithm algorithm_of(crypto::KeyType type) {
  switch (type) {
    case crypto::KeyType::ed25519: return crypto::Algorithm::ed25519;
    case crypto::KeyType::p256: return crypto::Algorithm::ecdsa_p256_sha256;
    case crypto::KeyType::p384: return crypto::Algorithm::ecdsa_p384_sha384;
    case crypto::KeyType::rsa: break;
  }
  return crypto::Algorithm::rsa_pss_sha256;
}

Result<void> check_header(json::Value header, crypto::KeyType key_type) {
  const auto refuse = [](std::string detail) { return fail(Kind::refused, "proof.jws-header", std::move(detail)); };
  const json::Value* encoded = header.find("b64");
  const json::Value* critical = header.find("crit");
  const bool is_plain = encoded != nullptr && encoded->is_boolean() && !encoded->is_true();
  const bool is_marked = critical != nullptr && critical->is_array() && critical->array().size() == 1 &&
                         critical->array()[0].is_string("b64");
  if (!is_plain || !is_marked || header.object().size() != 3) {
    return refuse("the header of jws holds something other than alg, b64 false and crit [b64]");
  }
  const std::string_view wanted = crypto::jws_algorithm_name(algorithm_of(key_type));
  const json::Value* algorithm = header.find("alg");
  if (algorithm == nullptr || !algorithm->is_string(wanted)) {
    return refuse("the header of jws names another algorithm than " + std::string(wanted) + ", which the key calls for");
  }
  return {};
}

}  // namespace

Result<DetachedJws> parse_detached_jws(std::string_view text, crypto::KeyType key_type) {
  if (text.size() > k_longest) return bad_value("jws is longer than 4096 characters");
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos || text.find('.', dots + 2) != std::string_view::npos) {
    return bad_value("jws is no signature with a detached payload");
  }
  DetachedJws out;
  out.header = text.substr(0, dots);
  const auto header = from_base64url(out.header);
  auto signature = from_base64url(text.substr(dots + 2));
  if (!header || !signature) return bad_value("jws holds characters outside base64url");
  Arena arena(1024);
  const auto value = json::read(as_text(*header), arena, k_header_limits);
  if (!value || !value->is_object()) return bad_value("the header of jws is no JSON object");
  CAIRN_CHECK(check_header(*value, key_type));
  out.signature = std::move(*signature);
  return out;
}

Result<crypto::SignatureCheck> verify_detached_jws(const DetachedJws& jws, const crypto::PublicKey& key, ByteView payload) {
  std::string message(jws.header);
  message += '.';
  message += as_text(payload);
  return crypto::verify(key, algorithm_of(key.type), as_bytes(message), jws.signature);
}

}  // namespace cairn::proof
