#pragma once
#include <span>
#include <string>
#include <string_view>

#include "domain/profile.hpp"

// Internal to this library.
namespace cairn::domain {

/// The gravest thing that was found of a list of words.
struct WordHit {
  enum class Weight { none, doubtful, refused };
  Weight weight = Weight::none;
  std::string phrase;  ///< folded
};

/// Look for a list's words in a text. Only whole words count.
WordHit find_forbidden(std::span<const FoldedWord> text, const PreparedWords& list);

/// out: whether a text in `language` ("en-GB") is one of `wanted` ("en"); every text is when `wanted` is empty
bool is_language(std::string_view language, std::string_view wanted);

}  // namespace cairn::domain
