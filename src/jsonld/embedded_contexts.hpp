#pragma once
#include <span>
#include <string_view>

namespace cairn::jsonld {

/// A context document that the program carries. One URL may occur several times: publishers have changed texts under an
/// unchanged URL, and credentials signed with any of them exist. The first text of a URL is the one to try first.
struct EmbeddedContext {
  std::string_view url;
  std::string_view sha256_hex;  ///< of `text`, lower-case
  std::string_view text;
  std::string_view origin;  ///< where the text was taken from
};

/// The contexts pinned at build time (data/contexts), in the order of the table there.
std::span<const EmbeddedContext> embedded_contexts();

}  // namespace cairn::jsonld
