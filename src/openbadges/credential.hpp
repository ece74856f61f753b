#pragma once
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/arena.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "domain/award.hpp"
#include "domain/micro_credential.hpp"
#include "json/value.hpp"

namespace cairn::openbadges {

/// What a definition contributes to each of its credentials (contexts, issuer Profile, Achievement), built once and shared by
/// reference. Immutable after it was made; several threads may build credentials from one. Must outlive them.
/// spec: Open Badges 3.0 "Achievement", "Profile"
class DefinitionTemplate {
 public:
  /// in: endorsements - signed EndorsementCredentials about the achievement, to stand in each credential; copied
  explicit DefinitionTemplate(const domain::MicroCredential& definition, std::span<const json::Value> endorsements = {});
  ~DefinitionTemplate();
  DefinitionTemplate(DefinitionTemplate&&) noexcept;
  DefinitionTemplate& operator=(DefinitionTemplate&&) noexcept;

  const domain::MicroCredential& definition() const;
  json::Value achievement() const;  ///< the Achievement as it stands in credentials
  json::Value issuer() const;       ///< the issuer Profile

  struct State;
  const State& state() const { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

/// The Achievement as a document of its own: with the contexts that define all it says, and the issuer as its creator.
/// out:  a value in `arena` that shares parts of the template; valid as long as both live
/// spec: Open Badges 3.0 "Achievement"
json::Value to_achievement(const DefinitionTemplate& definition, Arena& arena);

/// The place of a credential in a status list.  spec: Bitstring Status List 1.0 "BitstringStatusListEntry"
struct StatusSlot {
  std::string list_url;
  std::uint64_t index = 0;
  std::string purpose = "revocation";
};

/// What issuing adds to an award. Chance (salt) and time come from the caller.
struct IssuingFacts {
  std::string credential_id;          ///< absolute IRI: the award's public address, or urn:uuid
  Instant valid_from;
  std::string salt;                   ///< for the hash of the e-mail address; at least 16 characters, fresh for each credential
  std::optional<StatusSlot> status;
};

/// Build the unsecured OpenBadgeCredential of an award. Arrays stand wherever the official schemas allow them; every member is
/// defined by the contexts it names. The e-mail address goes in hashed (sha256 with the salt), the name in plain text.
/// in:    the award was made for the template's definition
/// out:   a value in `arena` that shares parts of the template; valid as long as both live
/// fails: malformed/openbadges.credential-id, refused/openbadges.salt, malformed/domain.reference
/// cost:  a few microseconds
/// spec:  Open Badges 3.0 "OpenBadgeCredential"; VCDM 2.0
Result<json::Value> to_unsecured(const DefinitionTemplate& definition, const domain::Award& award, const IssuingFacts& facts,
                                 Arena& arena);

/// out: "sha256$" and the hash, in hexadecimal, of the identity followed by the salt.  spec: Open Badges 3.0 "IdentityHash"
std::string hash_identity(std::string_view identity, std::string_view salt);

}  // namespace cairn::openbadges
