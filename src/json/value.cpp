#include "json/value.hpp"

#include <algorithm>
#include <cstring>

#include "json/write.hpp"

namespace cairn::json {
namespace {

constexpr std::uint32_t k_linear_search_up_to = 16;

std::uint64_t fold(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

// Keyed by an address, which a sender cannot know: names made to collide would turn a big object into quadratic work.
// The hash decides nothing that can be seen from outside.
std::uint64_t hash_of(std::string_view name, const void* key) {
  constexpr std::uint64_t k_odd = 0x9E3779B97F4A7C15ULL;
  const std::uint64_t seed = fold(reinterpret_cast<std::uintptr_t>(key) ^ 0xD6E8FEB86659FD93ULL, k_odd);
  std::uint64_t state = seed ^ name.size();
  while (name.size() >= 8) {
    std::uint64_t block = 0;
    std::memcpy(&block, name.data(), sizeof block);
    state = fold(state ^ block, seed | 1) + k_odd;
    name.remove_prefix(8);
  }
  std::uint64_t rest = 0;
  if (!name.empty()) std::memcpy(&rest, name.data(), name.size());
  return fold(fold(state ^ rest, seed | 1) + k_odd, k_odd);
}

}  // namespace

Array Array::make(Arena& arena, std::uint32_t capacity) {
  return Array(arena.make<Rep>(Rep{capacity == 0 ? nullptr : arena.allocate_array<Value>(capacity), 0, capacity}));
}

Array Array::copy_of(std::span<const Value> items, Arena& arena) {
  const Array out = make(arena, static_cast<std::uint32_t>(items.size()));
  std::uninitialized_copy(items.begin(), items.end(), out.rep_->items);
  out.rep_->size = out.rep_->capacity;
  return out;
}

void Array::push_back(Value value, Arena& arena) const {
  CAIRN_ASSERT(rep_ != nullptr);
  if (rep_->size == rep_->capacity) {
    const std::uint32_t capacity = std::max<std::uint32_t>(4, rep_->capacity * 2);
    Value* items = arena.allocate_array<Value>(capacity);
    std::uninitialized_copy(rep_->items, rep_->items + rep_->size, items);
    rep_->items = items;
    rep_->capacity = capacity;
  }
  rep_->items[rep_->size++] = value;
}

Object Object::make(Arena& arena, std::uint32_t capacity) {
  Member* members = capacity == 0 ? nullptr : arena.allocate_array<Member>(capacity);
  return Object(arena.make<Rep>(Rep{members, 0, capacity, nullptr, 0}));
}

Object Object::copy_of(std::span<const Member> members, Arena& arena) {
  const Object out = make(arena, static_cast<std::uint32_t>(members.size()));
  std::uninitialized_copy(members.begin(), members.end(), out.rep_->members);
  out.rep_->size = out.rep_->capacity;
  if (out.rep_->size > k_linear_search_up_to) build_index(*out.rep_, arena);
  return out;
}

void Object::build_index(Rep& rep, Arena& arena) {
  std::uint32_t capacity = 64;
  while (capacity < rep.capacity * 2) capacity *= 2;
  rep.index = arena.allocate_array<std::uint32_t>(capacity);
  rep.index_capacity = capacity;
  refill_index(rep);
}

void Object::refill_index(Rep& rep) {
  std::fill_n(rep.index, rep.index_capacity, 0u);
  for (std::uint32_t position = 0; position < rep.size; ++position) add_to_index(rep, position);
}

void Object::add_to_index(Rep& rep, std::uint32_t position) {
  const std::uint32_t mask = rep.index_capacity - 1;
  auto slot = static_cast<std::uint32_t>(hash_of(rep.members[position].name, &rep)) & mask;
  while (rep.index[slot] != 0) {
    if (rep.members[rep.index[slot] - 1].name == rep.members[position].name) return;  // the first one stays findable
    slot = (slot + 1) & mask;
  }
  rep.index[slot] = position + 1;
}

Value* Object::find(std::string_view name) const {
  if (rep_ == nullptr) return nullptr;
  if (rep_->index == nullptr) {
    for (Member& member : *this) {
      if (member.name == name) return &member.value;
    }
    return nullptr;
  }
  const std::uint32_t mask = rep_->index_capacity - 1;
  auto slot = static_cast<std::uint32_t>(hash_of(name, rep_)) & mask;
  for (; rep_->index[slot] != 0; slot = (slot + 1) & mask) {
    Member& member = rep_->members[rep_->index[slot] - 1];
    if (member.name == name) return &member.value;
  }
  return nullptr;
}

const Member* Object::first_duplicate() const {
  if (size() < 2) return nullptr;
  if (rep_->index != nullptr) {
    for (const Member& member : *this) {
      if (find(member.name) != &member.value) return &member;
    }
    return nullptr;
  }
  for (const Member* later = begin() + 1; later != end(); ++later) {
    for (const Member* earlier = begin(); earlier != later; ++earlier) {
      if (earlier->name == later->name) return later;
    }
  }
  return nullptr;
}

void Object::grow(Rep& rep, Arena& arena) {
  const std::uint32_t capacity = std::max<std::uint32_t>(8, rep.capacity * 2);
  Member* members = arena.allocate_array<Member>(capacity);
  std::uninitialized_copy(rep.members, rep.members + rep.size, members);
  rep.members = members;
  rep.capacity = capacity;
  if (rep.size >= k_linear_search_up_to) build_index(rep, arena);
}

void Object::add_new(std::string_view name, Value value, Arena& arena) const {
  CAIRN_ASSERT(rep_ != nullptr);
  if (rep_->size == rep_->capacity) grow(*rep_, arena);
  rep_->members[rep_->size++] = Member{name, value};
  if (rep_->index != nullptr) {
    add_to_index(*rep_, rep_->size - 1);
  } else if (rep_->size > k_linear_search_up_to) {
    build_index(*rep_, arena);
  }
}

void Object::set(std::string_view name, Value value, Arena& arena) const {
  CAIRN_ASSERT(rep_ != nullptr);
  if (Value* found = find(name); found != nullptr) {
    *found = value;
  } else {
    add_new(name, value, arena);
  }
}

bool Object::erase(std::string_view name) const {
  const Value* found = find(name);
  if (found == nullptr) return false;
  Member* gone = std::find_if(begin(), end(), [found](const Member& member) { return &member.value == found; });
  std::move(gone + 1, end(), gone);
  --rep_->size;
  if (rep_->index != nullptr) refill_index(*rep_);
  return true;
}

Value clone(Value value, Arena& arena) {
  switch (value.type()) {
    case Type::null:
    case Type::boolean:
      return value;
    case Type::number:
      return Value::number(arena.copy(value.number_text()));
    case Type::string:
      return Value::string(arena.copy(value.text()));
    case Type::array: {
      const Array out = Array::make(arena, value.array().size());
      for (const Value& item : value.array()) out.push_back(clone(item, arena), arena);
      return out;
    }
    case Type::object: {
      const Object out = Object::make(arena, value.object().size());
      for (const Member& member : value.object()) {
        out.add_new(arena.copy(member.name), clone(member.value, arena), arena);
      }
      return out;
    }
  }
  CAIRN_ASSERT(false);
}

bool equal(Value a, Value b) {
  if (a.type() != b.type()) return false;
  switch (a.type()) {
    case Type::null:
      return true;
    case Type::boolean:
      return a.as_boolean() == b.as_boolean();
    case Type::number:
      return a.number_text() == b.number_text() || to_double(a.number_text()) == to_double(b.number_text());
    case Type::string:
      return a.text() == b.text();
    case Type::array:
      return std::equal(a.array().begin(), a.array().end(), b.array().begin(), b.array().end(), equal);
    case Type::object: {
      const Object other = b.object();
      return a.object().size() == other.size() &&
             std::all_of(a.object().begin(), a.object().end(), [&other](const Member& member) {
               const Value* found = other.find(member.name);
               return found != nullptr && equal(member.value, *found);
             });
    }
  }
  CAIRN_ASSERT(false);
}

}  // namespace cairn::json
