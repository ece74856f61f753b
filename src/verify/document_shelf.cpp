#include "verify/document_shelf.hpp"

#include "proof/did.hpp"
#include "proof/jose.hpp"

namespace cairn::verify {
namespace {

// Which controller the document under this address describes; empty when it is none, such as a status list.
std::string controller_of(std::string_view url, json::Value document) {
  const std::string id(document.text_of("id"));
  const bool has_keys = document.find("verificationMethod") != nullptr || document.find("assertionMethod") != nullptr;
  if (id.starts_with("did:web:")) {
    const Result<std::string> place = proof::did_web_to_url(id, proof::LocalHosts::allowed);
    if (url == id || (place && *place == url)) return id;
  }
  return has_keys || std::string_view(id).starts_with("did:") ? std::string(url) : std::string();
}

// Badges of 1.x name a key by the address of a PEM file: that counts as a document that is one text.
Result<json::Value> read_document(std::string_view text, Arena& arena) {
  if (text.starts_with("-----BEGIN ")) return json::Value::string(text);
  return proof::read_json_or_token(text, arena);
}

}  // namespace

Result<void> DocumentShelf::add(const GivenDocument& document, proof::LocalResolver& resolver) {
  const Result<json::Value> value = read_document(arena_.copy(document.text), arena_);
  if (!value) {
    return fail(Kind::malformed, "verify.given-document",
                "the document given for " + document.url + ": " + value.error().detail,
                "Give the JSON document, or the PEM key, that is found at that address.");
  }
  const auto [place, is_new] = documents_.insert_or_assign(document.url, jsonld::RemoteDocument{});
  place->second = {place->first, *value};
  const std::string controller = controller_of(document.url, *value);
  if (controller.empty()) return {};
  const Result<void> kept = resolver.add_document(controller, *value);
  if (kept) return {};
  return fail(Kind::malformed, "verify.given-document",
              "the document given for " + document.url + ": " + kept.error().detail,
              "Give the document whose id belongs to that address.");
}

Result<const jsonld::RemoteDocument*> DocumentShelf::load(std::string_view url) {
  if (const jsonld::RemoteDocument* given = find_given(url)) return given;
  if (others_ != nullptr) return others_->load(url);
  return fail(Kind::missing, "verify.not-given",
              std::string(url) + " was not given by hand, and the network is not used",
              "Give it with --documents, or leave --offline out.");
}

const jsonld::RemoteDocument* DocumentShelf::find_given(std::string_view url) const {
  const auto found = documents_.find(url);
  return found == documents_.end() ? nullptr : &found->second;
}

Result<const jsonld::RemoteDocument*> GivenDocuments::load(std::string_view url) {
  if (const jsonld::RemoteDocument* given = shelf_.find_given(url)) return given;
  return fail(Kind::missing, "verify.not-given", std::string(url) + " was not given by hand", "Give it with --documents.");
}

}  // namespace cairn::verify
