#pragma once
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace cairn::jsonld {

/// A text of the document as an error's detail may show it: quoted, and cut when long.
std::string shown(std::string_view text);

/// The document or a context breaks a rule of the API. in: name - the API's error name with dashes, without "jsonld."
Failure invalid(std::string_view name, std::string detail);

/// A counted limit was reached. in: name - without "jsonld."
Failure over_limit(std::string_view name, std::string detail);

}  // namespace cairn::jsonld
