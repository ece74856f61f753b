#include "jsonld/context.hpp"

#include <memory>

namespace cairn::jsonld {
namespace {

constexpr std::uint32_t k_first_slots = 16;

bool same_local_context(const json::Value* a, const json::Value* b) {
  if (a == nullptr || b == nullptr) return a == b;
  return a == b || json::equal(*a, *b);
}

}  // namespace

std::string_view direction_text(Direction direction) {
  switch (direction) {
    case Direction::ltr:
      return "ltr";
    case Direction::rtl:
      return "rtl";
    case Direction::absent:
    case Direction::null:
      break;
  }
  return {};
}

bool same_definition(const TermDefinition& a, const TermDefinition& b) {
  return a.has_iri == b.has_iri && a.iri == b.iri && a.containers == b.containers && a.type == b.type &&
         a.type_iri == b.type_iri && a.is_prefix == b.is_prefix && a.is_reverse == b.is_reverse &&
         a.direction == b.direction && a.language == b.language && a.nest == b.nest && a.index == b.index &&
         same_local_context(a.local_context, b.local_context);
}

TermTable TermTable::copy(Arena& arena) const {
  TermTable out = *this;
  if (slots_ == nullptr) return out;
  out.slots_ = arena.allocate_array<Slot>(mask_ + std::size_t{1});
  std::memcpy(out.slots_, slots_, (mask_ + std::size_t{1}) * sizeof(Slot));
  return out;
}

void TermTable::insert(const TermDefinition* definition, std::uint32_t hash) {
  std::uint32_t at = hash & mask_;
  while (slots_[at].definition != nullptr) at = (at + 1) & mask_;
  slots_[at] = {definition, hash};
}

void TermTable::grow(Arena& arena) {
  const TermTable old = *this;
  const std::uint32_t count = slots_ == nullptr ? k_first_slots : (mask_ + 1) * 2;
  slots_ = arena.allocate_array<Slot>(count);
  std::uninitialized_fill_n(slots_, count, Slot{});
  mask_ = count - 1;
  for (const Slot& slot : old.slots()) {
    if (slot.definition != nullptr) insert(slot.definition, slot.hash);
  }
}

void TermTable::set(const TermDefinition* definition, Arena& arena) {
  // At most half full, so that a miss ends after a probe or two.
  if (slots_ == nullptr || (size_ + 1) * 2 > mask_ + 1) grow(arena);
  const std::uint32_t hash = hash_term(definition->term, seed_);
  for (std::uint32_t at = hash & mask_; slots_[at].definition != nullptr; at = (at + 1) & mask_) {
    if (slots_[at].hash == hash && slots_[at].definition->term == definition->term) {
      slots_[at].definition = definition;
      return;
    }
  }
  insert(definition, hash);
  ++size_;
}

void TermTable::erase(std::string_view term) {
  if (slots_ == nullptr) return;
  const std::uint32_t hash = hash_term(term, seed_);
  std::uint32_t at = hash & mask_;
  while (slots_[at].definition != nullptr && (slots_[at].hash != hash || slots_[at].definition->term != term)) {
    at = (at + 1) & mask_;
  }
  if (slots_[at].definition == nullptr) return;
  --size_;
  // Close the gap: a later slot moves up unless its own place lies between the gap and where it stands.
  for (std::uint32_t next = (at + 1) & mask_; slots_[next].definition != nullptr; next = (next + 1) & mask_) {
    const std::uint32_t home = slots_[next].hash & mask_;
    if (((next - home) & mask_) >= ((next - at) & mask_)) {
      slots_[at] = slots_[next];
      at = next;
    }
  }
  slots_[at] = Slot{};
}

}  // namespace cairn::jsonld
