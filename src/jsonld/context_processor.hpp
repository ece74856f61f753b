#pragma once
#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

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

/// A loaded document and the value of its @context member.
struct LoadedContext {
  const RemoteDocument* document = nullptr;
  const json::Value* context = nullptr;
};

/// What a Processor keeps between documents: IRIs, and contexts that come from the loader alone.
struct SharedContexts {
  SharedContexts();

  IriPool iris;
  IriPool urls;
  std::vector<LoadedContext> loaded;  ///< by number of the URL; a document without @context is not kept
  ContextCache cache;
  Arena memory{64 * 1024};
  const ActiveContext* initial = nullptr;  ///< without a base IRI
  std::uint64_t documents = 0;             ///< calls begun; numbers a document for ContextCache::Entry::charged_to
  std::uint64_t seed = 0;                  ///< of the term tables' hashes
  std::uint32_t calls_running = 0;         ///< while there are any, no context is forgotten

  /// Start a document; forgets the cached contexts when they have grown too many.
  void begin_document();
};

/// Context processing for one call of the API: counts what it may cost and keeps the contexts of this document.
/// spec: JSON-LD 1.1 API "Context Processing Algorithm"
class ContextProcessor {
 public:
  ContextProcessor(SharedContexts& shared, DocumentLoader& loader, const Limits& limits, Arena& arena);
  ~ContextProcessor() { --shared_.calls_running; }
  ContextProcessor(const ContextProcessor&) = delete;
  ContextProcessor& operator=(const ContextProcessor&) = delete;

  /// The newly initialised active context. in: base - empty when there is none
  const ActiveContext& initial(std::string_view base);

  /// fails: the API's codes; exhausted/jsonld.terms, jsonld.context-overflow, jsonld.depth
  /// cost:  one hash lookup when the pair was met before
  Result<const ActiveContext*> process(const ActiveContext& active, const LocalContext& local);

  Arena& arena() { return arena_; }

 private:
  friend class ContextBuilder;

  /// Where a context under construction and its strings go.
  struct Place {
    Arena* arena;
    bool is_pinned;  ///< strings go to the pool
  };
  /// A local context being applied to `result`, which grows from one item of the local context to the next.
  struct Application {
    const ActiveContext* result;
    const LocalContext& local;
    bool propagate;
    Place place;
    bool validates_only;  ///< the result will be thrown away, and so goes to the scratch arena
  };

  /// A growing list in the arena; small, and there is one per call.
  template <class T>
  struct Stack {
    T* items;
    std::uint32_t size = 0;
    bool contains(const T& item) const { return std::find(items, items + size, item) != items + size; }
    void push(const T& item) { items[size++] = item; }
  };

  Result<const ActiveContext*> process_urls(const ActiveContext& active, const LocalContext& local);
  Result<const ActiveContext*> process_and_keep(const ActiveContext& active, const LocalContext& local,
                                                const ContextCache::Key& key);
  Result<void> validate_scoped(const ActiveContext& active, const LocalContext& local);
  Result<const ActiveContext*> apply(const ActiveContext& active, const LocalContext& local, Place place,
                                     bool validates_only);
  Result<void> apply_item(Application& application, const json::Value& item);
  Result<void> apply_null(Application& application);
  Result<void> apply_url(Application& application, std::string_view reference);
  Result<void> apply_definition(Application& application, json::Object definition);

  ActiveContext* clone(const ActiveContext& from, Place place);
  Result<std::string_view> resolve(std::string_view reference, std::string_view base_url);
  Result<LoadedContext> load(std::string_view url);
  Result<LoadedContext> load_first_time(std::string_view url);
  Result<void> count_document(const RemoteDocument* document);
  Result<void> charge(ContextCache::Entry& entry);
  Result<void> spend_terms(std::uint64_t count);
  std::span<const RemoteDocument* const> documents_since(std::size_t first, Arena& arena);

  SharedContexts& shared_;
  DocumentLoader& loader_;
  const Limits& limits_;
  Arena& arena_;
  Arena scratch_;
  ContextCache document_cache_;
  const ActiveContext* initial_with_base_ = nullptr;
  Stack<std::string_view> remote_contexts_;           // being processed, outermost first
  Stack<const RemoteDocument*> documents_;            // loaded for this call, each once
  std::vector<const RemoteDocument*> documents_log_;  // every use, in order, while something is being built
  std::uint64_t terms_spent_ = 0;
  std::uint32_t depth_ = 0;
  std::uint32_t building_ = 0;  // contexts under construction for the cache, nested
};

}  // namespace cairn::jsonld
