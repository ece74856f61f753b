#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/bug.hpp"
#include "json/read.hpp"
#include "json/write.hpp"
#include "jsonld/processor.hpp"
#include "rdf/nquads.hpp"

// Input: a document, a zero byte, and a context, both JSON; the first byte chooses options. The same bytes read as
// N-Quads go through fromRdf.
namespace {

using namespace cairn;

class NoDocuments final : public jsonld::DocumentLoader {
 public:
  Result<const jsonld::RemoteDocument*> load(std::string_view) override {
    return fail(Kind::missing, "jsonld.loading-document-failed", "no documents here");
  }
};

jsonld::Options options_of(std::uint8_t bits) {
  jsonld::Options options;
  options.base = (bits & 1) != 0 ? "http://example.org/a/b" : "";
  options.compact_arrays = (bits & 2) == 0;
  options.compact_to_relative = (bits & 4) == 0;
  options.ordered = (bits & 8) != 0;
  options.use_native_types = (bits & 16) != 0;
  if ((bits & 32) != 0) options.rdf_direction = jsonld::RdfDirection::compound_literal;
  if ((bits & 64) != 0) options.rdf_direction = jsonld::RdfDirection::i18n_datatype;
  return options;
}

std::string text_of(const Result<json::Value>& result) {
  return result.has_value() ? json::to_text(*result) : result.error().code;
}

void run_json(std::string_view text, const jsonld::Options& options) {
  Arena arena;
  const std::size_t split = std::min(text.find('\0'), text.size());
  const auto document = json::read(text.substr(0, split), arena);
  const auto context = json::read(text.substr(std::min(split + 1, text.size())), arena);
  if (!document.has_value()) return;
  NoDocuments loader;
  jsonld::Processor processor(loader);
  const json::Value into = context.value_or({});
  const std::string once = text_of(processor.compact(*document, into, options, arena));
  const std::string twice = text_of(processor.compact(*document, into, options, arena));
  CAIRN_ASSERT(once == twice);
  static_cast<void>(text_of(processor.flatten(*document, into, options, arena)));
}

void run_n_quads(std::string_view text, const jsonld::Options& options) {
  Arena arena;
  rdf::Dataset dataset;
  if (!rdf::read_n_quads(text, dataset)) return;
  NoDocuments loader;
  jsonld::Processor processor(loader);
  const auto document = processor.from_rdf(dataset, options, arena);
  if (!document.has_value()) return;
  rdf::Dataset back;
  static_cast<void>(processor.to_rdf(*document, options, arena, back));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
  const jsonld::Options options = options_of(data[0]);
  run_json(text, options);
  run_n_quads(text, options);
  return 0;
}
