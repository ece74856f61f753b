#include <array>

#include "vc/checks/vcdm2/document.hpp"

// VCDM 2.0 "Verifiable Presentations", "Enveloped Verifiable Credentials", "Presentations Including Holder Claims"
namespace cairn::vc::vcdm2 {
namespace {

// The one identifier of a `holder` or `issuer`: a URL, or an object's id.
std::string_view identifier_of(const json::Value* value) {
  if (value == nullptr) return {};
  return value->is_string() ? value->text() : value->text_of("id");
}

void check_holder(const Document& document, const Rule& rule, Findings& findings) {
  if (document.holder == nullptr || is_url(document.holder)) return;
  if (document.holder->is_object() && is_url(document.holder->find("id"))) return;
  findings.add(rule, document.place->member("holder"), "holder is neither a URL nor an object with an id that is one",
               "Give the holder's URL or DID.");
}

void check_credentials(const Document& document, const Rule& rule, Findings& findings) {
  if (document.credentials == nullptr) return;
  for_each_item(*document.credentials, document.place->member("verifiableCredential"),
                [&](const json::Value& item, const Place& at) {
                  if (item.is_object()) return;
                  findings.add(rule, at, "a credential is " + std::string(describe(item)) + ", not an object",
                               "Embed the credential, or wrap it as EnvelopedVerifiableCredential.");
                });
}

// A credential that only the presentation's own proof secures is the holder's word about themselves.
void check_self_asserted(const Document& document, const Rule& rule, Findings& findings) {
  if (document.credentials == nullptr) return;
  for_each_item(*document.credentials, document.place->member("verifiableCredential"),
                [&](const json::Value& item, const Place& at) {
                  if (!item.is_object() || item.object().contains("proof")) return;
                  if (!has_type(item.find("type"), "VerifiableCredential")) return;
                  const std::string_view holder = identifier_of(document.holder);
                  if (!holder.empty() && holder == identifier_of(item.find("issuer"))) return;
                  findings.add(rule, at, "a credential without a proof of its own is not issued by the holder",
                               "Name the holder, equal to the credential's issuer, or give the credential a proof.");
                });
}

void check_envelope(const Document& document, const Rule& rule, Findings& findings) {
  const Place place = document.place->member("id");
  const bool is_data = document.id != nullptr && document.id->is_string() && document.id->text().starts_with("data:") &&
                       document.id->text().find(',') != std::string_view::npos;
  if (!is_data) {
    findings.add(rule, place, "id of an enveloped credential is no data: URL", "Put the secured credential into a data: URL.");
  }
  bool has_base = false;
  if (document.context != nullptr) {
    for_each_item(*document.context, *document.place, [&](const json::Value& item, const Place&) {
      has_base = has_base || item.is_string("https://www.w3.org/ns/credentials/v2");
    });
  }
  if (!has_base) {
    findings.add(rule, *document.place, "@context does not name the context of version 2 of the data model",
                 "Add \"https://www.w3.org/ns/credentials/v2\".");
  }
}

constexpr auto k_presentation_checks = std::to_array<Check>({
    {{"vcdm2.holder", "VCDM 2.0 \"Verifiable Presentations\""}, check_holder},
    {{"vcdm2.presented-credential", "VCDM 2.0 \"Verifiable Presentations\""}, check_credentials},
    {{"vcdm2.self-asserted", "VCDM 2.0 \"Presentations Including Holder Claims\""}, check_self_asserted},
});
constexpr auto k_enveloped_checks = std::to_array<Check>({
    {{"vcdm2.envelope", "VCDM 2.0 \"Enveloped Verifiable Credentials\""}, check_envelope},
});

}  // namespace

std::span<const Check> presentation_checks() { return k_presentation_checks; }
std::span<const Check> enveloped_checks() { return k_enveloped_checks; }

}  // namespace cairn::vc::vcdm2
