#pragma once
#include <string_view>

#include "base/result.hpp"
#include "crypto/key.hpp"

namespace cairn::crypto {

/// Read one public key in PEM form: "PUBLIC KEY" of an RSA, Ed25519, P-256 or P-384 key, or the older "RSA PUBLIC KEY".
/// Line breaks may stand anywhere; exactly one block, and nothing else but white space around it.
/// fails: malformed/key.pem; refused/key.private-member (a private key); unsupported/key.type; those of make_public_key
/// spec:  RFC 7468; RFC 5280 4.1 (SubjectPublicKeyInfo), RFC 8017 A.1.1, RFC 8410
Result<PublicKey> parse_public_pem(std::string_view text);

}  // namespace cairn::crypto
