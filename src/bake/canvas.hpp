#pragma once
#include <string>
#include <string_view>

#include "bake/payload.hpp"
#include "base/bytes.hpp"
#include "base/result.hpp"

namespace cairn::bake {

/// What happens when the picture holds a credential already.
enum class Rebake : std::uint8_t { refused, replaced };

/// A picture made ready to take a credential, again and again: read once, copied many times. Whatever is drawn stays as
/// it is, byte for byte.
class Canvas {
 public:
  /// in:    image - PNG or SVG; rebake - replaced: every credential in it is taken out, of whatever dialect
  /// fails: as extract; conflict/bake.already-baked; malformed/bake.png-chunk (no pixels)
  static Result<Canvas> open(ByteView image, Rebake rebake = Rebake::refused);

  ImageKind kind() const { return kind_; }

  /// out:   the picture with the credential in it, as Open Badges 3.0 or CLR 2.0 says; white space around the payload
  /// goes in:    payload - a JSON object or a token, UTF-8; dialect - open_badges_3 or clr_2 (an SVG has one place for
  /// both) fails: malformed/bake.payload; exhausted/bake.size; refused/bake.svg-character spec:  Open Badges 3.0 "Baked
  /// Badge"
  Result<std::string> with(std::string_view payload, Dialect dialect) const;

 private:
  explicit Canvas(ImageKind kind) : kind_(kind) {}
  Result<void> lay_out_png(ByteView image, Rebake rebake);
  Result<void> lay_out_svg(std::string_view image, Rebake rebake);

  ImageKind kind_;
  std::string head_;  // what stands before the credential
  std::string tail_;  // what stands behind it
};

}  // namespace cairn::bake
