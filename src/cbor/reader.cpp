#include "cbor/reader.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace cairn::cbor {
namespace {

constexpr std::uint8_t k_unsigned = 0;
constexpr std::uint8_t k_negative = 1;
constexpr std::uint8_t k_bytes = 2;
constexpr std::uint8_t k_text = 3;
constexpr std::uint8_t k_array = 4;
constexpr std::uint8_t k_map = 5;
constexpr std::uint8_t k_tag = 6;
constexpr std::uint8_t k_simple = 7;
constexpr std::uint64_t k_false = 20;
constexpr std::uint64_t k_true = 21;
constexpr std::uint64_t k_null = 22;

Failure truncated(std::size_t at) {
  return fail(Kind::malformed, "cbor.truncated", "the bytes end within the item at byte " + std::to_string(at));
}

Failure wrong_kind(std::size_t at) {
  return fail(Kind::malformed, "cbor.kind", "another kind of item than expected stands at byte " + std::to_string(at));
}

}  // namespace

Reader::Reader(ByteView bytes, const ReadLimits& limits) : bytes_(bytes), limits_(limits), items_left_(limits.items) {}

// The first byte and the argument behind it.  spec: RFC 8949 3
Result<Reader::Head> Reader::head() const {
  if (bytes_.size() > limits_.size_bytes) {
    return fail(Kind::exhausted, "cbor.size", "more than " + std::to_string(limits_.size_bytes) + " bytes of CBOR");
  }
  if (at_ >= bytes_.size()) return truncated(at_);
  const std::uint8_t first = bytes_[at_];
  const std::uint8_t major = first >> 5;
  const std::uint8_t info = first & 0x1F;
  if (major == k_tag || (major == k_simple && info >= 25) || info == 31) {
    if (info >= 28 && info <= 30) return fail(Kind::malformed, "cbor.reserved", "a reserved first byte");
    return fail(Kind::unsupported, "cbor.kind", "a tag, float or indefinite length stands at byte " + std::to_string(at_));
  }
  if (info < 24) return Head{major, info, 1};
  if (info >= 28) return fail(Kind::malformed, "cbor.reserved", "a reserved first byte");
  const std::size_t count = std::size_t{1} << (info - 24);
  if (bytes_.size() - at_ - 1 < count) return truncated(at_);
  std::uint64_t argument = 0;
  for (std::size_t i = 0; i < count; ++i) argument = argument << 8 | bytes_[at_ + 1 + i];
  const std::uint64_t least = info == 24 ? 24 : std::uint64_t{1} << (4 * count);  // what half as many bytes cannot hold
  if (argument < least) {
    return fail(Kind::malformed, "cbor.length", "a number at byte " + std::to_string(at_) + " is not in its shortest form");
  }
  return Head{major, argument, count + 1};
}

Result<ItemKind> Reader::peek() const {
  static constexpr ItemKind k_kinds[] = {ItemKind::unsigned_integer, ItemKind::negative_integer, ItemKind::bytes,
                                         ItemKind::text,             ItemKind::array,            ItemKind::map};
  CAIRN_TRY(const Head next, head());
  if (next.major < k_tag) return k_kinds[next.major];
  if (next.argument == k_false || next.argument == k_true) return ItemKind::boolean;
  if (next.argument == k_null) return ItemKind::null;
  return fail(Kind::unsupported, "cbor.kind", "an unknown simple value stands at byte " + std::to_string(at_));
}

Result<Reader::Head> Reader::take(std::uint8_t major) {
  CAIRN_TRY(const Head next, head());
  if (next.major != major) return wrong_kind(at_);
  if (items_left_ == 0) return fail(Kind::exhausted, "cbor.items", "more items than are read here");
  --items_left_;
  at_ += next.size;
  return next;
}

// An item is complete: count it in its container, and the container in the one around it when that was the last.
Result<void> Reader::end_item(std::size_t first) {
  while (!open_.empty()) {
    Container& container = open_.back();
    const bool is_key = container.is_map && container.left % 2 == 0;
    if (is_key) {
      const ByteView key = bytes_.subspan(first, at_ - first);
      const ByteView last = container.last_key;
      if (!last.empty() && !std::lexicographical_compare(last.begin(), last.end(), key.begin(), key.end())) {
        return fail(Kind::malformed, "cbor.order", "the keys of a map repeat or are not sorted");
      }
      container.last_key = key;
    }
    if (--container.left > 0) return {};
    open_.pop_back();
  }
  return {};
}

