#include "jsonld/context_processor.hpp"

#include <algorithm>
#include <cstring>

#include "base/entropy.hpp"
#include "base/iri.hpp"
#include "jsonld/context_builder.hpp"
#include "jsonld/errors.hpp"

namespace cairn::jsonld {
namespace {

// Bounds of what is kept between documents; the ordinary set of contexts stays far below.
constexpr std::size_t k_most_cached_contexts = 8192;
constexpr std::size_t k_most_cached_bytes = 128 * 1024 * 1024;

bool consists_of_urls(const json::Value& local) {
  if (local.is_string()) return true;
  if (!local.is_array()) return false;
  const json::Array items = local.array();
  return std::all_of(items.begin(), items.end(), [](const json::Value& item) { return item.is_string(); });
}

std::uint32_t cache_flags(const LocalContext& local) {
  return (local.override_protected ? 1U : 0U) | (local.propagate ? 2U : 0U);
}

}  // namespace

SharedContexts::SharedContexts() {
  std::array<std::uint8_t, sizeof(seed)> bytes{};
  SystemEntropy().fill(bytes);
  std::memcpy(&seed, bytes.data(), sizeof(seed));
}

void SharedContexts::begin_document() {
  ++documents;
  // Nothing outside borrows contexts, only strings of the pool and of the loader, so all can go at once.
  const bool is_full = cache.size() > k_most_cached_contexts || memory.held_bytes() > k_most_cached_bytes;
  if (is_full && calls_running == 0) {
    cache.clear();
    initial = nullptr;
    memory.reset();
  }
  if (initial == nullptr) {
    auto* context = new (memory.allocate(sizeof(ActiveContext), alignof(ActiveContext))) ActiveContext();
    context->terms = TermTable(seed);
    context->is_pinned = true;
    context->memory = &memory;
    initial = context;
  }
}

ContextProcessor::ContextProcessor(SharedContexts& shared, DocumentLoader& loader, const Limits& limits, Arena& arena)
    : shared_(shared),
      loader_(loader),
      limits_(limits),
      arena_(arena),
      remote_contexts_{arena.allocate_array<std::string_view>(limits.remote_contexts)},
      documents_{arena.allocate_array<const RemoteDocument*>(limits.remote_contexts)} {
  shared_.begin_document();
  ++shared_.calls_running;
}

const ActiveContext& ContextProcessor::initial(std::string_view base) {
  if (base.empty()) return *shared_.initial;
  if (initial_with_base_ == nullptr || initial_with_base_->original_base_url != base) {
    ActiveContext* context = clone(*shared_.initial, {&arena_, false});
    context->original_base_url = arena_.copy(base);
    context->base_iri = Setting::of(context->original_base_url);
    initial_with_base_ = context;
  }
  return *initial_with_base_;
}

Result<const ActiveContext*> ContextProcessor::process(const ActiveContext& active, const LocalContext& local) {
  if (!local.is_pinned && local.propagate && consists_of_urls(*local.value)) return process_urls(active, local);
  const ContextCache::Key key{&active, local.value, cache_flags(local)};
  ContextCache& cache = active.is_pinned && local.is_pinned ? shared_.cache : document_cache_;
  ContextCache::Entry* entry = cache.find(key);
  if (entry == nullptr) [[unlikely]]
    return process_and_keep(active, local, key);
  if (building_ > 0 || entry->charged_to != shared_.documents) CAIRN_CHECK(charge(*entry));
  return entry->result;
}

// What nearly every document has: a URL or a list of them, each of which is looked up in the cache.
Result<const ActiveContext*> ContextProcessor::process_urls(const ActiveContext& active, const LocalContext& local) {
  Application application{&active, local, true, {&arena_, false}, false};
  if (local.value->is_string()) {
    CAIRN_CHECK(apply_url(application, local.value->text()));
    return application.result;
  }
  for (const json::Value& item : local.value->array()) CAIRN_CHECK(apply_url(application, item.text()));
  return application.result;
}

// What was spent below is remembered with the result. Only a use by the document itself marks the entry as paid for: a
// use inside another context is part of that context's own cost.
Result<const ActiveContext*> ContextProcessor::process_and_keep(const ActiveContext& active, const LocalContext& local,
                                                                const ContextCache::Key& key) {
  const bool is_pinned = active.is_pinned && local.is_pinned;
  const Place place{is_pinned ? &shared_.memory : &arena_, is_pinned};
  const std::uint64_t terms_before = terms_spent_;
  const std::size_t log_before = documents_log_.size();
  ++building_;
  auto result = apply(active, local, place, false);
  --building_;
  if (!result) return result;
  ContextCache::Entry entry;
  entry.key = key;
  entry.result = *result;
  entry.cost = {terms_spent_ - terms_before, documents_since(log_before, *place.arena)};
  entry.charged_to = building_ == 0 ? shared_.documents : 0;
  if (building_ == 0) {
    documents_log_.clear();
    scratch_.reset();
  }
  (is_pinned ? shared_.cache : document_cache_).add(entry);
  return result;
}

Result<void> ContextProcessor::charge(ContextCache::Entry& entry) {
  if (building_ == 0) entry.charged_to = shared_.documents;
  CAIRN_CHECK(spend_terms(entry.cost.terms));
  for (const RemoteDocument* document : entry.cost.documents) CAIRN_CHECK(count_document(document));
  return {};
}

Result<void> ContextProcessor::spend_terms(std::uint64_t count) {
  if (count > limits_.terms - std::min(terms_spent_, limits_.terms)) {
    return over_limit("terms",
                      "the contexts of this document define more than " + std::to_string(limits_.terms) + " terms");
  }
  terms_spent_ += count;
  return {};
}

Result<void> ContextProcessor::count_document(const RemoteDocument* document) {
  if (building_ > 0) documents_log_.push_back(document);
  if (documents_.contains(document)) return {};
  if (documents_.size >= limits_.remote_contexts) {
    return over_limit("context-overflow", "more than " + std::to_string(limits_.remote_contexts) +
                                              " contexts to load, the last " + shown(document->document_url));
  }
  documents_.push(document);
  return {};
}

std::span<const RemoteDocument* const> ContextProcessor::documents_since(std::size_t first, Arena& arena) {
  std::vector<const RemoteDocument*> used(documents_log_.begin() + static_cast<std::ptrdiff_t>(first),
                                          documents_log_.end());
  std::sort(used.begin(), used.end());
  used.erase(std::unique(used.begin(), used.end()), used.end());
  const RemoteDocument** kept = arena.allocate_array<const RemoteDocument*>(used.size());
  std::copy(used.begin(), used.end(), kept);
  return {kept, used.size()};
}

ActiveContext* ContextProcessor::clone(const ActiveContext& from, Place place) {
  auto* copy = new (place.arena->allocate(sizeof(ActiveContext), alignof(ActiveContext))) ActiveContext(from);
  copy->is_pinned = place.is_pinned;
  copy->memory = place.arena;
  copy->inverse = nullptr;
  return copy;
}

// Called while a term with a scoped context is being defined: nothing of it is kept.
Result<void> ContextProcessor::validate_scoped(const ActiveContext& active, const LocalContext& local) {
  CAIRN_CHECK(apply(active, local, {&scratch_, false}, true));
  return {};
}

Result<const ActiveContext*> ContextProcessor::apply(const ActiveContext& active, const LocalContext& local,
                                                     Place place, bool validates_only) {
  if (depth_ >= limits_.depth) return over_limit("depth", "contexts nest deeper than " + std::to_string(limits_.depth));
  ++depth_;
  const json::Value& value = *local.value;
  Application application{&active, local, local.propagate, place, validates_only};
  if (const json::Value* propagate = value.find("@propagate"); propagate != nullptr && propagate->is_boolean()) {  // 2.
    application.propagate = propagate->as_boolean();
  }
  if (!application.propagate && active.previous == nullptr) {  // 3.
    ActiveContext* copy = clone(active, place);
    copy->previous = &active;
    application.result = copy;
  }
  Result<void> done;
  if (value.is_array()) {  // 4. 5.
    for (const json::Value& item : value.array()) {
      done = apply_item(application, item);
      if (!done) break;
    }
  } else {
    done = apply_item(application, value);
  }
  --depth_;
  if (!done) return std::move(done).failure();
  return application.result;
}

Result<void> ContextProcessor::apply_item(Application& application, const json::Value& item) {
  if (item.is_null()) return apply_null(application);
  if (item.is_string()) return apply_url(application, item.text());
  if (item.is_object()) return apply_definition(application, item.object());
  return invalid("invalid-local-context", "a context must be null, a URL or an object, or a list of those");
}

Result<void> ContextProcessor::apply_null(Application& application) {  // 5.1
  const ActiveContext& before = *application.result;
  if (!application.local.override_protected && before.protected_terms > 0) {
    return fail(Kind::refused, "jsonld.invalid-context-nullification",
                "a null context would wipe terms that an earlier context protects");
  }
  ActiveContext* fresh = clone(*shared_.initial, application.place);
  fresh->original_base_url = before.original_base_url;
  if (!before.original_base_url.empty()) fresh->base_iri = Setting::of(before.original_base_url);
  if (!application.propagate) fresh->previous = &before;
  application.result = fresh;
  return {};
}

Result<std::string_view> ContextProcessor::resolve(std::string_view reference, std::string_view base_url) {  // 5.2.1
  if (is_iri(reference)) return reference;
  if (!is_iri(base_url)) {
    return fail(Kind::missing, "jsonld.loading-document-failed",
                "the context " + shown(reference) + " is a relative reference and there is no base URL");
  }
  return arena_.copy(resolve_iri(base_url, reference));
}

Result<void> ContextProcessor::apply_url(Application& application, std::string_view reference) {  // 5.2
  CAIRN_TRY(const std::string_view url, resolve(reference, application.local.base_url));
  if (application.validates_only && remote_contexts_.contains(url)) return {};
  if (remote_contexts_.size >= limits_.remote_contexts) {
    return over_limit("context-overflow", "contexts include each other more than " +
                                              std::to_string(limits_.remote_contexts) + " deep, the last " +
                                              shown(url));
  }
  CAIRN_TRY(const LoadedContext loaded, load(url));
  const LocalContext local{loaded.context, loaded.document->document_url, true, application.local.override_protected,
                           true};
  remote_contexts_.push(url);
  auto processed = application.validates_only ? apply(*application.result, local, application.place, true)
                                              : process(*application.result, local);
  --remote_contexts_.size;
  CAIRN_TRY(application.result, std::move(processed));
  return {};
}

Result<LoadedContext> ContextProcessor::load(std::string_view url) {
  const IriNumber number = shared_.urls.find(url);
  LoadedContext loaded;
  if (number != k_no_number) {
    loaded = shared_.loaded[number];
  } else {
    CAIRN_TRY(loaded, load_first_time(url));
  }
  CAIRN_CHECK(count_document(loaded.document));
  return loaded;
}

Result<LoadedContext> ContextProcessor::load_first_time(std::string_view url) {  // 5.2.5
  const auto document = loader_.load(url);
  if (!document) {
    return fail(document.error().kind, "jsonld.loading-remote-context-failed",
                "context " + shown(url) + ": " + document.error().detail, document.error().hint);
  }
  const json::Value* context = (*document)->document.find("@context");
  if (context == nullptr) {
    return invalid("invalid-remote-context", shown(url) + " is no object with the member @context");
  }
  const IriNumber number = shared_.urls.intern(url).number;
  CAIRN_ASSERT(number == shared_.loaded.size());
  shared_.loaded.push_back({*document, context});
  return shared_.loaded.back();
}

Result<void> ContextProcessor::apply_definition(Application& application, json::Object definition) {  // 5.3 to 5.13
  ActiveContext* result = clone(*application.result, application.place);
  ContextBuilder builder(*this, application, *result);
  CAIRN_CHECK(builder.run(definition));
  application.result = result;
  return {};
}

}  // namespace cairn::jsonld
