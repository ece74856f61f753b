#pragma once
#include <optional>
#include <string>

#include "base/arena.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "json/value.hpp"

namespace cairn::openbadges {

/// Who signs a document that no definition describes.
struct SignerProfile {
  std::string id;
  std::string name;  ///< may be empty
  std::string url;   ///< may be empty
};

struct EndorsementFields {
  std::string id;              ///< absolute IRI of the endorsement itself
  std::string name;            ///< the schemas require one
  std::string endorsed_id;     ///< of a credential, an achievement or a profile
  std::string comment;         ///< Markdown; may be empty
  SignerProfile endorser;
  Instant valid_from;
  std::optional<Instant> valid_until;
};

/// Build an unsecured EndorsementCredential.
/// out:   a value in `arena`
/// fails: malformed/endorsement.subject (no absolute IRI), malformed/endorsement.dates (it would end before it begins)
/// spec:  Open Badges 3.0 "EndorsementCredential", "EndorsementSubject"
Result<json::Value> endorsement_credential(const EndorsementFields& fields, Arena& arena);

/// The Profile of a signer.  spec: Open Badges 3.0 "Profile"
json::Value signer_profile(const SignerProfile& signer, Arena& arena);

}  // namespace cairn::openbadges
