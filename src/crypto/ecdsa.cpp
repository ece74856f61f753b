#include "crypto/ecdsa.hpp"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/obj_mac.h>

#include <algorithm>
#include <array>

#include "crypto/hash.hpp"
#include "crypto/secret.hpp"

// OpenSSL 3.0 can be given a nonce only through its older interface; RFC 6979 needs that.
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

namespace cairn::crypto {
namespace {

template <auto k_free>
struct Free {
  template <class T>
  void operator()(T* object) const {
    k_free(object);
  }
};
using Number = std::unique_ptr<BIGNUM, Free<BN_clear_free>>;
using Scratch = std::unique_ptr<BN_CTX, Free<BN_CTX_free>>;
using Group = std::unique_ptr<EC_GROUP, Free<EC_GROUP_free>>;
using Point = std::unique_ptr<EC_POINT, Free<EC_POINT_free>>;
using Key = std::unique_ptr<EC_KEY, Free<EC_KEY_free>>;
using Signature = std::unique_ptr<ECDSA_SIG, Free<ECDSA_SIG_free>>;

// Foreign input must leave nothing behind in this thread's error queue.
class QuietErrors {
 public:
  QuietErrors() { ERR_set_mark(); }
  ~QuietErrors() { ERR_pop_to_mark(); }
  QuietErrors(const QuietErrors&) = delete;
  QuietErrors& operator=(const QuietErrors&) = delete;
};

constexpr int k_most_attempts = 64;

int curve_nid(KeyType curve) {
  CAIRN_ASSERT(curve == KeyType::p256 || curve == KeyType::p384);
  return curve == KeyType::p256 ? NID_X9_62_prime256v1 : NID_secp384r1;
}

template <class T>
T needed(T owner) {
  if (owner == nullptr) throw std::bad_alloc();
  return owner;
}

Group make_group(KeyType curve) { return needed(Group(EC_GROUP_new_by_curve_name(curve_nid(curve)))); }
Scratch make_scratch() { return needed(Scratch(BN_CTX_new())); }
Number make_number() { return needed(Number(BN_new())); }

Number read_number(ByteView bytes) {
  return needed(Number(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr)));
}

void write_number(const BIGNUM* number, std::span<std::uint8_t> out) {
  CAIRN_ASSERT(BN_bn2binpad(number, out.data(), static_cast<int>(out.size())) == static_cast<int>(out.size()));
}

// P-256 goes with SHA-256 and P-384 with SHA-384, so that digest, order, secret and coordinate all have one length.
template <KeyType k_curve>
struct Lengths;
template <>
struct Lengths<KeyType::p256> {
  using Block = Sha256;
  static Block digest(ByteView message) { return sha256(message); }
  static Block hmac(ByteView key, ByteView text) { return hmac_sha256(key, text); }
};
template <>
struct Lengths<KeyType::p384> {
  using Block = Sha384;
  static Block digest(ByteView message) { return sha384(message); }
  static Block hmac(ByteView key, ByteView text) { return hmac_sha384(key, text); }
};

// Bytes on the stack that are wiped when they go.
template <std::size_t k_size>
struct Wiped {
  std::array<std::uint8_t, k_size> bytes;
  Wiped() = default;
  Wiped(const Wiped&) = delete;
  Wiped& operator=(const Wiped&) = delete;
  ~Wiped() { wipe(bytes); }
};

// The stream of candidates for the secret number k.  spec: RFC 6979 3.2
template <KeyType k_curve>
class NonceStream {
 public:
  using Block = typename Lengths<k_curve>::Block;
  static constexpr std::size_t k_size = std::tuple_size_v<Block>;

  // in: secret, and the digest reduced by the order
  NonceStream(std::span<const std::uint8_t, k_size> secret, const Block& digest) {
    v_.bytes.fill(0x01);
    k_.bytes.fill(0x00);
    mix(0x00, secret, digest);
    mix(0x01, secret, digest);
  }

  // 3.2 h: the order is as long as the hash, so that one block is one candidate.
  const Block& next() {
    if (used_) {
      Wiped<k_size + 1> text;
      text.bytes.back() = 0x00;
      std::ranges::copy(v_.bytes, text.bytes.begin());
      update(text.bytes);
    }
    used_ = true;
    v_.bytes = Lengths<k_curve>::hmac(k_.bytes, v_.bytes);
    return v_.bytes;
  }

 private:
  // 3.2 d to g
  void mix(std::uint8_t separator, std::span<const std::uint8_t, k_size> secret, const Block& digest) {
    Wiped<3 * k_size + 1> text;
    std::ranges::copy(v_.bytes, text.bytes.begin());
    text.bytes[k_size] = separator;
    std::ranges::copy(secret, text.bytes.begin() + k_size + 1);
    std::ranges::copy(digest, text.bytes.begin() + 2 * k_size + 1);
    update(text.bytes);
  }
  void update(ByteView text) {
    k_.bytes = Lengths<k_curve>::hmac(k_.bytes, text);
    v_.bytes = Lengths<k_curve>::hmac(k_.bytes, v_.bytes);
  }

