#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/value.hpp"
#include "schema/decimal.hpp"
#include "schema/registry.hpp"
#include "schema/schemas.hpp"

// Applies schemas to values. Internal to this library.
namespace cairn::schema {

/// Which members and items of one value some schema has looked at.
struct Marks {
  std::vector<bool> members;
  std::vector<bool> items;
  void mark_member(std::size_t index, std::size_t size);
  void mark_item(std::size_t index, std::size_t size);
  void merge(const Marks& other);
};

/// A place in the document, as a chain on the stack.
struct Place {
  const Place* parent = nullptr;
  std::string_view name;
  std::int64_t index = -1;  ///< of an item; negative for a member
  std::string pointer() const;
};

class Evaluator {
 public:
  Evaluator(Registry& registry, const Limits& limits) : registry_(registry), limits_(limits) {}
  /// out: the faults    fails: as Schemas::validate
  Result<std::vector<Fault>> run(const Target& target, const json::Value& document);

 private:
  // One schema object applied to one value. Everything a keyword needs is here; `own` gathers what was looked at.
  struct Frame {
    const json::Value& schema;
    Resource& resource;
    const json::Value& value;
    const Place& place;
    Marks* own;
    bool holds = true;
  };

  bool apply(const json::Value& schema, const json::Value& value, const Place& place, Marks* marks);
  bool apply_object(const json::Value& schema, const json::Value& value, const Place& place, Marks* marks);
  /// Whether a schema fits, saying nothing when it does not.
  bool fits(const json::Value& schema, const json::Value& value, const Place& place, Marks* marks);
  bool follow(Frame& frame, const Result<Target>& target);
  Result<Target> dynamic_target(const Frame& frame, std::string_view reference);
  Result<Target> recursive_target(const Frame& frame, std::string_view reference);

  void references(Frame& frame);
  void combinations(Frame& frame);
  void all_of(Frame& frame, const json::Value& schemas);
  void any_of(Frame& frame, const json::Value& schemas);
  void one_of(Frame& frame, const json::Value& schemas);
  void conditions(Frame& frame);

  void assertions(Frame& frame);
  void any_value(Frame& frame);
  void number(Frame& frame);
  void string(Frame& frame);
  void item_counts(Frame& frame);
  void member_counts(Frame& frame);

  void object(Frame& frame);
  bool named_properties(Frame& frame, const json::Member& member);
  void additional_properties(Frame& frame, const std::vector<bool>& named);
  void required(Frame& frame, const json::Value& names, std::string_view keyword, std::string_view because);
  void dependencies(Frame& frame);
  void unevaluated_members(Frame& frame);
  void array(Frame& frame);
  void items(Frame& frame);
  void rest_of_items(Frame& frame, const json::Value& schema, std::string_view keyword, std::uint32_t from);
  void contains(Frame& frame);
  void unevaluated_items(Frame& frame);

  void complain(Frame& frame, std::string_view keyword, std::string detail);
  /// What cannot be answered ends the whole run.
  void stop(const Error& error);
  const json::Value* keyword(const Frame& frame, std::string_view name) const { return frame.schema.find(name); }
  std::optional<std::uint64_t> count_of(Frame& frame, std::string_view name);

  Registry& registry_;
  const Limits& limits_;
  std::vector<Resource*> scope_;  // the dynamic scope, outermost first
  std::vector<Fault> faults_;
  std::optional<Error> error_;
  std::uint64_t steps_ = 0;
  std::uint32_t depth_ = 0;
  std::uint32_t quiet_ = 0;
};

}  // namespace cairn::schema