Result<std::uint64_t> Reader::read_unsigned() {
  const std::size_t first = at_;
  CAIRN_TRY(const Head item, take(k_unsigned));
  CAIRN_CHECK(end_item(first));
  return item.argument;
}

Result<std::int64_t> Reader::read_negative() {
  const std::size_t first = at_;
  CAIRN_TRY(const Head item, take(k_negative));
  if (item.argument > INT64_MAX) return fail(Kind::unsupported, "cbor.range", "a number below -2^63");
  CAIRN_CHECK(end_item(first));
  return -1 - static_cast<std::int64_t>(item.argument);
}

Result<ByteView> Reader::take_string(std::uint8_t major) {
  const std::size_t first = at_;
  CAIRN_TRY(const Head item, take(major));
  if (item.argument > bytes_.size() - at_) return truncated(first);
  const ByteView out = bytes_.subspan(at_, static_cast<std::size_t>(item.argument));
  at_ += out.size();
  CAIRN_CHECK(end_item(first));
  return out;
}

Result<ByteView> Reader::read_bytes() { return take_string(k_bytes); }

Result<std::string_view> Reader::read_text() {
  CAIRN_TRY(const ByteView bytes, take_string(k_text));
  if (!is_utf8(as_text(bytes))) return fail(Kind::malformed, "cbor.utf8", "a text is not UTF-8");
  return as_text(bytes);
}

Result<bool> Reader::read_boolean() {
  const std::size_t first = at_;
  CAIRN_TRY(const Head item, take(k_simple));
  if (item.argument != k_false && item.argument != k_true) return wrong_kind(first);
  CAIRN_CHECK(end_item(first));
  return item.argument == k_true;
}

Result<void> Reader::read_null() {
  const std::size_t first = at_;
  CAIRN_TRY(const Head item, take(k_simple));
  if (item.argument != k_null) return wrong_kind(first);
  return end_item(first);
}

// What a container announces must fit into what is left: an item has at least one byte.
Result<std::uint64_t> Reader::open(std::uint8_t major) {
  const std::size_t first = at_;
  CAIRN_TRY(const Head item, take(major));
  const std::uint64_t room = (bytes_.size() - at_) / (major == k_map ? 2 : 1);
  if (item.argument > room) return truncated(first);
  // As a map's key, a container would need its bytes kept until it closes; nobody uses such keys.
  if (!open_.empty() && open_.back().is_map && open_.back().left % 2 == 0) {
    return fail(Kind::unsupported, "cbor.kind", "a map's key is an array or a map");
  }
  if (item.argument == 0) {
    CAIRN_CHECK(end_item(first));
    return std::uint64_t{0};
  }
  if (open_.size() >= limits_.depth) {
    return fail(Kind::exhausted, "cbor.depth", "nested deeper than " + std::to_string(limits_.depth));
  }
  open_.push_back({major == k_map ? item.argument * 2 : item.argument, major == k_map});
  return item.argument;
}

Result<std::uint64_t> Reader::open_array() { return open(k_array); }

Result<std::uint64_t> Reader::open_map() { return open(k_map); }

Result<void> Reader::skip() {
  const std::size_t depth = open_.size();
  bool is_first = true;
  while (is_first || open_.size() > depth) {
    is_first = false;
    CAIRN_TRY(const ItemKind kind, peek());
    switch (kind) {
      case ItemKind::unsigned_integer:
        CAIRN_CHECK(read_unsigned());
        break;
      case ItemKind::negative_integer:
        CAIRN_CHECK(read_negative());
        break;
      case ItemKind::bytes:
        CAIRN_CHECK(read_bytes());
        break;
      case ItemKind::text:
        CAIRN_CHECK(read_text());
        break;
      case ItemKind::array:
        CAIRN_CHECK(open_array());
        break;
      case ItemKind::map:
        CAIRN_CHECK(open_map());
        break;
      case ItemKind::boolean:
        CAIRN_CHECK(read_boolean());
        break;
      case ItemKind::null:
        CAIRN_CHECK(read_null());
        break;
    }
  }
  return {};
}

Result<void> Reader::finish() const {
  if (!open_.empty()) return truncated(at_);
  if (at_ != bytes_.size()) {
    return fail(Kind::malformed, "cbor.trailing", std::to_string(bytes_.size() - at_) + " bytes stand behind the last item");
  }
  return {};
}

}  // namespace cairn::cbor
