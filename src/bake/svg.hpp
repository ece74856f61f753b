#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bake/payload.hpp"
#include "base/result.hpp"

// SVG as far as baking needs it: where the root element begins, and which elements hold credentials. Internal to this
// library.
namespace cairn::bake {

inline constexpr std::string_view k_ob3_namespace = "https://purl.imsglobal.org/ob/v3p0";

/// An element that is there to hold a credential; `whole` points into the text.
struct SvgCredential {
  Dialect dialect = Dialect::open_badges_3;
  std::string_view whole;
  std::string verify;  ///< the attribute of that name, trimmed
  std::string body;    ///< the text inside, trimmed
  bool has_elements = false;
};

struct SvgPicture {
  std::string_view root_tag;  ///< from < to >, points into the text
  bool is_root_empty = false;
  bool declares_prefix = false;  ///< the root declares xmlns:openbadges, for whatever namespace
  std::vector<SvgCredential> credentials;
};

/// Whether the first element is called svg; what comes behind it is not looked at.
bool begins_as_svg(std::string_view text);

/// fails: as XmlReader; unsupported/bake.svg-root; refused/bake.two-credentials (more than k_most)
Result<SvgPicture> read_svg(std::string_view text);

Result<Extraction> extract_svg(std::string_view text);

/// out: the element of Open Badges 3.0 with the payload.    in: payload - trimmed; a token goes into the attribute
/// fails: refused/bake.svg-character (a character that XML cannot hold)
Result<std::string> make_credential_element(std::string_view payload, Form form);

}  // namespace cairn::bake
