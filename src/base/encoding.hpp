#pragma once
#include <string>
#include <string_view>

#include "base/bytes.hpp"

namespace cairn {

/// Base58 with the Bitcoin alphabet; leading zero bytes become leading '1's.
/// cost: grows with the square of the length: under 1 us for 64 bytes
std::string to_base58(ByteView bytes);
/// fails: malformed/base58 (a character outside the alphabet); exhausted/base58.size (over 4,096 characters)
Result<Bytes> from_base58(std::string_view text);

/// Base64url without padding.  spec: RFC 4648 5
std::string to_base64url(ByteView bytes);
/// fails: malformed/base64url: padding, white space, other alphabets, and unused bits that are not zero are all refused
Result<Bytes> from_base64url(std::string_view text);
/// Base64 with padding.  spec: RFC 4648 4
std::string to_base64(ByteView bytes);
/// fails: malformed/base64: as strict as base64url, and padding must be there
Result<Bytes> from_base64(std::string_view text);

enum class Multibase { base58btc, base64url, base16, base64 };
/// out: prefix character (z, u, f, m) and text; f in lower case, m without padding.  spec: Controlled Identifiers 1.0
/// "Multibase"
std::string to_multibase(ByteView bytes, Multibase base);
/// fails: unsupported/multibase.prefix, malformed/multibase.empty, and those of the encoding itself
Result<Bytes> from_multibase(std::string_view text);

}  // namespace cairn
