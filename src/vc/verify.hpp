#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.hpp"
#include "base/bytes.hpp"
#include "base/instant.hpp"
#include "json/value.hpp"
#include "jsonld/loader.hpp"
#include "proof/data_integrity.hpp"
#include "proof/resolver.hpp"
#include "vc/enclosed.hpp"
#include "vc/report.hpp"
#include "vc/rules.hpp"
#include "vc/status_cache.hpp"

namespace cairn::vc {

/// The issuers the operator knows. Trust comes from here only; an issuer that is not listed is never "invalid".
class KnownIssuers {
 public:
  KnownIssuers() = default;
  /// in: identifiers as they stand in `issuer` (DID or URL), compared byte by byte
  explicit KnownIssuers(std::vector<std::string> ids);
  bool empty() const { return ids_.empty(); }
  bool contains(std::string_view id) const;

 private:
  std::vector<std::string> ids_;  // sorted
};

/// What verifying reaches out to. The engine belongs to one thread.
struct VerifyPorts {
  proof::Engine& engine;
  jsonld::DocumentLoader& contexts;                ///< pinned contexts
  proof::VerificationMethodResolver& resolver;
  jsonld::DocumentLoader* documents = nullptr;     ///< status lists, given by hand or fetched; nullptr: none
  /// Over the other texts of contexts whose publishers changed them under one URL: asked when a signature does not fit with
  /// the first texts. nullptr: none
  proof::Engine* other_texts = nullptr;
  /// JSON Schemas that the operator supplied; it must not fetch, since a credential names any address. nullptr: none are looked at
  jsonld::DocumentLoader* schemas = nullptr;
  StatusCache* status_cache = nullptr;             ///< of this verifier; nullptr: every list is unpacked each time
};

/// Status lists shorter than the standard's 131,072 entries exist; taking them is a policy of the verifier.
inline constexpr std::uint64_t k_minimum_status_entries = 131'072;

struct VerifyPolicy {
  Instant at;                                        ///< time of judgement
  std::span<const Rulebook* const> rulebooks;
  const KnownIssuers* known_issuers = nullptr;       ///< nullptr: none known
  std::optional<std::string> recipient;              ///< e-mail address or id the credential should belong to
  std::optional<std::string> nonce;                  ///< what the holder was asked to answer; asks for a key binding
  std::optional<std::string> audience;               ///< whom the holder should have presented it to; asks for a key binding
  std::uint64_t minimum_status_entries = k_minimum_status_entries;
  FindEnclosed find_enclosed = nullptr;              ///< nullptr: documents inside are not looked at
};

/// Check any bytes and say what was checked, what failed and what could not be checked. Never fails: whatever happens is in
/// the report. Nothing is fetched but through the ports.
/// - Text that is JSON but breaks its own rules (truncated, duplicate members) is no valid credential: reading fails, verdict invalid.
/// - Documents inside that are signed on their own are judged on their own, each with its own proof, key, issuer, dates and status:
///   Report::enclosed. They never change the verdict on the document around them.
/// - Bytes of some other kind (empty, PDF, PNG), or over the size limit: reading is unknown, verdict undetermined.
/// in:   arena - holds the parsed document; may be reset after the report was used
/// spec: VCDM 2.0 "Verification"; Open Badges 3.0 "Verification and Validation"
Report verify(ByteView bytes, VerifyPorts& ports, const VerifyPolicy& policy, Arena& arena);

/// The same for a document that has been parsed strictly already.
Report verify_document(json::Value document, VerifyPorts& ports, const VerifyPolicy& policy, Arena& arena);

/// The report on a file in which nothing was found that could be judged.
/// in: reading - the check "reading", not passed; all others come out as not checked
Report report_unread(Check reading, const VerifyPolicy& policy);

}  // namespace cairn::vc
