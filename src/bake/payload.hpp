#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace cairn::bake {

/// Nothing larger is looked at. Extracting never needs more memory than a few times the file.
inline constexpr std::size_t k_image_bytes = 16 * 1024 * 1024;

enum class ImageKind : std::uint8_t { png, svg };

/// By which rules a payload was put in.
enum class Dialect : std::uint8_t {
  open_badges_3,  ///< iTXt "openbadgecredential"; SVG element `credential` of https://purl.imsglobal.org/ob/v3p0
  clr_2,          ///< iTXt "clrcredential"
  open_badges_2,  ///< iTXt "openbadges"; SVG element `assertion` of http://openbadges.org
  open_badges_1   ///< tEXt "openbadges": read, never written
};
std::string_view dialect_name(Dialect dialect);  ///< "Open Badges 3.0", "CLR 2.0", "Open Badges 2", "Open Badges 1"

enum class Form : std::uint8_t { json, token, address };

/// What was found in a picture. Nothing about it has been checked but its form.
struct Payload {
  Dialect dialect = Dialect::open_badges_3;
  Form form = Form::json;
  std::string text;     ///< well-formed UTF-8; an address is printable ASCII
  std::string address;  ///< an SVG of Open Badges 2 may name the address of its JSON besides; else empty
};

/// Everything found in a picture.
struct Extraction {
  ImageKind kind = ImageKind::png;
  std::optional<Payload> payload;  ///< the one that counts; none: a picture and nothing else
  /// A badge of Open Badges 1 or 2 beside a payload of Open Badges 3.0: the standards let one picture hold both.
  std::optional<Payload> older;
};

/// Tell the form of a payload by its beginning.
/// out: nullopt for text that is neither a JSON object, nor a token, nor a web address
std::optional<Form> form_of(std::string_view text);

/// Collects what a picture holds, and refuses the second payload.
class PayloadCollector {
 public:
  /// fails: malformed/bake.payload (no form known, an address where the standard has none, no UTF-8),
  /// refused/bake.two-credentials
  Result<void> add(Payload payload);
  Extraction finish(ImageKind kind) &&;

 private:
  std::optional<Payload> current_;
  std::optional<Payload> older_;
};

}  // namespace cairn::bake
