#pragma once
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "base/arena.hpp"
#include "json/read.hpp"
#include "json/write.hpp"
#include "jsonld/processor.hpp"
#include "rdf/nquads.hpp"

namespace cairn::jsonld {

/// A loader that has nothing.
class NoDocuments final : public DocumentLoader {
 public:
  Result<const RemoteDocument*> load(std::string_view url) override {
    return fail(Kind::missing, "jsonld.loading-document-failed", "no document " + std::string(url));
  }
};

/// Documents in, documents out, all as text. An error is given as its code.
class DocumentTest : public testing::Test {
 protected:
  json::Value read(std::string_view text) {
    auto value = json::read(text, arena);
    EXPECT_TRUE(value.has_value()) << text;
    return value.value_or({});
  }

  static std::string text_of(const Result<json::Value>& result) {
    return result.has_value() ? json::to_text(*result) : result.error().code;
  }

  std::string expand(std::string_view document) { return text_of(processor.expand(read(document), options, arena)); }
  std::string compact(std::string_view document, std::string_view context) {
    return text_of(processor.compact(read(document), read(context), options, arena));
  }
  std::string flatten(std::string_view document, std::string_view context = "null") {
    return text_of(processor.flatten(read(document), read(context), options, arena));
  }
  std::string from_rdf(std::string_view n_quads) {
    rdf::Dataset dataset;
    EXPECT_TRUE(rdf::read_n_quads(n_quads, dataset).has_value()) << n_quads;
    return text_of(processor.from_rdf(dataset, options, arena));
  }

  bool same(std::string_view a, std::string_view b) { return json::equal(read(a), read(b)); }

  NoDocuments loader;
  Processor processor{loader};
  Options options;
  Arena arena;
};

}  // namespace cairn::jsonld
