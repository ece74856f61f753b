#pragma once
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.hpp"
#include "json/read.hpp"
#include "jsonld/pinned_loader.hpp"
#include "jsonld/processor.hpp"
#include "rdf/nquads.hpp"

namespace cairn::jsonld {

/// The contexts that tests name by URL.
inline const std::vector<EmbeddedContext>& test_contexts() {
  static const std::vector<EmbeddedContext> k_table = {
      {"https://x/badge", "badge-1", R"({"@context": {"@version": 1.1, "@protected": true,
          "id": "@id", "type": "@type", "name": "https://v/name",
          "Badge": {"@id": "https://v/Badge", "@context": {"@protected": true, "holder": {"@id": "https://v/holder", "@type": "@id"},
             "level": {"@id": "https://v/level", "@type": "https://v/Level"}, "subject": "https://v/subject",
             "parts": {"@id": "https://v/parts", "@container": "@list"}}},
          "Person": {"@id": "https://v/Person", "@context": {"@protected": true, "skill": {"@id": "https://v/skill",
             "@context": {"rank": "https://v/rank"}}}}}})",
       "test"},
      {"https://x/badge", "badge-2", R"({"@context": {"name": "https://other/name"}})", "test"},
      {"https://x/more", "more", R"({"@context": {"@version": 1.1, "note": "https://v/note", "Badge": null}})", "test"},
      {"https://x/extra", "extra", R"({"@context": {"note": {"@id": "https://v/note", "@language": "en"}}})", "test"},
      {"https://x/self", "self", R"({"@context": ["https://x/self"]})", "test"},
      {"https://x/ping", "ping", R"({"@context": {"p": {"@id": "https://v/p", "@context": "https://x/pong"}}})",
       "test"},
      {"https://x/pong", "pong", R"({"@context": {"q": {"@id": "https://v/q", "@context": "https://x/ping"}}})",
       "test"},
      {"https://x/import-a", "import-a", R"({"@context": {"@version": 1.1, "@import": "https://x/import-b"}})", "test"},
      {"https://x/import-b", "import-b", R"({"@context": {"@version": 1.1, "@import": "https://x/import-a"}})", "test"},
      {"https://x/a", "a", R"({"@context": {"a": "https://v/a"}})", "test"},
      {"https://x/b", "b", R"({"@context": {"b": "https://v/b"}})", "test"},
      {"https://x/outer", "outer", R"({"@context": ["https://x/a", {"o": "https://v/o"}]})", "test"},
      {"https://x/nothing", "nothing", R"({"context": {}})", "test"},
      {"https://x/no-json", "no-json", "{", "test"},
  };
  return k_table;
}

/// Documents in, N-Quads out, all as text and sorted. An error is given as its code.
class RdfTest : public testing::Test {
 protected:
  static json::Value read(std::string_view text, Arena& arena) {
    auto value = json::read(text, arena, {.depth = 2'000});
    EXPECT_TRUE(value.has_value()) << text.substr(0, 500);
    return value.value_or({});
  }

  static std::string quads_of(Processor& processor, json::Value document, const Options& options, Arena& arena) {
    rdf::Dataset dataset;
    const auto done = processor.to_rdf(document, options, arena, dataset);
    if (!done) return done.error().code;
    const std::string text = rdf::write_n_quads(dataset);
    std::vector<std::string_view> lines;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = text.find('\n', at) + 1;
      lines.push_back(std::string_view(text).substr(at, end - at));
      at = end;
    }
    std::sort(lines.begin(), lines.end());
    std::string out;
    for (const std::string_view line : lines) out += line;
    return out;
  }

  std::string quads(std::string_view document) { return quads_of(processor, read(document, arena), options, arena); }

  std::string detail(std::string_view document) {
    rdf::Dataset dataset;
    const auto done = processor.to_rdf(read(document, arena), options, arena, dataset);
    return done ? "succeeded" : done.error().code + ": " + done.error().detail;
  }

  PinnedLoader loader{test_contexts()};
  Processor processor{loader};
  Options options;
  Arena arena;
};

}  // namespace cairn::jsonld
