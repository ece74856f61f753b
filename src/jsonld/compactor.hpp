#pragma once
#include <cstdint>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/arena.hpp"
#include "base/budget.hpp"
#include "base/result.hpp"
#include "json/value.hpp"
#include "jsonld/compact_iri.hpp"
#include "jsonld/compact_value.hpp"
#include "jsonld/context_processor.hpp"
#include "jsonld/processor.hpp"

namespace cairn::jsonld {

/// Compaction of one expanded document.
/// spec: JSON-LD 1.1 API "Compaction Algorithm"
class Compactor {
 public:
  Compactor(ContextProcessor& contexts, const Options& options, const Limits& limits, Arena& arena)
      : contexts_(contexts),
        options_(options),
        depth_limit_(limits.depth * 4),
        inverted_terms_(limits.terms),
        arena_(arena) {}

  /// Where an element lies. In an index map a type-scoped context stays in force, as in expansion.
  enum class Holder : std::uint8_t {
    plain,
    index_map,       ///< the key says the element's "@index"
    other_index_map  ///< the key says a property of the element, or the index of a graph that holds it
  };

  /// in:    property - the active property, empty at the top
  /// fails: the API's codes for contexts; malformed/jsonld.invalid-@nest-value, jsonld.IRI-confused-with-prefix;
  ///        exhausted/jsonld.depth, jsonld.terms
  Result<json::Value> compact(const ActiveContext& active, std::string_view property, json::Value element,
                              Holder holder = Holder::plain);

 private:
  // The node object that is being compacted.
  struct Frame {
    const ActiveContext& active;
    const ActiveContext& type_scoped;
    std::string_view property;
    IndexPlace index;
    json::Object result;
  };
  // One value of one of its properties.
  struct Item {
    const ActiveContext& active;
    const ActiveContext* inside;  // what applies to a value in a map, or in an object put around it
    std::string_view expanded_property;
    std::string_view property;         // compacted
    const TermDefinition* definition;  // of `property`, or nullptr
    json::Object into;                 // the node object or a nest within it
    json::Value expanded;
    json::Value compacted;
    bool as_array;
  };
  Result<json::Value> compact_array(const ActiveContext& active, std::string_view property, json::Value element,
                                    Holder holder);
  Result<json::Value> compact_object(const ActiveContext& input, std::string_view property, json::Value element,
                                     Holder holder);
  Result<const ActiveContext*> process(const ActiveContext& active, const LocalContext& local);
  Result<const ActiveContext*> enter(const ActiveContext& input, std::string_view property, json::Value element,
                                     Holder holder);
  Result<const ActiveContext*> apply_type_scoped(const ActiveContext& active, json::Value element);

  Result<void> compact_entry(const Frame& frame, const json::Member& entry);
  Result<void> compact_id(const Frame& frame, json::Value id);
  Result<void> compact_type(const Frame& frame, json::Value types);
  Result<void> compact_reverse(const Frame& frame, json::Value reverse);
  Result<void> compact_reverse_item(const Frame& frame, const Frame& rest, std::string_view expanded_property,
                                    json::Value item);
  Result<void> compact_empty(const Frame& frame, const json::Member& entry);
  Result<void> compact_item(const Frame& frame, std::string_view expanded_property, json::Value expanded);
  Result<void> compact_as(const Frame& frame, std::string_view expanded_property, std::string_view property,
                          json::Value expanded);
  Result<json::Object> nest_of(const Frame& frame, const TermDefinition* definition);
  static Holder holder_of(const TermDefinition* definition);
  Result<json::Value> compact_inner(const Frame& frame, Item& item);

  // Where the compacted value goes (compact_containers.cpp).
  Result<void> place(const Frame& frame, Item& item);
  Result<void> place_elsewhere(const Frame& frame, const Item& item);
  Result<void> place_alone(const Frame& frame, Item& item);
  Result<void> place_list(const Frame& frame, Item& item);
  Result<void> place_graph(Item& item);
  Result<void> include_nodes(Item& item);
  Result<void> wrap_graph(Item& item);
  Result<void> place_in_map(Item& item);
  Result<std::string_view> map_key(Item& item);
  Result<std::string_view> key_of_index_property(Item& item);
  Result<std::string_view> key_of_id(Item& item);
  Result<std::string_view> key_of_type(Item& item);
  static bool scopes_differ_as_key(const Item& item, std::string_view key, std::string_view first);
  Result<void> add_to_map(Item& item, std::string_view key);

  Result<std::string_view> keyword(const ActiveContext& active, std::string_view name) {
    return compact_vocab_iri(active, name, arena_);
  }
  std::vector<json::Member> in_order(json::Object object) const;

  ContextProcessor& contexts_;
  const Options& options_;
  std::uint32_t depth_limit_;
  std::uint32_t depth_ = 0;
  Budget inverted_terms_;
  std::unordered_set<const ActiveContext*> inverted_;  // whose terms were counted
  Arena& arena_;
};

/// Add a value to an entry that may hold one value or an array of them; the items of an array are added one by one.
/// spec: JSON-LD 1.1 API "Algorithm Terms", add value
void add_value(json::Object object, std::string_view key, json::Value value, bool as_array, Arena& arena);

}  // namespace cairn::jsonld
