#pragma once
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "base/arena.hpp"
#include "json/value.hpp"

namespace cairn::jsonld {

/// Hash of a JSON value that agrees with json::equal: members in any order, numbers by their double.
/// in: seed - unknown to whoever wrote the value, so that collisions cannot be prepared
std::uint64_t hash_value(json::Value value, std::uint64_t seed);

/// A node object that is being collected: every property holds an array in which each value occurs once.
/// Not copyable or movable: keep it in a deque.
class CollectedNode {
 public:
  CollectedNode(std::string_view id, Arena& arena);
  CollectedNode(const CollectedNode&) = delete;
  CollectedNode& operator=(const CollectedNode&) = delete;

  std::string_view id() const { return id_; }
  /// out: the node object as it stands: "@id", then properties in the order in which they came.
  json::Object object() const { return object_; }
  /// out: whether the node says nothing but its "@id".
  bool is_only_id() const { return object_.size() == 1; }

  /// out: the values of `property`, an empty array made if there is none.
  json::Array values(std::string_view property);
  /// Append whatever is there already.
  void add(std::string_view property, json::Value value);
  /// Append unless an equal value is there already.
  /// out: whether it was added    cost: constant on average, for long arrays too
  bool add_unique(std::string_view property, json::Value value);

 private:
  struct Hash {
    std::uint64_t seed;
    std::size_t operator()(const json::Value& value) const { return hash_value(value, seed); }
  };
  struct Equal {
    bool operator()(const json::Value& a, const json::Value& b) const { return json::equal(a, b); }
  };
  using ValueSet = std::unordered_set<json::Value, Hash, Equal>;

  std::string_view id_;
  json::Object object_;
  Arena& arena_;
  std::unordered_map<std::string_view, ValueSet> long_arrays_;  // only of properties with many values
};

}  // namespace cairn::jsonld
