#include "conformance/json_ld_folder.hpp"

#include "conformance/suite.hpp"
#include "json/read.hpp"

namespace cairn::conformance {

Result<const jsonld::RemoteDocument*> FolderLoader::load(std::string_view url) {
  if (const auto found = loaded_.find(url); found != loaded_.end()) return &found->second->remote;
  const std::filesystem::path path =
      url.starts_with(k_json_ld_tests) ? folder_ / url.substr(k_json_ld_tests.size()) : std::filesystem::path{};
  if (!std::filesystem::is_regular_file(path)) {
    return fail(Kind::missing, "jsonld.loading-document-failed", "not part of the suite: " + std::string(url));
  }
  auto entry = std::make_unique<Entry>();
  entry->url = std::string(url);
  CAIRN_TRY(const json::Value document, json::read(read_file(path), entry->arena));
  entry->remote = {entry->url, document};
  const std::string_view key = entry->url;
  return &loaded_.emplace(key, std::move(entry)).first->second->remote;
}

}  // namespace cairn::conformance
