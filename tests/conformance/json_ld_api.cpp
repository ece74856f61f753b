#include <string>
#include <string_view>

#include "base/arena.hpp"
#include "conformance/json_ld_compare.hpp"
#include "conformance/json_ld_folder.hpp"
#include "conformance/suite.hpp"
#include "json/read.hpp"
#include "json/write.hpp"
#include "jsonld/processor.hpp"
#include "rdf/canonicalize.hpp"
#include "rdf/dataset.hpp"
#include "rdf/nquads.hpp"

namespace cairn::conformance {
namespace {

using json::Value;

std::string error_code(std::string_view api_name) {
  std::string code = "jsonld." + std::string(api_name);
  for (char& c : code) {
    if (c == ' ') c = '-';
  }
  return code;
}

std::string shown(std::string_view what, std::string_view actual, std::string_view expected) {
  return std::string(what) + "\n  got      " + std::string(actual) + "\n  expected " + std::string(expected);
}

// One manifest on its way through the processor.
class ManifestRun {
 public:
  ManifestRun(Suite& suite, std::string manifest)
      : suite_(suite), manifest_(std::move(manifest)), loader_(suite.folder()), processor_(loader_) {}

  void run() {
    Arena arena;
    const std::string text = read_file(suite_.folder() / (manifest_ + "-manifest.jsonld"));
    const Value manifest = json::read(text, arena).value();
    for (const Value& test : manifest.find("sequence")->array()) {
      id_ = manifest_ + "/" + std::string(test.text_of("@id").substr(1));
      if (is_not_applicable(test)) {
        suite_.skip(id_);
      } else {
        run_case(test);
      }
    }
  }

 private:
  // HTML and HTTP inputs are no part of this processor; 1.0-only behaviour neither.
  bool is_not_applicable(Value test) const {
    if (manifest_ == "html" || manifest_ == "remote-doc") return true;
    const Value* option = test.find("option");
    return option != nullptr &&
           (option->text_of("specVersion") == "json-ld-1.0" || option->text_of("processingMode") == "json-ld-1.0");
  }

  void run_case(Value test) {
    arena_.reset();
    auto outcome = manifest_ == "toRdf" ? run_to_rdf(test) : run_to_json(test);
    if (const Value* code = test.find("expectErrorCode"); code != nullptr) {
      const std::string expected = error_code(code->text());
      if (outcome) {
        suite_.fail(id_, "succeeded, expected " + expected);
      } else {
        suite_.check(id_, outcome.error().code == expected,
                     shown("other error", outcome.error().code + ": " + outcome.error().detail, expected));
      }
      return;
    }
    if (!outcome) {
      suite_.fail(id_, outcome.error().code + ": " + outcome.error().detail);
      return;
    }
    suite_.check(id_, outcome->empty(), *outcome);
  }

  Result<Value> document(std::string_view path) { return json::read(read_file(suite_.folder() / path), arena_); }

  Result<jsonld::Options> options_of(Value test) {
    jsonld::Options options;
    options.base = arena_.concatenate(k_json_ld_tests, test.text_of("input"));
    const Value* option = test.find("option");
    if (option == nullptr) return options;
    if (option->find("base") != nullptr) options.base = option->text_of("base");
    if (const Value* path = option->find("expandContext"); path != nullptr) {
      CAIRN_TRY(options.expand_context, document(path->text()));
    }
    read_flag(*option, "compactArrays", options.compact_arrays);
    read_flag(*option, "compactToRelative", options.compact_to_relative);
    read_flag(*option, "ordered", options.ordered);
    read_flag(*option, "useNativeTypes", options.use_native_types);
    read_flag(*option, "useRdfType", options.use_rdf_type);
    read_flag(*option, "produceGeneralizedRdf", options.produce_generalized_rdf);
    const std::string_view direction = option->text_of("rdfDirection");
    if (direction == "i18n-datatype") options.rdf_direction = jsonld::RdfDirection::i18n_datatype;
    if (direction == "compound-literal") options.rdf_direction = jsonld::RdfDirection::compound_literal;
    return options;
  }

  static void read_flag(Value option, std::string_view name, bool& flag) {
    if (const Value* found = option.find(name); found != nullptr) flag = found->as_boolean();
  }

  Result<Value> call(Value test, const jsonld::Options& options) {
    const std::string_view input = test.text_of("input");
    if (manifest_ == "fromRdf") {
      rdf::Dataset dataset;
      const std::string text = read_file(suite_.folder() / input);
      CAIRN_CHECK(rdf::read_n_quads(text, dataset));
      return processor_.from_rdf(dataset, options, arena_);
    }
    CAIRN_TRY(const Value source, document(input));
    if (manifest_ == "expand") return processor_.expand(source, options, arena_);
    Value context;
    if (test.find("context") != nullptr) {
      CAIRN_TRY(context, document(test.text_of("context")));
    }
    return manifest_ == "compact" ? processor_.compact(source, context, options, arena_)
                                  : processor_.flatten(source, context, options, arena_);
  }

  // out: why the case fails, or empty
  Result<std::string> run_to_json(Value test) {
    CAIRN_TRY(const jsonld::Options options, options_of(test));
    CAIRN_TRY(const Value actual, call(test, options));
    if (test.find("expect") == nullptr) return std::string();
    CAIRN_TRY(const Value expected, document(test.text_of("expect")));
    if (same_json_ld(actual, expected)) return std::string();
    return shown("other result", json::to_text(actual), json::to_text(expected));
  }

  Result<std::string> run_to_rdf(Value test) {
    CAIRN_TRY(const jsonld::Options options, options_of(test));
    CAIRN_TRY(const Value source, document(test.text_of("input")));
    rdf::Dataset actual;
    CAIRN_CHECK(processor_.to_rdf(source, options, arena_, actual));
    if (test.find("expect") == nullptr) return std::string();
    rdf::Dataset expected;
    const std::string text = read_file(suite_.folder() / test.text_of("expect"));
    CAIRN_CHECK(rdf::read_n_quads(text, expected));
    rdf::Canonicalizer canonicalizer;
    CAIRN_TRY(const std::string_view wanted_view, canonicalizer.canonicalize(expected));
    const std::string wanted(wanted_view);
    CAIRN_TRY(const std::string_view got, canonicalizer.canonicalize(actual));
    if (got == wanted) return std::string();
    return shown("other data set", got, wanted);
  }

  Suite& suite_;
  std::string manifest_;
  FolderLoader loader_;
  jsonld::Processor processor_;
  Arena arena_;
  std::string id_;
};

}  // namespace

void run_json_ld_api(Suite& suite) {
  for (const char* manifest : {"expand", "compact", "flatten", "toRdf", "fromRdf", "html", "remote-doc"}) {
    ManifestRun(suite, manifest).run();
  }
}

}  // namespace cairn::conformance
