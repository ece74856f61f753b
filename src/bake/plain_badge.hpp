#pragma once
#include <string>
#include <string_view>

namespace cairn::bake {

/// What a picture made from words says.
struct BadgeWords {
  std::string_view name;  ///< of the credential
  std::string_view issuer;
};

/// A simple badge as SVG, for those who have no picture of their own: the name and the issuer on a plain ground, with a
/// title and a description for those who cannot see it. in:  words - UTF-8 from outside; what XML cannot hold, and what
/// turns the direction of writing, is left out out: a picture that needs no font, script or other file
std::string plain_badge(const BadgeWords& words);

}  // namespace cairn::bake
