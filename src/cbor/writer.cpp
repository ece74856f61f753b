#include "cbor/writer.hpp"

#include <algorithm>

#include "base/bug.hpp"

namespace cairn::cbor {

void Writer::head(std::uint8_t major, std::uint64_t argument) {
  const auto top = static_cast<std::uint8_t>(major << 5);
  if (argument < 24) {
    out_.push_back(static_cast<std::uint8_t>(top | argument));
    return;
  }
  const int size = argument <= 0xFF ? 0 : argument <= 0xFFFF ? 1 : argument <= 0xFFFFFFFF ? 2 : 3;
  out_.push_back(static_cast<std::uint8_t>(top | (24 + size)));
  for (int shift = (8 << size) - 8; shift >= 0; shift -= 8) out_.push_back(static_cast<std::uint8_t>(argument >> shift));
}

void Writer::end_item(std::size_t first) {
  while (!open_.empty()) {
    Container& container = open_.back();
    if (container.is_map && container.left % 2 == 0) {
      const ByteView all(out_);
      const ByteView key = all.subspan(first);
      const ByteView last = all.subspan(container.key_first, container.key_last - container.key_first);
      CAIRN_ASSERT(last.empty() || std::lexicographical_compare(last.begin(), last.end(), key.begin(), key.end()));
      container.key_first = first;
      container.key_last = out_.size();
    }
    if (--container.left > 0) return;
    open_.pop_back();
  }
}

void Writer::write_unsigned(std::uint64_t value) {
  const std::size_t first = out_.size();
  head(0, value);
  end_item(first);
}

void Writer::write_signed(std::int64_t value) {
  if (value >= 0) return write_unsigned(static_cast<std::uint64_t>(value));
  const std::size_t first = out_.size();
  head(1, static_cast<std::uint64_t>(-1 - value));
  end_item(first);
}

void Writer::write_bytes(ByteView bytes) {
  const std::size_t first = out_.size();
  head(2, bytes.size());
  out_.insert(out_.end(), bytes.begin(), bytes.end());
  end_item(first);
}

void Writer::write_text(std::string_view text) {
  const std::size_t first = out_.size();
  head(3, text.size());
  out_.insert(out_.end(), text.begin(), text.end());
  end_item(first);
}

void Writer::write_boolean(bool value) {
  const std::size_t first = out_.size();
  head(7, value ? 21 : 20);
  end_item(first);
}

void Writer::write_null() {
  const std::size_t first = out_.size();
  head(7, 22);
  end_item(first);
}

void Writer::open(std::uint8_t major, std::uint64_t items) {
  CAIRN_ASSERT(open_.empty() || !open_.back().is_map || open_.back().left % 2 == 1);
  const std::size_t first = out_.size();
  head(major, items);
  if (items == 0) return end_item(first);
  open_.push_back({major == 5 ? items * 2 : items, major == 5});
}

void Writer::open_array(std::uint64_t items) { open(4, items); }

void Writer::open_map(std::uint64_t pairs) { open(5, pairs); }

void Writer::finish() const { CAIRN_ASSERT(open_.empty()); }

}  // namespace cairn::cbor
