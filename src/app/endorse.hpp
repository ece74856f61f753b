#pragma once
#include <optional>
#include <string>

#include "app/sign_document.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "verify/verifier.hpp"

namespace cairn::app {

/// What of an award is endorsed.
enum class EndorsedPart { credential, achievement, issuer };

/// Something that can be endorsed.
struct EndorsedThing {
  std::string id;
  std::string name;  ///< may be empty
};

/// Take what is to be endorsed out of an award. Only what is signed and still good is endorsed.
/// fails: refused/endorse.not-good (the award is invalid, or its signature could not be checked; `detail` says why),
///        malformed/endorse.no-id (that part has no id)
Result<EndorsedThing> endorsed_in_award(ByteView award, EndorsedPart part, verify::Verifier& verifier, Instant at);

struct EndorseCommand {
  EndorsedThing thing;
  std::string comment;
  std::string name;           ///< of the endorsement; empty: "Endorsement of ..."
  std::string endorser_name;  ///< may be empty
  std::string endorser_url;   ///< may be empty
  std::optional<Date> until;  ///< the last day on which it holds
};

/// Sign an EndorsementCredential.
/// out:   its JSON text
/// fails: as openbadges::endorsement_credential and sign_document
Result<std::string> endorse(const EndorseCommand& command, const SigningKey& by, const SigningPorts& ports);

/// An endorsement that a definition lists.
struct ListedEndorsement {
  std::string name;  ///< of its file, for messages
  std::string text;  ///< the file's JSON
};

/// Check an endorsement before it goes into awards: its own verdict must be valid, or only its endorser not known; and it must be
/// about the achievement with this id.
/// out:   the document, in `arena`
/// fails: refused/endorse.not-good, refused/endorse.other-thing, json.*
Result<json::Value> check_endorsement(const ListedEndorsement& listed, std::string_view achievement_id, verify::Verifier& verifier,
                                      const SigningPorts& ports, Arena& arena);

}  // namespace cairn::app
