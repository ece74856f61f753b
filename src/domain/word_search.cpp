#include "domain/word_search.hpp"

#include <algorithm>

namespace cairn::domain {
namespace {

using Phrase = std::vector<FoldedWord>;

bool stands_at(std::span<const FoldedWord> text, const Phrase& phrase) {
  return text.size() >= phrase.size() && std::equal(phrase.begin(), phrase.end(), text.begin());
}

std::string words_of(const Phrase& phrase) {
  std::string out;
  for (const FoldedWord& word : phrase) out += (out.empty() ? "" : " ") + word.text;
  return out;
}

// "Diploma in Baking", "Baking diploma": the word is what the award is called.
bool names_an_award(std::span<const FoldedWord> from_phrase, const Phrase& phrase, const PreparedWords& list) {
  if (list.followed_by.empty() || from_phrase[phrase.size() - 1].ends_part) return true;
  const auto rest = from_phrase.subspan(phrase.size());
  return std::ranges::any_of(list.followed_by, [&](const Phrase& one) { return stands_at(rest, one); });
}

}  // namespace

WordHit find_forbidden(std::span<const FoldedWord> text, const PreparedWords& list) {
  WordHit out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto rest = text.subspan(at);
    for (const Phrase& phrase : list.words) {
      if (!stands_at(rest, phrase)) continue;
      if (names_an_award(rest, phrase, list)) return {WordHit::Weight::refused, words_of(phrase)};
      if (out.weight == WordHit::Weight::none) out = {WordHit::Weight::doubtful, words_of(phrase)};
    }
    for (const Phrase& phrase : list.doubtful) {
      if (out.weight == WordHit::Weight::none && stands_at(rest, phrase)) out = {WordHit::Weight::doubtful, words_of(phrase)};
    }
  }
  return out;
}

bool is_language(std::string_view language, std::string_view wanted) {
  return wanted.empty() || language.substr(0, language.find('-')) == wanted.substr(0, wanted.find('-'));
}

}  // namespace cairn::domain
