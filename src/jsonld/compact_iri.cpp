#include "jsonld/compact_iri.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "base/iri.hpp"
#include "jsonld/errors.hpp"
#include "jsonld/inverse_context.hpp"
#include "jsonld/term_selection.hpp"

namespace cairn::jsonld {
namespace {

using json::Value;

enum class Relative : std::uint8_t { to_vocab, to_base };

// spec: "IRI Compaction" 5: what follows the vocabulary mapping, unless it would be read as something else.
std::string_view after_vocab(const ActiveContext& active, std::string_view iri, Arena& arena) {
  if (!active.vocab.is_text()) return {};
  const std::string_view vocab = active.vocab.text;
  if (iri.size() <= vocab.size() || !iri.starts_with(vocab)) return {};
  const std::string_view suffix = iri.substr(vocab.size());
  if (active.find(suffix) != nullptr) return {};
  const bool may_be_misread = suffix.find(':') != std::string_view::npos || suffix.front() == '@';
  if (may_be_misread && expand_iri(active, suffix, IriUse::vocab, arena).text != iri) return {};
  return suffix;
}

// spec: "IRI Compaction" 7: a candidate must not be a term of its own, but for one that means this very IRI.
bool is_usable(const ActiveContext& active, std::string_view candidate, std::string_view iri, bool has_value) {
  const TermDefinition* definition = active.find(candidate);
  return definition == nullptr || (definition->has_iri && definition->iri == iri && !has_value);
}

// "term:suffix", not yet written out.
struct Candidate {
  const InverseEntry* entry;
  std::size_t prefix;  // which of the entry's
  std::string_view iri;

  std::string_view term() const { return entry->prefixes[prefix]->term; }
  std::string_view suffix() const { return iri.substr(entry->iri.size()); }
  std::size_t size() const { return term().size() + 1 + suffix().size(); }
  void write(std::string& out) const { out.assign(term()).append(":").append(suffix()); }
};

// Shorter is better, then less by code point.
bool is_worse(const Candidate& a, const Candidate& b) {
  if (a.size() != b.size()) return a.size() > b.size();
  std::string one;
  std::string other;
  a.write(one);
  b.write(other);
  return one > other;
}

// cost: logarithmic in the number of prefixes, and linear in those that the IRI starts with; as a rule one text is
// written
std::string_view shortest_compact_iri(const ActiveContext& active, std::string_view iri, bool has_value, Arena& arena) {
  std::vector<Candidate> heap;
  for (const InverseEntry* entry = inverse_of(active).longest_prefix_of(iri); entry != nullptr;
       entry = entry->shorter_prefix) {
    const Candidate candidate{entry, 0, iri};
    if (!candidate.suffix().starts_with("//")) heap.push_back(candidate);  // "a://b" would be read as an IRI
  }
  std::make_heap(heap.begin(), heap.end(), is_worse);
  std::string text;
  while (!heap.empty()) {
    std::pop_heap(heap.begin(), heap.end(), is_worse);
    Candidate& candidate = heap.back();
    candidate.write(text);
    if (is_usable(active, text, iri, has_value)) return arena.copy(text);
    if (++candidate.prefix < candidate.entry->prefixes.size()) {
      std::push_heap(heap.begin(), heap.end(), is_worse);
    } else {
      heap.pop_back();
    }
  }
  return {};
}

Result<void> check_not_confused_with_prefix(const ActiveContext& active, std::string_view iri) {
  if (is_blank_node(iri)) return {};
  const std::size_t colon = iri.find(':');
  if (colon == std::string_view::npos || iri.substr(colon + 1).starts_with("//")) return {};
  const TermDefinition* definition = active.find(iri.substr(0, colon));
  if (definition == nullptr || !definition->is_prefix) return {};
  return invalid(
      "IRI-confused-with-prefix",
      "the IRI " + shown(iri) + " would be read as a compact IRI with the prefix " + shown(definition->term));
}

std::string_view relative_to_base(const ActiveContext& active, std::string_view iri, Arena& arena) {
  if (is_blank_node(iri)) return iri;
  std::string_view out = iri;
  if (active.base_iri.is_text()) out = arena.copy(relativize_iri(active.base_iri.text, iri));
  const TermDefinition* definition = active.may_be_keyword(out) ? active.find(out) : nullptr;
  const bool is_alias = definition != nullptr && definition->keyword != Keyword::none;
  return has_keyword_form(out) || is_alias ? arena.concatenate("./", out) : out;
}

// spec: "IRI Compaction" 5 to 11
Result<std::string_view> compact_by_parts(const ActiveContext& active, std::string_view iri, Relative relative,
                                          bool has_value, Arena& arena) {
  if (relative == Relative::to_vocab) {
    const std::string_view suffix = after_vocab(active, iri, arena);
    if (!suffix.empty()) return suffix;
  }
  if (keyword_of(iri) != Keyword::none) return iri;
  const std::string_view compact = shortest_compact_iri(active, iri, has_value, arena);
  if (!compact.empty()) return compact;
  CAIRN_CHECK(check_not_confused_with_prefix(active, iri));
  return relative == Relative::to_base ? relative_to_base(active, iri, arena) : iri;
}

}  // namespace

Result<std::string_view> compact_property(const ActiveContext& active, std::string_view iri, Value value,
                                          PropertySide side, Arena& arena) {
  if (const InverseEntry* entry = inverse_of(active).find(iri); entry != nullptr) {
    CAIRN_TRY(const std::string_view term, select_term(active, *entry, value, side, arena));
    if (!term.empty()) return term;
  }
  return compact_by_parts(active, iri, Relative::to_vocab, !value.is_null(), arena);
}

Result<std::string_view> compact_vocab_iri(const ActiveContext& active, std::string_view iri, Arena& arena) {
  return compact_property(active, iri, Value::null(), PropertySide::forward, arena);
}

Result<std::string_view> compact_without_term(const ActiveContext& active, std::string_view iri, Arena& arena) {
  return compact_by_parts(active, iri, Relative::to_vocab, true, arena);
}

Result<std::string_view> compact_node_iri(const ActiveContext& active, std::string_view iri, Arena& arena) {
  return compact_by_parts(active, iri, Relative::to_base, false, arena);
}

}  // namespace cairn::jsonld
