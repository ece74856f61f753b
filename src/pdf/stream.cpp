#include "pdf/stream.hpp"

#include <zlib.h>

#include <algorithm>
#include <cstdlib>

#include "pdf/parse.hpp"

namespace cairn::pdf {
namespace {

constexpr std::size_t k_piece_bytes = 64 * 1024;

// Owns zlib's state while it expands.
class Inflation {
 public:
  Inflation() { is_ready_ = inflateInit(&stream_) == Z_OK; }
  ~Inflation() {
    if (is_ready_) inflateEnd(&stream_);
  }
  Inflation(const Inflation&) = delete;
  Inflation& operator=(const Inflation&) = delete;

  // Bytes after the end of the compressed ones are passed over: writers leave line ends there.
  Result<Bytes> run(ByteView from, Budget& expanded_bytes) {
    if (!is_ready_) return too_much("more to expand");
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
      if (!expanded_bytes.spend(out.size() - before)) return too_much("more compressed bytes");
      const bool is_stuck = out.size() == before && stream_.avail_in == 0;
      if ((state != Z_OK && state != Z_STREAM_END) || (state == Z_OK && is_stuck)) return broken("compressed data is not whole");
    }
    return out;
  }

 private:
  z_stream stream_{};
  bool is_ready_ = false;
};

struct Predictor {
  std::int64_t number = 1;
  std::int64_t colours = 1;
  std::int64_t bits = 8;
  std::int64_t columns = 1;
};

std::int64_t number_member(const Object* dictionary, std::string_view name, std::int64_t otherwise) {
  const Object* found = dictionary == nullptr ? nullptr : dictionary->find(name);
  return found == nullptr ? otherwise : whole_number(*found);
}

Predictor predictor_of(const Object& stream) {
  const Object* found = stream.find("DecodeParms");
  if (found != nullptr && found->is(ObjectKind::array)) found = found->items.size() == 1 ? &found->items.front() : nullptr;
  Predictor out;
  out.number = number_member(found, "Predictor", 1);
  out.colours = number_member(found, "Colors", 1);
  out.bits = number_member(found, "BitsPerComponent", 8);
  out.columns = number_member(found, "Columns", 1);
  return out;
}

std::uint8_t paeth(int left, int above, int corner) {
  const int guess = left + above - corner;
  const int to_left = std::abs(guess - left);
  const int to_above = std::abs(guess - above);
  const int to_corner = std::abs(guess - corner);
  if (to_left <= to_above && to_left <= to_corner) return static_cast<std::uint8_t>(left);
  return static_cast<std::uint8_t>(to_above <= to_corner ? above : corner);
}

std::uint8_t predicted(std::uint8_t filter, std::uint8_t left, std::uint8_t above, std::uint8_t corner) {
  switch (filter) {
    case 1: return left;
    case 2: return above;
    case 3: return static_cast<std::uint8_t>((left + above) / 2);
    case 4: return paeth(left, above, corner);
    default: return 0;
  }
}

// spec: PNG "Filtering"
Result<Bytes> undo_png_filters(const Bytes& rows, const Predictor& predictor) {
  constexpr std::int64_t k_widest = 1 << 20;
  const bool is_sane = predictor.colours >= 1 && predictor.colours <= 32 && predictor.bits >= 1 && predictor.bits <= 16 &&
                       predictor.columns >= 1 && predictor.columns <= k_widest;
  if (!is_sane) return broken("compressed data is described wrongly");
  const auto pixel = static_cast<std::size_t>(std::max<std::int64_t>(1, predictor.colours * predictor.bits / 8));
  const auto width = static_cast<std::size_t>((predictor.colours * predictor.bits * predictor.columns + 7) / 8);
  Bytes out;
  out.reserve(rows.size());
  Bytes above(width);
  for (std::size_t start = 0; start < rows.size(); start += width + 1) {
    const std::size_t length = std::min(width, rows.size() - start - 1);
    for (std::size_t i = 0; i < length; ++i) {
      const std::uint8_t left = i >= pixel ? out[out.size() - pixel] : std::uint8_t{0};
      const std::uint8_t corner = i >= pixel ? above[i - pixel] : std::uint8_t{0};
      out.push_back(static_cast<std::uint8_t>(rows[start + 1 + i] + predicted(rows[start], left, above[i], corner)));
    }
    std::copy(out.end() - static_cast<std::ptrdiff_t>(length), out.end(), above.begin());
  }
  return out;
}

}  // namespace

Result<Bytes> expand_stream(const Object& stream, Budgets& budgets) {
  const Object* filter = stream.find("Filter");
  if (filter != nullptr && filter->is(ObjectKind::array) && filter->items.size() == 1) filter = &filter->items.front();
  const bool is_plain = filter == nullptr || filter->is(ObjectKind::null) || (filter->is(ObjectKind::array) && filter->items.empty());
  if (is_plain) {
    if (!budgets.expanded_bytes.spend(stream.data.size())) return too_much("more bytes of data");
    return Bytes(stream.data.begin(), stream.data.end());
  }
  if (!filter->is_name("FlateDecode") && !filter->is_name("Fl")) {
    return fail(Kind::unsupported, "pdf.filter", "the PDF file packs data in a way that is not read here",
                "Take the attached credential out with a PDF reader and check that.");
  }
  CAIRN_TRY(Bytes bytes, Inflation().run(stream.data, budgets.expanded_bytes));
  const Predictor predictor = predictor_of(stream);
  if (predictor.number == 1) return bytes;
  if (predictor.number < 10 || predictor.number > 15) return broken("compressed data is described wrongly");
  return undo_png_filters(bytes, predictor);
}

Result<Bytes> compress(ByteView bytes) {
  Bytes out(compressBound(static_cast<uLong>(bytes.size())));
  auto size = static_cast<uLongf>(out.size());
  if (compress2(out.data(), &size, bytes.data(), static_cast<uLong>(bytes.size()), Z_BEST_COMPRESSION) != Z_OK) {
    return fail(Kind::exhausted, "pdf.limit", "no memory to compress");
  }
  out.resize(size);
  return out;
}

}  // namespace cairn::pdf
