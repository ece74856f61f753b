#pragma once
#include <cstdint>
#include <string_view>

#include "base/budget.hpp"
#include "base/result.hpp"
#include "jsonld/context_processor.hpp"
#include "jsonld/data_loss.hpp"
#include "jsonld/expanded.hpp"

namespace cairn::jsonld {

/// Expands one document into a tree in the arena of the context processor.
/// spec: JSON-LD 1.1 API "Expansion Algorithms"
class Expander {
 public:
  /// What the expanded document is for: safe mode asks more of one that is to become RDF.
  enum class Purpose { json, rdf };

  Expander(ContextProcessor& contexts, const Limits& limits, const Options& options, Purpose purpose)
      : contexts_(contexts),
        arena_(contexts.arena()),
        limits_(limits),
        options_(options),
        nodes_(limits.nodes),
        is_safe_(options.data_loss == DataLoss::refused),
        loses_direction_(is_safe_ && purpose == Purpose::rdf && options.rdf_direction == RdfDirection::none) {}

  /// fails: the API's codes; refused/jsonld.data-loss in safe mode; exhausted/jsonld.depth, jsonld.nodes
  Result<ItemList> expand_document(json::Value document);

 private:
  /// What the algorithm calls the active property: where in a document an element stands.
  enum class Role : std::uint8_t { top, graph, included, reverse, property };
  struct Site {
    const ActiveContext* context;
    Role role = Role::top;
    bool is_from_map = false;
    const TermDefinition* definition = nullptr;  ///< of the property, in `context`
    std::string_view property = {};
    const PathStep* path = nullptr;
  };

  /// The members of an element that mean @type, with their values expanded in the type-scoped context.
  struct TypeMember {
    const json::Member* member;
    TypeList types;
    const TermDefinition** scoped;  ///< the types that bring a context
    std::uint32_t scoped_count = 0;
    Keyword last_keyword = Keyword::none;
  };
  struct TypeMembers {
    TypeMember* items = nullptr;
    std::uint32_t size = 0;
  };

  /// A member of an element that means @nest.
  struct Nest {
    const json::Member* member;
    Nest* next;
  };

  /// The result of expanding an object while its members are gone through.
  struct Draft {
    const Site& site;
    const ActiveContext* context;
    const ActiveContext* type_scoped_context;
    TypeMembers type_members = {};
    bool input_is_json = false;
    std::uint32_t present = 0;  ///< a bit for each keyword that was met
    bool has_properties = false;
    NodeItem* node;
    json::Value value = {};  ///< of @value
    bool type_is_array = false;
    bool type_is_keyword = false;  ///< @json or @none, not an IRI
    std::string_view language = {};
    ItemList list = {};
    Expanded set = {};
    Nest* nests = nullptr;
    Nest** next_nest = &nests;

    bool has(Keyword keyword) const { return ((present >> static_cast<unsigned>(keyword)) & 1U) != 0; }
    void mark(Keyword keyword) { present |= 1U << static_cast<unsigned>(keyword); }
    bool has_only(Keyword keyword) const { return present == 1U << static_cast<unsigned>(keyword) && !has_properties; }
  };

  // Expansion Algorithm, one function per kind of element.
  Result<Expanded> expand(const Site& site, const json::Value& element);
  Result<Expanded> expand_scalar(const Site& site, const json::Value& element);
  Result<Expanded> expand_array(const Site& site, json::Array element);
  Result<Expanded> expand_object(const Site& site, json::Object element);
  Result<Item*> expand_value(const Site& site, const json::Value& value);
  Result<void> set_language_and_direction(const ActiveContext& context, const TermDefinition* definition,
                                          ValueItem& out, const PathStep* path);

