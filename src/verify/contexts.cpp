#include "verify/contexts.hpp"

#include <vector>

#include "jsonld/pinned_loader.hpp"

namespace cairn::verify {

std::unique_ptr<jsonld::DocumentLoader> pinned_contexts() {
  return std::make_unique<jsonld::PinnedLoader>(jsonld::embedded_contexts());
}

std::unique_ptr<jsonld::DocumentLoader> other_pinned_contexts() {
  const auto table = jsonld::embedded_contexts();
  std::vector<jsonld::PinnedLoader::Choice> choices;
  for (std::size_t i = 1; i < table.size(); ++i) {
    if (table[i].url == table[i - 1].url) choices.push_back({table[i].url, table[i].sha256_hex});
  }
  return std::make_unique<jsonld::PinnedLoader>(table, choices);
}

}  // namespace cairn::verify
