#pragma once
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>

#include <memory>
#include <span>

#include "base/bytes.hpp"
#include "crypto/key.hpp"

// Only the older interface of OpenSSL 3.0 takes a nonce (RFC 6979 needs that), keeps a curve from key to key, and gives r and s
// without a detour over DER.
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

namespace cairn::crypto::internal {

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
using Montgomery = std::unique_ptr<BN_MONT_CTX, Free<BN_MONT_CTX_free>>;
using Signature = std::unique_ptr<ECDSA_SIG, Free<ECDSA_SIG_free>>;

// Foreign input must leave nothing behind in this thread's error queue.
class QuietErrors {
 public:
  QuietErrors() { ERR_set_mark(); }
  ~QuietErrors() { ERR_pop_to_mark(); }
  QuietErrors(const QuietErrors&) = delete;
  QuietErrors& operator=(const QuietErrors&) = delete;
};

template <class T>
T needed(T owner) {
  if (owner == nullptr) throw std::bad_alloc();
  return owner;
}

Scratch make_scratch();
Number make_number();
Number read_number(ByteView bytes);
/// A Bug when the number does not fit.
void write_number(const BIGNUM* number, std::span<std::uint8_t> out);

// What belongs to a curve for ever: made once (that costs as much as a signature), then only read, from any thread.
struct Curve {
  Group group;
  Number order_less_two;
  Montgomery order_form;

  explicit Curve(KeyType curve);
  const BIGNUM* order() const { return EC_GROUP_get0_order(group.get()); }
};

/// in: p256 or p384
const Curve& curve_of(KeyType curve);
/// A key of the curve, still empty.
Key make_key(KeyType curve);
/// Give it its public part.    out: false when that is no point on the curve
bool set_point(EC_KEY* key, const PublicKey& public_key);

}  // namespace cairn::crypto::internal
