#include "exchange/elm_words.hpp"

#include <array>
#include <span>

namespace cairn::exchange {
namespace {

constexpr auto k_participation = std::to_array<Concept>({
    {"online", "http://data.europa.eu/snb/learning-assessment/920fbb3cbe", "Online"},
    {"blended", "http://data.europa.eu/snb/learning-assessment/e92d221e4d", "Blended"},
    {"onsite", "", "Presential"},
    {"workplace", "", "Work-based"},
});

constexpr auto k_credit = std::to_array<Concept>({
    {"ECTS", "http://data.europa.eu/snb/education-credit/6fcec5c5af", "European Credit Transfer System"},
});

constexpr auto k_identity = std::to_array<Concept>({
    {"unsupervised-unverified", "http://data.europa.eu/snb/supervision-verification/c598449d64", "Unsupervised without ID Verification"},
    {"supervised-unverified", "", "Supervised without ID Verification"},
    {"supervised-online-verified", "", "Supervised online with ID Verification"},
    {"supervised-onsite-verified", "", "Supervised onsite with ID Verification"},
});

struct Language {
  std::string_view tag;
  std::string_view code;
};
constexpr auto k_languages = std::to_array<Language>({
    {"en", "ENG"}, {"fr", "FRA"}, {"de", "DEU"}, {"es", "SPA"}, {"it", "ITA"}, {"nl", "NLD"}, {"pt", "POR"}, {"pl", "POL"}, {"ga", "GLE"},
    {"gd", "GLA"}, {"cy", "CYM"}, {"da", "DAN"}, {"sv", "SWE"}, {"fi", "FIN"}, {"el", "ELL"}, {"cs", "CES"}, {"hu", "HUN"}, {"ro", "RON"},
});

const Concept* by_word(std::span<const Concept> list, std::string_view word) {
  for (const Concept& one : list) {
    if (one.word == word) return &one;
  }
  return nullptr;
}

std::string_view word_of(std::span<const Concept> list, std::string_view id, std::string_view label) {
  for (const Concept& one : list) {
    const bool has_id = !one.id.empty() && !id.empty();
    if (has_id ? one.id == id : one.label == label) return one.word;
  }
  return {};
}

}  // namespace

const Concept* participation_concept(std::string_view word) { return by_word(k_participation, word); }
const Concept* credit_concept(std::string_view framework) { return by_word(k_credit, framework); }
const Concept* identity_concept(std::string_view word) { return by_word(k_identity, word); }
std::string_view participation_word(std::string_view id, std::string_view label) { return word_of(k_participation, id, label); }
std::string_view credit_word(std::string_view id, std::string_view label) { return word_of(k_credit, id, label); }
std::string_view identity_word(std::string_view id, std::string_view label) { return word_of(k_identity, id, label); }

std::string_view language_code(std::string_view tag) {
  for (const Language& language : k_languages) {
    if (language.tag == tag.substr(0, tag.find('-'))) return language.code;
  }
  return {};
}

std::string_view language_tag_of(std::string_view id) {
  if (!id.starts_with(k_language_authority)) return {};
  for (const Language& language : k_languages) {
    if (language.code == id.substr(k_language_authority.size())) return language.tag;
  }
  return {};
}

}  // namespace cairn::exchange
