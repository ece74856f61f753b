#pragma once
#include "base/bytes.hpp"
#include "base/result.hpp"
#include "crypto/signature.hpp"

namespace cairn::crypto {

/// Modulus and exponent of an RSA public key, big-endian, without leading zero bytes.
struct RsaNumbers {
  Bytes n;
  Bytes e;
};

/// Read a DER SubjectPublicKeyInfo of an RSA key: exactly one encoding per key is accepted, and nothing after it.
/// fails: malformed/key.der; refused/key.size (not 2,048 to 8,192 bits), refused/key.exponent (even, 1, or over 64
/// bits),
///        refused/key.weak (made by the generator of CVE-2017-15361, "ROCA")
/// spec:  RFC 8017 A.1, RFC 3279 2.3.1
Result<RsaNumbers> read_rsa_key(ByteView der);
/// The DER of two numbers; read_rsa_key says whether they are a key.
Bytes write_rsa_key(const RsaNumbers& numbers);

enum class RsaPadding { pkcs1, pss };

/// Verify with SHA-256; PSS with MGF1 SHA-256 and a salt of 32 bytes.
/// in:   der - as read_rsa_key accepts it    spec: RFC 8017 8.1.2, 8.2.2
SignatureCheck rsa_verify(ByteView der, RsaPadding padding, ByteView message, ByteView signature);

}  // namespace cairn::crypto
