#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "bake/canvas.hpp"
#include "base/result.hpp"

namespace cairn::app {

/// A picture that learners' credentials are put into.
class BadgePicture {
 public:
  /// in: image - PNG or SVG    fails: as bake::Canvas::open
  static Result<BadgePicture> open(std::string_view image, bake::Rebake rebake);
  /// out: ".png" or ".svg"
  std::string_view extension() const { return canvas_.kind() == bake::ImageKind::png ? ".png" : ".svg"; }
  /// Put a credential in. It is not verified, but it must be one, and secured.
  /// fails: refused/bake.unsecured, unsupported/bake.not-a-credential, malformed/json.*, and as bake::Canvas::with
  Result<std::string> with(std::string_view credential) const;

 private:
  explicit BadgePicture(bake::Canvas canvas) : canvas_(std::move(canvas)) {}
  bake::Canvas canvas_;
};

/// A simple picture with the credential's name and issuer, and the credential inside.   fails: as BadgePicture::with
Result<std::string> plain_picture_with(std::string_view credential);

struct Unbaked {
  std::string text;   ///< as it was found: JSON, a token, or the address of an old badge
  std::string older;  ///< an old badge beside it; empty: none
};

/// Take a credential out of whatever carries it; nothing is verified.
/// fails: missing/reading.no-credential-inside; unsupported/bake.not-a-picture; malformed or unsupported with the codes
/// of bake::extract
Result<Unbaked> unbake(std::string_view file);

}  // namespace cairn::app
