#include "jsonld/term_selection.hpp"

#include <array>
#include <initializer_list>

#include "jsonld/object_kind.hpp"

namespace cairn::jsonld {
namespace {

using json::Value;

// A short list on the stack; more than `k_capacity` entries never occur.
template <class T>
class ShortList {
 public:
  void add(std::initializer_list<T> items) {
    for (const T& item : items) {
      CAIRN_ASSERT(size_ < k_capacity);
      items_[size_++] = item;
    }
  }
  const T* begin() const { return items_.data(); }
  const T* end() const { return items_.data() + size_; }

 private:
  static constexpr std::size_t k_capacity = 20;
  std::array<T, k_capacity> items_{};
  std::size_t size_ = 0;
};

// What a term must be like to take the value, best first.
struct Wish {
  ShortList<Containers> containers;
  Selector selector = Selector::language;
  std::string_view value = "@null";  // the language and direction, or the type mapping
};

using namespace container;

class WishMaker {
 public:
  WishMaker(const ActiveContext& active, Arena& arena) : active_(active), arena_(arena) {}

  Wish make(Value value, PropertySide side) {
    const bool has_index = value.find("@index") != nullptr;
    if (has_index && !is_graph_object(value)) wish_.containers.add({k_index, k_index | k_set});
    if (side == PropertySide::reverse) {
      wish_for_reverse();
    } else if (is_list_object(value)) {
      wish_for_list(value);
    } else if (is_graph_object(value)) {
      wish_for_graph(value);
    } else if (is_value_object(value)) {
      wish_for_value(value);
      wish_.containers.add({k_set});
    } else {
      wish_for_node();
    }
    wish_.containers.add({0});
    if (!has_index) wish_.containers.add({k_index, k_index | k_set});
    if (is_bare_string(value)) wish_.containers.add({k_language, k_language | k_set});
    return wish_;
  }

 private:
  // A language map takes strings only.
  static bool is_bare_string(Value value) {
    return value.is_object() && value.object().size() == 1 && value.find("@value") != nullptr &&
           value.find("@value")->is_string();
  }

  void wish_for_reverse() {
    wish_.selector = Selector::type;
    wish_.value = "@reverse";
    wish_.containers.add({k_set});
  }

  void wish_for_node() {
    wish_.selector = Selector::type;
    wish_.value = "@id";
    wish_.containers.add({k_id, k_id | k_set, k_type, k_type | k_set, k_set});
  }

  void wish_for_graph(Value value) {
    const bool has_index = value.find("@index") != nullptr;
    const bool has_id = value.find("@id") != nullptr;
    if (has_index) wish_.containers.add({k_graph | k_index, k_graph | k_index | k_set});
    if (has_id) wish_.containers.add({k_graph | k_id, k_graph | k_id | k_set});
    wish_.containers.add({k_graph, k_graph | k_set, k_set});
    if (!has_index) wish_.containers.add({k_graph | k_index, k_graph | k_index | k_set});
    if (!has_id) wish_.containers.add({k_graph | k_id, k_graph | k_id | k_set});
    wish_.containers.add({k_index, k_index | k_set});
    wish_.selector = Selector::type;
    wish_.value = "@id";
  }

  void wish_for_value(Value value) {
    const bool has_index = value.find("@index") != nullptr;
    const bool has_language = value.find("@direction") != nullptr || value.find("@language") != nullptr;
    if (has_language && !has_index) {
      wish_.value = language_and_direction(value.text_of("@language"), value.text_of("@direction"), arena_);
      wish_.containers.add({k_language, k_language | k_set});
    } else if (const Value* type = value.find("@type"); type != nullptr && type->is_string()) {
      wish_.selector = Selector::type;
      wish_.value = type->text();
    }
  }

  // The language or type that all items of a list share.
  void wish_for_list(Value value) {
    if (value.find("@index") == nullptr) wish_.containers.add({k_list});
    const Value items = *value.find("@list");
    if (!items.is_array() || items.array().empty()) {
      wish_.selector = Selector::any;
      wish_.value = default_language();
      return;
    }
    std::string_view common_language;
    std::string_view common_type;
    for (const Value& item : items.array()) {
      std::string_view language = "@none";
      std::string_view type = "@none";
      describe_item(item, language, type);
      if (common_language.empty()) common_language = language;
      if (common_language != language && item.find("@value") != nullptr) common_language = "@none";
      if (common_type.empty()) common_type = type;
      if (common_type != type) common_type = "@none";
      if (common_language == "@none" && common_type == "@none") break;
    }
    if (common_type != "@none") {
      wish_.selector = Selector::type;
      wish_.value = common_type;
    } else {
      wish_.value = common_language;
    }
  }

  void describe_item(Value item, std::string_view& language, std::string_view& type) {
    if (item.find("@value") == nullptr) {
      type = "@id";
    } else if (item.find("@direction") != nullptr || item.find("@language") != nullptr) {
      language = language_and_direction(item.text_of("@language"), item.text_of("@direction"), arena_);
    } else if (const Value* found = item.find("@type"); found != nullptr && found->is_string()) {
      type = found->text();
    } else {
      language = "@null";
    }
  }

  std::string_view default_language() {
    const std::string_view language = active_.language.is_text() ? active_.language.text : std::string_view{};
    const std::string_view key = language_and_direction(language, direction_text(active_.direction), arena_);
    return key.empty() ? "@none" : key;
  }

  const ActiveContext& active_;
  Arena& arena_;
  Wish wish_;
};

// Whether the node's IRI is itself a term, so that "@vocab" would say it best.
Result<bool> is_named_by_term(const ActiveContext& active, std::string_view iri, Arena& arena) {
  CAIRN_TRY(const std::string_view name, compact_vocab_iri(active, iri, arena));
  const TermDefinition* definition = active.find(name);
  return definition != nullptr && definition->has_iri && definition->iri == iri;
}

Result<ShortList<std::string_view>> preferred_values(const ActiveContext& active, const Wish& wish, Value value,
                                                     Arena& arena) {
  ShortList<std::string_view> preferred;
  if (wish.value == "@reverse") preferred.add({"@reverse"});
  const Value* id = value.find("@id");
  if ((wish.value == "@id" || wish.value == "@reverse") && id != nullptr && id->is_string()) {
    CAIRN_TRY(const bool is_term, is_named_by_term(active, id->text(), arena));
    if (is_term) {
      preferred.add({"@vocab", "@id", "@none"});
    } else {
      preferred.add({"@id", "@vocab", "@none"});
    }
  } else {
    preferred.add({wish.value, "@none"});
  }
  preferred.add({"@any"});
  const std::size_t underscore = wish.selector == Selector::type ? std::string_view::npos : wish.value.find('_');
  if (underscore != std::string_view::npos) preferred.add({wish.value.substr(underscore)});
  return preferred;
}

}  // namespace

Result<std::string_view> select_term(const ActiveContext& active, const InverseEntry& entry, Value value,
                                     PropertySide side, Arena& arena) {
  const Wish wish = WishMaker(active, arena).make(value, side);
  CAIRN_TRY(const ShortList<std::string_view> preferred, preferred_values(active, wish, value, arena));
  const InverseContext& inverse = inverse_of(active);
  for (const Containers containers : wish.containers) {
    if (!entry.has_container(containers)) continue;
    for (const std::string_view item : preferred) {
      const std::string_view term = inverse.term_for(entry, containers, wish.selector, item);
      if (!term.empty()) return term;
    }
  }
  return std::string_view{};
}

}  // namespace cairn::jsonld
