#include "jsonld/pinned_loader.hpp"

#include "json/read.hpp"
#include "jsonld/errors.hpp"

namespace cairn::jsonld {

PinnedLoader::PinnedLoader(std::span<const EmbeddedContext> table, std::span<const Choice> choices) : table_(table) {
  for (const EmbeddedContext& context : table) entries_.try_emplace(context.url, Entry{&context, {}});
  for (const Choice& choice : choices) {
    for (const EmbeddedContext& context : table) {
      if (context.url == choice.url && context.sha256_hex == choice.sha256_hex)
        entries_.at(choice.url).served = &context;
    }
  }
}

Result<void> PinnedLoader::check(const HashHex& sha256_hex) const {
  for (const EmbeddedContext& context : table_) {
    if (sha256_hex(context.text) != context.sha256_hex) {
      return fail(Kind::corrupt, "jsonld.context-hash",
                  "the text kept for " + shown(context.url) + " is not the one whose hash was pinned",
                  "the program file is damaged: install it again");
    }
  }
  return {};
}

Result<const RemoteDocument*> PinnedLoader::load(std::string_view url) {
  const auto found = entries_.find(url);
  if (found == entries_.end()) {
    return fail(Kind::missing, "jsonld.loading-document-failed", shown(url) + " is none of the pinned contexts",
                "only contexts that come with the program are used; none is fetched");
  }
  Entry& entry = found->second;
  if (!entry.is_read) {
    CAIRN_TRY(entry.document.document, json::read(entry.served->text, arena_));
    entry.document.document_url = entry.served->url;
    entry.is_read = true;
  }
  return &entry.document;
}

std::string_view PinnedLoader::served_hash(std::string_view url) const {
  const auto found = entries_.find(url);
  return found == entries_.end() ? std::string_view{} : found->second.served->sha256_hex;
}

std::vector<std::string_view> PinnedLoader::known_hashes(std::string_view url) const {
  std::vector<std::string_view> out;
  for (const EmbeddedContext& context : table_) {
    if (context.url == url) out.push_back(context.sha256_hex);
  }
  return out;
}

}  // namespace cairn::jsonld
