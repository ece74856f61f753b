#include "conformance/context_files.hpp"

#include "conformance/suite.hpp"
#include "json/read.hpp"

namespace cairn::conformance {

ContextFiles::ContextFiles(const std::filesystem::path& folder) : folder_(folder) {
  const json::Value index = json::read(read_file(folder / "index.json"), arena_).value();
  for (const json::Value& row : index.find("contexts")->array()) {
    const std::string file(row.text_of("file"));
    files_.emplace(row.text_of("url"), file);
    const json::Value* aliases = row.find("aliases");
    if (aliases == nullptr) continue;
    for (const json::Value& alias : aliases->array()) files_.emplace(alias.text(), file);
  }
}

Result<const jsonld::RemoteDocument*> ContextFiles::load(std::string_view url) {
  if (const auto known = loaded_.find(url); known != loaded_.end()) return &known->second;
  const auto file = files_.find(url);
  if (file == files_.end()) {
    return fail(Kind::missing, "loading-document-failed", "no such context among the suites' files");
  }
  CAIRN_TRY(const json::Value document, json::read(read_file(folder_ / file->second), arena_));
  return &loaded_.emplace(std::string(url), jsonld::RemoteDocument{file->first, document}).first->second;
}

}  // namespace cairn::conformance
