#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/arena.hpp"
#include "jsonld/loader.hpp"

namespace cairn::conformance {

/// The address under which the documents of the JSON-LD suite name each other.
inline constexpr std::string_view k_json_ld_tests = "https://w3c.github.io/json-ld-api/tests/";

/// Serves the suite's folder under that address, and nothing else.
class FolderLoader final : public jsonld::DocumentLoader {
 public:
  explicit FolderLoader(std::filesystem::path folder) : folder_(std::move(folder)) {}
  Result<const jsonld::RemoteDocument*> load(std::string_view url) override;

 private:
  struct Entry {
    std::string url;
    Arena arena;
    jsonld::RemoteDocument remote;
  };
  std::filesystem::path folder_;
  std::map<std::string_view, std::unique_ptr<Entry>> loaded_;
};

}  // namespace cairn::conformance
