#include "crypto/pem.hpp"

#include <gtest/gtest.h>

#include "json/read.hpp"

namespace cairn::crypto {
namespace {

// Made by openssl 3.0; the JWKs are Node.js's reading of the same files.
constexpr std::string_view k_rsa = R"(-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEArZykL38dA2wMitUy+TNx
5S9I0c+nY40l2QbTqNVRj7vs+RCnVWmpnqPizy0igar5/8DkcKxovU6q4MXYttjj
UR9gZ2vt+QQjd7AiBUKyHFrH5z/2jSw7OPXxmXZm4HirYFQij0dFF84I97Zo8Dky
sg0MML4FZD5/SwIFlm/ZhPyOD/zm9rJ3YKb4TeB84nO5vtGL1r8o+MEaO3qQGCJn
Ng1rcFKiJ2Umaq66cKv/hBuL12p02ovfxB8P4wn40c5Mkk6JlFa1HJxaUxdcxNtb
Ot6qRy6Q3sVNP7wzYPwPg9sxMIBNzOkmnnwc8nD5er9GaghdKEP/AL5/rcx3CvhB
IwIDAQAB
-----END PUBLIC KEY-----
)";
constexpr std::string_view k_rsa_older = R"(-----BEGIN RSA PUBLIC KEY-----
MIIBCgKCAQEArZykL38dA2wMitUy+TNx5S9I0c+nY40l2QbTqNVRj7vs+RCnVWmp
nqPizy0igar5/8DkcKxovU6q4MXYttjjUR9gZ2vt+QQjd7AiBUKyHFrH5z/2jSw7
OPXxmXZm4HirYFQij0dFF84I97Zo8Dkysg0MML4FZD5/SwIFlm/ZhPyOD/zm9rJ3
YKb4TeB84nO5vtGL1r8o+MEaO3qQGCJnNg1rcFKiJ2Umaq66cKv/hBuL12p02ovf
xB8P4wn40c5Mkk6JlFa1HJxaUxdcxNtbOt6qRy6Q3sVNP7wzYPwPg9sxMIBNzOkm
nnwc8nD5er9GaghdKEP/AL5/rcx3CvhBIwIDAQAB
-----END RSA PUBLIC KEY-----
)";
constexpr std::string_view k_rsa_jwk =
    R"({"kty":"RSA","n":"rZykL38dA2wMitUy-TNx5S9I0c-nY40l2QbTqNVRj7vs-RCnVWmpnqPizy0igar5_8DkcKxovU6q4MXYttjjUR9gZ2vt-QQjd7AiBUKyHFrH5z_2jSw7OPXxmXZm4HirYFQij0dFF84I97Zo8Dkysg0MML4FZD5_SwIFlm_ZhPyOD_zm9rJ3YKb4TeB84nO5vtGL1r8o-MEaO3qQGCJnNg1rcFKiJ2Umaq66cKv_hBuL12p02ovfxB8P4wn40c5Mkk6JlFa1HJxaUxdcxNtbOt6qRy6Q3sVNP7wzYPwPg9sxMIBNzOkmnnwc8nD5er9GaghdKEP_AL5_rcx3CvhBIw","e":"AQAB"})";
constexpr std::string_view k_ed25519 =
    "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA33cO6EplFAUWstrer8NjN31T+9mDgVVsxxGldvUkkDs=\n-----END PUBLIC KEY-----\n";
constexpr std::string_view k_ed25519_jwk = R"({"kty":"OKP","crv":"Ed25519","x":"33cO6EplFAUWstrer8NjN31T-9mDgVVsxxGldvUkkDs"})";
constexpr std::string_view k_p256 = R"(-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEjUhYDYn6/DxJlmxJhYzYyVM2NvVY
QWxe3n/UvqD5OoQAEV/tSlZ9jNmUPVphdghvG/gzC8JE+PLWsmTePZRyWA==
-----END PUBLIC KEY-----
)";
constexpr std::string_view k_p256_jwk =
    R"({"kty":"EC","crv":"P-256","x":"jUhYDYn6_DxJlmxJhYzYyVM2NvVYQWxe3n_UvqD5OoQ","y":"ABFf7UpWfYzZlD1aYXYIbxv4MwvCRPjy1rJk3j2Uclg"})";
