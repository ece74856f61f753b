#pragma once
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/obj_mac.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>

#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

namespace cairn::bench {

/// What the crypto library alone does in a second on one thread, with a key made ready before: nobody who uses it can be faster.
struct BareRates {
  double sign = 0;
  double verify = 0;
};

/// Operations a second: the best of five slices, so that a busy neighbour does not count.
template <class Work>
double best_rate(double seconds, Work work) {
  using Clock = std::chrono::steady_clock;
  double best = 0;
  for (int slice = 0; slice < 5; ++slice) {
    const auto start = Clock::now();
    double count = 0;
    double elapsed = 0;
    while (elapsed < seconds / 5) {
      for (int i = 0; i < 10; ++i) work();
      count += 10;
      elapsed = std::chrono::duration<double>(Clock::now() - start).count();
    }
    best = std::max(best, count / elapsed);
  }
  return best;
}

inline BareRates bare_ed25519(double seconds) {
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open{};
  std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret{};
  std::array<unsigned char, crypto_sign_BYTES> signature{};
  std::array<unsigned char, 64> message{1, 2, 3};
  crypto_sign_keypair(open.data(), secret.data());
  BareRates out;
  out.sign = best_rate(seconds, [&] { crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), secret.data()); });
  out.verify = best_rate(seconds, [&] {
    if (crypto_sign_verify_detached(signature.data(), message.data(), message.size(), open.data()) != 0) std::exit(1);
  });
  return out;
}

inline BareRates bare_p256(double seconds) {
  EC_KEY* const key = EC_KEY_new_by_curve_name(NID_X9_62_prime256v1);
  EC_KEY_generate_key(key);
  std::array<unsigned char, 32> digest{1, 2, 3};
  ECDSA_SIG* const signature = ECDSA_do_sign(digest.data(), static_cast<int>(digest.size()), key);
  BareRates out;
  out.sign = best_rate(seconds, [&] { ECDSA_SIG_free(ECDSA_do_sign(digest.data(), static_cast<int>(digest.size()), key)); });
  out.verify = best_rate(seconds, [&] {
    if (ECDSA_do_verify(digest.data(), static_cast<int>(digest.size()), signature, key) != 1) std::exit(1);
  });
  ECDSA_SIG_free(signature);
  EC_KEY_free(key);
  return out;
}

}  // namespace cairn::bench
