#pragma once
#include <string_view>

// Members of the EU's vocabularies and what they are here. Internal to this library.
namespace cairn::exchange {

/// A concept of a vocabulary, by the address and label that the EU's own samples give it.
struct Concept {
  std::string_view word;   ///< ours
  std::string_view id;     ///< empty: not known; the label alone is written
  std::string_view label;  ///< English
};

/// out: nullptr when there is none of this word
const Concept* participation_concept(std::string_view word);
const Concept* credit_concept(std::string_view framework);
const Concept* identity_concept(std::string_view word);
/// out: our word for a concept, by its address or else its label; empty: none
std::string_view participation_word(std::string_view id, std::string_view label);
std::string_view credit_word(std::string_view id, std::string_view label);
std::string_view identity_word(std::string_view id, std::string_view label);
/// "en" and http://publications.europa.eu/resource/authority/language/ENG    out: empty when not known
std::string_view language_code(std::string_view tag);
std::string_view language_tag_of(std::string_view id);

inline constexpr std::string_view k_language_authority = "http://publications.europa.eu/resource/authority/language/";

}  // namespace cairn::exchange