constexpr std::string_view k_p384 = R"(-----BEGIN PUBLIC KEY-----
MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEFSPY2Rcn7YXo9eHs5SvqvjKAhGKIXdJd
bAqF8rVadZjU41jOBI7uvgDa70SuVolSvFez/OQ+5KPLoWh2dlfC0Y9CPY7s105h
7uEYQ/sgsMElCYjfzpDx23TcG++SvVeV
-----END PUBLIC KEY-----
)";
constexpr std::string_view k_p384_jwk =
    R"({"kty":"EC","crv":"P-384","x":"FSPY2Rcn7YXo9eHs5SvqvjKAhGKIXdJdbAqF8rVadZjU41jOBI7uvgDa70SuVolS","y":"vFez_OQ-5KPLoWh2dlfC0Y9CPY7s105h7uEYQ_sgsMElCYjfzpDx23TcG--SvVeV"})";

PublicKey of_jwk(std::string_view text) {
  Arena arena;
  return parse_public_jwk(json::read(text, arena).value()).value();
}

std::string code(std::string_view text) {
  const auto key = parse_public_pem(text);
  return key ? "" : key.error().code;
}

std::string changed(std::string_view text, std::string_view part, std::string_view by) {
  std::string out(text);
  const std::size_t at = out.find(part);
  EXPECT_NE(at, std::string::npos);
  return out.replace(at, part.size(), by);
}

TEST(Pem, each_kind_of_key_is_the_one_that_another_program_reads) {
  EXPECT_EQ(parse_public_pem(k_rsa).value(), of_jwk(k_rsa_jwk));
  EXPECT_EQ(parse_public_pem(k_rsa_older).value(), of_jwk(k_rsa_jwk));
  EXPECT_EQ(parse_public_pem(k_ed25519).value(), of_jwk(k_ed25519_jwk));
  EXPECT_EQ(parse_public_pem(k_p256).value(), of_jwk(k_p256_jwk));
  EXPECT_EQ(parse_public_pem(k_p384).value(), of_jwk(k_p384_jwk));
}

TEST(Pem, line_breaks_may_be_of_any_kind_or_missing) {
  std::string windows;
  std::string one_line;
  for (const char c : k_p256) {
    windows += c == '\n' ? "\r\n" : std::string(1, c);
    if (c != '\n') one_line += c;
  }
  EXPECT_EQ(parse_public_pem(windows).value(), of_jwk(k_p256_jwk));
  EXPECT_EQ(parse_public_pem(one_line).value(), of_jwk(k_p256_jwk));
}

TEST(Pem, what_is_no_single_public_key_is_refused) {
  EXPECT_EQ(code(""), "key.pem");
  EXPECT_EQ(code("-----BEGIN "), "key.pem");
  EXPECT_EQ(code("-----BEGIN PUBLIC KEY-----"), "key.pem");
  EXPECT_EQ(code("-----BEGIN -----"), "key.pem");
  EXPECT_EQ(code(changed(k_p256, "END PUBLIC", "END RSA")), "key.pem");
  EXPECT_EQ(code(changed(k_p256, "MFkw", "MF*w")), "key.pem");
  EXPECT_EQ(code(std::string(k_p256) + std::string(k_p256)), "key.pem");
  EXPECT_EQ(code(std::string(k_p256) + "x"), "key.pem");
  EXPECT_EQ(code(std::string(20'000, ' ') + std::string(k_p256)), "key.pem");
  EXPECT_EQ(code(changed(changed(k_p256, "BEGIN PUBLIC", "BEGIN PRIVATE"), "END PUBLIC", "END PRIVATE")), "key.private-member");
  EXPECT_EQ(code(changed(changed(k_p256, "BEGIN PUBLIC KEY", "BEGIN CERTIFICATE"), "END PUBLIC KEY", "END CERTIFICATE")), "key.pem");
}

TEST(Pem, a_key_of_another_type_or_a_point_off_the_curve_is_refused) {
  EXPECT_EQ(code(changed(k_ed25519, "K2VwAyEA", "K2VuAyEA")), "key.type");  // X25519: agreement, not signatures
  EXPECT_EQ(code(changed(k_p256, "QWxe3n", "QWxe3m")), "key.point");
  EXPECT_EQ(code(changed(k_p256, "QgAE", "QgAD")), "key.pem");  // a compressed point does not have this length
  EXPECT_EQ(code(changed(k_rsa, "IwIDAQAB", "IwIDAQAA")), "key.exponent");
}

}  // namespace
}  // namespace cairn::crypto
