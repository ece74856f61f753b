#include "crypto/rsa.hpp"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <algorithm>
#include <array>
#include <memory>

namespace cairn::crypto {
namespace {

constexpr std::uint8_t k_der_integer = 0x02;
constexpr std::uint8_t k_der_bit_string = 0x03;
constexpr std::uint8_t k_der_sequence = 0x30;
// rsaEncryption with its NULL parameters.  spec: RFC 3279 2.3.1
constexpr std::array<std::uint8_t, 15> k_rsa_algorithm = {0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86,
                                                          0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00};

void append(Bytes& out, ByteView bytes) { out.insert(out.end(), bytes.begin(), bytes.end()); }

Bytes der_element(std::uint8_t tag, ByteView content) {
  Bytes out = {tag};
  const std::size_t size = content.size();
  CAIRN_ASSERT(size < 0x10000);
  if (size >= 0x100) {
    append(out, std::array<std::uint8_t, 2>{0x82, static_cast<std::uint8_t>(size >> 8)});
  } else if (size >= 0x80) {
    out.push_back(0x81);
  }
  out.push_back(static_cast<std::uint8_t>(size));
  append(out, content);
  return out;
}

Bytes der_number(ByteView big_endian) {
  Bytes content;
  if (big_endian.empty() || big_endian[0] >= 0x80) content.push_back(0);
  append(content, big_endian);
  return der_element(k_der_integer, content);
}

// Takes one element off the front of `der`.  Only lengths in their shortest form count.
bool take_element(ByteView& der, std::uint8_t tag, ByteView& content) {
  if (der.size() < 2 || der[0] != tag) return false;
  std::size_t size = der[1];
  std::size_t header = 2;
  if (size == 0x81 && der.size() >= 3) {
    size = der[2];
    header = 3;
    if (size < 0x80) return false;
  } else if (size == 0x82 && der.size() >= 4) {
    size = static_cast<std::size_t>(der[2]) << 8 | der[3];
    header = 4;
    if (size < 0x100) return false;
  } else if (size >= 0x80) {
    return false;
  }
  if (der.size() - header < size) return false;
  content = der.subspan(header, size);
  der = der.subspan(header + size);
  return true;
}

// A positive DER integer, without the zero byte that keeps it positive.
bool take_number(ByteView& der, Bytes& out) {
  ByteView content;
  if (!take_element(der, k_der_integer, content) || content.empty() || content[0] >= 0x80) return false;
  if (content[0] == 0) {
    content = content.subspan(1);
    if (content.empty() || content[0] < 0x80) return false;
  }
  out.assign(content.begin(), content.end());
  return true;
}

bool parse_der(ByteView der, RsaNumbers& out) {
  ByteView outer;
  if (!take_element(der, k_der_sequence, outer) || !der.empty()) return false;
  if (outer.size() < k_rsa_algorithm.size()) return false;
  if (!std::equal(k_rsa_algorithm.begin(), k_rsa_algorithm.end(), outer.begin())) return false;
  outer = outer.subspan(k_rsa_algorithm.size());
  ByteView bits;
  if (!take_element(outer, k_der_bit_string, bits) || !outer.empty() || bits.empty() || bits[0] != 0) return false;
  bits = bits.subspan(1);
  ByteView numbers;
  if (!take_element(bits, k_der_sequence, numbers) || !bits.empty()) return false;
  return take_number(numbers, out.n) && take_number(numbers, out.e) && numbers.empty();
}

unsigned remainder_of(const Bytes& big_endian, unsigned divisor) {
  unsigned rest = 0;
  for (const std::uint8_t byte : big_endian) rest = (rest << 8 | byte) % divisor;
  return rest;
}

// Keys of that generator are powers of 65537 modulo every small prime; for others this happens by chance with about
// 2^-27.
bool has_roca_fingerprint(const Bytes& n) {
  constexpr std::array<unsigned, 17> k_primes = {11, 13, 17,  19,  37,  53,  61,  71, 73,
                                                 79, 97, 103, 107, 109, 127, 151, 157};
  return std::all_of(std::begin(k_primes), std::end(k_primes), [&n](unsigned prime) {
    const unsigned wanted = remainder_of(n, prime);
    unsigned power = 1;
    for (unsigned i = 0; i < prime; ++i, power = power * (65537 % prime) % prime) {
      if (power == wanted) return true;
    }
    return false;
  });
}

template <auto k_free>
struct Free {
  template <class T>
  void operator()(T* object) const {
    k_free(object);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using Context = std::unique_ptr<EVP_MD_CTX, Free<EVP_MD_CTX_free>>;

bool set_padding(EVP_PKEY_CTX* context, RsaPadding padding) {
  if (padding == RsaPadding::pkcs1) return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1;
  return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
         EVP_PKEY_CTX_set_rsa_mgf1_md(context, EVP_sha256()) == 1 && EVP_PKEY_CTX_set_rsa_pss_saltlen(context, 32) == 1;
}

}  // namespace

Result<RsaNumbers> read_rsa_key(ByteView der) {
  RsaNumbers out;
  if (der.size() > 2048 || !parse_der(der, out)) {
    return fail(Kind::malformed, "key.der", "not the DER SubjectPublicKeyInfo of an RSA key");
  }
  std::size_t bits = out.n.size() * 8;
  for (unsigned top = out.n[0]; top < 0x80; top <<= 1) --bits;
  if (bits < 2048 || bits > 8192) {
    return fail(Kind::refused, "key.size", "an RSA key of " + std::to_string(bits) + " bits; 2048 to 8192 are accepted",
                "the owner of the key needs a new one");
  }
  if (out.e.size() > 8 || out.e.back() % 2 == 0 || (out.e.size() == 1 && out.e[0] == 1)) {
    return fail(Kind::refused, "key.exponent", "the RSA exponent is even, one, or longer than 64 bits");
  }
  if (out.n.back() % 2 == 0 || has_roca_fingerprint(out.n)) {
    return fail(Kind::refused, "key.weak", "the RSA key has a structure that makes it easy to break",
                "the owner of the key needs a new one");
  }
  return out;
}

Bytes write_rsa_key(const RsaNumbers& numbers) {
  Bytes pair = der_number(numbers.n);
  append(pair, der_number(numbers.e));
  Bytes bits = {0};
  append(bits, der_element(k_der_sequence, pair));
  Bytes content(k_rsa_algorithm.begin(), k_rsa_algorithm.end());
  append(content, der_element(k_der_bit_string, bits));
  return der_element(k_der_sequence, content);
}

SignatureCheck rsa_verify(ByteView der, RsaPadding padding, ByteView message, ByteView signature) {
  ERR_set_mark();
  const std::uint8_t* at = der.data();
  const Key key(d2i_PUBKEY(nullptr, &at, static_cast<long>(der.size())));
  const Context context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* settings = nullptr;
  const bool fits =
      key != nullptr && context != nullptr && EVP_PKEY_is_a(key.get(), "RSA") == 1 &&
      signature.size() == static_cast<std::size_t>(EVP_PKEY_get_size(key.get())) &&
      EVP_DigestVerifyInit(context.get(), &settings, EVP_sha256(), nullptr, key.get()) == 1 &&
      set_padding(settings, padding) &&
      EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(), message.size()) == 1;
  ERR_pop_to_mark();
  return fits ? SignatureCheck::fits : SignatureCheck::does_not_fit;
}

}  // namespace cairn::crypto
