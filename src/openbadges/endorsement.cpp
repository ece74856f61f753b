#include "openbadges/endorsement.hpp"

#include "base/iri.hpp"
#include "openbadges/members.hpp"
#include "openbadges/vocabulary.hpp"

namespace cairn::openbadges {

using json::Value;

json::Value signer_profile(const SignerProfile& signer, Arena& arena) {
  return Members(arena, 4)
      .text("id", signer.id)
      .value("type", array_of("Profile", arena))
      .optional_text("name", signer.name)
      .optional_text("url", signer.url)
      .object();
}

Result<json::Value> endorsement_credential(const EndorsementFields& fields, Arena& arena) {
  if (!is_absolute_iri(fields.endorsed_id)) {
    return fail(Kind::malformed, "endorsement.subject", "\"" + fields.endorsed_id + "\" is no full address of something to endorse",
                "Give a credential's file, a definition, or the full id of an achievement or organisation.");
  }
  if (fields.valid_until && *fields.valid_until <= fields.valid_from) {
    return fail(Kind::malformed, "endorsement.dates", "the endorsement would end before it begins", "Give a later day.");
  }
  const auto time = [&arena](Instant instant) { return Value::string(arena.copy(format_instant(instant))); };
  Members out(arena, 8);
  out.value("@context", list_of({k_credentials_context, k_open_badges_context}, arena)).text("id", fields.id);
  out.value("type", list_of({"VerifiableCredential", "EndorsementCredential"}, arena)).text("name", fields.name);
  out.value("issuer", signer_profile(fields.endorser, arena)).value("validFrom", time(fields.valid_from));
  if (fields.valid_until) out.value("validUntil", time(*fields.valid_until));
  out.value("credentialSubject", Members(arena, 3)
                                     .text("id", fields.endorsed_id)
                                     .value("type", array_of("EndorsementSubject", arena))
                                     .optional_text("endorsementComment", fields.comment)
                                     .object());
  return Value(out.object());
}

}  // namespace cairn::openbadges
