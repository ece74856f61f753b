#include "crypto/internal/curve.hpp"

#include <openssl/obj_mac.h>

#include <algorithm>
#include <array>
#include <new>

namespace cairn::crypto::internal {
namespace {

int curve_nid(KeyType curve) {
  CAIRN_ASSERT(curve == KeyType::p256 || curve == KeyType::p384);
  return curve == KeyType::p256 ? NID_X9_62_prime256v1 : NID_secp384r1;
}

}  // namespace

Scratch make_scratch() { return needed(Scratch(BN_CTX_new())); }

Number make_number() { return needed(Number(BN_new())); }

Number read_number(ByteView bytes) {
  return needed(Number(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr)));
}

void write_number(const BIGNUM* number, std::span<std::uint8_t> out) {
  CAIRN_ASSERT(BN_bn2binpad(number, out.data(), static_cast<int>(out.size())) == static_cast<int>(out.size()));
}

Curve::Curve(KeyType curve)
    : group(needed(Group(EC_GROUP_new_by_curve_name(curve_nid(curve))))),
      order_less_two(needed(Number(BN_dup(order())))),
      order_form(needed(Montgomery(BN_MONT_CTX_new()))) {
  CAIRN_ASSERT(BN_sub_word(order_less_two.get(), 2) == 1);
  CAIRN_ASSERT(BN_MONT_CTX_set(order_form.get(), order(), make_scratch().get()) == 1);
}

const Curve& curve_of(KeyType curve) {
  CAIRN_ASSERT(curve == KeyType::p256 || curve == KeyType::p384);
  static const Curve p256(KeyType::p256);
  static const Curve p384(KeyType::p384);
  return curve == KeyType::p256 ? p256 : p384;
}

Key make_key(KeyType curve) {
  Key key = needed(Key(EC_KEY_new()));
  if (EC_KEY_set_group(key.get(), curve_of(curve).group.get()) != 1) throw std::bad_alloc();
  return key;
}

// The full form is read without a square root, and checked to be on the curve all the same.
bool set_point(EC_KEY* key, const PublicKey& public_key) {
  std::array<std::uint8_t, 1 + 2 * 48> full{0x04};
  const auto rest = std::copy(public_key.bytes.begin() + 1, public_key.bytes.end(), full.begin() + 1);
  const auto end = std::copy(public_key.y.begin(), public_key.y.end(), rest);
  const auto* group = EC_KEY_get0_group(key);
  const Point point = needed(Point(EC_POINT_new(group)));
  const auto size = static_cast<std::size_t>(end - full.begin());
  return EC_POINT_oct2point(group, point.get(), full.data(), size, nullptr) == 1 && EC_KEY_set_public_key(key, point.get()) == 1;
}

}  // namespace cairn::crypto::internal
