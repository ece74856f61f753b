#include "jsonld/collected_node.hpp"

#include <algorithm>
#include <cstring>
#include <functional>

#include "json/write.hpp"

namespace cairn::jsonld {
namespace {

using json::Array;
using json::Member;
using json::Type;
using json::Value;

constexpr std::uint32_t k_linear_search_up_to = 16;

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  constexpr std::uint64_t k_odd = 0x9E3779B97F4A7C15ULL;
  a = (a ^ b) * k_odd;
  a ^= a >> 32;
  a *= 0xD6E8FEB86659FD93ULL;
  return a ^ (a >> 29);
}

std::uint64_t hash_text(std::string_view text, std::uint64_t seed) {
  std::uint64_t state = seed ^ text.size();
  for (const char c : text) state = mix(state, static_cast<unsigned char>(c) ^ seed);
  return state;
}

}  // namespace

std::uint64_t hash_value(Value value, std::uint64_t seed) {
  const std::uint64_t start = mix(seed, static_cast<std::uint64_t>(value.type()) + 1);
  switch (value.type()) {
    case Type::null:
      return start;
    case Type::boolean:
      return mix(start, value.as_boolean() ? 1 : 2);
    case Type::number: {
      const double number = json::to_double(value.number_text()) + 0.0;  // no -0
      std::uint64_t bits = 0;
      static_assert(sizeof bits == sizeof number);
      std::memcpy(&bits, &number, sizeof bits);
      return mix(start, bits);
    }
    case Type::string:
      return hash_text(value.text(), start);
    case Type::array: {
      std::uint64_t state = start;
      for (const Value& item : value.array()) state = mix(state, hash_value(item, seed));
      return state;
    }
    case Type::object: {
      std::uint64_t sum = 0;  // a sum, because the order of members says nothing
      for (const Member& member : value.object()) {
        sum += mix(hash_text(member.name, start), hash_value(member.value, seed));
      }
      return mix(start, sum);
    }
  }
  CAIRN_ASSERT(false);
}

CollectedNode::CollectedNode(std::string_view id, Arena& arena)
    : id_(id), object_(json::Object::make(arena, 4)), arena_(arena) {
  object_.add_new("@id", Value::string(id), arena);
}

Array CollectedNode::values(std::string_view property) {
  if (const Value* found = object_.find(property); found != nullptr) return found->array();
  const Array made = Array::make(arena_, 2);
  object_.add_new(property, made, arena_);
  return made;
}

void CollectedNode::add(std::string_view property, Value value) {
  values(property).push_back(value, arena_);
  if (const auto found = long_arrays_.find(property); found != long_arrays_.end()) found->second.insert(value);
}

bool CollectedNode::add_unique(std::string_view property, Value value) {
  const Array array = values(property);
  if (array.size() <= k_linear_search_up_to) {
    if (std::any_of(array.begin(), array.end(), [value](Value other) { return json::equal(other, value); }))
      return false;
  } else {
    auto found = long_arrays_.find(property);
    if (found == long_arrays_.end()) {
      const Hash hash{reinterpret_cast<std::uintptr_t>(this) * 0x9E3779B97F4A7C15ULL};
      found = long_arrays_.emplace(property, ValueSet(64, hash)).first;
      found->second.insert(array.begin(), array.end());
    }
    if (!found->second.insert(value).second) return false;
  }
  array.push_back(value, arena_);
  return true;
}

}  // namespace cairn::jsonld
