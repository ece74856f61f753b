#include "jsonld/compact_value.hpp"

#include <algorithm>

#include "jsonld/compact_iri.hpp"
#include "jsonld/language_tag.hpp"
#include "jsonld/object_kind.hpp"

namespace cairn::jsonld {
namespace {

using json::Member;
using json::Object;
using json::Value;

TypeMapping type_of(const TermDefinition* definition) {
  return definition == nullptr ? TypeMapping::absent : definition->type;
}

// JSON literals are left to whoever knows the term: the whole value of its entry is the literal.
bool matches_type_mapping(const TermDefinition* definition, std::string_view type) {
  return type_of(definition) == TypeMapping::iri && definition->type_iri == type;
}

// An absent entry matches a mapping that is null, or missing with no default.
bool matches_language(const ActiveContext& active, const TermDefinition* definition, Value value, Arena& arena) {
  const bool has_mapping = definition != nullptr && !definition->language.is_absent();
  const Setting& language = has_mapping ? definition->language : active.language;
  const std::string_view wanted = language.is_text() ? language.text : std::string_view{};
  return lower_case(value.text_of("@language"), arena) == lower_case(wanted, arena);
}

// Whether expansion would give a value without "@type" one, or make a reference of it.
bool is_coerced(const TermDefinition* definition, bool is_string) {
  const TypeMapping type = type_of(definition);
  if (type == TypeMapping::iri || type == TypeMapping::json) return true;
  return is_string && (type == TypeMapping::id || type == TypeMapping::vocab);
}

// Whether the term says all that the value object does besides "@value".
bool is_implied(const ActiveContext& active, const TermDefinition* definition, Value value, Arena& arena) {
  if (const Value* type = value.find("@type"); type != nullptr) {
    return type->is_string() && matches_type_mapping(definition, type->text());
  }
  const bool is_string = value.find("@value")->is_string();
  if (type_of(definition) == TypeMapping::none || is_coerced(definition, is_string)) return false;
  if (!is_string) return true;
  return matches_language(active, definition, value, arena) && matches_direction(active, definition, value);
}

Result<Value> compact_keys(const ActiveContext& active, Value value, IndexPlace index, Arena& arena) {
  const Object result = Object::make(arena, value.object().size());
  for (const Member& member : value.object()) {
    if (member.name == "@index" && index == IndexPlace::in_map_key) continue;
    CAIRN_TRY(const std::string_view key, compact_vocab_iri(active, member.name, arena));
    Value compacted = member.value;
    if (member.name == "@type" && member.value.is_string()) {
      CAIRN_TRY(const std::string_view type, compact_vocab_iri(active, member.value.text(), arena));
      compacted = Value::string(type);
    } else if (member.name == "@id" && member.value.is_string()) {
      CAIRN_TRY(const std::string_view id, compact_node_iri(active, member.value.text(), arena));
      compacted = Value::string(id);
    }
    result.set(key, compacted, arena);
  }
  return Value(result);
}

}  // namespace

bool says_index(const TermDefinition* definition) {
  if (definition == nullptr || !definition->has(container::k_index) || definition->has(container::k_graph))
    return false;
  return !definition->index.is_text() || definition->index.text == "@index";
}

bool matches_direction(const ActiveContext& active, const TermDefinition* definition, Value value) {
  const bool has_mapping = definition != nullptr && definition->direction != Direction::absent;
  return value.text_of("@direction") == direction_text(has_mapping ? definition->direction : active.direction);
}

bool is_node_reference(Value element) {
  if (element.find("@id") == nullptr) return false;
  return std::all_of(element.object().begin(), element.object().end(),
                     [](const Member& member) { return member.name == "@id" || member.name == "@index"; });
}

Result<Value> compact_value(const ActiveContext& active, const TermDefinition* definition, Value value,
                            IndexPlace index, Arena& arena) {
  if (value.find("@index") != nullptr && index == IndexPlace::in_value)
    return compact_keys(active, value, index, arena);
  if (is_value_object(value)) {
    if (is_implied(active, definition, value, arena)) return *value.find("@value");
    return compact_keys(active, value, index, arena);
  }
  const Value id = *value.find("@id");
  if (id.is_string() && type_of(definition) == TypeMapping::id) {
    CAIRN_TRY(const std::string_view compact, compact_node_iri(active, id.text(), arena));
    return Value::string(compact);
  }
  if (id.is_string() && type_of(definition) == TypeMapping::vocab) {
    CAIRN_TRY(const std::string_view compact, compact_vocab_iri(active, id.text(), arena));
    return Value::string(compact);
  }
  return compact_keys(active, value, index, arena);
}

}  // namespace cairn::jsonld
