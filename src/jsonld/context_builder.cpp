#include "jsonld/context_builder.hpp"

#include <memory>

#include "base/iri.hpp"
#include "json/write.hpp"
#include "jsonld/errors.hpp"
#include "jsonld/language_tag.hpp"

namespace cairn::jsonld {
namespace {

bool is_setting(Keyword keyword) {
  switch (keyword) {
    case Keyword::base:
    case Keyword::direction:
    case Keyword::import:
    case Keyword::language:
    case Keyword::propagate:
    case Keyword::protect:
    case Keyword::version:
    case Keyword::vocab:
      return true;
    default:
      return false;
  }
}

}  // namespace

Result<void> ContextBuilder::run(json::Object definition) {
  definitions_ = definition;
  CAIRN_CHECK(check_version());
  CAIRN_CHECK(import_context());
  CAIRN_CHECK(read_base());
  CAIRN_CHECK(read_vocab());
  CAIRN_CHECK(read_language());
  CAIRN_CHECK(read_direction());
  CAIRN_CHECK(check_propagate());
  CAIRN_CHECK(read_protected());
  progress_ = processor_.scratch_.allocate_array<Progress>(definitions_.size());
  std::uninitialized_fill_n(progress_, definitions_.size(), Progress::untouched);
  for (const json::Member& member : definitions_) {
    if (!is_setting(keyword_of(member.name))) CAIRN_CHECK(define(member.name, member.value));
  }
  return {};
}

Result<void> ContextBuilder::check_version() {  // 5.5
  const json::Value* version = definitions_.find("@version");
  if (version == nullptr) return {};
  if (!version->is_number() || json::to_double(version->number_text()) != 1.1) {
    return invalid("invalid-@version-value", "@version must be the number 1.1");
  }
  return {};
}

Result<void> ContextBuilder::import_context() {  // 5.6
  const json::Value* import = definitions_.find("@import");
  if (import == nullptr) return {};
  if (!import->is_string()) return invalid("invalid-@import-value", "@import must be a URL");
  CAIRN_TRY(const std::string_view url, processor_.resolve(import->text(), local_.base_url));
  CAIRN_TRY(const LoadedContext loaded, processor_.load(url));
  if (!loaded.context->is_object()) {
    return invalid("invalid-remote-context", "the @context of " + shown(url) + " is no object and cannot be imported");
  }
  const json::Object imported = loaded.context->object();
  if (imported.contains("@import")) {
    return invalid("invalid-context-entry", "the imported context " + shown(url) + " imports another one");
  }
  CAIRN_CHECK(processor_.spend_terms(imported.size()));
  Arena& arena = *application_.place.arena;
  const json::Object merged = json::Object::make(arena, imported.size() + definitions_.size());
  for (const json::Member& member : imported) merged.add_new(member.name, member.value, arena);
  for (const json::Member& member : definitions_) merged.set(member.name, member.value, arena);
  definitions_ = merged;
  return {};
}

Result<void> ContextBuilder::read_base() {  // 5.7
  const json::Value* base = definitions_.find("@base");
  if (base == nullptr || local_.is_pinned) return {};
  if (base->is_null()) {
    result_.base_iri = Setting::null();
    return {};
  }
  if (!base->is_string()) return invalid("invalid-base-IRI", "@base must be an IRI reference or null");
  if (is_iri(base->text())) {
    result_.base_iri = Setting::of(kept_text(base->text()));
  } else if (result_.base_iri.is_text()) {
    result_.base_iri = Setting::of(kept_text(resolve_iri(result_.base_iri.text, base->text())));
  } else {
    return invalid("invalid-base-IRI", "@base " + shown(base->text()) + " is relative and there is no base IRI");
  }
  return {};
}

Result<void> ContextBuilder::read_vocab() {  // 5.8
  const json::Value* vocab = definitions_.find("@vocab");
  if (vocab == nullptr) return {};
  if (vocab->is_null()) {
    result_.vocab = Setting{};
    return {};
  }
  if (!vocab->is_string()) return invalid("invalid-vocab-mapping", "@vocab must be an IRI reference or null");
  const ExpandedIri iri = expand_iri(result_, vocab->text(), IriUse::vocab_or_document_relative, processor_.scratch_);
  if (iri.is_null || !(is_iri(iri.text) || is_blank_node(iri.text))) {
    return invalid("invalid-vocab-mapping", "@vocab " + shown(vocab->text()) + " does not become an IRI");
  }
  result_.vocab = Setting::of(kept_text(iri.text));
  return {};
}

Result<void> ContextBuilder::read_language() {  // 5.9
  const json::Value* language = definitions_.find("@language");
  if (language == nullptr) return {};
  if (language->is_null()) {
    result_.language = Setting{};
    return {};
  }
  if (!language->is_string()) return invalid("invalid-default-language", "@language must be a string or null");
  result_.language = Setting::of(kept_text(lower_case(language->text(), processor_.scratch_)));
  return {};
}

Result<void> ContextBuilder::read_direction() {  // 5.10
  const json::Value* direction = definitions_.find("@direction");
  if (direction == nullptr) return {};
  const Direction found = read_direction_value(*direction);
  if (found == Direction::absent) return invalid("invalid-base-direction", "@direction must be ltr, rtl or null");
  result_.direction = found == Direction::null ? Direction::absent : found;
  return {};
}

Result<void> ContextBuilder::check_propagate() {  // 5.11
  const json::Value* propagate = definitions_.find("@propagate");
  if (propagate == nullptr || propagate->is_boolean()) return {};
  return invalid("invalid-@propagate-value", "@propagate must be true or false");
}

Result<void> ContextBuilder::read_protected() {
  const json::Value* protect = definitions_.find("@protected");
  if (protect == nullptr) return {};
  if (!protect->is_boolean()) return invalid("invalid-@protected-value", "@protected must be true or false");
  protects_ = protect->as_boolean();
  return {};
}

// The pool keeps the texts of pinned contexts once and for ever; the others live as long as the context.
std::string_view ContextBuilder::kept_text(std::string_view text) {
  if (application_.place.is_pinned) return processor_.shared_.iris.intern(text).text;
  return application_.place.arena->copy(text);
}

// IRI Expansion with a local context: terms that the value depends on are defined first.  spec: "IRI Expansion" 3. 6.3
Result<ExpandedIri> ContextBuilder::expand(std::string_view value, IriUse use) {
  if (keyword_of(value) == Keyword::none && !has_keyword_form(value)) {
    CAIRN_CHECK(define_if_pending(value));
    const std::size_t colon = value.empty() ? std::string_view::npos : value.find(':', 1);
    if (colon != std::string_view::npos && result_.find(value) == nullptr) {
      const std::string_view prefix = value.substr(0, colon);
      const bool is_whole = prefix == "_" || value.substr(colon + 1).starts_with("//");
      if (!is_whole) CAIRN_CHECK(define_if_pending(prefix));
    }
  }
  return expand_iri(result_, value, use, processor_.scratch_);
}

}  // namespace cairn::jsonld