  Wiped<k_size> v_;
  Wiped<k_size> k_;
  bool used_ = false;
};

Point read_point(const EC_GROUP* group, ByteView compressed, BN_CTX* scratch) {
  Point point = needed(Point(EC_POINT_new(group)));
  if (EC_POINT_oct2point(group, point.get(), compressed.data(), compressed.size(), scratch) != 1) return nullptr;
  return point;
}

bool has_compressed_form(KeyType curve, ByteView bytes) {
  return bytes.size() == coordinate_bytes(curve) + 1 && (bytes[0] == 2 || bytes[0] == 3);
}

SignatureCheck verify_digest(EC_KEY* key, ByteView digest, ByteView signature) {
  const std::size_t half = signature.size() / 2;
  const Signature parts = needed(Signature(ECDSA_SIG_new()));
  Number r = read_number(signature.first(half));
  Number s = read_number(signature.subspan(half));
  CAIRN_ASSERT(ECDSA_SIG_set0(parts.get(), r.release(), s.release()) == 1);
  // Anything but 1 is a no: r or s out of range, or a sum at infinity, which OpenSSL calls an error.
  const bool fits = ECDSA_do_verify(digest.data(), static_cast<int>(digest.size()), parts.get(), key) == 1;
  return fits ? SignatureCheck::fits : SignatureCheck::does_not_fit;
}

template <KeyType k_curve>
class EcdsaSigner final : public Signer {
 public:
  using Block = typename Lengths<k_curve>::Block;
  static constexpr std::size_t k_size = std::tuple_size_v<Block>;

  explicit EcdsaSigner(ByteView secret)
      : secret_(SecretBytes::copy_of(secret)), key_(needed(Key(EC_KEY_new_by_curve_name(curve_nid(k_curve))))) {
    const Scratch scratch = make_scratch();
    const Number d = read_number(secret);
    BN_set_flags(d.get(), BN_FLG_CONSTTIME);
    const Point point = needed(Point(EC_POINT_new(group())));
    CAIRN_ASSERT(EC_POINT_mul(group(), point.get(), d.get(), nullptr, nullptr, scratch.get()) == 1);
    CAIRN_ASSERT(EC_KEY_set_private_key(key_.get(), d.get()) == 1 &&
                 EC_KEY_set_public_key(key_.get(), point.get()) == 1);
    Bytes compressed(secret.size() + 1);
    CAIRN_ASSERT(EC_POINT_point2oct(group(), point.get(), POINT_CONVERSION_COMPRESSED, compressed.data(),
                                    compressed.size(), scratch.get()) == compressed.size());
    public_key_ = PublicKey{k_curve, std::move(compressed)};
  }

  const PublicKey& public_key() const override { return public_key_; }

  Algorithm algorithm() const override {
    return k_curve == KeyType::p256 ? Algorithm::ecdsa_p256_sha256 : Algorithm::ecdsa_p384_sha384;
  }

  Result<Bytes> sign(ByteView message) override {
    const QuietErrors quiet;
    const Scratch scratch = make_scratch();
    const Block digest = Lengths<k_curve>::digest(message);
    const Number z = read_number(digest);
    CAIRN_ASSERT(BN_nnmod(z.get(), z.get(), order(), scratch.get()) == 1);
    Block reduced;
    write_number(z.get(), reduced);
    NonceStream<k_curve> nonces(secret_.reveal().template first<k_size>(), reduced);
    Bytes out;
    for (int attempt = 0; !sign_with(nonces.next(), digest, scratch.get(), out); ++attempt) {
      CAIRN_ASSERT(attempt < k_most_attempts);
    }
    if (verify_digest(key_.get(), digest, out) != SignatureCheck::fits) {
      return fail(Kind::corrupt, "signature.fault",
                  "the signature just made does not fit its own key, so it was thrown away",
                  "check the machine's memory and processor; do not sign with it until then");
    }
    return out;
  }

 private:
  const EC_GROUP* group() const { return EC_KEY_get0_group(key_.get()); }
  const BIGNUM* order() const { return EC_GROUP_get0_order(group()); }

