// DIDs and controller documents: computed did:key documents against published ones, the did:web mapping, and the
// examples of Controlled Identifiers 1.0.
#include "proof/did.hpp"

#include <algorithm>
#include <array>

#include "conformance/suite.hpp"
#include "json/read.hpp"
#include "proof/controller_document.hpp"
#include "proof/did_key.hpp"

namespace cairn::conformance {
namespace {

json::Value read_json(const std::filesystem::path& path, Arena& arena) {
  return json::read(read_file(path), arena).value();
}

bool contains(const std::vector<std::string>& list, const std::string& id) {
  return std::find(list.begin(), list.end(), id) != list.end();
}

// Every signing key that the published document gives in a form we read must be ours, under the same relationships.
std::string difference(const proof::ControllerDocument& ours, const proof::ControllerDocument& published) {
  for (const proof::VerificationMethod& method : published.methods) {
    const auto same =
        std::find_if(ours.methods.begin(), ours.methods.end(),
                     [&](const proof::VerificationMethod& candidate) { return candidate.id == method.id; });
    if (same == ours.methods.end()) return "the method " + method.id + " is missing";
    if (same->key != method.key || same->controller != method.controller) return method.id + " has another key";
    if (contains(ours.assertion_methods, method.id) != contains(published.assertion_methods, method.id) ||
        contains(ours.authentications, method.id) != contains(published.authentications, method.id)) {
      return method.id + " stands under other relationships";
    }
  }
  for (const std::string& id : ours.assertion_methods) {
    if (!contains(published.assertion_methods, id)) return id + " may not assert";
  }
  return {};
}

void run_did_key(Suite& suite, const std::string& file, std::string_view did, json::Value published) {
  const std::string id = "did-key/" + file + "/" + std::string(did.substr(0, 24));
  const auto ours = proof::compute_did_key(did);
  const auto theirs = proof::parse_controller_document(published, did);
  if (!ours || !theirs) return suite.fail(id, (!ours ? ours.error() : theirs.error()).detail);
  const bool is_rsa = !theirs->methods.empty() && theirs->methods[0].key.type == crypto::KeyType::rsa;
  if (is_rsa) return suite.skip(id);
  const std::string why = difference(*ours, *theirs);
  suite.check(id, why.empty(), why);
}

void run_did_key_files(Suite& suite) {
  for (const std::string file : {"bls12381", "ed25519-x25519", "nist-curves", "rsa", "secp256k1", "x25519"}) {
    Arena arena;
    json::Value vectors = read_json(suite.folder() / "did-key" / (file + ".json"), arena);
    if (const json::Value* documents = vectors.find("didDocument")) {
      for (const json::Member& row : documents->object()) run_did_key(suite, file, row.name, row.value);
      continue;
    }
    for (const json::Member& row : vectors.object()) run_did_key(suite, file, row.name, *row.value.find("didDocument"));
  }
  for (const auto& entry : std::filesystem::directory_iterator(suite.folder() / "did-key")) {
    const std::string name = entry.path().stem().string();
    if (!name.starts_with("spec-0")) continue;
    Arena arena;
    const json::Value document = read_json(entry.path(), arena);
    run_did_key(suite, name.substr(0, 7), document.text_of("id"), document);
  }
}

// A DID of a key we cannot use is still a DID: its method is listed as unreadable.
void run_identifiers(Suite& suite) {
  Arena arena;
  const json::Value list = read_json(suite.folder() / "did-key" / "spec-identifiers.json", arena);
  for (const json::Value& did : list.array()) {
    const auto document = proof::compute_did_key(did.text());
    const bool one_method = document && document->methods.size() + document->unreadable_methods.size() == 1;
    suite.check("did-key/identifiers/" + std::string(did.text().substr(0, 24)), one_method, "not computed");
  }
}

void run_did_web(Suite& suite) {
  Arena arena;
  const json::Value mapping = read_json(suite.folder() / "did-web" / "mapping.json", arena);
  for (const json::Value& row : mapping.find("accept")->array()) {
    const auto url = proof::did_web_to_url(row.text_of("did"));
    suite.check("did-web/accept/" + std::string(row.text_of("did")), url && *url == row.text_of("url"),
                url ? *url : url.error().detail);
  }
  // Two rows are to be read with care, the others to be refused.
  for (const json::Value& row : mapping.find("care")->array()) {
    const std::string did(row.text_of("did"));
    const auto url = proof::did_web_to_url(did);
    const bool is_usable = did == "did:web:example.com#key-1" || did == "did:web:EXAMPLE.com";
    const bool right = is_usable ? url && *url == "https://example.com/.well-known/did.json" : !url.has_value();
    suite.check("did-web/care/" + did, right, url ? *url : url.error().detail);
  }
}

struct ExampleRow {
  std::string_view number;
  std::size_t readable;
  std::size_t unreadable;
};
// 11 is a secret key; 17, 18, 22 are of kinds not built in; 19 and 20 are illustrations that are no points of their
// curves.
constexpr std::array<ExampleRow, 22> k_examples = {{
    {"01", 1, 0}, {"02", 1, 0}, {"03", 1, 0}, {"04", 1, 0}, {"05", 1, 0}, {"06", 1, 0}, {"07", 2, 0}, {"08", 2, 0},
    {"09", 1, 0}, {"10", 1, 0}, {"11", 0, 1}, {"12", 1, 0}, {"13", 0, 0}, {"14", 1, 0}, {"15", 1, 0}, {"16", 1, 0},
    {"17", 0, 1}, {"18", 0, 1}, {"19", 0, 1}, {"20", 0, 1}, {"21", 1, 0}, {"22", 0, 1},
}};

// Examples 9 to 11 and from 14 on are a method alone: put it into a document of its controller.
json::Value as_document(json::Value example, Arena& arena) {
  if (example.find("type") == nullptr) return example;
  const json::Object document = json::Object::make(arena);
  document.set("id", *example.find("controller"), arena);
  document.set("verificationMethod", example, arena);
  return document;
}

void run_examples(Suite& suite) {
  for (const auto& entry : std::filesystem::directory_iterator(suite.folder() / "cid-spec-examples")) {
    Arena arena;
    const std::string name = entry.path().stem().string();
    const auto row = std::find_if(k_examples.begin(), k_examples.end(),
                                  [&](const ExampleRow& candidate) { return name.starts_with(candidate.number); });
    const json::Value document = as_document(read_json(entry.path(), arena), arena);
    const auto parsed = proof::parse_controller_document(document, document.text_of("id"));
    const bool right = parsed && row != k_examples.end() && parsed->methods.size() == row->readable &&
                       parsed->unreadable_methods.size() == row->unreadable;
    suite.check("cid/" + name.substr(0, 2), right, parsed ? "other methods were read" : parsed.error().detail);
  }
}

}  // namespace

void run_did(Suite& suite) {
  run_did_key_files(suite);
  run_identifiers(suite);
  run_did_web(suite);
  run_examples(suite);
}

}  // namespace cairn::conformance
