#pragma once
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.hpp"
#include "json/value.hpp"
#include "schema/pattern.hpp"
#include "schema/schemas.hpp"

// Which schema stands where. Internal to this library.
namespace cairn::schema {

/// A schema with an address of its own, and the places in it that have names.
struct Resource {
  std::string base;                     ///< absolute, without fragment
  const json::Value* root = nullptr;
  Draft draft = Draft::draft_2019_09;
  bool is_recursive_anchor = false;     ///< $recursiveAnchor: true at the root
  bool asserts = true;                  ///< false: its meta-schema leaves the validation vocabulary out
  std::map<std::string, const json::Value*, std::less<>> anchors;
  std::map<std::string, const json::Value*, std::less<>> dynamic_anchors;
};

/// A schema found by reference.
struct Target {
  const json::Value* schema = nullptr;
  Resource* resource = nullptr;
};

/// All schemas of a set.
class Registry {
 public:
  explicit Registry(Draft fallback) : fallback_(fallback) {}
  Registry(const Registry&) = delete;
  Registry& operator=(const Registry&) = delete;

  /// fails: as Schemas::add
  Result<void> add(std::string_view url, json::Value schema);
  bool contains(std::string_view url) const { return resources_.contains(url); }
  /// out: the root schema under an address    fails: missing/schema.reference
  Result<Target> at(std::string_view url);
  /// out: what `reference` means inside `from`    fails: missing/schema.reference
  Result<Target> resolve(const Resource& from, std::string_view reference);
  /// out: the resource that a schema belongs to    in: a schema reached through this registry
  Resource* owner_of(const json::Value* schema) const;
  /// out: the compiled expression    fails: as Pattern::compile
  Result<const Pattern*> pattern(std::string_view expression);
  /// out: whether any schema asks which members and items were looked at
  bool uses_marks() const { return uses_marks_; }

 private:
  Result<void> enter(const json::Value* schema, Resource* resource, std::uint32_t depth);
  Result<void> enter_below(const json::Value& schema, Resource* resource, std::uint32_t depth);
  Result<Resource*> begin_resource(const json::Value* schema, const Resource& parent, std::string_view id);
  Result<void> name_anchors(const json::Value* schema, Resource& resource);
  Result<Draft> draft_of(const json::Value& schema, Draft otherwise) const;
  Result<Target> at_pointer(Resource* resource, std::string_view pointer);
  bool asserts_by_vocabulary(const json::Value& schema) const;

  Draft fallback_;
  std::deque<json::Value> roots_;       // stable addresses
  std::deque<Resource> storage_;
  std::map<std::string, Resource*, std::less<>> resources_;
  std::unordered_map<const json::Value*, Resource*> owners_;
  std::map<std::string, Pattern, std::less<>> patterns_;
  bool uses_marks_ = false;
};

}  // namespace cairn::schema
