#include <algorithm>

#include "jsonld/errors.hpp"
#include "jsonld/expansion.hpp"

namespace cairn::jsonld {
namespace {

// The keyword that a member's name means in this context, or none.
Keyword keyword_of_member(const ActiveContext& context, std::string_view name) {
  if (!context.may_be_keyword(name)) return Keyword::none;
  if (const Keyword keyword = keyword_of(name); keyword != Keyword::none) return keyword;
  const TermDefinition* definition = context.find(name);
  return definition == nullptr ? Keyword::none : definition->keyword;
}

std::uint32_t count_strings(const json::Value& value) {
  if (value.is_string()) return 1;
  if (!value.is_array()) return 0;
  const json::Array items = value.array();
  return static_cast<std::uint32_t>(
      std::count_if(items.begin(), items.end(), [](const json::Value& item) { return item.is_string(); }));
}

constexpr std::uint32_t bit(Keyword keyword) { return 1U << static_cast<unsigned>(keyword); }

}  // namespace

// 7. A type-scoped context ends where another node object begins.
bool Expander::reverts_context(const Site& site, json::Object element) const {
  if (site.context->previous == nullptr || site.is_from_map) return false;
  for (const json::Member& member : element) {
    const Keyword keyword = keyword_of_member(*site.context, member.name);
    if (keyword == Keyword::value || (keyword == Keyword::id && element.size() == 1)) return false;
  }
  return true;
}

Result<Expanded> Expander::expand_object(const Site& site, json::Object element) {
  const ActiveContext* context = site.context;
  if (reverts_context(site, element)) context = context->previous;
  if (site.definition != nullptr && site.definition->local_context != nullptr) {  // 3. 8.
    CAIRN_TRY(context, contexts_.process(*context, LocalContext::of_property(*site.definition)));
  }
  if (const json::Value* local = element.find("@context")) {  // 9.
    CAIRN_TRY(context, contexts_.process(*context, {local, options_.base}));
  }
  Draft draft{.site = site, .context = context, .type_scoped_context = context, .node = arena_.make<NodeItem>()};
  draft.node->source = element.begin();
  CAIRN_TRY(draft.type_members, find_types(*context, element));  // 10. 11.
  if (draft.type_members.size > 0) {
    CAIRN_TRY(draft.context, enter_type_scopes(*context, draft.type_members));
    draft.input_is_json = draft.type_members.items[0].last_keyword == Keyword::json;  // 12.
  }
  CAIRN_CHECK(expand_members(draft, element, site.path));  // 13. 14.
  return finish(draft, site.path);
}

Result<Expander::TypeMembers> Expander::find_types(const ActiveContext& context, json::Object element) {
  TypeMembers out;
  for (const json::Member& member : element) {
    if (keyword_of_member(context, member.name) != Keyword::type) continue;
    if (out.items == nullptr) out.items = arena_.allocate_array<TypeMember>(element.size());
    out.items[out.size++] = expand_types(context, member);
  }
  if (out.size > 1) {
    std::sort(out.items, out.items + out.size,
              [](const TypeMember& a, const TypeMember& b) { return a.member->name < b.member->name; });
  }
  return out;
}

Expander::TypeMember Expander::expand_types(const ActiveContext& context, const json::Member& member) {
  const std::uint32_t count = count_strings(member.value);
  NamedIri* items = arena_.allocate_array<NamedIri>(count);
  TypeMember out{&member, {items, count}, arena_.allocate_array<const TermDefinition*>(count)};
  if (member.value.is_string()) {
    expand_one_type(context, member.value.text(), out, items[0]);
  } else if (member.value.is_array()) {
    for (const json::Value& value : member.value.array()) {
      if (value.is_string()) expand_one_type(context, value.text(), out, *items++);
    }
  }
  return out;
}

void Expander::expand_one_type(const ActiveContext& context, std::string_view name, TypeMember& out, NamedIri& iri) {
  if (const TermDefinition* definition = context.find(name)) {
    iri = {definition->iri, definition->iri_number, !definition->has_iri};
    out.last_keyword = definition->keyword;
    if (definition->local_context != nullptr) out.scoped[out.scoped_count++] = definition;
  } else {
    const ExpandedIri expanded = expand_iri(context, name, IriUse::vocab_or_document_relative, arena_);
    iri = {expanded.text, expanded.number, expanded.is_null};
    out.last_keyword = expanded.keyword;
  }
}

// 11.2: the types that bring a context, in the order of their names.
Result<const ActiveContext*> Expander::enter_type_scopes(const ActiveContext& context, const TypeMembers& types) {
  const ActiveContext* result = &context;
  for (std::uint32_t i = 0; i < types.size; ++i) {
    const TermDefinition** scoped = types.items[i].scoped;
    const std::uint32_t count = types.items[i].scoped_count;
    if (count > 1) std::sort(scoped, scoped + count, [](auto* a, auto* b) { return a->term < b->term; });
    for (std::uint32_t k = 0; k < count; ++k) {
      CAIRN_TRY(result, contexts_.process(*result, LocalContext::of_type(*scoped[k])));
    }
  }
  return result;
}

const json::Member** Expander::sorted_members(json::Object object) {
  const json::Member** members = arena_.allocate_array<const json::Member*>(object.size());
  const json::Member** end = members;
  for (const json::Member& member : object) *end++ = &member;
  std::sort(members, end, [](auto* a, auto* b) { return a->name < b->name; });
  return members;
}

Result<void> Expander::expand_members(Draft& draft, json::Object element, const PathStep* path) {  // 13.
  draft.nests = nullptr;
  draft.next_nest = &draft.nests;
  if (options_.ordered) {
    const json::Member** members = sorted_members(element);
    for (std::uint32_t i = 0; i < element.size(); ++i) CAIRN_CHECK(expand_member(draft, *members[i], path));
  } else {
    for (const json::Member& member : element) CAIRN_CHECK(expand_member(draft, member, path));
  }
  return expand_nests(draft, draft.nests, path);
}

Result<void> Expander::expand_member(Draft& draft, const json::Member& member, const PathStep* path) {
  const PathStep step{path, member.name};
  const TermDefinition* definition = nullptr;
  ExpandedIri iri;
  Keyword keyword = keyword_of(member.name);
  if (keyword == Keyword::context) return {};  // 13.1
  if (keyword == Keyword::none) {              // 13.2
    definition = draft.context->find(member.name);
    if (definition != nullptr) [[likely]] {
      iri = {definition->iri, definition->iri_number, definition->keyword, !definition->has_iri};
      keyword = definition->keyword;
    } else if (has_keyword_form(member.name)) {
      iri.is_null = true;
    } else {
      iri = expand_non_term(*draft.context, member.name, IriUse::vocab, arena_);
    }
  }
  if (keyword != Keyword::none) return expand_keyword(draft, keyword, member, step);  // 13.4
  const bool is_dropped = iri.is_null || (iri.number == k_no_number && iri.text.find(':') == std::string_view::npos);
  if (is_dropped) {  // 13.3
    if (!is_safe_) return {};
    return data_loss(&step, "the term " + shown(member.name) + " is not defined by any context");
  }
  if (is_safe_ && iri.number == k_no_number && !is_well_formed_iri(iri.text)) {
    const bool is_blank = is_blank_node(iri.text);
    if (!is_blank || !options_.produce_generalized_rdf) {
      return data_loss(&step, is_blank ? "a blank node cannot be a property"
                                       : shown(iri.text) + " is no IRI and cannot be a property");
    }
  }
  return expand_property(draft, definition, {iri.text, iri.number}, member, step);
}

Result<void> Expander::expand_nests(Draft& draft, Nest* nests, const PathStep* path) {  // 14.
  for (const Nest* nest = nests; nest != nullptr; nest = nest->next) {
    const PathStep step{path, nest->member->name};
    const json::Value& value = nest->member->value;
    if (!value.is_array()) {
      CAIRN_CHECK(expand_nested(draft, value, nest->member->name, &step));
      continue;
    }
    for (const json::Value& item : value.array()) {
      CAIRN_CHECK(expand_nested(draft, item, nest->member->name, &step));
    }
  }
  return {};
}

Result<void> Expander::expand_nested(Draft& draft, const json::Value& nested, std::string_view name,
                                     const PathStep* path) {
  if (!nested.is_object()) return invalid("invalid-@nest-value", "at " + path_text(path) + ": not an object");
  for (const json::Member& member : nested.object()) {
    if (keyword_of_member(*draft.context, member.name) == Keyword::value) {
      return invalid("invalid-@nest-value", "at " + path_text(path) + ": a value object cannot be nested");
    }
  }
  if (depth_ >= limits_.depth) {
    return over_limit("depth", "at " + path_text(path) + ": nested deeper than " + std::to_string(limits_.depth));
  }
  CAIRN_CHECK(count());
  const ActiveContext* const outer = draft.context;
  const TermDefinition* definition = outer->find(name);
  if (definition != nullptr && definition->local_context != nullptr) {
    CAIRN_TRY(draft.context, contexts_.process(*outer, LocalContext::of_property(*definition)));
  }
  ++depth_;
  CAIRN_CHECK(expand_members(draft, nested.object(), path));
  --depth_;
  draft.context = outer;
  return {};
}

// 15. to 19.
Result<Expanded> Expander::finish(Draft& draft, const PathStep* path) {
  const bool is_free = draft.site.role == Role::top || draft.site.role == Role::graph;
  Expanded result;
  if (draft.has(Keyword::value)) {
    CAIRN_TRY(result, finish_value(draft, path));
  } else if (draft.has(Keyword::set) || draft.has(Keyword::list)) {
    CAIRN_TRY(result, finish_list_or_set(draft));
  } else {
    if (draft.has_only(Keyword::language)) return drop(draft.site, "an object with nothing but a language");
    CAIRN_TRY(result, finish_node(draft));
  }
  if (!is_free || result.shape != Expanded::Shape::single) return result;
  if (result.is_single(ItemKind::value)) return drop(draft.site, "a value that belongs to no property");
  if (result.is_single(ItemKind::list)) return drop(draft.site, "a list that belongs to no property");
  if (result.is_single(ItemKind::reference)) return drop(draft.site, "an object with nothing but an identifier");
  if (draft.present == 0 && !draft.has_properties) return drop(draft.site, "an empty object");
  if (is_safe_) CAIRN_CHECK(check_says_something(*draft.node, path));
  return result;
}

// An identifier that occurs in no statement is not covered by RDF.
Result<void> Expander::check_says_something(const NodeItem& node, const PathStep* path) const {
  if (!node.has_id || !node.says_nothing()) return {};
  return data_loss(path, "a node about which nothing is said is dropped");
}

Result<Expanded> Expander::finish_value(Draft& draft, const PathStep* path) {  // 15.
  constexpr std::uint32_t k_allowed =
      bit(Keyword::direction) | bit(Keyword::index) | bit(Keyword::language) | bit(Keyword::type) | bit(Keyword::value);
  const auto refuse = [path](std::string_view code, std::string_view what) {
    return invalid(code, "at " + path_text(path) + ": " + std::string(what));
  };
  const bool has_type = draft.has(Keyword::type);
  const bool has_text_setting = draft.has(Keyword::language) || draft.has(Keyword::direction);
  if ((draft.present & ~k_allowed) != 0 || draft.has_properties) {
    return refuse("invalid-value-object", "a value object has members that do not belong there");
  }
  if (has_type && has_text_setting) {
    return refuse("invalid-value-object", "a value has a type or a language or direction, not both");
  }
  ValueItem* out = arena_.make<ValueItem>();
  out->index = draft.node->index;
  out->value = draft.value;
  out->has_language = draft.has(Keyword::language);
  out->language = draft.language;
  out->direction = draft.node->direction;
  const TypeList& types = draft.node->types;
  out->has_type = has_type;
  out->is_json = has_type && draft.input_is_json && types.size == 1;
  if (!out->is_json) {
    if (draft.value.is_null()) {
      if (is_safe_) return data_loss(path, "a value object whose value is null is dropped");
      return Expanded{};
    }
    if (out->has_language && !draft.value.is_string()) {
      return refuse("invalid-language-tagged-value", "only a string can have a language");
    }
    const bool is_typed_by_iri = types.size == 1 && !draft.type_is_array && !draft.type_is_keyword &&
                                 !types.items[0].is_null && is_iri(types.items[0].text);
    if (has_type && !is_typed_by_iri) return refuse("invalid-typed-value", "the type of a value must be one IRI");
  }
  if (has_type) out->type = types.items[0].text;
  CAIRN_CHECK(check_direction(out->direction, path));
  return Expanded::single(out);
}

Result<Expanded> Expander::finish_list_or_set(Draft& draft) {  // 17.
  const bool is_set = draft.has(Keyword::set);
  const std::uint32_t allowed = bit(Keyword::index) | (is_set ? bit(Keyword::set) : bit(Keyword::list));
  if ((draft.present & ~allowed) != 0 || draft.has_properties) {
    return invalid("invalid-set-or-list-object",
                   "at " + path_text(draft.site.path) + ": a set or list has members that do not belong there");
  }
  if (is_set) return draft.set;
  ListItem* list = arena_.make<ListItem>();
  list->index = draft.node->index;
  list->items = draft.list;
  return Expanded::single(list);
}

Result<Expanded> Expander::finish_node(Draft& draft) {
  NodeItem* node = draft.node;
  if (draft.has_only(Keyword::id)) {
    ReferenceItem* reference = arena_.make<ReferenceItem>();
    reference->id = node->id;
    return Expanded::single(reference);
  }
  if (is_safe_ && draft.type_is_keyword) return data_loss(draft.site.path, "a keyword cannot be the type of a node");
  node->has_language = draft.has(Keyword::language);
  node->language = draft.language;
  return Expanded::single(node);
}

}  // namespace cairn::jsonld
