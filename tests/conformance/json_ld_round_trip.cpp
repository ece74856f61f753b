#include <string>

#include "conformance/json_ld_compare.hpp"
#include "conformance/json_ld_folder.hpp"
#include "conformance/suite.hpp"
#include "json/read.hpp"
#include "json/write.hpp"
#include "jsonld/processor.hpp"

// Not a public suite: what is compacted must say the same as before. The documents and contexts are those of the
// JSON-LD API suite. For every document: expand, compact, expand again, and compare.

namespace cairn::conformance {
namespace {

using json::Value;

class RoundTrips {
 public:
  explicit RoundTrips(Suite& suite)
      : suite_(suite), folder_(suite.folder().parent_path() / "json-ld-api"), loader_(folder_), processor_(loader_) {}

  // in: manifest - "expand" (documents come back into their own context) or "compact" (into the test's context)
  void run(const std::string& manifest) {
    Arena arena;
    const Value list = json::read(read_file(folder_ / (manifest + "-manifest.jsonld")), arena).value();
    for (const Value& test : list.find("sequence")->array()) {
      const Value* option = test.find("option");
      const std::string_view version = option == nullptr ? std::string_view{} : option->text_of("specVersion");
      const std::string_view mode = option == nullptr ? std::string_view{} : option->text_of("processingMode");
      if (test.find("expect") == nullptr || version == "json-ld-1.0" || mode == "json-ld-1.0") continue;
      arena_.reset();
      const std::string id = manifest + "/" + std::string(test.text_of("@id").substr(1));
      const auto outcome = run_case(test);
      if (outcome) {
        suite_.check(id, outcome->empty(), *outcome);
      } else {
        suite_.fail(id, outcome.error().code + ": " + outcome.error().detail);
      }
    }
  }

 private:
  Result<Value> document(std::string_view path) { return json::read(read_file(folder_ / path), arena_); }

  // out: what differs, or empty
  Result<std::string> run_case(Value test) {
    jsonld::Options options;
    options.base = arena_.concatenate(k_json_ld_tests, test.text_of("input"));
    if (const Value* option = test.find("option"); option != nullptr) {
      if (option->find("base") != nullptr) options.base = option->text_of("base");
      if (const Value* path = option->find("expandContext"); path != nullptr) {
        CAIRN_TRY(options.expand_context, document(path->text()));
      }
    }
    CAIRN_TRY(const Value source, document(test.text_of("input")));
    CAIRN_TRY(const Value expanded, processor_.expand(source, options, arena_));
    options.expand_context = {};
    Value context = source.find("@context") != nullptr ? *source.find("@context") : Value{};
    if (test.find("context") != nullptr) {
      CAIRN_TRY(context, document(test.text_of("context")));
    }
    CAIRN_TRY(const Value compacted, processor_.compact(expanded, context, options, arena_));
    CAIRN_TRY(const Value again, processor_.expand(compacted, options, arena_));
    if (same_json_ld(again, expanded)) return std::string();
    return "compacted " + json::to_text(compacted) + "\n  got      " + json::to_text(again) + "\n  expected " +
           json::to_text(expanded);
  }

  Suite& suite_;
  std::filesystem::path folder_;
  FolderLoader loader_;
  jsonld::Processor processor_;
  Arena arena_;
};

}  // namespace

void run_json_ld_round_trip(Suite& suite) {
  RoundTrips round_trips(suite);
  round_trips.run("expand");
  round_trips.run("compact");
}

}  // namespace cairn::conformance