  // Steps of expanding an object.
  bool reverts_context(const Site& site, json::Object element) const;
  Result<TypeMembers> find_types(const ActiveContext& context, json::Object element);
  TypeMember expand_types(const ActiveContext& context, const json::Member& member);
  void expand_one_type(const ActiveContext& context, std::string_view name, TypeMember& out, NamedIri& iri);
  Result<const ActiveContext*> enter_type_scopes(const ActiveContext& context, const TypeMembers& types);
  Result<void> expand_members(Draft& draft, json::Object element, const PathStep* path);
  Result<void> expand_member(Draft& draft, const json::Member& member, const PathStep* path);
  Result<void> expand_nests(Draft& draft, Nest* nests, const PathStep* path);
  Result<void> expand_nested(Draft& draft, const json::Value& nested, std::string_view name, const PathStep* path);
  Result<Expanded> finish(Draft& draft, const PathStep* path);
  Result<Expanded> finish_value(Draft& draft, const PathStep* path);
  Result<Expanded> finish_list_or_set(Draft& draft);
  Result<Expanded> finish_node(Draft& draft);
  Result<Expanded> drop(const Site& site, std::string_view what) const;

  // One function per keyword.
  Result<void> expand_keyword(Draft& draft, Keyword keyword, const json::Member& member, const PathStep& path);
  Result<void> expand_id(Draft& draft, const json::Value& value, const PathStep& path);
  Result<void> expand_type(Draft& draft, const json::Member& member, const PathStep& path);
  Result<void> expand_graph(Draft& draft, const json::Value& value, const PathStep& path);
  Result<void> expand_included(Draft& draft, const json::Value& value, const PathStep& path);
  Result<void> expand_value_member(Draft& draft, const json::Value& value);
  Result<void> expand_language(Draft& draft, const json::Value& value, const PathStep& path);
  Result<void> expand_direction(Draft& draft, const json::Value& value);
  Result<void> expand_index(Draft& draft, const json::Value& value);
  Result<void> expand_list(Draft& draft, const json::Value& value, const PathStep& path);
  Result<void> expand_reverse(Draft& draft, const json::Value& value, const PathStep& path);

  // Properties and their containers.
  Result<void> expand_property(Draft& draft, const TermDefinition* definition, const NamedIri& iri,
                               const json::Member& member, const PathStep& path);
  Result<Expanded> expand_property_value(const Site& site, const json::Value& value);
  Result<Expanded> expand_language_map(const Site& site, json::Object map);
  Result<void> expand_language_entry(const Site& site, const json::Member& entry, Direction direction, ItemList& out);
  Result<Expanded> expand_index_map(const Site& site, json::Object map);
  Result<void> expand_index_entry(const Site& site, const json::Member& entry, ItemList& out);
  Result<void> apply_index(const Site& site, const json::Member& entry, Item*& item);
  Result<void> apply_id(const Site& site, const json::Member& entry, Item* item);
  Result<void> apply_type(const Site& site, const json::Member& entry, const ExpandedIri& type, Item*& item);
  Result<void> apply_property_index(const Site& site, const json::Member& entry, Item*& item);
  Result<void> add_property(Draft& draft, const TermDefinition* definition, const NamedIri& iri,
                            const ItemList& values);

  Result<Item*> graph_object_of(Item* item, const PathStep* path);
  NodeItem* full_node(Item* item);
  Property* make_property(const NamedIri& iri, const ItemList& values);
  const json::Member** sorted_members(json::Object object);
  Result<void> count(std::uint64_t amount = 1) {
    if (nodes_.spend(amount)) [[likely]]
      return {};
    return too_many_nodes();
  }
  Failure too_many_nodes() const;
  Site same_property(const Draft& draft, const PathStep& path) const;
  Result<void> check_reference(const NamedIri& iri, std::string_view written, const PathStep* path) const;
  Result<void> check_says_something(const NodeItem& node, const PathStep* path) const;
  Result<void> check_direction(Direction direction, const PathStep* path) const;

  ContextProcessor& contexts_;
  Arena& arena_;
  const Limits& limits_;
  const Options& options_;
  Budget nodes_;
  bool is_safe_;
  bool loses_direction_;
  std::uint32_t depth_ = 0;
};

}  // namespace cairn::jsonld
