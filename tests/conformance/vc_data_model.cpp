#include <algorithm>
#include <array>
#include <string>

#include "conformance/suite.hpp"
#include "json/read.hpp"
#include "vc/rules.hpp"

// The examples of VCDM 2.0, of its text and of its JSON Schemas: all that are whole credentials or presentations conform.
namespace cairn::conformance {
namespace {

std::string first(const std::vector<vc::Finding>& findings) {
  if (findings.empty()) return "nothing was found";
  return std::string(findings.front().code) + " at " + findings.front().pointer + ": " + findings.front().detail;
}

bool is_whole(const json::Value& document) { return document.find("type") != nullptr && document.find("issuer") != nullptr; }

bool is_presentation(const json::Value& document) {
  const json::Value* type = document.find("type");
  if (type == nullptr) return false;
  const auto is_it = [](const json::Value& one) { return one.is_string("VerifiablePresentation") || one.is_string("EnvelopedVerifiablePresentation"); };
  return type->is_array() ? std::any_of(type->array().begin(), type->array().end(), is_it) : is_it(*type);
}

void judge(Suite& suite, const std::filesystem::path& file, const std::string& id) {
  Arena arena;
  const auto document = json::read(read_file(file), arena);
  if (!document) {
    suite.fail(id, document.error().detail);
    return;
  }
  if (!is_whole(*document) && !is_presentation(*document)) {
    suite.skip(id);
    return;
  }
  const vc::Rulebook* const books[] = {&vc::vcdm2_rulebook()};
  vc::LintOptions options;
  options.rulebooks = books;
  const auto findings = vc::lint(*document, options);
  suite.check(id, findings.empty(), first(findings));
}

}  // namespace

void run_vc_data_model(Suite& suite) {
  constexpr auto k_folders = std::to_array<std::string_view>({"spec-examples", "schema/verifiable-credential", "schema/verifiable-presentation"});
  for (const std::string_view folder : k_folders) {
    for (const auto& entry : std::filesystem::directory_iterator(suite.folder() / folder)) {
      const std::string name = entry.path().stem().string();
      if (entry.path().extension() != ".json" || name.ends_with("-schema")) continue;
      const std::string prefix = folder.starts_with("spec") ? std::string(folder) : std::string(folder.substr(folder.find('/') + 1));
      judge(suite, entry.path(), prefix + "/" + name);
    }
  }
}

}  // namespace cairn::conformance
