#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cairn::http {

/// A numeric internet address, in network byte order; an IPv4 address fills the first four bytes.
struct IpAddress {
  enum class Family { v4, v6 };
  Family family = Family::v4;
  std::array<std::uint8_t, 16> bytes{};
  bool operator==(const IpAddress&) const = default;
};

/// Read the usual spellings: four decimal numbers without leading zeros, or IPv6 without brackets and without a zone.
/// out: nothing for any other text, also for the old spellings (octal, hexadecimal, one number) that some programs take
/// spec: RFC 4291 2.2, RFC 6943 3.1.1
std::optional<IpAddress> parse_ip_address(std::string_view text);
std::string format_ip_address(const IpAddress& address);

/// Why an address is not one of a public server: "loopback", "private use", "documentation", ... Empty: it is global
/// unicast. What is not known to be global unicast is refused; a form that carries an IPv4 address inside is judged by
/// that one too. spec: IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890), RFC 4291 2.5.5, RFC 6052, RFC
/// 3056, RFC 4380
std::string_view special_purpose(const IpAddress& address);

/// Whether a host name is really a number: its last label is one, or it is in brackets. Such hosts are never names of
/// the DNS. spec: WHATWG URL "ends in a number checker"
bool is_numeric_host(std::string_view host);

}  // namespace cairn::http
