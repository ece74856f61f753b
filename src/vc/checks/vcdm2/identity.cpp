#include <array>

#include "base/utf8.hpp"
#include "vc/checks/vcdm2/document.hpp"

// VCDM 2.0 "Identifiers", "Names and Descriptions", "Issuer", "Credential Subject"
namespace cairn::vc::vcdm2 {
namespace {

constexpr std::string_view k_url_hint = "Give one full URL, for example https://..., did:... or urn:uuid:...";

void check_id(const Document& document, const Rule& rule, Findings& findings) {
  if (document.id == nullptr || is_url(document.id)) return;
  findings.add(rule, document.place->member("id"), "id is " + std::string(describe(*document.id)) + ", not one URL",
               std::string(k_url_hint));
}

void check_issuer(const Document& document, const Rule& rule, Findings& findings) {
  const Place place = document.place->member("issuer");
  if (document.issuer == nullptr) {
    findings.add(rule, *document.place, "issuer is missing", "Say who issues: a URL, or an object with an id.");
  } else if (document.issuer->is_object()) {
    if (!is_url(document.issuer->find("id"))) {
      findings.add(rule, place.member("id"), "the issuer's id is missing or no URL", std::string(k_url_hint));
    }
  } else if (!is_url(document.issuer)) {
    findings.add(rule, place, "issuer is " + std::string(describe(*document.issuer)) + ", neither one URL nor an object with an id",
                 std::string(k_url_hint));
  }
}

void check_subject(const Document& document, const Rule& rule, Findings& findings) {
  const Place place = document.place->member("credentialSubject");
  if (document.subject == nullptr) {
    findings.add(rule, *document.place, "credentialSubject is missing", "Say what the credential is about.");
    return;
  }
  if (document.subject->is_array() && document.subject->array().empty()) {
    findings.add(rule, place, "credentialSubject is an empty array", "Give at least one subject.");
  }
  for_each_item(*document.subject, place, [&](const json::Value& subject, const Place& at) {
    if (!subject.is_object() || subject.object().empty()) {
      findings.add(rule, at, "a subject is " + std::string(describe(subject)), "A subject is an object that says something.");
    }
  });
}

void check_subject_id(const Document& document, const Rule& rule, Findings& findings) {
  if (document.subject == nullptr) return;
  for_each_item(*document.subject, document.place->member("credentialSubject"),
                [&](const json::Value& subject, const Place& at) {
                  const json::Value* id = subject.find("id");
                  if (id == nullptr || is_url(id)) return;
                  findings.add(rule, at.member("id"), "the subject's id is " + std::string(describe(*id)) + ", not one URL",
                               std::string(k_url_hint));
                });
}

bool is_alphanumeric(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

// Well-formed enough for RFC 5646: groups of 1 to 8 letters or digits, the first of letters only.
bool is_language(const json::Value& value) {
  if (!value.is_string() || value.text().empty()) return false;
  std::size_t length = 0;
  bool is_first = true;
  for (const char c : value.text()) {
    if (c == '-') {
      if (length == 0) return false;
      length = 0;
      is_first = false;
      continue;
    }
    const bool is_digit = c >= '0' && c <= '9';
    if (!is_alphanumeric(c) || (is_first && is_digit) || ++length > 8) return false;
  }
  return length != 0;
}

// out: empty, or what is wrong with one language value object
std::string_view fault_of_language_value(json::Object object) {
  const json::Value* value = object.find("@value");
  if (value == nullptr || !value->is_string()) return "has no @value that is a string";
  for (const json::Member& member : object) {
    if (member.name == "@language" && !is_language(member.value)) return "has a @language that is no language tag";
    if (member.name == "@direction" && !member.value.is_string("ltr") && !member.value.is_string("rtl")) {
      return "has a @direction that is neither ltr nor rtl";
    }
    if (member.name != "@value" && member.name != "@language" && member.name != "@direction") {
      return "holds more than @value, @language and @direction";
    }
  }
  return {};
}

void check_text(const json::Value* text, const Place& place, const Rule& rule, Findings& findings) {
  if (text == nullptr || text->is_string()) return;
  const std::string hint = "Give a string, or {\"@value\": ..., \"@language\": ...}, or a list of these.";
  if (text->is_array() && text->array().empty()) findings.add(rule, place, "is an empty array", hint);
  for_each_item(*text, place, [&](const json::Value& item, const Place& at) {
    if (item.is_string()) return;
    if (!item.is_object()) {
      findings.add(rule, at, "is " + std::string(describe(item)), hint);
    } else if (const std::string_view fault = fault_of_language_value(item.object()); !fault.empty()) {
      findings.add(rule, at, "the text " + std::string(fault), hint);
    }
  });
}

void check_names(const Document& document, const Rule& rule, Findings& findings) {
  check_text(document.name, document.place->member("name"), rule, findings);
  check_text(document.description, document.place->member("description"), rule, findings);
  if (document.issuer == nullptr || !document.issuer->is_object()) return;
  const Place issuer = document.place->member("issuer");
  check_text(document.issuer->find("name"), issuer.member("name"), rule, findings);
  check_text(document.issuer->find("description"), issuer.member("description"), rule, findings);
}

constexpr auto k_checks = std::to_array<Check>({
    {{"vcdm2.id", "VCDM 2.0 \"Identifiers\""}, check_id},
    {{"vcdm2.issuer", "VCDM 2.0 \"Issuer\""}, check_issuer},
    {{"vcdm2.subject", "VCDM 2.0 \"Credential Subject\""}, check_subject},
    {{"vcdm2.subject-id", "VCDM 2.0 \"Identifiers\""}, check_subject_id},
    {{"vcdm2.text", "VCDM 2.0 \"Names and Descriptions\", \"Language and Base Direction\""}, check_names},
});

}  // namespace

std::span<const Check> identity_checks() { return k_checks; }

}  // namespace cairn::vc::vcdm2
