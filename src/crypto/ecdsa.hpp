#pragma once
#include <memory>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "crypto/key.hpp"
#include "crypto/signature.hpp"

namespace cairn::crypto {

/// The two curves of FIPS 186-5 that credentials use. Every function takes KeyType::p256 or KeyType::p384; another type
/// is a Bug.

/// out: bytes of a coordinate, and of r and of s: 32 or 48
std::size_t coordinate_bytes(KeyType curve);

/// An elliptic curve point, its coordinates big-endian and of fixed length.
struct AffinePoint {
  Bytes x;
  Bytes y;
};
/// in:    the compressed form: 02 or 03, then x
/// fails: malformed/key.length, malformed/key.point (no such point on the curve)
/// spec:  SEC 1 2.3.4
Result<AffinePoint> decompress_point(KeyType curve, ByteView compressed);

/// Whether coordinates of the right length are those of a point on the curve.    spec: SEC 1 3.2.2.1
/// cost: a few us; decompressing takes ten times as long
bool is_on_curve(KeyType curve, const AffinePoint& point);

/// in:    signature - r || s
/// spec:  FIPS 186-5 6.4.2
SignatureCheck ecdsa_verify(const PublicKey& key, ByteView message, ByteView signature);

/// Whether big-endian bytes are a private key of the curve: of its length, at least 1 and below the group's order.
bool is_ecdsa_secret(KeyType curve, ByteView secret);

/// A signer whose nonces come from key and message alone. Each signature is verified before it is given out, because a
/// faulty one would give the key away. in:    secret - as is_ecdsa_secret wants it    spec: RFC 6979 3.2, FIPS
/// 186-5 6.4.1
std::unique_ptr<Signer> make_ecdsa_signer(KeyType curve, ByteView secret);

}  // namespace cairn::crypto
