#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "bake/payload.hpp"
#include "base/bytes.hpp"
#include "base/result.hpp"

// PNG as a list of chunks. Pixels are never decoded. Internal to this library.
namespace cairn::bake {

inline constexpr std::string_view k_png_signature = "\x89PNG\r\n\x1A\n";

/// One chunk; the views point into the file.
struct PngChunk {
  std::string_view type;  ///< four letters
  std::string_view data;
  std::string_view whole;  ///< with length and check sum
};

/// Walks a PNG chunk by chunk, up to IEND; what stands behind IEND is not part of the picture.
/// spec: PNG (Third Edition) "Datastream structure", "Chunk layout"
class PngReader {
 public:
  /// in: file - lives as long as the reader     fails: malformed/bake.png-signature
  static Result<PngReader> open(ByteView file);
  /// out:   the next chunk, nullopt after IEND
  /// fails: malformed/bake.png-chunk (length, type, order), bake.png-truncated, bake.png-checksum
  Result<std::optional<PngChunk>> next();

 private:
  explicit PngReader(std::string_view rest) : rest_(rest) {}
  Result<void> check_order(const PngChunk& chunk);

  std::string_view rest_;
  bool is_first_ = true;
  bool has_ended_ = false;
};

/// The payload of a chunk that is there to hold one, its form not checked yet; nullopt for all other chunks.
/// fails: malformed/bake.png-text, refused/bake.compressed
Result<std::optional<Payload>> payload_of(const PngChunk& chunk);

/// out: a whole iTXt chunk with the payload, not compressed.    in: payload - UTF-8 without U+0000
std::string make_payload_chunk(Dialect dialect, std::string_view payload);

Result<Extraction> extract_png(ByteView file);

}  // namespace cairn::bake
