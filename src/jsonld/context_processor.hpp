#pragma once
#include <string_view>
#include <vector>

#include "base/budget.hpp"
#include "base/result.hpp"
#include "jsonld/context.hpp"
#include "jsonld/context_cache.hpp"
#include "jsonld/loader.hpp"
#include "jsonld/processor.hpp"

namespace cairn::jsonld {

/// A local context together with what its processing depends on.
struct LocalContext {
  const json::Value* value = nullptr;  ///< its address is its identity in the cache: it must not change during the call
  std::string_view base_url = {};      ///< of the document that holds it
  bool is_pinned = false;              ///< the value lies in a loader's document
  bool override_protected = false;     ///< property-scoped contexts may redefine protected terms
  bool propagate = true;               ///< false: type-scoped, reverted when a node object is entered

  /// The scoped context of a term, as used for a property or for a type.
  static LocalContext of_property(const TermDefinition& definition) {
    return {definition.local_context, definition.base_url, definition.has_pinned_context, true, true};
  }
  static LocalContext of_type(const TermDefinition& definition) {
    return {definition.local_context, definition.base_url, definition.has_pinned_context, false, false};
  }
};

/// What a Processor keeps between documents: IRIs, and contexts that come from the loader alone.
struct SharedContexts {
  IriPool iris;
  ContextCache cache;
  Arena memory{64 * 1024};
  const ActiveContext* initial = nullptr;  ///< without a base IRI
  std::uint64_t documents = 0;             ///< calls begun; numbers a document for ContextCache::Entry::charged_to

  /// Start a document; forgets the cached contexts when they have grown too many.
  void begin_document();
};

/// Context processing for one call of the API: counts what it may cost and keeps the contexts of this document.
/// spec: JSON-LD 1.1 API "Context Processing Algorithm"
class ContextProcessor {
 public:
  ContextProcessor(SharedContexts& shared, DocumentLoader& loader, const Limits& limits, Arena& arena);
  ContextProcessor(const ContextProcessor&) = delete;
  ContextProcessor& operator=(const ContextProcessor&) = delete;

  /// The newly initialised active context. in: base - empty when there is none
  const ActiveContext& initial(std::string_view base);

  /// fails: the API's codes; exhausted/jsonld.terms, jsonld.remote-contexts, jsonld.depth
  /// cost:  one hash lookup when the pair was met before
  Result<const ActiveContext*> process(const ActiveContext& active, const LocalContext& local);

  Arena& arena() { return arena_; }

 private:
  friend class ContextBuilder;

  SharedContexts& shared_;
  DocumentLoader& loader_;
  const Limits& limits_;
  Arena& arena_;
  ContextCache document_cache_;
  Budget terms_;
  Budget remote_contexts_;
};

}  // namespace cairn::jsonld
