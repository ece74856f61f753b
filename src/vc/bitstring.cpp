#include "vc/bitstring.hpp"

#include <zlib.h>

#include <algorithm>

#include "base/encoding.hpp"

namespace cairn::vc {
namespace {

constexpr std::size_t k_most_bytes = 16 * 1024 * 1024;
constexpr std::size_t k_piece_bytes = 64 * 1024;
constexpr int k_gzip_window = 15 + 16;  // zlib: the largest window, gzip framing

Failure bad_encoding(std::string what) {
  return fail(Kind::malformed, "status.encoding", "the status list is " + std::move(what), "Ask the issuer for a sound list.");
}

// Owns zlib's state while it expands.
class Inflation {
 public:
  Inflation() { is_ready_ = inflateInit2(&stream_, k_gzip_window) == Z_OK; }
  ~Inflation() {
    if (is_ready_) inflateEnd(&stream_);
  }
  Inflation(const Inflation&) = delete;
  Inflation& operator=(const Inflation&) = delete;

  Result<Bytes> run(const Bytes& from) {
    if (!is_ready_) return fail(Kind::exhausted, "status.size", "no memory to expand the status list");
    stream_.next_in = const_cast<Bytef*>(from.data());  // zlib reads only
    stream_.avail_in = static_cast<uInt>(from.size());
    Bytes out;
    int state = Z_OK;
    while (state != Z_STREAM_END) {
      const std::size_t before = out.size();
      out.resize(before + k_piece_bytes);
      stream_.next_out = out.data() + before;
      stream_.avail_out = static_cast<uInt>(k_piece_bytes);
      state = inflate(&stream_, Z_NO_FLUSH);
      out.resize(before + k_piece_bytes - stream_.avail_out);
      if (out.size() > k_most_bytes) return fail(Kind::exhausted, "status.size", "the status list expands to more than 16 MiB");
      const bool is_stuck = out.size() == before && stream_.avail_in == 0;
      if ((state != Z_OK && state != Z_STREAM_END) || (state == Z_OK && is_stuck)) return bad_encoding("no whole gzip stream");
    }
    if (stream_.avail_in != 0) return bad_encoding("followed by further bytes");
    return out;
  }

 private:
  z_stream stream_{};
  bool is_ready_ = false;
};

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

Result<Bitstring> expand_bitstring(std::string_view encoded_list) {
  if (encoded_list.empty() || encoded_list.front() != 'u') return bad_encoding("not base64url with the prefix u");
  const auto compressed = from_base64url(encoded_list.substr(1));
  if (!compressed) return bad_encoding("not base64url with the prefix u");
  CAIRN_TRY(Bytes bytes, Inflation().run(*compressed));
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
