#pragma once
#include <array>
#include <cstdint>

#include "base/bytes.hpp"

namespace cairn::crypto {

using Sha256 = std::array<std::uint8_t, 32>;
using Sha384 = std::array<std::uint8_t, 48>;
using Sha512 = std::array<std::uint8_t, 64>;

/// spec: FIPS 180-4   cost: about 55 ns for one block
Sha256 sha256(ByteView bytes);
Sha384 sha384(ByteView bytes);
Sha512 sha512(ByteView bytes);
/// spec: RFC 2104, FIPS 198-1
Sha256 hmac_sha256(ByteView key, ByteView bytes);
Sha384 hmac_sha384(ByteView key, ByteView bytes);

}  // namespace cairn::crypto
