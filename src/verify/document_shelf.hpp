#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.hpp"
#include "base/result.hpp"
#include "jsonld/loader.hpp"
#include "proof/local_resolver.hpp"

namespace cairn::verify {

/// A document supplied by hand in place of the network.
struct GivenDocument {
  std::string url;   ///< the address it stands for; a DID is taken as well
  std::string text;  ///< its JSON, a token, or a public key in PEM form
};

/// Serves documents that were given by hand, and asks someone else for the others.
class DocumentShelf final : public jsonld::DocumentLoader {
 public:
  /// in: others - asked for what was not given; nullptr: nobody (--offline)
  explicit DocumentShelf(jsonld::DocumentLoader* others) : others_(others) {}
  DocumentShelf(const DocumentShelf&) = delete;
  DocumentShelf& operator=(const DocumentShelf&) = delete;

  /// Keep a document. One that describes a controller (a DID document) is also put where keys are looked up, under its
  /// own id, if the address is the id itself or the place where a did:web keeps its document. fails:
  /// malformed/verify.given-document (no JSON, or a controller document that contradicts its address)
  Result<void> add(const GivenDocument& document, proof::LocalResolver& resolver);

  /// fails: missing/verify.not-given (nobody else to ask); what the others fail with
  Result<const jsonld::RemoteDocument*> load(std::string_view url) override;
  /// out: the document given for this address, or nullptr; nobody else is asked
  const jsonld::RemoteDocument* find_given(std::string_view url) const;

 private:
  jsonld::DocumentLoader* others_;
  std::map<std::string, jsonld::RemoteDocument, std::less<>> documents_;
  Arena arena_;
};

/// Only what was given by hand, for addresses that nobody should be sent to.
class GivenDocuments final : public jsonld::DocumentLoader {
 public:
  explicit GivenDocuments(const DocumentShelf& shelf) : shelf_(shelf) {}
  GivenDocuments(const GivenDocuments&) = delete;
  GivenDocuments& operator=(const GivenDocuments&) = delete;
  /// fails: missing/verify.not-given
  Result<const jsonld::RemoteDocument*> load(std::string_view url) override;

 private:
  const DocumentShelf& shelf_;
};

}  // namespace cairn::verify
