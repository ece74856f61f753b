#include "vc/bitstring.hpp"

#include <zlib.h>

#include "base/encoding.hpp"
#include "vc/inflate.hpp"

namespace cairn::vc {
namespace {

constexpr int k_gzip_window = 15 + 16;  // zlib: the largest window, gzip framing

Failure bad_encoding(std::string what) {
  return fail(Kind::malformed, "status.encoding", "the status list is " + std::move(what), "Ask the issuer for a sound list.");
}

}  // namespace

Result<std::uint32_t> Bitstring::entry(std::uint64_t index, std::uint32_t size) const {
  CAIRN_ASSERT(size >= 1 && size <= 32);
  const std::uint64_t entries = size_bits() / size;
  if (index >= entries) {
    return fail(Kind::malformed, "status.range", "the list has " + std::to_string(entries) + " entries, none of number " +
                std::to_string(index), "Ask the issuer for the list that holds this entry.");
  }
  std::uint32_t value = 0;
  for (std::uint64_t bit = index * size; bit < (index + 1) * size; ++bit) {
    const bool is_set = (bytes_[static_cast<std::size_t>(bit / 8)] & (0x80U >> (bit % 8))) != 0;
    value = (value << 1) | (is_set ? 1U : 0U);
  }
  return value;
}

void Bitstring::set(std::uint64_t index) {
  CAIRN_ASSERT(index < size_bits());
  bytes_[static_cast<std::size_t>(index / 8)] |= static_cast<std::uint8_t>(0x80U >> (index % 8));
}

bool Bitstring::is_within(const Bitstring& other) const {
  for (std::size_t i = 0; i < bytes_.size(); ++i) {
    const std::uint8_t there = i < other.bytes_.size() ? other.bytes_[i] : 0;
    if ((bytes_[i] & ~there) != 0) return false;
  }
  return true;
}

Result<Bitstring> expand_bitstring(std::string_view encoded_list) {
  if (encoded_list.empty() || encoded_list.front() != 'u') return bad_encoding("not base64url with the prefix u");
  const auto compressed = from_base64url(encoded_list.substr(1));
  if (!compressed) return bad_encoding("not base64url with the prefix u");
  CAIRN_TRY(Bytes bytes, inflate(*compressed, Framing::gzip));
  return Bitstring(std::move(bytes));
}

Result<std::string> compress_bitstring(const Bitstring& list) {
  z_stream stream{};
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, k_gzip_window, 9, Z_DEFAULT_STRATEGY) != Z_OK) {
    return fail(Kind::exhausted, "status.size", "no memory to compress the status list");
  }
  Bytes out(deflateBound(&stream, static_cast<uLong>(list.bytes().size())));
  stream.next_in = const_cast<Bytef*>(list.bytes().data());  // zlib reads only
  stream.avail_in = static_cast<uInt>(list.bytes().size());
  stream.next_out = out.data();
  stream.avail_out = static_cast<uInt>(out.size());
  const int state = deflate(&stream, Z_FINISH);
  out.resize(out.size() - stream.avail_out);
  deflateEnd(&stream);
  CAIRN_ASSERT(state == Z_STREAM_END);
  return "u" + to_base64url(out);
}

}  // namespace cairn::vc
