#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/arena.hpp"
#include "base/clock.hpp"
#include "http/fetch.hpp"
#include "jsonld/loader.hpp"

namespace cairn::net {

struct WebDocumentsLimits {
  std::size_t documents = 64;
  std::int64_t keep_seconds = 60;  ///< a revocation shows at most so much later
};

/// Serves JSON documents, and tokens as JSON strings, by https, such as status lists; never contexts, which are pinned. Not thread-safe: one per
/// thread. A document stays valid until the next call.
class WebDocuments final : public jsonld::DocumentLoader {
 public:
  /// owns: nothing; fetcher and clock must outlive it
  WebDocuments(const http::Fetcher& fetcher, Clock& clock, const WebDocumentsLimits& limits = {})
      : fetcher_(fetcher), clock_(clock), limits_(limits) {}
  WebDocuments(const WebDocuments&) = delete;
  WebDocuments& operator=(const WebDocuments&) = delete;

  /// fails: as http::Fetcher::get; malformed/json.* (the document is neither JSON nor a PEM key, which becomes a text)
  Result<const jsonld::RemoteDocument*> load(std::string_view url) override;

 private:
  struct Kept {
    Arena arena;
    jsonld::RemoteDocument document;
    std::int64_t until_seconds = 0;
  };

  const http::Fetcher& fetcher_;
  Clock& clock_;
  WebDocumentsLimits limits_;
  std::map<std::string, Kept, std::less<>> kept_;
};

}  // namespace cairn::net
