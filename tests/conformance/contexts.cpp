// The contexts that the program carries, each compared with the public document of the same URL as JSON values.
#include "base/arena.hpp"
#include "base/bytes.hpp"
#include "conformance/suite.hpp"
#include "crypto/hash.hpp"
#include "json/read.hpp"
#include "json/value.hpp"
#include "jsonld/embedded_contexts.hpp"

namespace cairn::conformance {
namespace {

std::vector<std::string> public_files(json::Value index, std::string_view url) {
  std::vector<std::string> files;
  for (const json::Value& row : index.find("contexts")->array()) {
    const std::string_view named = row.text_of("url");
    // Texts that differ under one URL are told apart by a fragment in the index.
    bool same = named.substr(0, named.find("#variant")) == url;
    if (const json::Value* aliases = row.find("aliases")) {
      for (const json::Value& alias : aliases->array()) same = same || alias.is_string(url);
    }
    if (same) files.emplace_back(row.text_of("file"));
  }
  return files;
}

}  // namespace

void run_contexts(Suite& suite) {
  Arena arena;
  const std::string index_text = read_file(suite.folder() / "index.json");
  const auto index = json::read(index_text, arena);
  if (!index) return suite.fail("index", index.error().detail);
  std::map<std::string, int> texts_of_url;
  for (const jsonld::EmbeddedContext& context : jsonld::embedded_contexts()) {
    const std::string url(context.url);
    const std::string id = url + "#" + std::to_string(++texts_of_url[url]);
    const auto ours = json::read(context.text, arena);
    if (!ours || to_hex(crypto::sha256(as_bytes(context.text))) != context.sha256_hex) {
      suite.fail(id, "the embedded text does not read or has another hash than its pin");
      continue;
    }
    if (url.starts_with("https://w3id.org/cairn/")) continue;  // ours: no public document to compare with
    const std::vector<std::string> files = public_files(*index, url);
    bool found = false;
    for (const std::string& file : files) {
      const std::string text = read_file(suite.folder() / file);
      const auto theirs = json::read(text, arena);
      found = found || (theirs && json::equal(*ours, *theirs));
    }
    suite.check(id, found, "equal to none of " + std::to_string(files.size()) + " public documents of this URL");
  }
}

}  // namespace cairn::conformance
