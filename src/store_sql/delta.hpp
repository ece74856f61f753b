#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace cairn::store_sql {

/// Writes documents as their difference to another one. The credentials of a run differ in a tenth of their bytes;
/// storing only that makes the database and its log a fraction of the size. What comes back is the exact text, or an
/// error. Format: size of the text; checksum of the text, 8 bytes; then pieces: a number n, even: n/2 literal bytes
/// follow; odd: copy n/2 bytes of the base from the offset that follows. Numbers are LEB128.
class DeltaCoder {
 public:
  explicit DeltaCoder(std::string base);

  /// out: never more than 24 bytes longer than `text`, whatever the base is
  /// cost: linear
  Bytes encode(std::string_view text) const;
  /// fails: corrupt/store.corrupt (not a delta of this base, or damaged)
  Result<std::string> decode(ByteView delta) const;

 private:
  std::uint32_t find(std::string_view window) const;

  std::string base_;
  std::vector<std::uint32_t> places_;  // hash of a window -> its place in the base + 1
};

}  // namespace cairn::store_sql
