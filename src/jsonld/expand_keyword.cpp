#include <algorithm>

#include "jsonld/errors.hpp"
#include "jsonld/expansion.hpp"
#include "jsonld/language_tag.hpp"

namespace cairn::jsonld {
namespace {

bool is_list_of_strings(const json::Value& value) {
  if (!value.is_array()) return false;
  const json::Array items = value.array();
  return std::all_of(items.begin(), items.end(), [](const json::Value& item) { return item.is_string(); });
}

std::string at(const PathStep& path, std::string_view what) {
  return "at " + path_text(&path) + ": " + std::string(what);
}

}  // namespace

Result<void> Expander::expand_keyword(Draft& draft, Keyword keyword, const json::Member& member, const PathStep& path) {
  if (draft.site.role == Role::reverse && keyword != Keyword::reverse) {  // 13.4.1
    return invalid("invalid-reverse-property-map", at(path, "a map of reverse properties cannot hold keywords"));
  }
  const bool may_repeat = keyword == Keyword::type || keyword == Keyword::included || keyword == Keyword::nest ||
                          keyword == Keyword::reverse;
  if (!may_repeat && draft.has(keyword)) {  // 13.4.2
    return invalid("colliding-keywords", at(path, std::string(keyword_text(keyword)) + " is given twice"));
  }
  const json::Value& value = member.value;
  switch (keyword) {
    case Keyword::id:
      return expand_id(draft, value, path);
    case Keyword::type:
      return expand_type(draft, member, path);
    case Keyword::graph:
      return expand_graph(draft, value, path);
    case Keyword::included:
      return expand_included(draft, value, path);
    case Keyword::value:
      return expand_value_member(draft, value);
    case Keyword::language:
      return expand_language(draft, value, path);
    case Keyword::direction:
      return expand_direction(draft, value);
    case Keyword::index:
      return expand_index(draft, value);
    case Keyword::list:
      return expand_list(draft, value, path);
    case Keyword::set: {
      CAIRN_TRY(draft.set, expand(same_property(draft, path), value));
      draft.mark(Keyword::set);
      return {};
    }
    case Keyword::reverse:
      return expand_reverse(draft, value, path);
    case Keyword::nest:
      *draft.next_nest = arena_.make<Nest>(Nest{&member, nullptr});
      draft.next_nest = &(*draft.next_nest)->next;
      return {};
    default:
      break;
  }
  if (!is_safe_) return {};
  return data_loss(&path, "the keyword " + shown(keyword_text(keyword)) + " has no meaning there and is dropped");
}

Result<void> Expander::expand_id(Draft& draft, const json::Value& value, const PathStep& path) {  // 13.4.3
  if (!value.is_string()) return invalid("invalid-@id-value", at(path, "an identifier must be a string"));
  const ExpandedIri iri = expand_iri(*draft.context, value.text(), IriUse::document_relative, arena_);
  draft.node->has_id = true;
  draft.node->id = {iri.text, iri.number, iri.is_null};
  draft.mark(Keyword::id);
  return check_reference(draft.node->id, value.text(), &path);
}

Result<void> Expander::expand_type(Draft& draft, const json::Member& member, const PathStep& path) {  // 13.4.4
  if (!member.value.is_string() && !is_list_of_strings(member.value)) {
    return invalid("invalid-type-value", at(path, "a type must be a string or a list of strings"));
  }
  const TypeMember* known = draft.type_members.items;
  const TypeMember* end = known + draft.type_members.size;
  known = std::find_if(known, end, [&](const TypeMember& type) { return type.member == &member; });
  const TypeMember types = known != end ? *known : expand_types(*draft.type_scoped_context, member);
  if (is_safe_) {
    for (std::uint32_t i = 0; i < types.types.size; ++i) {
      if (types.last_keyword != Keyword::none && types.types.size == 1) break;
      const json::Value& written = member.value.is_array() ? member.value.array()[i] : member.value;
      CAIRN_CHECK(check_reference(types.types.items[i], written.text(), &path));
    }
  }
  NodeItem& node = *draft.node;
  draft.type_is_array = node.has_types || member.value.is_array();
  draft.type_is_keyword = types.last_keyword != Keyword::none;
  if (node.has_types) {
    NamedIri* all = arena_.allocate_array<NamedIri>(node.types.size + std::size_t{types.types.size});
    NamedIri* end_of_all = std::copy(node.types.items, node.types.items + node.types.size, all);
    std::copy(types.types.items, types.types.items + types.types.size, end_of_all);
    node.types = {all, node.types.size + types.types.size};
  } else {
    node.types = types.types;
  }
  node.has_types = true;
  draft.mark(Keyword::type);
  return {};
}

Result<void> Expander::expand_graph(Draft& draft, const json::Value& value, const PathStep& path) {  // 13.4.5
  CAIRN_TRY(const Expanded expanded, expand({.context = draft.context, .role = Role::graph, .path = &path}, value));
  draft.node->has_graph = true;
  draft.node->graph = expanded.items;
  draft.mark(Keyword::graph);
  return {};
}

Result<void> Expander::expand_included(Draft& draft, const json::Value& value, const PathStep& path) {  // 13.4.6
  CAIRN_TRY(const Expanded expanded, expand({.context = draft.context, .role = Role::included, .path = &path}, value));
  for (const Item* item = expanded.items.first; item != nullptr; item = item->next) {
    if (item->kind == ItemKind::value || item->kind == ItemKind::list) {
      return invalid("invalid-@included-value", at(path, "@included holds something that is no node"));
    }
    if (is_safe_ && item->kind == ItemKind::reference) {
      return data_loss(&path, "an object with nothing but an identifier is dropped");
    }
    if (is_safe_) CAIRN_CHECK(check_says_something(*static_cast<const NodeItem*>(item), &path));
  }
  draft.node->has_included = true;
  draft.node->included.append(expanded.items);
  draft.mark(Keyword::included);
  return {};
}

Result<void> Expander::expand_value_member(Draft& draft, const json::Value& value) {  // 13.4.7
  if (!draft.input_is_json && !value.is_scalar() && !value.is_null()) {
    return invalid("invalid-value-object-value",
                   "at " + path_text(draft.site.path) + ": @value must be a string, number, boolean or null");
  }
  draft.value = value;
  draft.mark(Keyword::value);
  return {};
}

Result<void> Expander::expand_language(Draft& draft, const json::Value& value, const PathStep& path) {  // 13.4.8
  if (!value.is_string()) return invalid("invalid-language-tagged-string", at(path, "a language must be a string"));
  draft.language = lower_case(value.text(), arena_);
  draft.mark(Keyword::language);
  if (!is_safe_ || is_language_tag(value.text())) return {};
  return data_loss(&path, shown(value.text()) + " is no language tag");
}

Result<void> Expander::expand_direction(Draft& draft, const json::Value& value) {  // 13.4.9
  const Direction direction = read_direction_value(value);
  if (direction != Direction::ltr && direction != Direction::rtl) {
    return invalid("invalid-base-direction", "at " + path_text(draft.site.path) + ": @direction must be ltr or rtl");
  }
  draft.node->direction = direction;
  draft.mark(Keyword::direction);
  return {};
}

Result<void> Expander::expand_index(Draft& draft, const json::Value& value) {  // 13.4.10
  if (!value.is_string()) {
    return invalid("invalid-@index-value", "at " + path_text(draft.site.path) + ": @index must be a string");
  }
  draft.node->index = arena_.make<std::string_view>(value.text());
  draft.mark(Keyword::index);
  return {};
}

// The active property seen from within an object: by now the context may define it otherwise.
Expander::Site Expander::same_property(const Draft& draft, const PathStep& path) const {
  Site out{.context = draft.context, .role = draft.site.role, .property = draft.site.property, .path = &path};
  const bool is_same = draft.context == draft.site.context;
  if (draft.site.role == Role::property) {
    out.definition = is_same ? draft.site.definition : draft.context->find(draft.site.property);
  }
  return out;
}

Result<void> Expander::expand_list(Draft& draft, const json::Value& value, const PathStep& path) {  // 13.4.11
  if (draft.site.role == Role::top || draft.site.role == Role::graph) {
    CAIRN_CHECK(drop(draft.site, "a list that belongs to no property"));
    return {};
  }
  CAIRN_TRY(const Expanded expanded, expand(same_property(draft, path), value));
  draft.list = expanded.items;
  draft.mark(Keyword::list);
  return {};
}

Result<void> Expander::expand_reverse(Draft& draft, const json::Value& value, const PathStep& path) {  // 13.4.13
  if (!value.is_object()) return invalid("invalid-@reverse-value", at(path, "@reverse must be an object"));
  CAIRN_TRY(const Expanded expanded, expand({.context = draft.context, .role = Role::reverse, .path = &path}, value));
  if (!expanded.is_single(ItemKind::node)) return {};
  NodeItem& reversed = *static_cast<NodeItem*>(expanded.items.first);
  for (Property* property = reversed.reverse.first; property != nullptr;) {  // reversed twice
    Property* const next = property->next;
    property->next = nullptr;
    draft.node->properties.append(property);
    draft.has_properties = true;
    property = next;
  }
  for (Property* property = reversed.properties.first; property != nullptr;) {
    for (const Item* item = property->values.first; item != nullptr; item = item->next) {
      if (item->kind == ItemKind::value || item->kind == ItemKind::list) {
        return invalid("invalid-reverse-property-value",
                       at(path, "only a node can be the start of a reverse property"));
      }
    }
    Property* const next = property->next;
    property->next = nullptr;
    draft.node->reverse.append(property);
    draft.node->has_reverse = true;
    draft.mark(Keyword::reverse);
    property = next;
  }
  return {};
}

}  // namespace cairn::jsonld
