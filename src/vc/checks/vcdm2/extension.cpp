#include <array>

#include "vc/checks/vcdm2/document.hpp"

// VCDM 2.0 "Types", "Status", "Data Schemas", "Securing Mechanisms", "Integrity of Related Resources", "Refreshing",
// "Terms of Use", "Evidence", "Reserved Extension Points": each value is an object that says what it is.
namespace cairn::vc::vcdm2 {
namespace {

bool is_type(const json::Value* type) {
  if (type == nullptr) return false;
  if (type->is_string()) return !type->text().empty();
  if (!type->is_array() || type->array().empty()) return false;
  for (const json::Value& item : type->array()) {
    if (!item.is_string() || item.text().empty()) return false;
  }
  return true;
}

enum class Id { optional, required };

// Each item is an object with a type; an id, where there is one, is one URL.
void check_typed(const json::Value* value, const Place& place, Id id_rule, const Rule& rule, Findings& findings) {
  if (value == nullptr) return;
  if (value->is_array() && value->array().empty()) {
    findings.add(rule, place, "is an empty array", "Leave it out when there is nothing to say.");
  }
  for_each_item(*value, place, [&](const json::Value& item, const Place& at) {
    if (!item.is_object()) {
      findings.add(rule, at, "is " + std::string(describe(item)) + ", not an object", "Give an object with a type.");
      return;
    }
    if (!is_type(item.find("type"))) {
      findings.add(rule, at.member("type"), "type is missing or no word", "Say what it is: add a type.");
    }
    const json::Value* id = item.find("id");
    if (id == nullptr ? id_rule == Id::required : !is_url(id)) {
      findings.add(rule, at.member("id"), id == nullptr ? "id is missing" : "id is not one URL", "Give one full URL.");
    }
  });
}

void check_status(const Document& document, const Rule& rule, Findings& findings) {
  check_typed(document.status, document.place->member("credentialStatus"), Id::optional, rule, findings);
}
void check_schema(const Document& document, const Rule& rule, Findings& findings) {
  check_typed(document.schema, document.place->member("credentialSchema"), Id::required, rule, findings);
}
void check_refresh(const Document& document, const Rule& rule, Findings& findings) {
  check_typed(document.refresh, document.place->member("refreshService"), Id::optional, rule, findings);
}
void check_terms(const Document& document, const Rule& rule, Findings& findings) {
  check_typed(document.terms, document.place->member("termsOfUse"), Id::optional, rule, findings);
}
void check_evidence(const Document& document, const Rule& rule, Findings& findings) {
  check_typed(document.evidence, document.place->member("evidence"), Id::optional, rule, findings);
}
void check_proof(const Document& document, const Rule& rule, Findings& findings) {
  check_typed(document.proof, document.place->member("proof"), Id::optional, rule, findings);
}
void check_reserved(const Document& document, const Rule& rule, Findings& findings) {
  check_typed(document.confidence, document.place->member("confidenceMethod"), Id::optional, rule, findings);
  check_typed(document.render, document.place->member("renderMethod"), Id::optional, rule, findings);
}

bool is_digest(const json::Value* value) {
  if (value == nullptr) return false;
  if (value->is_string()) return !value->text().empty();
  return value->is_array() && !value->array().empty();
}

void check_related(const Document& document, const Rule& rule, Findings& findings) {
  if (document.related == nullptr) return;
  const Place place = document.place->member("relatedResource");
  for_each_item(*document.related, place, [&](const json::Value& item, const Place& at) {
    if (!item.is_object()) {
      findings.add(rule, at, "is " + std::string(describe(item)) + ", not an object", "Give an object with id and digest.");
      return;
    }
    if (!is_url(item.find("id"))) findings.add(rule, at.member("id"), "id is missing or no URL", "Give the resource's URL.");
    if (!is_digest(item.find("digestSRI")) && !is_digest(item.find("digestMultibase"))) {
      findings.add(rule, at, "neither digestSRI nor digestMultibase is given", "Add the digest of the resource.");
    }
  });
  if (!document.related->is_array()) return;
  const json::Array items = document.related->array();
  for (std::uint32_t i = 1; i < items.size() && i < 1'000; ++i) {
    const std::string_view id = items[i].text_of("id");
    for (std::uint32_t earlier = 0; earlier < i && !id.empty(); ++earlier) {
      if (items[earlier].text_of("id") == id) {
        findings.add(rule, place.item(i), "the same resource is listed twice", "List it once.");
        break;
      }
    }
  }
}

constexpr auto k_checks = std::to_array<Check>({
    {{"vcdm2.status", "VCDM 2.0 \"Status\""}, check_status},
    {{"vcdm2.schema", "VCDM 2.0 \"Data Schemas\""}, check_schema},
    {{"vcdm2.refresh-service", "VCDM 2.0 \"Refreshing\""}, check_refresh},
    {{"vcdm2.terms-of-use", "VCDM 2.0 \"Terms of Use\""}, check_terms},
    {{"vcdm2.evidence", "VCDM 2.0 \"Evidence\""}, check_evidence},
    {{"vcdm2.proof", "VCDM 2.0 \"Securing Mechanisms\", \"Types\""}, check_proof},
    {{"vcdm2.reserved", "VCDM 2.0 \"Reserved Extension Points\""}, check_reserved},
    {{"vcdm2.related-resource", "VCDM 2.0 \"Integrity of Related Resources\""}, check_related},
});

}  // namespace

std::span<const Check> extension_checks() { return k_checks; }

}  // namespace cairn::vc::vcdm2
