#include <algorithm>
#include <array>
#include <string>

#include "conformance/badge_examples.hpp"
#include "conformance/context_files.hpp"
#include "conformance/suite.hpp"
#include "json/read.hpp"
#include "jsonld/processor.hpp"
#include "openbadges/rulebook.hpp"

// The examples of Open Badges 3.0, judged as its manifest says two independent programs judge them: a JSON Schema validator over the
// two official schemas, and a JSON-LD processor in safe mode.
namespace cairn::conformance {
namespace {

// "examples/spec/x.json" -> "spec/x"
std::string case_id(std::string_view file) {
  std::string out(file.substr(file.find('/') + 1));
  return out.substr(0, out.size() - std::string_view(".json").size());
}

std::string first(const std::vector<vc::Finding>& findings) {
  for (const vc::Finding& finding : findings) {
    if (finding.severity != vc::Severity::warning) return std::string(finding.code) + " at " + finding.pointer + ": " + finding.detail;
  }
  return "nothing was found";
}

// What JSON Schema cannot say: references between results, descriptions and levels, and what a hash looks like. One published
// example (theed_regular_full_ho) has a result that points nowhere; the schemas pass it, our rule does not.
bool is_beyond_schemas(const vc::Finding& finding) {
  constexpr auto k_codes = std::to_array<std::string_view>(
      {"ob3.result-reference", "ob3.result-value", "ob3.result-status", "ob3.achieved-level", "ob3.required-level", "ob3.duplicate-id",
       "ob3.identity-hash", "ob3.identity-md5", "ob3.criteria", "ob3.iri"});
  return std::find(k_codes.begin(), k_codes.end(), finding.code) != k_codes.end();
}

std::vector<vc::Finding> ob3_findings(const json::Value& document) {
  const vc::Rulebook* const books[] = {&openbadges::ob3_rulebook()};
  vc::LintOptions options;
  options.rulebooks = books;
  std::vector<vc::Finding> out = vc::lint(document, options);
  std::erase_if(out, is_beyond_schemas);
  return out;
}

bool wants_arrays(const std::vector<vc::Finding>& findings) {
  for (const vc::Finding& finding : findings) {
    if (finding.code == "ob3.array") return true;
  }
  return false;
}

class Examples {
 public:
  explicit Examples(Suite& suite) : suite_(suite), contexts_(suite.folder().parent_path() / "contexts"), processor_(contexts_) {}

  void judge(const json::Value& row) {
    const std::string id = case_id(row.text_of("file"));
    const bool has_schemas = row.find("schema_ld") != nullptr;
    const bool has_safe_mode = row.find("json_ld_safe") != nullptr;
    if (!has_schemas && !has_safe_mode) {
      suite_.skip(id);
      return;
    }
    const auto document = json::read(read_file(suite_.folder() / std::string(row.text_of("file"))), arena_);
    if (!document) {
      suite_.fail(id, document.error().detail);
      return;
    }
    if (has_schemas) judge_shape(id, *document, row);
    if (has_safe_mode) judge_lossless(id, *document, row.text_of("json_ld_safe") == "accept");
  }

 private:
  void judge_shape(const std::string& id, const json::Value& document, const json::Value& row) {
    const auto findings = ob3_findings(document);
    const bool adapted = vc::conforms(findings);
    suite_.check(id + "#json-ld-schema", adapted == (row.text_of("schema_ld") == "ok"), first(findings));
    const bool formal = adapted && !wants_arrays(findings);
    suite_.check(id + "#formal-schema", formal == (row.text_of("schema_formal") == "ok"), first(findings));
  }

  void judge_lossless(const std::string& id, const json::Value& document, bool accepts) {
    vc::LintOptions options;
    options.processor = &processor_;
    const auto findings = vc::lint(document, options);
    suite_.check(id + "#safe-mode", findings.empty() == accepts, first(findings));
  }

  Suite& suite_;
  ContextFiles contexts_;
  jsonld::Processor processor_;
  Arena arena_;
};

}  // namespace

void judge_examples(Suite& suite) {
  Arena arena;
  const json::Value manifest = json::read(read_file(suite.folder() / "examples" / "manifest.json"), arena).value();
  Examples examples(suite);
  for (const json::Value& row : manifest.find("examples")->array()) examples.judge(row);
}

void run_open_badges_3(Suite& suite) {
  judge_examples(suite);
  judge_extensions(suite);
}

}  // namespace cairn::conformance
