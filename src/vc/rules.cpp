#include "vc/rules.hpp"

#include <algorithm>

namespace cairn::vc {
namespace {

void append_escaped(std::string& out, std::string_view name) {
  for (const char c : name) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
}

// Bounds on what a hostile document can make us say about it.
constexpr std::size_t k_longest_step = 80;
constexpr std::size_t k_most_warnings = 200;
constexpr std::size_t k_most_findings = 400;

void append_steps(const Place& place, std::string& out) {
  if (place.parent == nullptr) return;
  append_steps(*place.parent, out);
  out += '/';
  if (place.index >= 0) {
    out += std::to_string(place.index);
  } else {
    append_escaped(out, place.name.substr(0, k_longest_step));
  }
}

// Safe mode refuses whatever the contexts do not define: what it would drop, no signature could cover.
void check_lossless(json::Value document, jsonld::Processor& processor, Findings& findings) {
  static constexpr Rule k_lossless{"house.lossless", "VC Data Integrity 1.0 \"Securing Data Losslessly\""};
  static constexpr Rule k_unreadable{"house.json-ld", "JSON-LD 1.1 API \"Deserialize JSON-LD to RDF Algorithm\""};
  if (!document.is_object()) return;
  Arena arena;
  jsonld::Options options;
  options.data_loss = jsonld::DataLoss::refused;
  rdf::Dataset dataset;
  const auto done = processor.to_rdf(document, options, arena, dataset);
  if (done) return;
  const bool is_loss = done.error().code == "jsonld.data-loss";
  findings.add(is_loss ? k_lossless : k_unreadable, Place{}, done.error().detail + " (" + done.error().code + ")",
               done.error().hint.empty() ? "Use only members and types that the named contexts define." : done.error().hint);
}

}  // namespace

std::string_view severity_name(Severity severity) {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::unknown: return "unknown";
    case Severity::warning: break;
  }
  return "warning";
}

std::string to_pointer(const Place& place) {
  std::string out;
  append_steps(place, out);
  return out;
}

void Findings::add(const Rule& rule, const Place& place, std::string detail, std::string hint) {
  const bool may_be_hidden = phase_ == Phase::verifying_part && rule.when_hidden;
  const Severity severity = phase_ == Phase::issuing ? rule.when_issuing
                            : may_be_hidden          ? *rule.when_hidden
                                                     : rule.when_verifying;
  // Past the first bound only what changes the answer is kept; at the second, something that changes it is there already.
  if (out_->size() >= (severity == Severity::warning ? k_most_warnings : k_most_findings)) return;
  Finding finding;
  finding.rulebook = rulebook_;
  finding.code = rule.code;
  finding.pointer = to_pointer(place);
  finding.detail = std::move(detail);
  finding.hint = std::move(hint);
  finding.severity = severity;
  finding.citation = rule.citation;
  out_->push_back(std::move(finding));
}

std::vector<Finding> lint(json::Value document, const LintOptions& options) {
  std::vector<Finding> out;
  const Inspection inspection{document, options.contexts};
  for (const Rulebook* rulebook : options.rulebooks) {
    Findings findings(rulebook->name, options.phase, out);
    rulebook->inspect(inspection, findings);
  }
  if (options.processor != nullptr) {
    Findings findings(house_rulebook().name, options.phase, out);
    check_lossless(document, *options.processor, findings);
  }
  return out;
}

bool conforms(std::span<const Finding> findings) {
  return std::all_of(findings.begin(), findings.end(),
                     [](const Finding& finding) { return finding.severity == Severity::warning; });
}

json::Value to_json(std::span<const Finding> findings, Arena& arena) {
  const json::Array list = json::Array::make(arena, static_cast<std::uint32_t>(findings.size()));
  for (const Finding& finding : findings) {
    const json::Object one = json::Object::make(arena, 7);
    const auto set = [&](std::string_view name, std::string_view text) {
      one.add_new(name, json::Value::string(arena.copy(text)), arena);
    };
    set("rulebook", finding.rulebook);
    set("code", finding.code);
    set("pointer", finding.pointer);
    set("detail", finding.detail);
    set("hint", finding.hint);
    set("severity", severity_name(finding.severity));
    set("citation", finding.citation);
    list.push_back(one, arena);
  }
  const json::Object out = json::Object::make(arena, 2);
  out.add_new("conforms", json::Value::boolean(conforms(findings)), arena);
  out.add_new("findings", list, arena);
  return out;
}

}  // namespace cairn::vc
