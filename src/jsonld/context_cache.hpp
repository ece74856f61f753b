#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/arena.hpp"
#include "jsonld/context.hpp"
#include "jsonld/loader.hpp"

namespace cairn::jsonld {

/// The IRIs that pinned contexts define: each kept once, with a number. Never shrinks, since results borrow its
/// strings; what it can hold is bounded by what the loader's documents can spell.
class IriPool {
 public:
  struct Entry {
    std::string_view text;
    IriNumber number;
  };
  /// out: the pooled copy. cost: one hash
  Entry intern(std::string_view text);
  /// out: the number of a text that was interned before, or k_no_number
  IriNumber find(std::string_view text) const;
  std::uint32_t size() const { return static_cast<std::uint32_t>(texts_.size()); }

 private:
  void grow();

  std::vector<std::string_view> texts_;
  std::vector<std::uint32_t> table_;  // open addressing, a power of two; number + 1, 0 = free
  Arena strings_;
};

/// What processing a context spends; charged once per document whether the result was cached or not, so that a warm and
/// a cold processor give the same verdict.
struct ContextCost {
  std::uint64_t terms = 0;
  std::span<const RemoteDocument* const> documents = {};  ///< that had to be loaded, each once
};

/// Processed contexts by (active context, address of the local context, flags). Addresses must stay put as long as the
/// cache: those of a loader's documents for the processor's cache, those of the document for the cache of one call.
class ContextCache {
 public:
  struct Key {
    const ActiveContext* active;
    const json::Value* local;
    std::uint32_t flags;
    bool operator==(const Key&) const = default;
  };
  struct Entry {
    Key key{};
    const ActiveContext* result = nullptr;
    ContextCost cost;
    std::uint64_t charged_to = 0;  ///< number of the last document that paid for it
  };
  /// out: the entry or nullptr; valid until the next add
  Entry* find(const Key& key);
  Entry* add(const Entry& entry);
  std::size_t size() const { return size_; }
  void clear();

 private:
  void grow();
  static std::size_t hash(const Key& key);

  std::vector<Entry> table_;  // open addressing, a power of two
  std::size_t size_ = 0;
};

}  // namespace cairn::jsonld
