#pragma once
#include <cstdint>
#include <string_view>

#include "jsonld/context_processor.hpp"

namespace cairn::jsonld {

/// Applies one context definition (a JSON object) to an active context that is still being built.
/// spec: JSON-LD 1.1 API "Context Processing Algorithm" step 5.5 on, "Create Term Definition"
class ContextBuilder {
 public:
  ContextBuilder(ContextProcessor& processor, const ContextProcessor::Application& application, ActiveContext& result)
      : processor_(processor), application_(application), local_(application.local), result_(result) {}

  Result<void> run(json::Object definition);

 private:
  enum class Progress : std::uint8_t { untouched, defining, defined };

  /// The members of an expanded term definition; nullptr where there is none.
  struct Entries {
    const json::Value* id = nullptr;
    const json::Value* reverse = nullptr;
    const json::Value* container = nullptr;
    const json::Value* context = nullptr;
    const json::Value* direction = nullptr;
    const json::Value* index = nullptr;
    const json::Value* language = nullptr;
    const json::Value* nest = nullptr;
    const json::Value* prefix = nullptr;
    const json::Value* protect = nullptr;
    const json::Value* type = nullptr;
    std::string_view unknown;  ///< the name of a member that has no meaning there
    bool has_unknown = false;
    bool is_simple = false;  ///< the term was mapped to a string
  };
  /// A term definition while it is being created.
  struct Draft {
    std::string_view term;
    Entries entries;
    TermDefinition* definition;
    const TermDefinition* previous;
    bool is_ignored = false;  ///< refers to something that looks like a keyword: no definition is made
  };

  // Settings of the whole context.
  Result<void> check_version();
  Result<void> import_context();
  Result<void> read_base();
  Result<void> read_vocab();
  Result<void> read_language();
  Result<void> read_direction();
  Result<void> check_propagate();
  Result<void> read_protected();

  // Create Term Definition, one function per step.
  Result<void> define(std::string_view term, const json::Value& value);
  Result<void> define_if_pending(std::string_view term);
  Result<void> check_term(std::string_view term, const json::Value& value);
  Result<Entries> read_entries(std::string_view term, const json::Value& value);
  Result<void> create(Draft& draft);
  Result<void> read_protect(Draft& draft);
  Result<void> read_type(Draft& draft);
  Result<void> read_reverse(Draft& draft);
  Result<void> read_id(Draft& draft);
  Result<void> check_term_is_its_iri(const Draft& draft);
  Result<void> derive_iri(Draft& draft);
  Result<void> read_container(Draft& draft);
  Result<void> read_index(Draft& draft);
  Result<void> read_scoped_context(Draft& draft);
  Result<void> read_term_language(Draft& draft);
  Result<void> read_nest(Draft& draft);
  Result<void> read_prefix(Draft& draft);
  Result<void> check_protection(Draft& draft);
  void put(const TermDefinition* definition);

  Result<ExpandedIri> expand(std::string_view value, IriUse use = IriUse::vocab);
  Result<void> own_table();
  std::string_view kept_text(std::string_view text);
  void set_iri(TermDefinition& definition, std::string_view iri);
  Progress& progress_of(const json::Value* member);

  ContextProcessor& processor_;
  const ContextProcessor::Application& application_;
  const LocalContext& local_;
  ActiveContext& result_;
  json::Object definitions_;
  Progress* progress_ = nullptr;
  bool protects_ = false;
  bool owns_table_ = false;
  std::uint32_t depth_ = 0;
};

}  // namespace cairn::jsonld
