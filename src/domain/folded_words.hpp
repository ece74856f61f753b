#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace cairn::domain {

/// A word in the form in which words are compared: small letters, without accents, without characters that are not seen.
struct FoldedWord {
  std::string text;
  bool ends_part = false;  ///< the text ends here, or a mark such as ':', '(' or ',' follows
  bool operator==(const FoldedWord& other) const { return text == other.text; }
};

/// Cut a text into words. Hyphens part words; an English possessive 's is dropped.    in: UTF-8; what is not is a mark between words
std::vector<FoldedWord> folded_words(std::string_view text);

}  // namespace cairn::domain
