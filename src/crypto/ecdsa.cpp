#include "crypto/ecdsa.hpp"

#include <algorithm>
#include <array>

#include "crypto/hash.hpp"
#include "crypto/internal/curve.hpp"
#include "crypto/secret.hpp"

// OpenSSL 3.0 can be given a nonce only through its older interface; RFC 6979 needs that.
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

namespace cairn::crypto {

using namespace internal;

namespace {

constexpr int k_most_attempts = 64;

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
      std::copy(v_.bytes.begin(), v_.bytes.end(), text.bytes.begin());
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
    std::copy(v_.bytes.begin(), v_.bytes.end(), text.bytes.begin());
    text.bytes[k_size] = separator;
    std::copy(secret.begin(), secret.end(), text.bytes.begin() + k_size + 1);
    std::copy(digest.begin(), digest.end(), text.bytes.begin() + 2 * k_size + 1);
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
      : secret_(SecretBytes::copy_of(secret)), key_(make_key(k_curve)) {
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
    public_key_ = make_public_key(k_curve, compressed).value();
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
    const Curve& curve = curve_of(k_curve);
    Number inverse = make_number();
    CAIRN_ASSERT(BN_mod_exp_mont_consttime(inverse.get(), k, curve.order_less_two.get(), order(), scratch, curve.order_form.get()) == 1);
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
  const EC_GROUP* group = curve_of(curve).group.get();
  const Point point = has_compressed_form(curve, compressed) ? read_point(group, compressed, scratch.get()) : nullptr;
  if (point == nullptr) {
    return fail(Kind::malformed, "key.point", "the key is no point on the curve " + std::string(key_type_name(curve)));
  }
  const Number x = make_number();
  const Number y = make_number();
  CAIRN_ASSERT(EC_POINT_get_affine_coordinates(group, point.get(), x.get(), y.get(), scratch.get()) == 1);
  AffinePoint out{Bytes(size), Bytes(size)};
  write_number(x.get(), out.x);
  write_number(y.get(), out.y);
  return out;
}

SignatureCheck ecdsa_verify(const PublicKey& public_key, ByteView message, ByteView signature) {
  const KeyType curve = public_key.type;
  const std::size_t size = coordinate_bytes(curve);
  if (signature.size() != 2 * size || public_key.y.size() != size) return SignatureCheck::does_not_fit;
  const QuietErrors quiet;
  const Key key = make_key(curve);
  if (!set_point(key.get(), public_key)) return SignatureCheck::does_not_fit;
  if (curve == KeyType::p256) return verify_digest(key.get(), sha256(message), signature);
  return verify_digest(key.get(), sha384(message), signature);
}

bool is_on_curve(KeyType curve, const AffinePoint& point) {
  const std::size_t size = coordinate_bytes(curve);
  if (point.x.size() != size || point.y.size() != size) return false;
  const QuietErrors quiet;
  PublicKey key{curve, Bytes(1 + size), point.y};
  std::copy(point.x.begin(), point.x.end(), key.bytes.begin() + 1);
  return set_point(make_key(curve).get(), key);
}

bool is_ecdsa_secret(KeyType curve, ByteView secret) {
  if (secret.size() != coordinate_bytes(curve)) return false;
  const Number d = read_number(secret);
  return !BN_is_zero(d.get()) && BN_cmp(d.get(), curve_of(curve).order()) < 0;
}

std::unique_ptr<Signer> make_ecdsa_signer(KeyType curve, ByteView secret) {
  CAIRN_ASSERT(is_ecdsa_secret(curve, secret));
  if (curve == KeyType::p256) return std::make_unique<EcdsaSigner<KeyType::p256>>(secret);
  return std::make_unique<EcdsaSigner<KeyType::p384>>(secret);
}

}  // namespace cairn::crypto
