#pragma once
#include <cstdint>
#include <string_view>

#include "json/value.hpp"
#include "vc/rules.hpp"

// What the rules of VCDM 2.0 see. Internal to the rulebook.
namespace cairn::vc::vcdm2 {

enum class DocumentKind : std::uint8_t { credential, presentation, enveloped };

/// The members the standard names, found in one pass; nullptr where missing.
struct Document {
  json::Value value;
  DocumentKind kind = DocumentKind::credential;
  const Place* place = nullptr;
  const json::Value* context = nullptr;
  const json::Value* id = nullptr;
  const json::Value* type = nullptr;
  const json::Value* issuer = nullptr;
  const json::Value* subject = nullptr;
  const json::Value* valid_from = nullptr;
  const json::Value* valid_until = nullptr;
  const json::Value* name = nullptr;
  const json::Value* description = nullptr;
  const json::Value* status = nullptr;
  const json::Value* schema = nullptr;
  const json::Value* refresh = nullptr;
  const json::Value* terms = nullptr;
  const json::Value* evidence = nullptr;
  const json::Value* proof = nullptr;
  const json::Value* confidence = nullptr;
  const json::Value* render = nullptr;
  const json::Value* related = nullptr;
  const json::Value* holder = nullptr;
  const json::Value* credentials = nullptr;  ///< verifiableCredential
  const json::Value* old_date = nullptr;     ///< issuanceDate or expirationDate, of version 1.1
};

/// in: value - an object
Document look_at(json::Value value, const Place& place);

/// One row of a table: a rule and the function that looks for breaches of it.
struct Check {
  Rule rule;
  void (*run)(const Document& document, const Rule& rule, Findings& findings);
};

/// out: whether `type` is, or as an array holds, this word
bool has_type(const json::Value* type, std::string_view word);
/// out: whether the value is a string that is an absolute IRI
bool is_url(const json::Value* value);
/// out: "a number", "null", "an empty array", for details
std::string_view describe(const json::Value& value);

/// Call `visit(item, place)` for the value itself, or for each item when it is an array.
template <class Visit>
void for_each_item(const json::Value& value, const Place& place, Visit visit) {
  if (!value.is_array()) {
    visit(value, place);
    return;
  }
  for (std::uint32_t i = 0; i < value.array().size(); ++i) visit(value.array()[i], place.item(i));
}

// The tables, one per group of sections.
std::span<const Check> context_and_type_checks();
std::span<const Check> identity_checks();
std::span<const Check> validity_checks();
std::span<const Check> extension_checks();
std::span<const Check> presentation_checks();
std::span<const Check> enveloped_checks();

}  // namespace cairn::vc::vcdm2