  // out: false when the candidate for k does not serve; that happens once in 2^32 signatures at most.
  bool sign_with(const Block& candidate, const Block& digest, BN_CTX* scratch, Bytes& out) const {
    const Number k = read_number(candidate);
    BN_set_flags(k.get(), BN_FLG_CONSTTIME);
    if (BN_is_zero(k.get()) || BN_cmp(k.get(), order()) >= 0) return false;
    const Point point = needed(Point(EC_POINT_new(group())));
    const Number r = make_number();
    CAIRN_ASSERT(EC_POINT_mul(group(), point.get(), k.get(), nullptr, nullptr, scratch) == 1);
    CAIRN_ASSERT(EC_POINT_get_affine_coordinates(group(), point.get(), r.get(), nullptr, scratch) == 1);
    CAIRN_ASSERT(BN_nnmod(r.get(), r.get(), order(), scratch) == 1);
    if (BN_is_zero(r.get())) return false;
    const Number inverse = invert(k.get(), scratch);
    const Signature made(
        ECDSA_do_sign_ex(digest.data(), static_cast<int>(digest.size()), inverse.get(), r.get(), key_.get()));
    if (made == nullptr) return false;
    out.resize(2 * k_size);
    write_number(ECDSA_SIG_get0_r(made.get()), std::span(out).first(k_size));
    write_number(ECDSA_SIG_get0_s(made.get()), std::span(out).subspan(k_size));
    return true;
  }

  // By Fermat: the order is prime, and this exponentiation takes the same steps for every k.
  Number invert(const BIGNUM* k, BN_CTX* scratch) const {
    Number exponent = needed(Number(BN_dup(order())));
    Number inverse = make_number();
    CAIRN_ASSERT(BN_sub_word(exponent.get(), 2) == 1);
    CAIRN_ASSERT(BN_mod_exp_mont_consttime(inverse.get(), k, exponent.get(), order(), scratch, nullptr) == 1);
    return inverse;
  }

  SecretBytes secret_;
  Key key_;
  PublicKey public_key_{};
};

}  // namespace

std::size_t coordinate_bytes(KeyType curve) {
  CAIRN_ASSERT(curve == KeyType::p256 || curve == KeyType::p384);
  return curve == KeyType::p256 ? 32 : 48;
}

Result<AffinePoint> decompress_point(KeyType curve, ByteView compressed) {
  const std::size_t size = coordinate_bytes(curve);
  if (compressed.size() != size + 1) {
    return fail(Kind::malformed, "key.length",
                "a compressed point of " + std::string(key_type_name(curve)) + " has " + std::to_string(size + 1) +
                    " bytes, here are " + std::to_string(compressed.size()));
  }
  const QuietErrors quiet;
  const Scratch scratch = make_scratch();
  const Group group = make_group(curve);
  const Point point =
      has_compressed_form(curve, compressed) ? read_point(group.get(), compressed, scratch.get()) : nullptr;
  if (point == nullptr) {
    return fail(Kind::malformed, "key.point", "the key is no point on the curve " + std::string(key_type_name(curve)));
  }
  const Number x = make_number();
  const Number y = make_number();
  CAIRN_ASSERT(EC_POINT_get_affine_coordinates(group.get(), point.get(), x.get(), y.get(), scratch.get()) == 1);
  AffinePoint out{Bytes(size), Bytes(size)};
  write_number(x.get(), out.x);
  write_number(y.get(), out.y);
  return out;
}

SignatureCheck ecdsa_verify(KeyType curve, ByteView compressed_point, ByteView message, ByteView signature) {
  const std::size_t size = coordinate_bytes(curve);
  if (signature.size() != 2 * size || !has_compressed_form(curve, compressed_point))
    return SignatureCheck::does_not_fit;
  const QuietErrors quiet;
  const Scratch scratch = make_scratch();
  const Key key = needed(Key(EC_KEY_new_by_curve_name(curve_nid(curve))));
  const Point point = read_point(EC_KEY_get0_group(key.get()), compressed_point, scratch.get());
  if (point == nullptr || EC_KEY_set_public_key(key.get(), point.get()) != 1) return SignatureCheck::does_not_fit;
  if (curve == KeyType::p256) return verify_digest(key.get(), sha256(message), signature);
  return verify_digest(key.get(), sha384(message), signature);
}

bool is_ecdsa_secret(KeyType curve, ByteView secret) {
  if (secret.size() != coordinate_bytes(curve)) return false;
  const Group group = make_group(curve);
  const Number d = read_number(secret);
  return !BN_is_zero(d.get()) && BN_cmp(d.get(), EC_GROUP_get0_order(group.get())) < 0;
}

std::unique_ptr<Signer> make_ecdsa_signer(KeyType curve, ByteView secret) {
  CAIRN_ASSERT(is_ecdsa_secret(curve, secret));
  if (curve == KeyType::p256) return std::make_unique<EcdsaSigner<KeyType::p256>>(secret);
  return std::make_unique<EcdsaSigner<KeyType::p384>>(secret);
}

}  // namespace cairn::crypto
