// What whoever hands over an archive may have written into it: the list of contents and the lists of digests.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "app/archive_layout.hpp"
#include "json/write.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cairn::app;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  (void)digest_in_name(text);
  if (const auto digests = read_digest_list(text, text.substr(0, 2))) {
    if (digest_list(*digests) != text) std::abort();
  }
  const auto manifest = read_manifest(text);
  if (!manifest) return 0;
  for (const ArchiveFile& file : manifest->public_files) {
    if (file.path.find("..") == 0 || file.path.starts_with('/') || file.path.find("/.") != std::string::npos) std::abort();
    if (manifest->find(file.path) != &file) std::abort();
  }
  cairn::Arena arena;
  if (!read_manifest(cairn::json::to_text(to_json(*manifest, arena)))) std::abort();
  return 0;
}
