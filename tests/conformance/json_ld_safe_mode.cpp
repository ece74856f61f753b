// Strict processing: whatever RDF would lose is an error. Each case is also run without safe mode, and against a
// processor that has its contexts cached already.
#include <map>
#include <string>

#include "conformance/context_files.hpp"
#include "conformance/suite.hpp"
#include "json/read.hpp"
#include "jsonld/processor.hpp"
#include "rdf/canonicalize.hpp"

namespace cairn::conformance {
namespace {

// What the reference processor calls an event, and the code that stands for it here.
std::string code_of(std::string_view reason) {
  static const std::map<std::string_view, std::string_view> k_api_errors = {
      {"protected term redefinition", "jsonld.protected-term-redefinition"},
      {"invalid context nullification", "jsonld.invalid-context-nullification"},
      {"loading remote context failed", "jsonld.loading-remote-context-failed"}};
  const auto found = k_api_errors.find(reason);
  return found != k_api_errors.end() ? std::string(found->second) : "jsonld.data-loss";
}

struct Outcome {
  std::string code;  // of the error, or empty
  std::string detail;
  std::string quads;  // canonical
  std::size_t count = 0;
};

Outcome run(jsonld::Processor& processor, json::Value document, jsonld::DataLoss data_loss) {
  Arena arena;
  rdf::Dataset dataset;
  jsonld::Options options;
  options.data_loss = data_loss;
  const auto done = processor.to_rdf(document, options, arena, dataset);
  if (!done) return {done.error().code, done.error().detail, {}, 0};
  dataset.deduplicate();
  rdf::Canonicalizer canonicalizer;
  return {{}, {}, std::string(canonicalizer.canonicalize(dataset).value()), dataset.quads().size()};
}

// The counts were taken with a processor that keeps literals whose language tag is ill-formed; the standard (toRdf test
// wf05) leaves them out.
std::size_t lax_quads_of(const json::Value& test) {
  const std::size_t counted = std::stoul(std::string(test.find("quads_without_safe_mode")->number_text()));
  return test.text_of("name") == "language-map-bad-tag" ? counted - 1 : counted;
}

std::string judge(const json::Value& test, const Outcome& strict, const Outcome& lax) {
  const bool is_accepted = test.text_of("expect") == "accept";
  if (is_accepted && !strict.code.empty()) return "refused with " + strict.code + ": " + strict.detail;
  if (!is_accepted && strict.code.empty()) return "accepted";
  if (!is_accepted && strict.code != code_of(test.text_of("reason"))) {
    return "refused with " + strict.code + ": " + strict.detail;
  }
  const bool always_fails = test.find("quads_without_safe_mode")->is_string("error");
  if (always_fails) return lax.code.empty() ? "accepted without safe mode" : "";
  if (!lax.code.empty()) return "refused without safe mode with " + lax.code + ": " + lax.detail;
  if (lax.count != lax_quads_of(test)) {
    return std::to_string(lax.count) + " quads without safe mode:\n" + lax.quads;
  }
  if (is_accepted && strict.quads != lax.quads) return "safe mode changes the quads";
  return {};
}

}  // namespace

void run_json_ld_safe_mode(Suite& suite) {
  ContextFiles loader(suite.folder().parent_path() / "contexts");
  jsonld::Processor warm(loader);
  Arena arena;
  const json::Value manifest = json::read(read_file(suite.folder() / "manifest.json"), arena).value();
  for (const json::Value& test : manifest.find("cases")->array()) {
    const json::Value document = json::read(read_file(suite.folder() / test.text_of("file")), arena).value();
    const Outcome lax = run(warm, document, jsonld::DataLoss::allowed);
    const Outcome strict = run(warm, document, jsonld::DataLoss::refused);
    std::string why = judge(test, strict, lax);
    jsonld::Processor cold(loader);
    const Outcome strict_when_cold = run(cold, document, jsonld::DataLoss::refused);
    if (strict.quads != strict_when_cold.quads || strict.detail != strict_when_cold.detail) {
      why += " another outcome without cached contexts: " + strict_when_cold.detail;
    }
    suite.check(std::string(test.text_of("name")), why.empty(), why);
  }
}

}  // namespace cairn::conformance
