#pragma once
#include <string>
#include <string_view>

#include "base/arena.hpp"
#include "base/bytes.hpp"
#include "base/result.hpp"
#include "crypto/signature.hpp"
#include "json/value.hpp"

namespace cairn::proof {

/// A JSON Web Signature in compact form, taken apart but not believed.
struct CompactJws {
  json::Value header;              ///< an object, in the arena it was read into
  std::string_view signing_input;  ///< view of the token
  Bytes payload;
  Bytes signature;

  std::string_view algorithm() const { return header.text_of("alg"); }
  std::string_view key_id() const { return header.text_of("kid"); }
  std::string_view type() const { return header.text_of("typ"); }
};

/// Take a token apart, strictly: three parts, base64url without padding, a header that is one JSON object without
/// duplicates. in:    token - must outlive the result fails: malformed/jws.syntax, malformed/base64url,
/// malformed/json.*, exhausted/jws.size (over 4 MiB) spec:  RFC 7515 5.2, 7.1
Result<CompactJws> parse_compact_jws(std::string_view token, Arena& arena);

/// What was retrieved from an address: JSON, or a token in compact form, which becomes a JSON string.
/// out:   in `arena`
/// fails: malformed/json.*, exhausted/json.*
Result<json::Value> read_json_or_token(std::string_view text, Arena& arena);

/// The rules a header must keep when the key is at hand. ES256, ES384, EdDSA, Ed25519 and RS256 are accepted;
/// `none` and MACs are refused; no extension is understood, so any `crit` or `b64` is refused; `jku` and `x5u` are
/// never followed. fails: malformed/jws.header, refused/jws.algorithm, unsupported/jws.algorithm, refused/jws.crit,
/// refused/jws.b64 spec:  RFC 7515 4.1, RFC 7518 3.1, RFC 7797, RFC 8037, RFC 8725
Result<void> check_jws_algorithm(json::Value header);
/// The same, and the rules for `kid`, which names the key when it has to be looked up.
Result<void> check_jws_header(json::Value header);

/// Check the signature. The key decides the algorithm; the header must name the same one.
/// fails: as check_jws_algorithm; refused/jws.algorithm when it is not the key's
Result<crypto::SignatureCheck> verify_jws(const CompactJws& jws, const crypto::PublicKey& key);

/// out:   the compact form; `header` gets `alg` from the signer's key, as first member
/// fails: unsupported/jws.algorithm for RSA; the signer's errors
/// spec:  RFC 7515 5.1
Result<std::string> sign_compact_jws(json::Object header, std::string_view payload, crypto::Signer& signer);

}  // namespace cairn::proof
