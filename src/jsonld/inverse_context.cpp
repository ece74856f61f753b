#include "jsonld/inverse_context.hpp"

#include <algorithm>
#include <bit>
#include <functional>
#include <vector>

#include "jsonld/language_tag.hpp"

namespace cairn::jsonld {
namespace {

using Choice = InverseContext::Choice;

std::uint32_t hash_choice(const Choice& choice, std::uint64_t seed) {
  const std::uint64_t key = (std::uint64_t{choice.entry} << 10) ^ (std::uint64_t{choice.containers} << 2) ^
                            static_cast<std::uint64_t>(choice.selector);
  return hash_term(choice.value, seed ^ (key * 0x9E3779B97F4A7C15ULL));
}

bool is_same_key(const Choice& a, const Choice& b) {
  return a.entry == b.entry && a.containers == b.containers && a.selector == b.selector && a.value == b.value;
}

std::string_view type_text(const TermDefinition& definition) {
  switch (definition.type) {
    case TypeMapping::id:
      return "@id";
    case TypeMapping::vocab:
      return "@vocab";
    case TypeMapping::json:
      return "@json";
    case TypeMapping::none:
      return "@none";
    case TypeMapping::iri:
      return definition.type_iri;
    case TypeMapping::absent:
      break;
  }
  return {};
}

template <class T>
std::span<T> make_table(std::size_t expected, Arena& arena) {
  const std::size_t size = std::bit_ceil(std::max<std::size_t>(8, expected * 2));
  T* memory = arena.allocate_array<T>(size);
  std::uninitialized_fill_n(memory, size, T{});
  return {memory, size};
}

bool is_shorter_or_less(std::string_view a, std::string_view b) {
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

class InverseBuilder {
 public:
  explicit InverseBuilder(const ActiveContext& active) : active_(active), arena_(*active.memory) {}

  const InverseContext* build() {
    const std::vector<const TermDefinition*> definitions = sorted_definitions();
    out_.entries = make_table<InverseEntry*>(definitions.size(), arena_);
    out_.choices = make_table<Choice>(definitions.size() * 4, arena_);
    out_.seed = reinterpret_cast<std::uintptr_t>(out_.choices.data()) * 0x9E3779B97F4A7C15ULL;
    for (const TermDefinition* definition : definitions) add(*definition);
    add_prefixes(definitions);
    return arena_.make<InverseContext>(out_);
  }

 private:
  // Shortest first, ties by code point: whoever comes first keeps the place.
  std::vector<const TermDefinition*> sorted_definitions() const {
    std::vector<const TermDefinition*> out;
    for (const TermTable::Slot& slot : active_.terms.slots()) {
      if (slot.definition != nullptr && slot.definition->has_iri) out.push_back(slot.definition);
    }
    std::sort(out.begin(), out.end(),
              [](const TermDefinition* a, const TermDefinition* b) { return is_shorter_or_less(a->term, b->term); });
    return out;
  }

  InverseEntry& entry_of(std::string_view iri) {
    const std::size_t mask = out_.entries.size() - 1;
    std::size_t at = hash_term(iri, out_.seed) & mask;
    while (out_.entries[at] != nullptr) {
      if (out_.entries[at]->iri == iri) return *out_.entries[at];
      at = (at + 1) & mask;
    }
    out_.entries[at] = arena_.make<InverseEntry>(InverseEntry{iri, entry_count_++, {}, {}, nullptr});
    return *out_.entries[at];
  }

  void add(const TermDefinition& definition) {
    InverseEntry& entry = entry_of(definition.iri);
    const Containers containers = definition.containers;
    entry.containers[containers >> 6] |= std::uint64_t{1} << (containers & 63);
    const auto choose = [&](Selector selector, std::string_view value) {
      add_choice(Choice{entry.number, containers, selector, value, definition.term});
    };
    // For empty lists; the standard lets reverse properties and JSON literals in, which cannot hold a list.
    if (!definition.is_reverse && definition.type != TypeMapping::json) choose(Selector::any, "@none");
    if (definition.is_reverse) {
      choose(Selector::type, "@reverse");
    } else if (definition.type == TypeMapping::none) {
      choose(Selector::language, "@any");
      choose(Selector::type, "@any");
    } else if (definition.type != TypeMapping::absent) {
      choose(Selector::type, type_text(definition));
    } else {
      choose(Selector::language, language_key(definition));
      if (is_unmarked(definition)) {
        choose(Selector::language, "@none");
        choose(Selector::type, "@none");
      }
    }
  }

  static bool is_unmarked(const TermDefinition& definition) {
    return definition.language.is_absent() && definition.direction == Direction::absent;
  }

  // Under which language and direction the values of a term without a type mapping are found.
  std::string_view language_key(const TermDefinition& definition) {
    const std::string_view direction = direction_text(definition.direction);
    if (!definition.language.is_absent()) {
      const std::string_view language = definition.language.is_text() ? definition.language.text : std::string_view{};
      const std::string_view key = language_and_direction(language, direction, arena_);
      return key.empty() ? "@null" : key;
    }
    if (definition.direction != Direction::absent) {
      return direction.empty() ? "@none" : language_and_direction({}, direction, arena_);
    }
    const std::string_view default_language = active_.language.is_text() ? active_.language.text : std::string_view{};
    const std::string_view key = language_and_direction(default_language, direction_text(active_.direction), arena_);
    return key.empty() ? "@none" : key;
  }

  void add_choice(const Choice& choice) {
    const std::size_t mask = out_.choices.size() - 1;
    std::size_t at = hash_choice(choice, out_.seed) & mask;
    for (; !out_.choices[at].term.empty(); at = (at + 1) & mask) {
      if (is_same_key(out_.choices[at], choice)) return;
    }
    out_.choices[at] = choice;
  }

  void add_prefixes(const std::vector<const TermDefinition*>& definitions) {
    std::vector<const TermDefinition*> prefixes;
    std::copy_if(definitions.begin(), definitions.end(), std::back_inserter(prefixes),
                 [](const TermDefinition* definition) { return definition->is_prefix; });
    std::stable_sort(prefixes.begin(), prefixes.end(),
                     [](const TermDefinition* a, const TermDefinition* b) { return a->iri < b->iri; });
    const TermDefinition** kept = arena_.allocate_array<const TermDefinition*>(prefixes.size());
    std::copy(prefixes.begin(), prefixes.end(), kept);
    std::vector<const InverseEntry*> entries;
    for (std::size_t first = 0, last = 0; first < prefixes.size(); first = last) {
      while (last < prefixes.size() && prefixes[last]->iri == prefixes[first]->iri) ++last;
      InverseEntry& entry = entry_of(prefixes[first]->iri);
      entry.prefixes = {kept + first, last - first};
      const InverseEntry* shorter = entries.empty() ? nullptr : entries.back();
      while (shorter != nullptr && !entry.iri.starts_with(shorter->iri)) shorter = shorter->shorter_prefix;
      entry.shorter_prefix = shorter;
      entries.push_back(&entry);
    }
    out_.with_prefixes = {arena_.allocate_array<const InverseEntry*>(entries.size()), entries.size()};
    std::copy(entries.begin(), entries.end(), out_.with_prefixes.begin());
  }

  const ActiveContext& active_;
  Arena& arena_;
  InverseContext out_;
  std::uint32_t entry_count_ = 0;
};

}  // namespace

const InverseEntry* InverseContext::find(std::string_view iri) const {
  const std::size_t mask = entries.size() - 1;
  for (std::size_t at = hash_term(iri, seed) & mask; entries[at] != nullptr; at = (at + 1) & mask) {
    if (entries[at]->iri == iri) return entries[at];
  }
  return nullptr;
}

const InverseEntry* InverseContext::longest_prefix_of(std::string_view iri) const {
  const auto after =
      std::lower_bound(with_prefixes.begin(), with_prefixes.end(), iri,
                       [](const InverseEntry* entry, std::string_view text) { return entry->iri < text; });
  if (after == with_prefixes.begin()) return nullptr;
  // Whatever the IRI starts with, its predecessor starts with too.
  const InverseEntry* entry = *std::prev(after);
  const auto differs = std::mismatch(entry->iri.begin(), entry->iri.end(), iri.begin(), iri.end()).first;
  const auto common = static_cast<std::size_t>(differs - entry->iri.begin());
  while (entry != nullptr && entry->iri.size() > common) entry = entry->shorter_prefix;
  return entry;
}

std::string_view InverseContext::term_for(const InverseEntry& entry, Containers containers, Selector selector,
                                          std::string_view value) const {
  const Choice wanted{entry.number, containers, selector, value, {}};
  const std::size_t mask = choices.size() - 1;
  std::size_t at = hash_choice(wanted, seed) & mask;
  for (; !choices[at].term.empty(); at = (at + 1) & mask) {
    if (is_same_key(choices[at], wanted)) return choices[at].term;
  }
  return {};
}

const InverseContext& inverse_of(const ActiveContext& active) {
  if (active.inverse == nullptr) active.inverse = InverseBuilder(active).build();
  return *active.inverse;
}

std::string_view language_and_direction(std::string_view language, std::string_view direction, Arena& arena) {
  const std::string_view lower = lower_case(language, arena);
  return direction.empty() ? lower : arena.concatenate(lower, arena.concatenate("_", direction));
}

}  // namespace cairn::jsonld
