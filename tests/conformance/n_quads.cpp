#include <string_view>

#include "conformance/suite.hpp"
#include "rdf/nquads.hpp"

namespace cairn::conformance {
namespace {

// The text between `open` and `close` after the first `key` in `block`, or empty.
std::string_view between(std::string_view block, std::string_view key, char open, char close) {
  const std::size_t at = block.find(key);
  if (at == std::string_view::npos) return {};
  const std::size_t first = block.find(open, at + key.size());
  const std::size_t last = block.find(close, first + 1);
  return last == std::string_view::npos ? std::string_view{} : block.substr(first + 1, last - first - 1);
}

// The manifests are Turtle of one fixed shape: a block "<#name> a rdft:Test... ; mf:action <file> ; ." for each case.
void run_folder(Suite& suite, const std::string& folder, rdf::Syntax syntax) {
  const std::string manifest = read_file(suite.folder() / folder / "manifest.ttl");
  const std::string_view text = manifest;
  for (std::size_t at = text.find("\n<#"); at != std::string_view::npos; at = text.find("\n<#", at + 1)) {
    const std::string_view block = text.substr(at, text.find("\n<#", at + 1) - at);
    const std::string_view action = between(block, "mf:action", '<', '>');
    if (action.empty()) continue;
    const std::string id = folder + "/" + std::string(between(block, "", '#', '>'));
    const bool negative = block.find("NegativeSyntax") != std::string_view::npos;
    const bool positive = block.find("PositiveSyntax") != std::string_view::npos;
    rdf::Dataset dataset;
    const Result<void> result = rdf::read_n_quads(read_file(suite.folder() / folder / action), dataset, syntax);
    if (negative == positive) {
      suite.fail(id, "the manifest's block tells neither a positive nor a negative test");
    } else if (positive) {
      suite.check(id, result.has_value(), result.has_value() ? "" : result.error().detail);
    } else {
      suite.check(id, !result.has_value(), "read without complaint");
    }
  }
}

}  // namespace

void run_n_quads(Suite& suite) {
  run_folder(suite, "rdf-n-quads", rdf::Syntax::n_quads);
  run_folder(suite, "rdf-n-triples", rdf::Syntax::n_triples);
}

}  // namespace cairn::conformance
