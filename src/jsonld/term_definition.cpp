#include <bit>

#include "jsonld/context_builder.hpp"
#include "jsonld/errors.hpp"
#include "jsonld/language_tag.hpp"

namespace cairn::jsonld {
namespace {

constexpr std::uint32_t k_table_share = 8;  // copying this many slots costs as much as defining a term

bool is_gen_delim(char c) { return std::string_view(":/?#[]@").find(c) != std::string_view::npos; }

// A colon where it can separate a prefix: not the first character.
std::size_t inner_colon(std::string_view term) { return term.size() < 2 ? std::string_view::npos : term.find(':', 1); }

Containers container_of(Keyword keyword) {
  switch (keyword) {
    case Keyword::graph:
      return container::k_graph;
    case Keyword::id:
      return container::k_id;
    case Keyword::index:
      return container::k_index;
    case Keyword::language:
      return container::k_language;
    case Keyword::list:
      return container::k_list;
    case Keyword::set:
      return container::k_set;
    case Keyword::type:
      return container::k_type;
    default:
      return 0;
  }
}

// The combinations that step 19.1 allows.
bool is_container_mapping(Containers which) {
  using namespace container;
  const int count = std::popcount(which);
  if ((which & k_graph) != 0) {
    return (which & ~(k_graph | k_id | k_index | k_set)) == 0 && (which & (k_id | k_index)) != (k_id | k_index);
  }
  if ((which & k_set) != 0) return (which & k_list) == 0 && count <= 2;
  return count == 1;
}

// out: the bits, or 0 when the value is no container mapping.
Containers read_containers(const json::Value& value) {
  if (value.is_string()) return container_of(keyword_of(value.text()));
  if (!value.is_array()) return 0;
  Containers all = 0;
  for (const json::Value& item : value.array()) {
    const Containers one = item.is_string() ? container_of(keyword_of(item.text())) : Containers{0};
    if (one == 0 || (all & one) != 0) return 0;
    all = static_cast<Containers>(all | one);
  }
  return is_container_mapping(all) ? all : Containers{0};
}

std::string about(std::string_view term) { return "term " + shown(term) + ": "; }

}  // namespace

ContextBuilder::Progress& ContextBuilder::progress_of(const json::Value* member) {
  const auto offset = reinterpret_cast<const char*>(member) - reinterpret_cast<const char*>(definitions_.begin());
  return progress_[static_cast<std::size_t>(offset) / sizeof(json::Member)];
}

Result<void> ContextBuilder::define_if_pending(std::string_view term) {
  const json::Value* value = definitions_.find(term);
  if (value == nullptr || progress_ == nullptr || progress_of(value) == Progress::defined) return {};
  return define(term, *value);
}

Result<void> ContextBuilder::define(std::string_view term, const json::Value& value) {
  Progress& progress = progress_of(&value);
  if (progress == Progress::defined) return {};  // 1.
  if (progress == Progress::defining) {
    return invalid("cyclic-IRI-mapping", about(term) + "it is defined by means of itself");
  }
  if (term.empty()) return invalid("invalid-term-definition", "the empty string cannot be a term");  // 2.
  if (++depth_ > processor_.limits_.depth) {
    return over_limit("depth",
                      "term definitions depend on each other deeper than " + std::to_string(processor_.limits_.depth));
  }
  progress = Progress::defining;
  CAIRN_CHECK(processor_.spend_terms(1));
  CAIRN_CHECK(check_term(term, value));  // 4. 5.
  if (!has_keyword_form(term) || term == "@type") {
    CAIRN_CHECK(own_table());
    TermDefinition* definition = application_.place.arena->make<TermDefinition>();
    Draft draft{term, {}, definition, result_.find(term)};
    CAIRN_TRY(draft.entries, read_entries(term, value));
    if (draft.previous != nullptr) {  // 6.
      if (draft.previous->is_protected) --result_.protected_terms;
      result_.terms.erase(term);
    }
    CAIRN_CHECK(create(draft));
  }
  progress = Progress::defined;
  --depth_;
  return {};
}

// The table is shared with the context below until the first change. Copying counts as work.
Result<void> ContextBuilder::own_table() {
  if (owns_table_) return {};
  CAIRN_CHECK(processor_.spend_terms(result_.terms.slots().size() / k_table_share));
  result_.terms = result_.terms.copy(*application_.place.arena);
  owns_table_ = true;
  return {};
}

Result<void> ContextBuilder::check_term(std::string_view term, const json::Value& value) {
  const Keyword keyword = keyword_of(term);
  if (keyword == Keyword::none) return {};
  bool is_allowed = keyword == Keyword::type && value.is_object() && !value.object().empty();
  if (is_allowed) {
    for (const json::Member& member : value.object()) {
      const bool is_set = member.name == "@container" && member.value.is_string("@set");
      is_allowed = is_allowed && (is_set || member.name == "@protected");
    }
  }
  if (is_allowed) return {};
  return invalid("keyword-redefinition", "the keyword " + shown(term) + " cannot be given another meaning");
}

Result<ContextBuilder::Entries> ContextBuilder::read_entries(std::string_view term, const json::Value& value) {
  Entries out;
  if (value.is_null() || value.is_string()) {  // 7. 8.
    out.id = &value;
    out.is_simple = value.is_string();
    return out;
  }
  if (!value.is_object()) {  // 9.
    return invalid("invalid-term-definition", about(term) + "a definition is a string, an object or null");
  }
  for (const json::Member& member : value.object()) {
    switch (keyword_of(member.name)) {
      case Keyword::id:
        out.id = &member.value;
        break;
      case Keyword::reverse:
        out.reverse = &member.value;
        break;
      case Keyword::container:
        out.container = &member.value;
        break;
      case Keyword::context:
        out.context = &member.value;
        break;
      case Keyword::direction:
        out.direction = &member.value;
        break;
      case Keyword::index:
        out.index = &member.value;
        break;
      case Keyword::language:
        out.language = &member.value;
        break;
      case Keyword::nest:
        out.nest = &member.value;
        break;
      case Keyword::prefix:
        out.prefix = &member.value;
        break;
      case Keyword::protect:
        out.protect = &member.value;
        break;
      case Keyword::type:
        out.type = &member.value;
        break;
      default:
        out.unknown = member.name;
        out.has_unknown = true;
    }
  }
  return out;
}

Result<void> ContextBuilder::create(Draft& draft) {
  draft.definition->term = application_.place.is_pinned ? draft.term : application_.place.arena->copy(draft.term);
  draft.definition->is_protected = protects_;  // 10.
  CAIRN_CHECK(read_protect(draft));
  CAIRN_CHECK(read_type(draft));
  if (draft.entries.reverse != nullptr) {
    CAIRN_CHECK(read_reverse(draft));
  } else if (draft.entries.id != nullptr && !draft.entries.id->is_string(draft.term)) {
    CAIRN_CHECK(read_id(draft));
  } else {
    CAIRN_CHECK(derive_iri(draft));
  }
  if (draft.is_ignored) {
    // Otherwise a definition that says nothing could take a protected one away.
    if (draft.previous != nullptr) put(draft.previous);
    return {};
  }
  CAIRN_CHECK(read_container(draft));
  CAIRN_CHECK(read_index(draft));
  CAIRN_CHECK(read_scoped_context(draft));
  CAIRN_CHECK(read_term_language(draft));
  CAIRN_CHECK(read_nest(draft));
  CAIRN_CHECK(read_prefix(draft));
  if (draft.entries.has_unknown) {  // 26.
    return invalid("invalid-term-definition", about(draft.term) + "unknown member " + shown(draft.entries.unknown));
  }
  CAIRN_CHECK(check_protection(draft));
  put(draft.definition);
  return {};
}

Result<void> ContextBuilder::read_protect(Draft& draft) {  // 11.
  const json::Value* protect = draft.entries.protect;
  if (protect == nullptr) return {};
  if (!protect->is_boolean()) {
    return invalid("invalid-@protected-value", about(draft.term) + "@protected must be true or false");
  }
  draft.definition->is_protected = protect->as_boolean();
  return {};
}

Result<void> ContextBuilder::read_type(Draft& draft) {  // 12.
  const json::Value* type = draft.entries.type;
  if (type == nullptr) return {};
  if (!type->is_string()) return invalid("invalid-type-mapping", about(draft.term) + "@type must be a string");
  CAIRN_TRY(const ExpandedIri iri, expand(type->text()));
  TermDefinition& definition = *draft.definition;
  switch (iri.keyword) {
    case Keyword::id:
      definition.type = TypeMapping::id;
      return {};
    case Keyword::json:
      definition.type = TypeMapping::json;
      return {};
    case Keyword::none_value:
      definition.type = TypeMapping::none;
      return {};
    case Keyword::vocab:
      definition.type = TypeMapping::vocab;
      return {};
    case Keyword::none:
      if (!iri.is_null && is_iri(iri.text)) {
        definition.type = TypeMapping::iri;
        definition.type_iri = kept_text(iri.text);
        return {};
      }
      break;
    default:
      break;
  }
  return invalid("invalid-type-mapping", about(draft.term) + "@type " + shown(type->text()) + " is no IRI");
}

Result<void> ContextBuilder::read_reverse(Draft& draft) {  // 13.
  if (draft.entries.id != nullptr || draft.entries.nest != nullptr) {
    return invalid("invalid-reverse-property", about(draft.term) + "@reverse excludes @id and @nest");
  }
  const json::Value& reverse = *draft.entries.reverse;
  if (!reverse.is_string()) return invalid("invalid-IRI-mapping", about(draft.term) + "@reverse must be a string");
  if (has_keyword_form(reverse.text())) {
    draft.is_ignored = true;
    return {};
  }
  CAIRN_TRY(const ExpandedIri iri, expand(reverse.text()));
  if (iri.is_null || !(is_iri(iri.text) || is_blank_node(iri.text))) {
    return invalid("invalid-IRI-mapping", about(draft.term) + "@reverse " + shown(reverse.text()) + " is no IRI");
  }
  set_iri(*draft.definition, iri.text);
  draft.definition->is_reverse = true;
  if (const json::Value* container = draft.entries.container; container != nullptr && !container->is_null()) {
    const Containers which = read_containers(*container);
    if (which != container::k_set && which != container::k_index) {
      return invalid("invalid-reverse-property", about(draft.term) + "@container can only be @set or @index here");
    }
  }
  return {};
}

Result<void> ContextBuilder::read_id(Draft& draft) {  // 14.
  const json::Value& id = *draft.entries.id;
  if (id.is_null()) return {};
  if (!id.is_string()) return invalid("invalid-IRI-mapping", about(draft.term) + "@id must be a string or null");
  const std::string_view text = id.text();
  if (keyword_of(text) == Keyword::none && has_keyword_form(text)) {
    draft.is_ignored = true;
    return {};
  }
  CAIRN_TRY(const ExpandedIri iri, expand(text));
  if (iri.keyword == Keyword::context) {
    return invalid("invalid-keyword-alias", about(draft.term) + "@context cannot have another name");
  }
  if (iri.is_null || (iri.keyword == Keyword::none && !is_iri(iri.text) && !is_blank_node(iri.text))) {
    return invalid("invalid-IRI-mapping", about(draft.term) + "@id " + shown(text) + " does not become an IRI");
  }
  set_iri(*draft.definition, iri.text);
  CAIRN_CHECK(check_term_is_its_iri(draft));
  const bool is_plain = draft.term.find_first_of(":/") == std::string_view::npos;
  draft.definition->is_prefix = is_plain && draft.entries.is_simple && iri.keyword == Keyword::none &&
                                (is_gen_delim(iri.text.back()) || is_blank_node(iri.text));
  return {};
}

// A term that looks like an IRI must stand for the IRI it looks like.
Result<void> ContextBuilder::check_term_is_its_iri(const Draft& draft) {  // 14.2.4
  const std::size_t colon = inner_colon(draft.term);
  const bool looks_like_iri =
      (colon != std::string_view::npos && draft.term.find_last_of(':') > 0 && colon + 1 < draft.term.size()) ||
      draft.term.find('/') != std::string_view::npos;
  if (!looks_like_iri) return {};
  progress_of(definitions_.find(draft.term)) = Progress::defined;
  CAIRN_TRY(const ExpandedIri iri, expand(draft.term));
  if (iri.is_null || iri.text != draft.definition->iri) {
    return invalid("invalid-IRI-mapping", about(draft.term) + "it looks like an IRI but is mapped to another one");
  }
  return {};
}

Result<void> ContextBuilder::derive_iri(Draft& draft) {  // 15. to 18.
  const std::string_view term = draft.term;
  TermDefinition& definition = *draft.definition;
  if (const std::size_t colon = inner_colon(term); colon != std::string_view::npos) {
    const std::string_view prefix = term.substr(0, colon);
    CAIRN_CHECK(define_if_pending(prefix));
    const TermDefinition* found = result_.find(prefix);
    const bool has_prefix = found != nullptr && found->has_iri;
    set_iri(definition, has_prefix ? processor_.scratch_.concatenate(found->iri, term.substr(colon + 1)) : term);
    return {};
  }
  if (term.find('/') != std::string_view::npos) {
    const ExpandedIri iri = expand_iri(result_, term, IriUse::vocab, processor_.scratch_);
    if (iri.is_null || !is_iri(iri.text)) {
      return invalid("invalid-IRI-mapping", about(term) + "a relative reference that does not become an IRI");
    }
    set_iri(definition, iri.text);
    return {};
  }
  if (term == "@type") {
    set_iri(definition, term);
    return {};
  }
  if (!result_.vocab.is_text()) {
    return invalid("invalid-IRI-mapping", about(term) + "it has no @id and the context has no @vocab");
  }
  set_iri(definition, processor_.scratch_.concatenate(result_.vocab.text, term));
  return {};
}

void ContextBuilder::set_iri(TermDefinition& definition, std::string_view iri) {
  definition.has_iri = true;
  definition.keyword = keyword_of(iri);
  if (definition.keyword != Keyword::none) {
    definition.iri = keyword_text(definition.keyword);
  } else if (application_.place.is_pinned) {
    const IriPool::Entry entry = processor_.shared_.iris.intern(iri);
    definition.iri = entry.text;
    if (is_well_formed_iri(iri)) definition.iri_number = entry.number;
  } else {
    definition.iri = application_.place.arena->copy(iri);
  }
}

Result<void> ContextBuilder::read_container(Draft& draft) {  // 19.
  const json::Value* container = draft.entries.container;
  TermDefinition& definition = *draft.definition;
  if (container == nullptr || (definition.is_reverse && container->is_null())) return {};
  definition.containers = read_containers(*container);
  if (definition.containers == 0) {
    return invalid("invalid-container-mapping", about(draft.term) + "@container holds no allowed combination");
  }
  if (definition.has(container::k_type)) {
    if (definition.type == TypeMapping::absent) definition.type = TypeMapping::id;
    if (definition.type != TypeMapping::id && definition.type != TypeMapping::vocab) {
      return invalid("invalid-type-mapping", about(draft.term) + "the values of a type map are @id or @vocab");
    }
  }
  return {};
}

Result<void> ContextBuilder::read_index(Draft& draft) {  // 20.
  const json::Value* index = draft.entries.index;
  if (index == nullptr) return {};
  if (!draft.definition->has(container::k_index)) {
    return invalid("invalid-term-definition", about(draft.term) + "@index needs the container @index");
  }
  if (!index->is_string()) return invalid("invalid-term-definition", about(draft.term) + "@index must be a string");
  CAIRN_TRY(const ExpandedIri iri, expand(index->text()));
  if (iri.is_null || iri.keyword != Keyword::none || !is_iri(iri.text)) {
    return invalid("invalid-term-definition", about(draft.term) + "@index does not become an IRI");
  }
  draft.definition->index = Setting::of(application_.place.is_pinned ? index->text() : kept_text(index->text()));
  return {};
}

Result<void> ContextBuilder::read_scoped_context(Draft& draft) {  // 21.
  const json::Value* context = draft.entries.context;
  if (context == nullptr) return {};
  const LocalContext local{context, local_.base_url, local_.is_pinned, true, true};
  const auto valid = processor_.validate_scoped(result_, local);
  if (!valid) {
    const Error& error = valid.error();
    if (error.kind == Kind::exhausted) return fail(error.kind, error.code, error.detail, error.hint);
    return invalid("invalid-scoped-context", about(draft.term) + error.detail + " (" + error.code + ")");
  }
  draft.definition->local_context = context;
  draft.definition->base_url = local_.base_url;
  draft.definition->has_pinned_context = local_.is_pinned;
  return {};
}

Result<void> ContextBuilder::read_term_language(Draft& draft) {  // 22. 23.
  if (draft.entries.type != nullptr) return {};
  if (const json::Value* language = draft.entries.language) {
    if (!language->is_null() && !language->is_string()) {
      return invalid("invalid-language-mapping", about(draft.term) + "@language must be a string or null");
    }
    draft.definition->language = language->is_null()
                                     ? Setting::null()
                                     : Setting::of(kept_text(lower_case(language->text(), processor_.scratch_)));
  }
  if (const json::Value* direction = draft.entries.direction) {
    draft.definition->direction = read_direction_value(*direction);
    if (draft.definition->direction == Direction::absent) {
      return invalid("invalid-base-direction", about(draft.term) + "@direction must be ltr, rtl or null");
    }
  }
  return {};
}

Result<void> ContextBuilder::read_nest(Draft& draft) {  // 24.
  const json::Value* nest = draft.entries.nest;
  if (nest == nullptr) return {};
  const Keyword keyword = nest->is_string() ? keyword_of(nest->text()) : Keyword::none;
  if (!nest->is_string() || (keyword != Keyword::none && keyword != Keyword::nest)) {
    return invalid("invalid-@nest-value", about(draft.term) + "@nest must be a term or @nest");
  }
  draft.definition->nest = Setting::of(application_.place.is_pinned ? nest->text() : kept_text(nest->text()));
  return {};
}

Result<void> ContextBuilder::read_prefix(Draft& draft) {  // 25.
  const json::Value* prefix = draft.entries.prefix;
  if (prefix == nullptr) return {};
  if (draft.term.find_first_of(":/") != std::string_view::npos) {
    return invalid("invalid-term-definition", about(draft.term) + "it cannot be a prefix");
  }
  if (!prefix->is_boolean())
    return invalid("invalid-@prefix-value", about(draft.term) + "@prefix must be true or false");
  draft.definition->is_prefix = prefix->as_boolean();
  if (draft.definition->is_prefix && draft.definition->keyword != Keyword::none) {
    return invalid("invalid-term-definition", about(draft.term) + "a keyword cannot be a prefix");
  }
  return {};
}

Result<void> ContextBuilder::check_protection(Draft& draft) {  // 27.
  if (local_.override_protected || draft.previous == nullptr || !draft.previous->is_protected) return {};
  if (!same_definition(*draft.definition, *draft.previous)) {
    return fail(Kind::refused, "jsonld.protected-term-redefinition",
                about(draft.term) + "an earlier context protects it and this one defines it differently");
  }
  draft.definition->is_protected = true;
  return {};
}

void ContextBuilder::put(const TermDefinition* definition) {  // 28.
  result_.terms.set(definition, *application_.place.arena);
  if (definition->is_protected) ++result_.protected_terms;
  if (definition->keyword != Keyword::none) {
    result_.alias_shapes |= std::uint64_t{1} << ActiveContext::shape(definition->term);
  }
}

}  // namespace cairn::jsonld
