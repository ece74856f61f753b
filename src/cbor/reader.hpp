#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace cairn::cbor {

enum class ItemKind : std::uint8_t { unsigned_integer, negative_integer, bytes, text, array, map, boolean, null };

struct ReadLimits {
  std::size_t size_bytes = 4 * 1024 * 1024;
  std::uint32_t depth = 16;
  std::uint32_t items = 262'144;  ///< containers, their items, and map keys
};

/// Pulls items out of CBOR in core deterministic encoding. Views point into the bytes, which must outlive the reader.
/// Every function fails with: malformed/cbor.truncated, cbor.length (not the shortest form), cbor.kind (another item than
/// the one asked for), cbor.order (map keys repeat or are not sorted), cbor.reserved; unsupported/cbor.kind (tags, floats,
/// indefinite lengths); exhausted/cbor.size, cbor.depth, cbor.items. After an error the reader is not to be used.
/// cost:  linear; no recursion
/// spec:  RFC 8949 3, 4.2.1
class Reader {
 public:
  explicit Reader(ByteView bytes, const ReadLimits& limits = {});

  /// The kind of the next item, which stays where it is.
  Result<ItemKind> peek() const;
  Result<std::uint64_t> read_unsigned();
  /// fails: also unsupported/cbor.range below -2^63
  Result<std::int64_t> read_negative();
  Result<ByteView> read_bytes();
  /// fails: also malformed/cbor.utf8
  Result<std::string_view> read_text();
  Result<bool> read_boolean();
  Result<void> read_null();
  /// out: the number of items that follow; after the last one the array is closed by itself
  Result<std::uint64_t> open_array();
  /// out: the number of pairs that follow, key and value in turn
  Result<std::uint64_t> open_map();
  /// Read and check one item with all that it holds.
  Result<void> skip();
  /// fails: malformed/cbor.trailing when bytes are left, cbor.truncated when a container is still open
  Result<void> finish() const;

 private:
  struct Container {
    std::uint64_t left;  ///< items still to come, keys included
    bool is_map;
    ByteView last_key = {};
  };
  struct Head {
    std::uint8_t major;
    std::uint64_t argument;
    std::size_t size;
  };

  Result<Head> head() const;
  Result<Head> take(std::uint8_t major);
  Result<ByteView> take_string(std::uint8_t major);
  Result<std::uint64_t> open(std::uint8_t major);
  Result<void> end_item(std::size_t first);

  ByteView bytes_;
  ReadLimits limits_;
  std::size_t at_ = 0;
  std::uint32_t items_left_;
  std::vector<Container> open_;
};

}  // namespace cairn::cbor
