#pragma once
#include <string_view>

#include "base/result.hpp"
#include "json/value.hpp"

namespace cairn::jsonld {

/// A loaded document. Owned by the loader; its address and values stay put as long as the loader lives,
/// so that processed contexts can be cached by address.
/// spec: JSON-LD 1.1 API "RemoteDocument"
struct RemoteDocument {
  std::string_view document_url;
  json::Value document;
};

/// Where documents named by URL come from. The verifier's own one serves pinned contexts only.
class DocumentLoader {
 public:
  virtual ~DocumentLoader() = default;
  /// fails: missing/loading-document-failed (not pinned, not found), unavailable/..., malformed/...
  virtual Result<const RemoteDocument*> load(std::string_view url) = 0;
};

}  // namespace cairn::jsonld
