#pragma once
#include <cstdint>
#include <string_view>

#include "base/bytes.hpp"
#include "crypto/hash.hpp"

namespace cairn::store {

/// Bytes to be hashed, made of fields with their lengths before them: no two lists of fields give the same bytes.
class FieldHash {
 public:
  explicit FieldHash(std::uint8_t prefix) : bytes_{prefix} {}

  FieldHash& add(ByteView field) {
    number(field.size());
    bytes_.insert(bytes_.end(), field.begin(), field.end());
    return *this;
  }
  FieldHash& add(std::string_view field) { return add(as_bytes(field)); }
  FieldHash& add(std::int64_t field) {
    number(8);
    number(static_cast<std::uint64_t>(field));
    return *this;
  }
  crypto::Sha256 hash() const { return crypto::sha256(bytes_); }

 private:
  // Eight bytes, the highest first.
  void number(std::uint64_t value) {
    for (int shift = 56; shift >= 0; shift -= 8) bytes_.push_back(static_cast<std::uint8_t>(value >> shift));
  }

  Bytes bytes_;
};

}  // namespace cairn::store
