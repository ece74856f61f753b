#include "http/address.hpp"

#include <gtest/gtest.h>

namespace cairn::http {
namespace {

std::string purpose_of(std::string_view text) {
  const std::optional<IpAddress> address = parse_ip_address(text);
  if (!address.has_value()) return "no address";
  const std::string_view purpose = special_purpose(*address);
  return purpose.empty() ? "global" : std::string(purpose);
}

// First and last address of every row of the IANA special-purpose registries, and their neighbours.
constexpr std::pair<const char*, const char*> k_ipv4_rows[] = {
    {"0.0.0.0", "this network"},
    {"0.255.255.255", "this network"},
    {"1.0.0.0", "global"},
    {"1.1.1.1", "global"},
    {"8.8.8.8", "global"},
    {"9.255.255.255", "global"},
    {"10.0.0.0", "private use"},
    {"10.255.255.255", "private use"},
    {"11.0.0.0", "global"},
    {"100.63.255.255", "global"},
    {"100.64.0.0", "shared address space"},
    {"100.127.255.255", "shared address space"},
    {"100.128.0.0", "global"},
    {"126.255.255.255", "global"},
    {"127.0.0.0", "loopback"},
    {"127.0.0.1", "loopback"},
    {"127.255.255.255", "loopback"},
    {"128.0.0.0", "global"},
    {"169.253.255.255", "global"},
    {"169.254.0.0", "link local"},
    {"169.254.169.254", "link local"},
    {"169.254.255.255", "link local"},
    {"169.255.0.0", "global"},
    {"172.15.255.255", "global"},
    {"172.16.0.0", "private use"},
    {"172.31.255.255", "private use"},
    {"172.32.0.0", "global"},
    {"191.255.255.255", "global"},
    {"192.0.0.0", "protocol assignments"},
    {"192.0.0.8", "protocol assignments"},
    {"192.0.0.170", "protocol assignments"},
    {"192.0.0.255", "protocol assignments"},
    {"192.0.1.0", "global"},
    {"192.0.2.0", "documentation"},
    {"192.0.2.255", "documentation"},
    {"192.0.3.0", "global"},
    {"192.31.195.255", "global"},
    {"192.31.196.1", "AS112"},
    {"192.31.197.0", "global"},
    {"192.52.193.1", "automatic multicast tunneling"},
    {"192.88.98.255", "global"},
    {"192.88.99.1", "6to4 relay"},
    {"192.88.100.0", "global"},
    {"192.167.255.255", "global"},
    {"192.168.0.0", "private use"},
    {"192.168.255.255", "private use"},
    {"192.169.0.0", "global"},
    {"192.175.48.1", "AS112"},
    {"198.17.255.255", "global"},
    {"198.18.0.0", "benchmarking"},
    {"198.19.255.255", "benchmarking"},
    {"198.20.0.0", "global"},
    {"198.51.99.255", "global"},
    {"198.51.100.0", "documentation"},
    {"198.51.100.255", "documentation"},
    {"198.51.101.0", "global"},
    {"203.0.112.255", "global"},
    {"203.0.113.0", "documentation"},
    {"203.0.113.255", "documentation"},
    {"203.0.114.0", "global"},
    {"223.255.255.255", "global"},
    {"224.0.0.0", "multicast"},
    {"224.0.0.251", "multicast"},
    {"239.255.255.255", "multicast"},
    {"240.0.0.0", "reserved"},
    {"255.255.255.255", "reserved"},
};

TEST(Address, special_ipv4_ranges_end_where_the_registry_says) {
  for (const auto& [text, expected] : k_ipv4_rows) EXPECT_EQ(purpose_of(text), expected) << text;
}

TEST(Address, special_ipv6_ranges_end_where_the_registry_says) {
  const std::pair<const char*, const char*> rows[] = {
      {"::", "unspecified"},
      {"::1", "loopback"},
      {"::2", "not assigned"},
      {"0:0:0:0:0:0:0:1", "loopback"},
      {"100::", "discard only"},
      {"100::ffff:ffff:ffff:ffff", "discard only"},
      {"100:0:0:1::", "not assigned"},
      {"1fff:ffff::1", "not assigned"},
      {"2000::1", "global"},
      {"2001::", "protocol assignments"},
      {"2001:1::1", "protocol assignments"},
      {"2001:2::1", "protocol assignments"},
      {"2001:3::1", "protocol assignments"},
      {"2001:4:112::1", "protocol assignments"},
      {"2001:10::1", "protocol assignments"},
      {"2001:20::1", "protocol assignments"},
      {"2001:30::1", "protocol assignments"},
      {"2001:1ff:ffff::1", "protocol assignments"},
      {"2001:200::1", "global"},
      {"2001:4860:4860::8888", "global"},
      {"2001:db7:ffff::1", "global"},
      {"2001:db8::1", "documentation"},
      {"2001:db8:ffff:ffff::1", "documentation"},
      {"2001:db9::1", "global"},
      {"2003::1", "global"},
      {"2400:cb00::1", "global"},
      {"2606:4700:4700::1111", "global"},
      {"2620:4f:8000::1", "AS112"},
      {"2620:4f:8001::1", "global"},
      {"2a00:1450::1", "global"},
      {"2c0f:fb50::1", "global"},
      {"3ffe::1", "6bone"},
      {"3fff::1", "documentation"},
      {"3fff:fff:ffff::1", "documentation"},
      {"4000::1", "not assigned"},
      {"5f00::1", "segment routing"},
      {"8000::1", "not assigned"},
      {"fbff::1", "not assigned"},
      {"fc00::1", "private use"},
      {"fd00:ec2::254", "private use"},
      {"fdff:ffff::1", "private use"},
      {"fe00::1", "not assigned"},
      {"fe80::1", "link local"},
      {"febf:ffff::1", "link local"},
      {"fec0::1", "site local"},
      {"feff:ffff::1", "site local"},
      {"ff00::1", "multicast"},
      {"ff02::1", "multicast"},
      {"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "multicast"},
  };
  for (const auto& [text, expected] : rows) EXPECT_EQ(purpose_of(text), expected) << text;
}

TEST(Address, an_ipv4_address_inside_an_ipv6_one_is_judged) {
  const std::pair<const char*, const char*> rows[] = {
      {"::ffff:127.0.0.1", "loopback"},
      {"::ffff:7f00:1", "loopback"},
      {"0:0:0:0:0:ffff:10.0.0.1", "private use"},
      {"::ffff:169.254.169.254", "link local"},
      {"::ffff:192.168.0.1", "private use"},
      {"::ffff:0.0.0.0", "this network"},
      {"::ffff:8.8.8.8", "global"},
      {"::ffff:0:127.0.0.1", "not assigned"},  // IPv4-translated, SIIT
      {"::127.0.0.1", "not assigned"},         // IPv4-compatible, no longer used
      {"::8.8.8.8", "not assigned"},
      {"64:ff9b::7f00:1", "loopback"},
      {"64:ff9b::10.0.0.1", "private use"},
      {"64:ff9b::a9fe:a9fe", "link local"},
      {"64:ff9b::8.8.8.8", "global"},
      {"64:ff9b:1::8.8.8.8", "local NAT64"},
      {"64:ff9b:1:ffff::1", "local NAT64"},
      {"64:ff9b::1:0:0", "not assigned"},
      {"2002:7f00:1::", "6to4"},
      {"2002:a00:1::1", "6to4"},
      {"2002:808:808::1", "6to4"},
      {"2001:0:4136:e378:8000:63bf:80ff:fffe", "protocol assignments"},  // Teredo of 127.0.0.1
      {"2001:0:808:808::f7f7:f7f7", "protocol assignments"},             // Teredo of 8.8.8.8
  };
  for (const auto& [text, expected] : rows) EXPECT_EQ(purpose_of(text), expected) << text;
}

TEST(Address, old_and_odd_spellings_are_no_addresses) {
  for (const char* text : {"",
                           "127.1",
                           "127.0.1",
                           "2130706433",
                           "0x7f000001",
                           "0x7f.0.0.1",
                           "017700000001",
                           "0177.0.0.1",
                           "127.0.0.01",
                           "127.0.0.1.",
                           ".127.0.0.1",
                           "127.0.0.256",
                           "127.0.0.-1",
                           " 127.0.0.1",
                           "127.0.0.1 ",
                           "127.0.0.1/8",
                           "1.2.3.4.5",
                           "::1%lo",
                           "fe80::1%25eth0",
                           "[::1]",
                           ":::1",
                           "1::2::3",
                           "::ffff:127.1",
                           "12345::1",
                           "localhost",
                           "\xe2\x91\xa0.1.1.1",
                           "0:0:0:0:0:0:0:0:1"}) {
    EXPECT_FALSE(parse_ip_address(text).has_value()) << text;
  }
  EXPECT_FALSE(parse_ip_address(std::string_view("127.0.0.1\0x", 11)).has_value());
}

TEST(Address, reading_and_writing_are_inverse) {
  for (const char* text : {"127.0.0.1", "8.8.4.4", "::1", "2001:db8::8:800:200c:417a", "::ffff:192.0.2.128"}) {
    EXPECT_EQ(format_ip_address(parse_ip_address(text).value()), text);
  }
}

TEST(Address, hosts_that_are_numbers_in_any_spelling_are_found) {
  for (const char* host : {"127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.1", "017700000001", "127.0.0.1.",
                           "[::1]", "::1", "1.2.3.4.5", "example.0x1", "example.42", "0x", "a.0x", "[v1.x]"}) {
    EXPECT_TRUE(is_numeric_host(host)) << host;
  }
  for (const char* host : {"example.org", "1.example.org", "example.org.", "localhost", "1a", "xn--bcher-kva.example",
                           "0xg", "a.b1", "127.0.0.1.nip.io"}) {
    EXPECT_FALSE(is_numeric_host(host)) << host;
  }
}

}  // namespace
}  // namespace cairn::http
