#include "vc/checks/vcdm2/document.hpp"

#include <array>

#include "base/iri.hpp"

namespace cairn::vc::vcdm2 {
namespace {

struct Slot {
  std::string_view name;
  const json::Value* Document::*member;
};

constexpr auto k_slots = std::to_array<Slot>({
    {"@context", &Document::context},
    {"id", &Document::id},
    {"type", &Document::type},
    {"issuer", &Document::issuer},
    {"credentialSubject", &Document::subject},
    {"validFrom", &Document::valid_from},
    {"validUntil", &Document::valid_until},
    {"name", &Document::name},
    {"description", &Document::description},
    {"credentialStatus", &Document::status},
    {"credentialSchema", &Document::schema},
    {"refreshService", &Document::refresh},
    {"termsOfUse", &Document::terms},
    {"evidence", &Document::evidence},
    {"proof", &Document::proof},
    {"confidenceMethod", &Document::confidence},
    {"renderMethod", &Document::render},
    {"relatedResource", &Document::related},
    {"holder", &Document::holder},
    {"verifiableCredential", &Document::credentials},
    {"issuanceDate", &Document::old_date},
    {"expirationDate", &Document::old_date},
});

DocumentKind kind_of(const json::Value* type) {
  if (has_type(type, "EnvelopedVerifiableCredential") || has_type(type, "EnvelopedVerifiablePresentation")) {
    return DocumentKind::enveloped;
  }
  const bool is_presentation = has_type(type, "VerifiablePresentation") && !has_type(type, "VerifiableCredential");
  return is_presentation ? DocumentKind::presentation : DocumentKind::credential;
}

}  // namespace

Document look_at(json::Value value, const Place& place) {
  Document out;
  out.value = value;
  out.place = &place;
  for (const json::Member& member : value.object()) {
    for (const Slot& slot : k_slots) {
      if (slot.name.size() == member.name.size() && slot.name == member.name) {
        out.*slot.member = &member.value;
        break;
      }
    }
  }
  out.kind = kind_of(out.type);
  return out;
}

bool has_type(const json::Value* type, std::string_view word) {
  if (type == nullptr) return false;
  if (!type->is_array()) return type->is_string(word);
  for (const json::Value& item : type->array()) {
    if (item.is_string(word)) return true;
  }
  return false;
}

bool is_url(const json::Value* value) { return value != nullptr && value->is_string() && is_absolute_iri(value->text()); }

std::string_view describe(const json::Value& value) {
  switch (value.type()) {
    case json::Type::null: return "null";
    case json::Type::boolean: return "true or false";
    case json::Type::number: return "a number";
    case json::Type::string: return value.text().empty() ? "an empty string" : "a string";
    case json::Type::array: return value.array().empty() ? "an empty array" : "an array";
    case json::Type::object: break;
  }
  return value.object().empty() ? "an empty object" : "an object";
}

}  // namespace cairn::vc::vcdm2
