#include "crypto/statement_key.hpp"

#include <algorithm>
#include <array>
#include <new>

#include "crypto/hash.hpp"
#include "crypto/internal/curve.hpp"
#include "crypto/secret.hpp"

namespace cairn::crypto {
using namespace internal;

namespace {

constexpr std::size_t k_half = k_p256_signature_bytes / 2;

}  // namespace

struct StatementKey::State {
  Key key = make_key(KeyType::p256);
  Scratch scratch = make_scratch();
  PublicKey public_key{};
  const EC_GROUP* group() const { return EC_KEY_get0_group(key.get()); }
};

StatementKey::StatementKey() : state_(std::make_unique<State>()) {}

StatementKey::~StatementKey() = default;  // EC_KEY_free clears the secret

void StatementKey::renew(Entropy& entropy) {
  const EC_GROUP* const group = state_->group();
  std::array<std::uint8_t, k_half> secret{};
  Number d;
  do {
    entropy.fill(secret);
    d = read_number(secret);
  } while (BN_is_zero(d.get()) || BN_cmp(d.get(), EC_GROUP_get0_order(group)) >= 0);
  wipe(secret);
  BN_set_flags(d.get(), BN_FLG_CONSTTIME);
  const Point point = needed(Point(EC_POINT_new(group)));
  CAIRN_ASSERT(EC_POINT_mul(group, point.get(), d.get(), nullptr, nullptr, state_->scratch.get()) == 1);
  CAIRN_ASSERT(EC_KEY_set_private_key(state_->key.get(), d.get()) == 1 &&
               EC_KEY_set_public_key(state_->key.get(), point.get()) == 1);
  const Number x = make_number();
  const Number y = make_number();
  CAIRN_ASSERT(EC_POINT_get_affine_coordinates(group, point.get(), x.get(), y.get(), state_->scratch.get()) == 1);
  Bytes compressed(1 + k_half, BN_is_odd(y.get()) ? 0x03 : 0x02);
  Bytes other(k_half);
  write_number(x.get(), std::span(compressed).subspan(1));
  write_number(y.get(), other);
  state_->public_key = PublicKey{KeyType::p256, std::move(compressed), std::move(other)};
}

const PublicKey& StatementKey::public_key() const {
  CAIRN_ASSERT(!state_->public_key.bytes.empty());
  return state_->public_key;
}

void StatementKey::sign(ByteView message, std::span<std::uint8_t, k_p256_signature_bytes> out) {
  const Sha256 digest = sha256(message);
  const Signature made =
      needed(Signature(ECDSA_do_sign(digest.data(), static_cast<int>(digest.size()), state_->key.get())));
  write_number(ECDSA_SIG_get0_r(made.get()), out.first<k_half>());
  write_number(ECDSA_SIG_get0_s(made.get()), out.subspan<k_half>());
}

void StatementKey::forget() {
  CAIRN_ASSERT(EC_KEY_set_private_key(state_->key.get(), nullptr) == 0);  // clears it, and says so with 0
  state_->public_key = {};
}

struct StatementVerifier::State {
  Key key = make_key(KeyType::p256);
};

StatementVerifier::StatementVerifier(const PublicKey& key) : state_(std::make_unique<State>()) {
  CAIRN_ASSERT(key.type == KeyType::p256);
  CAIRN_ASSERT(set_point(state_->key.get(), key));  // a PublicKey is on its curve: that was checked when it was made
}

StatementVerifier::~StatementVerifier() = default;

SignatureCheck StatementVerifier::verify(ByteView message, ByteView signature) {
  if (signature.size() != k_p256_signature_bytes) return SignatureCheck::does_not_fit;
  const QuietErrors quiet;
  const Sha256 digest = sha256(message);
  const Signature parts = needed(Signature(ECDSA_SIG_new()));
  Number r = read_number(signature.first(k_half));
  Number s = read_number(signature.subspan(k_half));
  CAIRN_ASSERT(ECDSA_SIG_set0(parts.get(), r.release(), s.release()) == 1);
  const int answer =
      ECDSA_do_verify(digest.data(), static_cast<int>(digest.size()), parts.get(), state_->key.get());
  return answer == 1 ? SignatureCheck::fits : SignatureCheck::does_not_fit;
}

}  // namespace cairn::crypto
