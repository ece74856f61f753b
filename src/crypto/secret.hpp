#pragma once
#include <cstddef>
#include <span>

#include "base/bytes.hpp"

namespace cairn::crypto {

/// Secret bytes in memory of their own: never swapped out where the system allows it, fenced by pages that fault, wiped
/// at the end. Whoever reads them calls reveal(): searching for that word finds every reader.
class SecretBytes {
 public:
  explicit SecretBytes(std::size_t size);
  static SecretBytes copy_of(ByteView bytes);
  ~SecretBytes();
  SecretBytes(SecretBytes&& other) noexcept;
  SecretBytes& operator=(SecretBytes&& other) noexcept;
  SecretBytes(const SecretBytes&) = delete;
  SecretBytes& operator=(const SecretBytes&) = delete;

  std::size_t size() const { return size_; }
  std::span<std::uint8_t> writable() { return {bytes_, size_}; }
  ByteView reveal() const { return {bytes_, size_}; }

 private:
  std::uint8_t* bytes_;
  std::size_t size_;
};

/// Overwrite memory that held a secret; the compiler does not leave it out.
void wipe(std::span<std::uint8_t> bytes);

}  // namespace cairn::crypto
