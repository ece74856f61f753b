#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/arena.hpp"
#include "base/bytes.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "jsonld/loader.hpp"
#include "proof/data_integrity.hpp"
#include "proof/local_resolver.hpp"
#include "vc/report.hpp"
#include "vc/verify.hpp"
#include "verify/bundle.hpp"
#include "verify/carrier.hpp"
#include "verify/document_shelf.hpp"
#include "verify/fetch_allowance.hpp"
#include "verify/own_lists.hpp"
#include "verify/trust_list.hpp"

namespace cairn::verify {

/// What happens when an issuer signs with another key than before.
enum class NewKeys { reported, accepted };

/// A key that is known to be its issuer's without looking anywhere: that of an issuer on whose behalf we issue.
struct OwnIssuer {
  std::string issuer_id;
  std::string verification_method;  ///< id of the method the key is found under
  std::string public_key;           ///< Multikey text
};

/// What a verifier is made of. What is left out is not used.
struct VerifierParts {
  std::unique_ptr<jsonld::DocumentLoader> contexts;        ///< pinned
  std::unique_ptr<jsonld::DocumentLoader> other_contexts;  ///< their other texts under the same addresses; may be null
  std::unique_ptr<proof::VerificationMethodResolver> web_resolver;  ///< null: offline
  std::unique_ptr<jsonld::DocumentLoader> web_documents;            ///< null: offline
  std::vector<std::string> known_issuers;
  TrustList trust;  ///< those known by a list that may name their keys
  std::optional<vc::KeyPins> pins;                          ///< keys seen before; none: not asked
  std::function<void(const vc::PinnedKey&)> remember_key;   ///< told each key seen first; may be empty
  NewKeys new_keys = NewKeys::reported;
  /// Those in whose name was issued here. Asked at most once, and only when an answer depends on it.
  std::function<Result<std::vector<OwnIssuer>>()> own_issuers;
  /// The status lists that were issued here, by address: nothing for others'. fails: as verify::find_own_list
  std::function<Result<std::optional<std::string>>(std::string_view url)> own_list;
  std::uint64_t minimum_status_entries = vc::k_minimum_status_entries;  ///< shorter lists say nothing
};

struct VerifyQuestion {
  Instant at;
  std::optional<std::string> recipient{};  ///< whom the credential should belong to
  std::optional<std::string> nonce{};      ///< what its holder was asked to answer when presenting it
  std::optional<std::string> audience{};   ///< whom its holder should have presented it to
  std::vector<std::string> endorsements{};  ///< documents handed over beside it: each file's bytes
};

/// Judges credentials, one after another. Used by one thread.
class Verifier {
 public:
  explicit Verifier(VerifierParts parts);
  Verifier(const Verifier&) = delete;
  Verifier& operator=(const Verifier&) = delete;

  /// fails: as DocumentShelf::add
  Result<void> add_document(const GivenDocument& document) { return shelf_.add(document, given_keys_); }

  /// Take the credential out of what carries it, if anything does, and judge it.
  /// in:  file - a credential, a picture that holds one, or a JSON array of one and the endorsements that go with it
  /// out: what vc::verify found; endorsements handed over beside it are judged on their own and reported as enclosed. An issuer of
  ///      our own is known, and its keys are, without anything being fetched.
  vc::Report verify(ByteView file, const VerifyQuestion& question);

  /// The form of a document that is made to be shown: of a holder's own copy (ecdsa-sd-2023) one that shows all of it, of any
  /// other document itself.
  /// fails: as proof::derive_proof
  Result<std::string> presentable(std::string document);

 private:
  vc::Report verify_document(ByteView document, const VerifyQuestion& question);
  vc::Report verify_carried(const Carried& carried, const VerifyQuestion& question);
  vc::Report judge(ByteView document, const VerifyQuestion& question);
  vc::Enclosed judge_beside(const Beside& beside, const vc::Report& award, const VerifyQuestion& question);
  vc::VerifyPorts ports();
  vc::VerifyPolicy policy_for(const VerifyQuestion& question) const;
  bool learn_own_issuers();
  /// out: whether a changed key was accepted, so that the answer changes
  bool remember_key(const vc::Report& report, Instant now);
  Result<void> learn(const std::vector<OwnIssuer>& records);

  VerifierParts parts_;
  FetchAllowance allowance_;
  std::optional<CountedResolver> web_resolver_;
  std::optional<CountedDocuments> web_documents_;
  OwnLists own_lists_;
  DocumentShelf shelf_;
  GivenDocuments given_documents_;
  proof::LocalResolver given_keys_;
  proof::LocalResolver own_keys_;
  proof::ResolverChain chain_;
  TrustResolver resolver_;
  proof::Engine engine_;
  std::optional<proof::Engine> other_engine_;
  vc::StatusCache status_cache_;
  vc::KnownIssuers known_;
  bool own_issuers_asked_ = false;
  Arena arena_;
};

/// What `--documents` names: addresses and the files that stand for them.
struct DocumentPlace {
  std::string url;
  std::string path;
};
/// Read {"https://...": "path"}.   fails: malformed/verify.documents, json.*
Result<std::vector<DocumentPlace>> read_document_map(std::string_view text);

}  // namespace cairn::verify
