#include "vc/inflate.hpp"

#include <zlib.h>

#include <algorithm>

namespace cairn::vc {
namespace {

constexpr std::size_t k_first_bytes = 16 * 1024;  // a list of the standard's least size fits exactly
constexpr int k_window = 15;                      // zlib: the largest window
constexpr int k_gzip = 16;                        // zlib: added to the window, it means gzip framing

Failure bad_stream(std::string what) {
  return fail(Kind::malformed, "status.encoding", "the status list is " + std::move(what), "Ask the issuer for a sound list.");
}

// Owns zlib's state while it expands.
class Inflation {
 public:
  explicit Inflation(Framing framing) {
    is_ready_ = inflateInit2(&stream_, framing == Framing::gzip ? k_window + k_gzip : k_window) == Z_OK;
  }
  ~Inflation() {
    if (is_ready_) inflateEnd(&stream_);
  }
  Inflation(const Inflation&) = delete;
  Inflation& operator=(const Inflation&) = delete;

  Result<Bytes> run(ByteView from) {
    if (!is_ready_) return fail(Kind::exhausted, "status.size", "no memory to expand the status list");
    stream_.next_in = const_cast<Bytef*>(from.data());  // zlib reads only
    stream_.avail_in = static_cast<uInt>(from.size());
    Bytes out;
    std::size_t size = 0;
    int state = Z_OK;
    while (state != Z_STREAM_END) {
      // One byte beyond the limit shows that there is more; nothing larger is ever asked for.
      if (size == out.size()) out.resize(std::clamp(out.size() * 2, k_first_bytes, k_most_list_bytes + 1));
      stream_.next_out = out.data() + size;
      stream_.avail_out = static_cast<uInt>(out.size() - size);
      state = ::inflate(&stream_, Z_NO_FLUSH);
      const std::size_t before = size;
      size = out.size() - stream_.avail_out;
      if (size > k_most_list_bytes) return fail(Kind::exhausted, "status.size", "the status list expands to more than 16 MiB");
      const bool is_stuck = size == before && stream_.avail_in == 0 && size < out.size();
      if (state != Z_STREAM_END && (is_stuck || (state != Z_OK && state != Z_BUF_ERROR))) return bad_stream("no whole compressed stream");
    }
    if (stream_.avail_in != 0) return bad_stream("followed by further bytes");
    out.resize(size);
    return out;
  }

 private:
  z_stream stream_{};
  bool is_ready_ = false;
};

}  // namespace

Result<Bytes> inflate(ByteView compressed, Framing framing) { return Inflation(framing).run(compressed); }

}  // namespace cairn::vc
