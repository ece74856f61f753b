#pragma once
#include <array>
#include <cstdint>

#include "base/bytes.hpp"

namespace cairn::crypto {

using Sha256 = std::array<std::uint8_t, 32>;
using Sha384 = std::array<std::uint8_t, 48>;

Sha256 sha256(ByteView bytes);
Sha384 sha384(ByteView bytes);
Sha256 hmac_sha256(ByteView key, ByteView bytes);

}  // namespace cairn::crypto
