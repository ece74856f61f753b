#include "crypto/statement_key.hpp"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/obj_mac.h>

#include <array>
#include <new>

#include "crypto/hash.hpp"
#include "crypto/secret.hpp"

// Only the older interface of OpenSSL 3.0 keeps a curve from key to key, and gives r and s without a detour over DER.
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
using Point = std::unique_ptr<EC_POINT, Free<EC_POINT_free>>;
using Key = std::unique_ptr<EC_KEY, Free<EC_KEY_free>>;
using Signature = std::unique_ptr<ECDSA_SIG, Free<ECDSA_SIG_free>>;

template <class T>
T needed(T owner) {
  if (owner == nullptr) throw std::bad_alloc();
  return owner;
}

constexpr std::size_t k_half = k_p256_signature_bytes / 2;

Scratch make_scratch() { return needed(Scratch(BN_CTX_new())); }

Number read_number(ByteView bytes) {
  return needed(Number(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr)));
}

void write_number(const BIGNUM* number, std::span<std::uint8_t> out) {
  CAIRN_ASSERT(BN_bn2binpad(number, out.data(), static_cast<int>(out.size())) == static_cast<int>(out.size()));
}

Key make_key() { return needed(Key(EC_KEY_new_by_curve_name(NID_X9_62_prime256v1))); }

}  // namespace

struct StatementKey::State {
  Key key = make_key();
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
  Bytes compressed(k_half + 1);
  CAIRN_ASSERT(EC_POINT_point2oct(group, point.get(), POINT_CONVERSION_COMPRESSED, compressed.data(), compressed.size(),
                                  state_->scratch.get()) == compressed.size());
  state_->public_key = PublicKey{KeyType::p256, std::move(compressed)};
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
  Key key = make_key();
};

StatementVerifier::StatementVerifier(const PublicKey& key) : state_(std::make_unique<State>()) {
  CAIRN_ASSERT(key.type == KeyType::p256);
  const EC_GROUP* const group = EC_KEY_get0_group(state_->key.get());
  const Scratch scratch = make_scratch();
  const Point point = needed(Point(EC_POINT_new(group)));
  // A PublicKey is on its curve: that was checked when it was made.
  CAIRN_ASSERT(EC_POINT_oct2point(group, point.get(), key.bytes.data(), key.bytes.size(), scratch.get()) == 1);
  CAIRN_ASSERT(EC_KEY_set_public_key(state_->key.get(), point.get()) == 1);
}

StatementVerifier::~StatementVerifier() = default;

SignatureCheck StatementVerifier::verify(ByteView message, ByteView signature) {
  if (signature.size() != k_p256_signature_bytes) return SignatureCheck::does_not_fit;
  ERR_set_mark();  // foreign input must leave nothing behind in this thread's error queue
  const Sha256 digest = sha256(message);
  const Signature parts = needed(Signature(ECDSA_SIG_new()));
  Number r = read_number(signature.first(k_half));
  Number s = read_number(signature.subspan(k_half));
  CAIRN_ASSERT(ECDSA_SIG_set0(parts.get(), r.release(), s.release()) == 1);
  const int answer =
      ECDSA_do_verify(digest.data(), static_cast<int>(digest.size()), parts.get(), state_->key.get());
  ERR_pop_to_mark();
  return answer == 1 ? SignatureCheck::fits : SignatureCheck::does_not_fit;
}

}  // namespace cairn::crypto
