#include "store_sql/delta.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <optional>

namespace cairn::store_sql {
namespace {

constexpr std::size_t k_window = 16;
constexpr std::size_t k_table = 1U << 14;
constexpr std::size_t k_longest_base = 1U << 20;
constexpr std::size_t k_longest_text = 64U << 20;

// The first byte is the lowest on every machine, so that databases can be moved.
std::uint64_t word_at(const char* bytes) {
  std::uint64_t out = 0;
  std::memcpy(&out, bytes, sizeof out);
  return std::endian::native == std::endian::little ? out : __builtin_bswap64(out);
}

std::size_t slot_of(const char* window) {
  const std::uint64_t mixed = (word_at(window) ^ (word_at(window + 8) * 0x9E3779B97F4A7C15U)) * 0xD6E8FEB86659FD93U;
  return static_cast<std::size_t>(mixed >> 50);
}
static_assert(k_table == 1U << (64 - 50));

// Against damage, not against attack: whoever can write to the database can change anything in it.
std::uint64_t checksum(std::string_view text) {
  std::uint64_t out = 0x51ED270B0A1F39C5U ^ text.size();
  const auto mix = [&out](std::uint64_t word) {
    out = (out ^ word) * 0x9FB21C651E98DF25U;
    out ^= out >> 32;
  };
  for (; text.size() >= 8; text.remove_prefix(8)) mix(word_at(text.data()));
  std::uint64_t rest = 0;
  for (const char c : text) rest = rest << 8 | static_cast<unsigned char>(c);
  mix(rest);
  return out;
}

void put_number(Bytes& out, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7) out.push_back(static_cast<std::uint8_t>(number | 0x80));
  out.push_back(static_cast<std::uint8_t>(number));
}

std::optional<std::uint64_t> take_number(ByteView& bytes) {
  std::uint64_t out = 0;
  for (unsigned shift = 0; shift < 56 && !bytes.empty(); shift += 7) {
    const std::uint8_t byte = bytes.front();
    bytes = bytes.subspan(1);
    out |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if ((byte & 0x80) == 0) return out;
  }
  return std::nullopt;
}

void put_literal(Bytes& out, std::string_view text) {
  if (text.empty()) return;
  put_number(out, text.size() * 2);
  out.insert(out.end(), text.begin(), text.end());
}

std::size_t common_prefix(std::string_view a, std::string_view b) {
  const std::size_t limit = std::min(a.size(), b.size());
  std::size_t i = 0;
  while (i + 8 <= limit && word_at(a.data() + i) == word_at(b.data() + i)) i += 8;
  while (i < limit && a[i] == b[i]) ++i;
  return i;
}

Failure damaged() {
  return fail(Kind::corrupt, "store.corrupt", "a recorded document is not what was written",
              "Stop using this file and restore it from a backup.");
}

}  // namespace

DeltaCoder::DeltaCoder(std::string base) : base_(std::move(base)), places_(k_table) {
  if (base_.size() > k_longest_base) base_.clear();
  // From the back, so that the first of several like windows is found: matches then run on in the order of the base.
  for (std::size_t i = base_.size() < k_window ? 0 : base_.size() - k_window + 1; i-- > 0;) {
    places_[slot_of(base_.data() + i)] = static_cast<std::uint32_t>(i + 1);
  }
}

std::uint32_t DeltaCoder::find(std::string_view window) const {
  const std::uint32_t place = places_[slot_of(window.data())];
  if (place == 0 || std::memcmp(base_.data() + place - 1, window.data(), k_window) != 0) return 0;
  return place;
}

Bytes DeltaCoder::encode(std::string_view text) const {
  CAIRN_ASSERT(text.size() <= k_longest_text);
  Bytes out;
  out.reserve(text.size() / 4 + 64);
  put_number(out, text.size());
  const std::uint64_t sum = checksum(text);
  for (int i = 0; i < 8; ++i) out.push_back(static_cast<std::uint8_t>(sum >> (8 * i)));
  std::size_t literal_start = 0;
  std::size_t at = 0;
  while (at + k_window <= text.size()) {
    const std::uint32_t place = find(text.substr(at, k_window));
    if (place == 0) {
      ++at;
      continue;
    }
    const std::size_t length = common_prefix(text.substr(at), std::string_view(base_).substr(place - 1));
    put_literal(out, text.substr(literal_start, at - literal_start));
    put_number(out, length * 2 + 1);
    put_number(out, place - 1);
    at += length;
    literal_start = at;
  }
  put_literal(out, text.substr(literal_start));
  return out;
}

Result<std::string> DeltaCoder::decode(ByteView delta) const {
  const auto size = take_number(delta);
  if (!size || *size > k_longest_text || delta.size() < 8) return damaged();
  std::uint64_t sum = 0;
  for (int i = 0; i < 8; ++i) sum |= static_cast<std::uint64_t>(delta[static_cast<std::size_t>(i)]) << (8 * i);
  delta = delta.subspan(8);
  std::string out;
  out.reserve(*size);
  while (!delta.empty()) {
    const auto head = take_number(delta);
    if (!head || *head / 2 > *size - out.size()) return damaged();
    const std::size_t length = *head / 2;
    if (*head % 2 == 0) {
      if (length > delta.size()) return damaged();
      out += as_text(delta.first(length));
      delta = delta.subspan(length);
      continue;
    }
    const auto place = take_number(delta);
    if (!place || *place > base_.size() || length > base_.size() - *place) return damaged();
    out.append(base_, *place, length);
  }
  if (out.size() != *size || checksum(out) != sum) return damaged();
  return out;
}

}  // namespace cairn::store_sql
