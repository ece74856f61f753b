#include "vc/schema_check.hpp"

#include "schema/schemas.hpp"
#include "vc/credential_view.hpp"

namespace cairn::vc {
namespace {

constexpr std::string_view k_rulebook = "schema";
constexpr std::string_view k_citation = "VC JSON Schema 1.0 \"Processing\"";
constexpr std::size_t k_most_schemas = 8;
constexpr std::size_t k_most_faults = 20;

constexpr Rule k_not_kept{"schema.not-kept", k_citation, Severity::error, Severity::warning};
constexpr Rule k_not_checked{"schema.not-checked", k_citation, Severity::unknown, Severity::warning};

Finding finding_at(std::string pointer, const Rule& rule, Phase phase, std::string detail) {
  Finding out;
  out.rulebook = k_rulebook;
  out.code = rule.code;
  out.pointer = std::move(pointer);
  out.detail = std::move(detail);
  out.severity = phase == Phase::issuing ? rule.when_issuing : rule.when_verifying;
  out.citation = rule.citation;
  return out;
}

}  // namespace

void lint_by_schema(json::Value document, const NamedSchema& named, Phase phase, std::vector<Finding>& findings) {
  schema::Schemas schemas(schema::Draft::draft_2019_09);
  schema::Limits limits;
  limits.faults = k_most_faults;
  const auto added = schemas.add(named.url, named.schema);
  auto faults = added ? schemas.validate(named.url, document, limits) : Result<std::vector<schema::Fault>>(Failure(added.error()));
  if (!faults) {
    Finding out = finding_at("", k_not_checked, phase, "the schema " + std::string(named.url) + " cannot be used: " + faults.error().detail);
    out.hint = faults.error().hint;
    findings.push_back(std::move(out));
    return;
  }
  for (schema::Fault& fault : *faults) {
    Finding out = finding_at(std::move(fault.pointer), k_not_kept, phase, fault.detail + " (keyword " + fault.keyword + ")");
    out.hint = "The schema is " + std::string(named.url) + ".";
    findings.push_back(std::move(out));
  }
}

void check_named_schemas(json::Value credential, jsonld::DocumentLoader& schemas, std::vector<Finding>& findings) {
  std::size_t count = 0;
  each_item(credential.find("credentialSchema"), [&](const json::Value& entry) {
    const std::string_view url = entry.text_of("id");
    const bool is_known_kind = holds_type(entry, "1EdTechJsonSchemaValidator2019") || holds_type(entry, "JsonSchema");
    if (url.empty() || ++count > k_most_schemas) return;
    const auto found = is_known_kind ? schemas.load(url) : Result<const jsonld::RemoteDocument*>(nullptr);
    if (found && *found != nullptr) return lint_by_schema(credential, {url, (*found)->document}, Phase::verifying, findings);
    findings.push_back(finding_at("/credentialSchema", k_not_checked, Phase::verifying,
                                  is_known_kind ? "the schema " + std::string(url.substr(0, 200)) + " was not given, so it was not looked at"
                                                : "the schema " + std::string(url.substr(0, 200)) + " is of a kind not known here"));
  });
}

}  // namespace cairn::vc
