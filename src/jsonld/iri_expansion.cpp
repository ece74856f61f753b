#include <array>

#include "base/iri.hpp"
#include "jsonld/context.hpp"

namespace cairn::jsonld {
namespace {

constexpr std::array<bool, 256> make_iri_characters() {
  std::array<bool, 256> out{};
  for (std::size_t c = 0x21; c < 256; ++c) out[c] = true;
  for (const char c : {'<', '>', '"', '{', '}', '|', '^', '`', '\\'}) out[static_cast<unsigned char>(c)] = false;
  return out;
}
constexpr std::array<bool, 256> k_iri_characters = make_iri_characters();

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_scheme_character(char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'; }

ExpandedIri mapping_of(const TermDefinition& definition) {
  return {definition.iri, definition.iri_number, definition.keyword, !definition.has_iri};
}

bool is_vocab(IriUse use) { return use == IriUse::vocab || use == IriUse::vocab_or_document_relative; }
bool is_document_relative(IriUse use) {
  return use == IriUse::document_relative || use == IriUse::vocab_or_document_relative;
}

// Step 6: an IRI, a compact IRI or a blank node identifier; false when it is none of them.
bool expand_with_colon(const ActiveContext& active, std::string_view value, Arena& arena, ExpandedIri& out) {
  const std::size_t colon = value.find(':', 1);
  if (colon == std::string_view::npos) return false;
  const std::string_view prefix = value.substr(0, colon);
  const std::string_view suffix = value.substr(colon + 1);
  out = {value};
  if (prefix == "_" || suffix.starts_with("//")) return true;
  const TermDefinition* definition = active.find(prefix);
  if (definition != nullptr && definition->has_iri && definition->is_prefix) {
    out.text = arena.concatenate(definition->iri, suffix);
    return true;
  }
  return is_iri(value);
}

}  // namespace

bool is_iri(std::string_view text) {
  if (text.empty() || !is_letter(text.front())) return false;
  std::size_t at = 1;
  while (at < text.size() && is_scheme_character(text[at])) ++at;
  if (at == text.size() || text[at] != ':') return false;
  bool allowed = true;
  for (; at < text.size(); ++at) allowed &= k_iri_characters[static_cast<unsigned char>(text[at])];
  return allowed;
}

bool is_well_formed_iri(std::string_view text) {
  if (!is_iri(text)) return false;
  const std::size_t hash = text.find('#');
  return hash == std::string_view::npos || text.find('#', hash + 1) == std::string_view::npos;
}

ExpandedIri expand_iri(const ActiveContext& active, std::string_view value, IriUse use, Arena& arena) {
  if (!value.empty() && value.front() == '@') {  // 1. 2.
    if (const Keyword keyword = find_keyword(value); keyword != Keyword::none) return {value, k_no_number, keyword};
    if (has_keyword_form(value)) return {{}, k_no_number, Keyword::none, true};
  }
  if (is_vocab(use)) {  // 4. 5.; 3. belongs to ContextBuilder
    if (const TermDefinition* definition = active.find(value)) return mapping_of(*definition);
  } else if (active.may_be_keyword(value)) {
    const TermDefinition* definition = active.find(value);
    if (definition != nullptr && definition->keyword != Keyword::none) return mapping_of(*definition);
  }
  return expand_non_term(active, value, use, arena);
}

ExpandedIri expand_non_term(const ActiveContext& active, std::string_view value, IriUse use, Arena& arena) {
  ExpandedIri out;
  if (!value.empty() && expand_with_colon(active, value, arena, out)) return out;                     // 6.
  if (is_vocab(use) && active.vocab.is_text()) return {arena.concatenate(active.vocab.text, value)};  // 7.
  if (is_document_relative(use) && active.base_iri.is_text()) {                                       // 8.
    return {arena.copy(resolve_iri(active.base_iri.text, value))};
  }
  return {value};  // 9.
}

}  // namespace cairn::jsonld
