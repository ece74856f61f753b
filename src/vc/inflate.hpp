#pragma once
#include "base/bytes.hpp"
#include "base/result.hpp"

// Bounded decompression. Internal to this library; the only user of zlib besides compress_bitstring.
namespace cairn::vc {

enum class Framing { gzip, zlib };

/// The most a status list may expand to.
inline constexpr std::size_t k_most_list_bytes = 16 * 1024 * 1024;

/// Expand one whole compressed stream; nothing may follow it.
/// fails: malformed/status.encoding; exhausted/status.size when it would expand to more than 16 MiB (never cut short)
Result<Bytes> inflate(ByteView compressed, Framing framing);

}  // namespace cairn::vc
