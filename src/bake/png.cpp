#include "bake/png.hpp"

#include <algorithm>
#include <cstdint>

#include "bake/crc32.hpp"

namespace cairn::bake {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t k_frame_bytes = 12;  // length, type and check sum
constexpr std::uint32_t k_longest_chunk = 0x7FFF'FFFF;
constexpr std::string_view k_ask = "Ask for the file again, and not for a copy that was edited or converted.";

std::uint32_t read_number(std::string_view bytes) {
  std::uint32_t out = 0;
  for (int i = 0; i < 4; ++i) out = out << 8 | static_cast<std::uint8_t>(bytes[static_cast<std::size_t>(i)]);
  return out;
}

void append_number(std::string& out, std::uint32_t number) {
  for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<char>(number >> shift & 0xFF));
}

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

Failure broken(std::string_view code, std::string detail) {
  return fail(Kind::malformed, code, std::move(detail), std::string(k_ask));
}

struct Keyword {
  std::string_view chunk;
  std::string_view word;
  Dialect dialect;
};
constexpr Keyword k_keywords[] = {
    {"iTXt", "openbadgecredential", Dialect::open_badges_3},
    {"iTXt", "clrcredential", Dialect::clr_2},
    {"iTXt", "openbadges", Dialect::open_badges_2},
    {"tEXt", "openbadges", Dialect::open_badges_1},
};

// Take what stands before the next zero byte, and the zero byte.
std::optional<std::string_view> take_field(std::string_view& rest) {
  const std::size_t end = rest.find('\0');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view out = rest.substr(0, end);
  rest.remove_prefix(end + 1);
  return out;
}

// Compression flag and method, language tag, translated keyword, text.
Result<std::string_view> international_text(std::string_view rest) {
  const std::string_view flags = rest.substr(0, std::min<std::size_t>(2, rest.size()));
  if (flags.starts_with('\x01')) {
    return fail(Kind::refused, "bake.compressed",
                "the credential in the picture is compressed, which the standard forbids",
                "Ask the issuer for a picture that follows the standard, or for the credential as a file.");
  }
  rest.remove_prefix(flags.size());
  if (flags != "\0\0"sv || !take_field(rest) || !take_field(rest)) {
    return broken("bake.png-text", "the chunk that holds the credential is not built as the PNG standard says");
  }
  return rest;
}

}  // namespace

Result<PngReader> PngReader::open(ByteView file) {
  std::string_view rest = as_text(file);
  if (!rest.starts_with(k_png_signature)) {
    return broken("bake.png-signature", "the first bytes are not those of a sound PNG picture");
  }
  rest.remove_prefix(k_png_signature.size());
  return PngReader(rest);
}

Result<std::optional<PngChunk>> PngReader::next() {
  if (has_ended_) return std::optional<PngChunk>();
  if (rest_.size() < k_frame_bytes) return broken("bake.png-truncated", "the PNG picture ends before its last chunk");
  const std::uint32_t length = read_number(rest_);
  PngChunk chunk;
  chunk.type = rest_.substr(4, 4);
  if (length > k_longest_chunk || !std::all_of(chunk.type.begin(), chunk.type.end(), is_letter)) {
    return broken("bake.png-chunk", "the PNG picture has a chunk with a length or name that cannot be");
  }
  if (length > rest_.size() - k_frame_bytes) {
    return broken("bake.png-truncated", "the PNG picture ends inside a chunk (" + std::string(chunk.type) + ")");
  }
  chunk.data = rest_.substr(8, length);
  chunk.whole = rest_.substr(0, length + k_frame_bytes);
  rest_.remove_prefix(chunk.whole.size());
  if (crc32(chunk.whole.substr(4, length + 4)) != read_number(chunk.whole.substr(8 + length))) {
    return broken("bake.png-checksum",
                  "a chunk of the PNG picture (" + std::string(chunk.type) + ") has a wrong check sum");
  }
  CAIRN_CHECK(check_order(chunk));
  return std::optional(chunk);
}

Result<void> PngReader::check_order(const PngChunk& chunk) {
  const bool is_header = chunk.type == "IHDR";
  has_ended_ = chunk.type == "IEND";
  if (is_header != is_first_ || (is_header && chunk.data.size() != 13) || (has_ended_ && !chunk.data.empty())) {
    return broken("bake.png-chunk", "the chunks of the PNG picture are not in the order of the standard");
  }
  is_first_ = false;
  return {};
}

Result<std::optional<Payload>> payload_of(const PngChunk& chunk) {
  const std::string_view word = chunk.data.substr(0, chunk.data.find('\0'));
  for (const Keyword& keyword : k_keywords) {
    if (keyword.chunk != chunk.type || keyword.word != word) continue;
    if (word.size() == chunk.data.size()) {
      return broken("bake.png-text", "the chunk that should hold the credential ends behind its name");
    }
    std::string_view text = chunk.data.substr(word.size() + 1);
    if (chunk.type == "iTXt") {
      CAIRN_TRY(text, international_text(text));
    } else if (std::any_of(text.begin(), text.end(), [](char c) { return static_cast<std::uint8_t>(c) > 0x7E; })) {
      return broken("bake.png-text", "the address in the picture holds characters that no address has");
    }
    Payload out;
    out.dialect = keyword.dialect;
    out.text = std::string(text);
    return std::optional(std::move(out));
  }
  return std::optional<Payload>();
}

std::string make_payload_chunk(Dialect dialect, std::string_view payload) {
  const auto* const keyword = std::find_if(std::begin(k_keywords), std::end(k_keywords),
                                           [dialect](const Keyword& row) { return row.dialect == dialect; });
  CAIRN_ASSERT(keyword != std::end(k_keywords) && keyword->chunk == "iTXt");
  CAIRN_ASSERT(payload.size() < k_longest_chunk && payload.find('\0') == std::string_view::npos);
  // Behind the keyword: its end, not compressed, method 0, no language, no translated keyword.
  constexpr std::string_view k_no_fields = "\0\0\0\0\0"sv;
  std::string out;
  out.reserve(k_frame_bytes + keyword->word.size() + k_no_fields.size() + payload.size());
  append_number(out, static_cast<std::uint32_t>(keyword->word.size() + k_no_fields.size() + payload.size()));
  out.append(keyword->chunk).append(keyword->word).append(k_no_fields).append(payload);
  append_number(out, crc32(std::string_view(out).substr(4)));
  return out;
}

Result<Extraction> extract_png(ByteView file) {
  CAIRN_TRY(PngReader reader, PngReader::open(file));
  PayloadCollector found;
  for (;;) {
    CAIRN_TRY(const std::optional<PngChunk> chunk, reader.next());
    if (!chunk) return std::move(found).finish(ImageKind::png);
    CAIRN_TRY(std::optional<Payload> payload, payload_of(*chunk));
    if (payload) CAIRN_CHECK(found.add(std::move(*payload)));
  }
}

}  // namespace cairn::bake
