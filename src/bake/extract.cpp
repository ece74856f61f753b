#include "bake/extract.hpp"

#include "bake/png.hpp"
#include "bake/svg.hpp"

namespace cairn::bake {

std::optional<ImageKind> image_kind(ByteView file) {
  const std::string_view text = as_text(file);
  // Four bytes of the eight: a copy that was damaged on its way is still meant to be a PNG.
  if (text.starts_with(k_png_signature.substr(0, 4))) return ImageKind::png;
  if (begins_as_svg(text)) return ImageKind::svg;
  return std::nullopt;
}

Result<Extraction> extract(ByteView file) {
  const auto kind = image_kind(file);
  if (!kind) {
    return fail(Kind::unsupported, "bake.not-a-picture", "the file is neither a PNG nor an SVG picture",
                "Give a picture in one of these forms.");
  }
  if (file.size() > k_image_bytes) {
    return fail(Kind::exhausted, "bake.size", "the picture is larger than 16 MiB", "Ask for the credential as a file.");
  }
  return *kind == ImageKind::png ? extract_png(file) : extract_svg(as_text(file));
}

}  // namespace cairn::bake
