#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "base/arena.hpp"
#include "jsonld/loader.hpp"

namespace cairn::conformance {

/// Serves the context documents of the suites, those that only test vectors use included. The program itself never
/// serves the latter: it carries its own pinned ones.
class ContextFiles final : public jsonld::DocumentLoader {
 public:
  /// in: folder - "contexts" below CAIRN_CONFORMANCE_DIR, with its index.json; the process ends when it cannot be read
  explicit ContextFiles(const std::filesystem::path& folder);
  ContextFiles(const ContextFiles&) = delete;
  ContextFiles& operator=(const ContextFiles&) = delete;

  /// fails: missing/loading-document-failed for a URL outside the index
  Result<const jsonld::RemoteDocument*> load(std::string_view url) override;

 private:
  std::filesystem::path folder_;
  std::map<std::string, std::string, std::less<>> files_;  // URL -> file
  std::map<std::string, jsonld::RemoteDocument, std::less<>> loaded_;
  Arena arena_;
};

}  // namespace cairn::conformance
