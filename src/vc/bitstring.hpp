#pragma once
#include <cstdint>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace cairn::vc {

/// The bits of a status list; bit 0 is the left-most bit of the first byte.
/// spec: Bitstring Status List 1.0 "Bitstring Encoding"
class Bitstring {
 public:
  explicit Bitstring(Bytes bytes) : bytes_(std::move(bytes)) {}
  /// in: size_bits - a multiple of 8; all bits clear
  static Bitstring of_size(std::uint64_t size_bits) { return Bitstring(Bytes(static_cast<std::size_t>(size_bits / 8))); }
  std::uint64_t size_bits() const { return static_cast<std::uint64_t>(bytes_.size()) * 8; }
  const Bytes& bytes() const { return bytes_; }

  /// The value of an entry: `size` bits from `index * size`, most significant first.
  /// in:    size - 1 .. 32
  /// fails: malformed/status.range
  Result<std::uint32_t> entry(std::uint64_t index, std::uint32_t size = 1) const;
  /// Set one bit.
  /// in:  index - below size_bits()
  void set(std::uint64_t index);
  /// out: whether every bit set here is set in `other` too
  bool is_within(const Bitstring& other) const;

 private:
  Bytes bytes_;
};

/// Undo `encodedList`: multibase base64url, then gzip.
/// fails: malformed/status.encoding; exhausted/status.size when it would expand to more than 16 MiB
/// spec:  Bitstring Status List 1.0 "Bitstring Expansion Algorithm"
Result<Bitstring> expand_bitstring(std::string_view encoded_list);

/// Make an `encodedList`.  spec: Bitstring Status List 1.0 "Bitstring Generation Algorithm"
Result<std::string> compress_bitstring(const Bitstring& list);

}  // namespace cairn::vc
