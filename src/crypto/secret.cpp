#include "crypto/secret.hpp"

#include <sodium.h>

#include <algorithm>
#include <new>
#include <utility>

namespace cairn::crypto {

SecretBytes::SecretBytes(std::size_t size) : bytes_(nullptr), size_(size) {
  CAIRN_ASSERT(sodium_init() >= 0);
  bytes_ = static_cast<std::uint8_t*>(sodium_malloc(std::max<std::size_t>(size, 1)));
  if (bytes_ == nullptr) throw std::bad_alloc();
}

SecretBytes SecretBytes::copy_of(ByteView bytes) {
  SecretBytes out(bytes.size());
  std::copy(bytes.begin(), bytes.end(), out.bytes_);
  return out;
}

SecretBytes::~SecretBytes() { sodium_free(bytes_); }

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : bytes_(std::exchange(other.bytes_, nullptr)), size_(std::exchange(other.size_, 0)) {}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
  std::swap(bytes_, other.bytes_);
  std::swap(size_, other.size_);
  return *this;
}

void wipe(std::span<std::uint8_t> bytes) { sodium_memzero(bytes.data(), bytes.size()); }

}  // namespace cairn::crypto
