#include <array>

#include <algorithm>

#include "vc/checks/vcdm2/document.hpp"

// VCDM 2.0 "Contexts", "Types"
namespace cairn::vc::vcdm2 {
namespace {

constexpr std::string_view k_base_context = "https://www.w3.org/ns/credentials/v2";

void check_context(const Document& document, const Rule& rule, Findings& findings) {
  const Place place = document.place->member("@context");
  const std::string hint = "Begin @context, an array, with \"" + std::string(k_base_context) + "\".";
  if (document.context == nullptr) {
    findings.add(rule, *document.place, "@context is missing", hint);
  } else if (!document.context->is_array()) {
    findings.add(rule, place, "@context is " + std::string(describe(*document.context)) + ", not an array", hint);
  } else if (document.context->array().empty() || !document.context->array()[0].is_string(k_base_context)) {
    findings.add(rule, place, "the first context is not that of version 2 of the data model", hint);
  }
}

void check_context_items(const Document& document, const Rule& rule, Findings& findings) {
  if (document.context == nullptr || !document.context->is_array()) return;
  const json::Array items = document.context->array();
  const Place place = document.place->member("@context");
  constexpr std::uint32_t k_most_contexts = 32;
  if (items.size() > k_most_contexts) {
    findings.add(rule, place, "more than 32 contexts are named", "Name only the contexts that are used.");
  }
  for (std::uint32_t i = 0; i < std::min(items.size(), k_most_contexts); ++i) {
    if (!items[i].is_object() && !is_url(&items[i])) {
      findings.add(rule, place.item(i), "a context is " + std::string(describe(items[i])) + " that is no address",
                   "Name each context by its full URL.");
    }
    for (std::uint32_t earlier = 0; earlier < i; ++earlier) {
      if (items[i].is_string() && items[earlier].is_string(items[i].text())) {
        findings.add(rule, place.item(i), "the same context is named twice", "Name it once.");
      }
    }
  }
}

std::string_view wanted_type(DocumentKind kind) {
  return kind == DocumentKind::presentation ? "VerifiablePresentation" : "VerifiableCredential";
}

void check_type(const Document& document, const Rule& rule, Findings& findings) {
  const std::string_view wanted = wanted_type(document.kind);
  if (document.type == nullptr) {
    findings.add(rule, *document.place, "type is missing", "Add \"type\": [\"" + std::string(wanted) + "\"].");
  } else if (!has_type(document.type, wanted)) {
    findings.add(rule, document.place->member("type"), "type does not hold " + std::string(wanted),
                 "Add " + std::string(wanted) + " to it.");
  }
}

void check_type_values(const Document& document, const Rule& rule, Findings& findings) {
  if (document.type == nullptr) return;
  for_each_item(*document.type, document.place->member("type"), [&](const json::Value& item, const Place& place) {
    if (!item.is_string() || item.text().empty()) {
      findings.add(rule, place, "a type is " + std::string(describe(item)), "A type is a word of a context, or a URL.");
    }
  });
}

// Where the words are defined that decide by which rules a document is judged.
constexpr auto k_vocabularies = std::to_array<std::string_view>(
    {"https://www.w3.org/2018/credentials#", "https://purl.imsglobal.org/spec/vc/ob/vocab.html#"});

// The long form of a word, or a short form with a prefix that only a context could explain.
bool is_word_in_disguise(std::string_view type) {
  const std::size_t colon = type.find(':');
  if (colon == std::string_view::npos) return false;
  for (const std::string_view vocabulary : k_vocabularies) {
    if (type.starts_with(vocabulary)) return true;
  }
  return !type.substr(colon).starts_with("://") && !type.starts_with("urn:") && !type.starts_with("did:") &&
         !type.starts_with("tag:");
}

// A document whose kind its readers see only after JSON-LD processing cannot be judged by the rules of that kind.
void check_type_words(const Document& document, const Rule& rule, Findings& findings) {
  if (document.type == nullptr) return;
  for_each_item(*document.type, document.place->member("type"), [&](const json::Value& item, const Place& place) {
    if (!item.is_string() || !is_word_in_disguise(item.text())) return;
    findings.add(rule, place, "the type " + std::string(item.text().substr(0, 120)) + " is not written as a word of the contexts, so it could be overlooked",
                 "Write the word itself, such as OpenBadgeCredential.");
  });
}

constexpr auto k_checks = std::to_array<Check>({
    {{"vcdm2.context", "VCDM 2.0 \"Contexts\""}, check_context},
    {{"vcdm2.context-item", "VCDM 2.0 \"Contexts\""}, check_context_items},
    {{"vcdm2.type", "VCDM 2.0 \"Types\""}, check_type},
    {{"vcdm2.type-value", "VCDM 2.0 \"Types\""}, check_type_values},
    {{"vcdm2.type-word", "VCDM 2.0 \"Types\"", Severity::error, Severity::unknown}, check_type_words},
});

}  // namespace

std::span<const Check> context_and_type_checks() { return k_checks; }

}  // namespace cairn::vc::vcdm2
