#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"

namespace cairn::cbor {

/// Appends CBOR in core deterministic encoding. Containers say beforehand how much they hold; keys come sorted. What does
/// not keep to that is a Bug.
/// spec:  RFC 8949 3, 4.2.1
class Writer {
 public:
  /// owns: `out` must outlive the writer
  explicit Writer(Bytes& out) : out_(out) {}

  void write_unsigned(std::uint64_t value);
  void write_signed(std::int64_t value);
  void write_bytes(ByteView bytes);
  void write_text(std::string_view text);  ///< in: UTF-8
  void write_boolean(bool value);
  void write_null();
  void open_array(std::uint64_t items);
  void open_map(std::uint64_t pairs);
  /// Nothing is left open: to be called at the end.
  void finish() const;

 private:
  struct Container {
    std::uint64_t left;
    bool is_map;
    std::size_t key_first = 0;
    std::size_t key_last = 0;
  };
  void head(std::uint8_t major, std::uint64_t argument);
  void open(std::uint8_t major, std::uint64_t items);
  void end_item(std::size_t first);

  Bytes& out_;
  std::vector<Container> open_;
};

}  // namespace cairn::cbor
