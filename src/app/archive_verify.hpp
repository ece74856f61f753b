#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/archive_reader.hpp"
#include "base/bytes.hpp"
#include "base/instant.hpp"
#include "vc/report.hpp"
#include "verify/trust_list.hpp"
#include "verify/verifier.hpp"

namespace cairn::app {

/// What the word of an archive about its own issuers is worth.
enum class ArchiveAnchor : std::uint8_t {
  none,   ///< nothing: whoever holds an archive could have made it
  digest  ///< all: its digest is the one that the issuer made known elsewhere
};

struct ArchiveTrust {
  ArchiveAnchor anchor = ArchiveAnchor::none;
  verify::TrustList known;  ///< whom the person who asks knows; may be empty
};

/// What verifying with an archive is put together from.
struct ArchiveVerifierParts {
  ArchiveTrust trust;
  std::function<std::unique_ptr<jsonld::DocumentLoader>()> make_contexts;        ///< pinned
  std::function<std::unique_ptr<jsonld::DocumentLoader>()> make_other_contexts;  ///< other texts under the same addresses
  std::uint64_t minimum_status_entries = vc::k_minimum_status_entries;
};

/// What the list of contents says about who signed it.
struct ManifestSignature {
  enum class State : std::uint8_t { none, fits, broken, open } state = State::none;
  std::string by;      ///< the signer's verification method
  std::string detail;  ///< why it is broken or open
  bool is_vouched = false;  ///< it fits, and the person who asks knows the signer's key
};

/// Judges credentials with the keys and status lists of an archive, and nothing else: no network, no database. Contexts are the
/// program's own, since what a credential means must not depend on who hands over an archive.
///
/// An issuer counts as known when the person who asks vouches for its keys: by the archive's digest, by a trust list that names keys,
/// or by a list that names a did:key. An issuer known by name only, whose keys come from the archive, stays unknown.
class ArchiveVerifier {
 public:
  ArchiveVerifier(const ArchiveReader& archive, ArchiveVerifierParts parts);
  ArchiveVerifier(const ArchiveVerifier&) = delete;
  ArchiveVerifier& operator=(const ArchiveVerifier&) = delete;

  /// out: what verify::Verifier finds. A status list that has run out since makes the status unknown, with words for what it said
  ///      when the archive was made; what was revoked by then is invalid.
  vc::Report verify(ByteView file, const verify::VerifyQuestion& question);

  /// The same for a credential as an archive holds it: what was made for its holder to show parts of (ecdsa-sd-2023) is judged by a
  /// copy that shows all of it.
  vc::Report verify_held(const std::string& credential, const verify::VerifyQuestion& question);

  ManifestSignature check_manifest(Instant at);

 private:
  struct List {
    std::string text;
    std::optional<Instant> from;
    std::optional<Instant> until;
  };

  /// out: nothing when it is not such a credential, or none can be made
  std::optional<std::string> whole_copy(std::string_view credential);
  void learn_issuers();
  Result<std::optional<std::string>> find_list(std::string_view url);
  std::vector<vc::TrustedIssuer> trusted_for(std::string_view issuer) const;
  verify::Verifier& verifier_for(const std::string& issuer);
  std::unique_ptr<verify::Verifier> make_verifier(const std::string& issuer);
  vc::Report judge(ByteView file, const verify::VerifyQuestion& question);
  void tell_as_of(ByteView file, const verify::VerifyQuestion& question, vc::Report& report);
  void lower_unanchored(vc::Report& report) const;
  bool vouches_for(const std::string& method) const;

  const ArchiveReader& archive_;
  ArchiveVerifierParts parts_;
  std::vector<vc::TrustedIssuer> issuers_;                // as the archive states them
  std::map<std::string, std::string, std::less<>> files_;  // by address
  std::map<std::string, List, std::less<>> lists_;
  const List* asked_ = nullptr;                           // the list that was looked at last
  struct ForIssuer {
    std::string issuer;  // that the archive may speak for
    std::unique_ptr<verify::Verifier> verifier;
  };
  std::vector<ForIssuer> verifiers_;  // the one asked last first; few, since each knows all keys
  std::string last_issuer_;
  std::unique_ptr<jsonld::DocumentLoader> contexts_;  // of the engine
  std::unique_ptr<proof::Engine> engine_;             // made when first needed
  Arena arena_;
};

/// out: whether all but the status is in order, and that was in order when the archive was made
bool was_valid_then(const vc::Report& report);

}  // namespace cairn::app
