#include "bake/canvas.hpp"

#include "bake/extract.hpp"
#include "bake/png.hpp"
#include "bake/svg.hpp"
#include "base/utf8.hpp"

namespace cairn::bake {
namespace {

constexpr std::string_view k_space = " \t\r\n";

Failure already_baked() {
  return fail(Kind::conflict, "bake.already-baked", "the picture holds a credential already",
              "Use the plain picture, or say that the credential in it is to be replaced.");
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(k_space);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(k_space) - first + 1);
}

std::size_t offset_in(std::string_view whole, std::string_view part) {
  return static_cast<std::size_t>(part.data() - whole.data());
}

// <a b="c"/> becomes <a b="c">; out: with the prefix declared for Open Badges 3.0 where none is.
std::string opened_root(const SvgPicture& picture) {
  std::string_view tag = picture.root_tag;
  tag.remove_suffix(picture.is_root_empty ? 2 : 1);
  std::string out(tag);
  if (!picture.declares_prefix) out.append(" xmlns:openbadges=\"").append(k_ob3_namespace).append("\"");
  return out.append(">");
}

std::string closing_tag(std::string_view root_tag) {
  return "</" + std::string(root_tag.substr(1, root_tag.find_first_of(" \t\r\n/>") - 1)) + ">";
}

}  // namespace

Result<Canvas> Canvas::open(ByteView image, Rebake rebake) {
  const auto kind = image_kind(image);
  if (!kind || image.size() > k_image_bytes) return extract(image).failure();
  Canvas out(*kind);
  if (*kind == ImageKind::png) {
    CAIRN_CHECK(out.lay_out_png(image, rebake));
  } else {
    CAIRN_CHECK(out.lay_out_svg(as_text(image), rebake));
  }
  return out;
}

// The credential comes right behind the header. What stands behind IEND is not part of the picture and is left out.
Result<void> Canvas::lay_out_png(ByteView image, Rebake rebake) {
  CAIRN_TRY(PngReader reader, PngReader::open(image));
  head_ = k_png_signature;
  tail_.reserve(image.size());
  bool has_pixels = false;
  for (;;) {
    CAIRN_TRY(const std::optional<PngChunk> chunk, reader.next());
    if (!chunk) break;
    const Result<std::optional<Payload>> payload = payload_of(*chunk);
    const bool holds_credential = !payload || *payload;
    if (holds_credential && rebake == Rebake::refused) return already_baked();
    if (holds_credential) continue;
    has_pixels = has_pixels || chunk->type == "IDAT";
    (chunk->type == "IHDR" ? head_ : tail_).append(chunk->whole);
  }
  if (has_pixels) return {};
  return fail(Kind::malformed, "bake.png-chunk", "the PNG picture holds no pixels", "Give another picture.");
}

Result<void> Canvas::lay_out_svg(std::string_view image, Rebake rebake) {
  CAIRN_TRY(const SvgPicture picture, read_svg(image));
  if (!picture.credentials.empty() && rebake == Rebake::refused) return already_baked();
  const std::size_t root = offset_in(image, picture.root_tag);
  head_ = std::string(image.substr(0, root)) + opened_root(picture);
  std::size_t copied = root + picture.root_tag.size();
  for (const SvgCredential& credential : picture.credentials) {
    const std::size_t at = offset_in(image, credential.whole);
    tail_.append(image.substr(copied, at - copied));
    copied = at + credential.whole.size();
  }
  if (picture.is_root_empty) tail_ += closing_tag(picture.root_tag);
  tail_.append(image.substr(copied));
  return {};
}

Result<std::string> Canvas::with(std::string_view payload, Dialect dialect) const {
  CAIRN_ASSERT(dialect == Dialect::open_badges_3 || dialect == Dialect::clr_2);
  payload = trimmed(payload);
  const auto form = form_of(payload);
  if (!form || *form == Form::address || payload.find('\0') != std::string_view::npos || !is_utf8(payload)) {
    return fail(Kind::malformed, "bake.payload", "what is to be put into the picture is no credential",
                "Give a signed credential as JSON or as a token.");
  }
  if (head_.size() + tail_.size() + payload.size() > k_image_bytes - 1024) {
    return fail(Kind::exhausted, "bake.size", "the picture would become larger than 16 MiB", "Use a smaller picture.");
  }
  std::string inset;
  if (kind_ == ImageKind::png) {
    inset = make_payload_chunk(dialect, payload);
  } else {
    CAIRN_TRY(inset, make_credential_element(payload, *form));
  }
  std::string out;
  out.reserve(head_.size() + inset.size() + tail_.size());
  return out.append(head_).append(inset).append(tail_);
}

}  // namespace cairn::bake
