#pragma once
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/arena.hpp"
#include "base/result.hpp"
#include "jsonld/embedded_contexts.hpp"
#include "jsonld/loader.hpp"

namespace cairn::jsonld {

/// Serves the documents of a table and nothing else; no network. Reads each text once, when it is first asked for.
/// Not thread-safe: one per thread, like the Processor it serves.
class PinnedLoader final : public DocumentLoader {
 public:
  /// A text other than the first of its URL, named by its hash.
  struct Choice {
    std::string_view url;
    std::string_view sha256_hex;
  };
  using HashHex = std::function<std::string(std::string_view)>;

  /// in: table - must outlive the loader; choices - may name URLs or hashes the table does not have: they change
  /// nothing
  explicit PinnedLoader(std::span<const EmbeddedContext> table, std::span<const Choice> choices = {});
  PinnedLoader(const PinnedLoader&) = delete;
  PinnedLoader& operator=(const PinnedLoader&) = delete;

  /// Compare every text with its hash; to be done once at the start of the program.
  /// fails: corrupt/jsonld.context-hash, naming the URL
  Result<void> check(const HashHex& sha256_hex) const;

  /// fails: missing/jsonld.loading-document-failed (not pinned), malformed/json.* (a text that is no JSON)
  Result<const RemoteDocument*> load(std::string_view url) override;

  /// out: the hash of the text that load() serves, or empty when the URL is not pinned; for the audit record of an
  /// issuance
  std::string_view served_hash(std::string_view url) const;
  /// out: the hashes of all texts under the URL, the first text's first
  std::vector<std::string_view> known_hashes(std::string_view url) const;

 private:
  struct Entry {
    const EmbeddedContext* served;
    RemoteDocument document;
    bool is_read = false;
  };

  std::span<const EmbeddedContext> table_;
  std::unordered_map<std::string_view, Entry> entries_;  // nodes stay put, as the interface promises
  Arena arena_;
};

}  // namespace cairn::jsonld
