#include "http/address.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <cstring>

namespace cairn::http {
namespace {

using V4 = std::array<std::uint8_t, 4>;
using V6 = std::array<std::uint8_t, 16>;

template <std::size_t k_size>
struct Range {
  std::array<std::uint8_t, k_size> prefix;
  int bits;
  std::string_view purpose;
};

// Below 224.0.0.0 the registry lists the exceptions; from there on nothing is unicast.
constexpr std::array<Range<4>, 18> k_special_v4 = {{
    {{0, 0, 0, 0}, 8, "this network"},
    {{10, 0, 0, 0}, 8, "private use"},
    {{100, 64, 0, 0}, 10, "shared address space"},
    {{127, 0, 0, 0}, 8, "loopback"},
    {{169, 254, 0, 0}, 16, "link local"},
    {{172, 16, 0, 0}, 12, "private use"},
    {{192, 0, 0, 0}, 24, "protocol assignments"},
    {{192, 0, 2, 0}, 24, "documentation"},
    {{192, 31, 196, 0}, 24, "AS112"},
    {{192, 52, 193, 0}, 24, "automatic multicast tunneling"},
    {{192, 88, 99, 0}, 24, "6to4 relay"},
    {{192, 168, 0, 0}, 16, "private use"},
    {{192, 175, 48, 0}, 24, "AS112"},
    {{198, 18, 0, 0}, 15, "benchmarking"},
    {{198, 51, 100, 0}, 24, "documentation"},
    {{203, 0, 113, 0}, 24, "documentation"},
    {{224, 0, 0, 0}, 4, "multicast"},
    {{240, 0, 0, 0}, 4, "reserved"},
}};

// Forms that carry an IPv4 address in their last four bytes and reach it.
constexpr std::array<Range<16>, 2> k_carrying_v4 = {{
    {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96, "IPv4-mapped"},
    {{0, 0x64, 0xff, 0x9b}, 96, "NAT64"},
}};

// The special rows. The first ones lie outside 2000::/3, where everything is refused anyway; they are here for their
// names.
constexpr std::array<Range<16>, 13> k_special_v6 = {{
    {{0xfc}, 7, "private use"},
    {{0xfe, 0x80}, 10, "link local"},
    {{0xfe, 0xc0}, 10, "site local"},
    {{0xff}, 8, "multicast"},
    {{0, 0x64, 0xff, 0x9b, 0, 1}, 48, "local NAT64"},
    {{0x01}, 64, "discard only"},
    {{0x5f}, 16, "segment routing"},
    {{0x20, 0x01}, 23, "protocol assignments"},  // Teredo, ORCHID, benchmarking, AS112 and others are in it
    {{0x20, 0x01, 0x0d, 0xb8}, 32, "documentation"},
    {{0x20, 0x02}, 16, "6to4"},
    {{0x26, 0x20, 0, 0x4f, 0x80}, 48, "AS112"},
    {{0x3f, 0xfe}, 16, "6bone"},
    {{0x3f, 0xff}, 20, "documentation"},
}};
constexpr Range<16> k_global_unicast = {{0x20}, 3, "global unicast"};

template <std::size_t k_size>
bool is_in(const std::array<std::uint8_t, k_size>& address, const Range<k_size>& range) {
  const auto whole = static_cast<std::size_t>(range.bits / 8);
  if (!std::equal(range.prefix.begin(), range.prefix.begin() + static_cast<std::ptrdiff_t>(whole), address.begin()))
    return false;
  const int rest = range.bits % 8;
  if (rest == 0) return true;
  return ((address[whole] ^ range.prefix[whole]) >> (8 - rest)) == 0;
}

std::string_view special_purpose_v4(const V4& address) {
  for (const auto& range : k_special_v4) {
    if (is_in(address, range)) return range.purpose;
  }
  return {};
}

bool is_all_zero_but_last(const V6& address) {
  return std::all_of(address.begin(), address.end() - 1, [](std::uint8_t byte) { return byte == 0; });
}

std::string_view special_purpose_v6(const V6& address) {
  for (const auto& range : k_carrying_v4) {
    if (is_in(address, range)) return special_purpose_v4({address[12], address[13], address[14], address[15]});
  }
  if (is_all_zero_but_last(address) && address[15] <= 1) return address[15] == 1 ? "loopback" : "unspecified";
  for (const auto& range : k_special_v6) {
    if (is_in(address, range)) return range.purpose;
  }
  return is_in(address, k_global_unicast) ? std::string_view{} : "not assigned";
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Decimal digits only, or 0x and hexadecimal digits, which may be missing.
bool is_number(std::string_view label) {
  if (label.empty()) return false;
  if (std::ranges::all_of(label, is_digit)) return true;
  if (!label.starts_with("0x") && !label.starts_with("0X")) return false;
  label.remove_prefix(2);
  return label.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

}  // namespace

std::optional<IpAddress> parse_ip_address(std::string_view text) {
  if (text.empty() || text.size() >= INET6_ADDRSTRLEN) return std::nullopt;
  char copy[INET6_ADDRSTRLEN] = {};
  std::memcpy(copy, text.data(), text.size());
  if (std::strlen(copy) != text.size()) return std::nullopt;
  IpAddress out;
  out.family = text.find(':') == std::string_view::npos ? IpAddress::Family::v4 : IpAddress::Family::v6;
  const int family = out.family == IpAddress::Family::v4 ? AF_INET : AF_INET6;
  if (inet_pton(family, copy, out.bytes.data()) != 1) return std::nullopt;
  return out;
}

std::string format_ip_address(const IpAddress& address) {
  char text[INET6_ADDRSTRLEN] = {};
  inet_ntop(address.family == IpAddress::Family::v4 ? AF_INET : AF_INET6, address.bytes.data(), text, sizeof text);
  return text;
}

std::string_view special_purpose(const IpAddress& address) {
  const V6& bytes = address.bytes;
  if (address.family == IpAddress::Family::v4) return special_purpose_v4({bytes[0], bytes[1], bytes[2], bytes[3]});
  return special_purpose_v6(bytes);
}

bool is_numeric_host(std::string_view host) {
  if (host.starts_with('[') || host.find(':') != std::string_view::npos) return true;
  if (host.ends_with('.')) host.remove_suffix(1);
  const std::size_t dot = host.rfind('.');
  return is_number(dot == std::string_view::npos ? host : host.substr(dot + 1));
}

}  // namespace cairn::http
