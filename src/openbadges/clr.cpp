#include "openbadges/clr.hpp"

#include "openbadges/checks/ob3/model.hpp"
#include "openbadges/credential.hpp"
#include "openbadges/members.hpp"
#include "openbadges/vocabulary.hpp"

namespace cairn::openbadges {
namespace {

using json::Array;
using json::Value;

constexpr std::size_t k_least_salt = 16;

Array list_of_values(const std::vector<Value>& values, Arena& arena) {
  const Array out = Array::make(arena, static_cast<std::uint32_t>(values.size()));
  for (const Value& value : values) out.push_back(value, arena);
  return out;
}

Array identifiers(const RecordLearner& learner, Arena& arena) {
  const Array out = Array::make(arena, 2);
  if (!learner.email.empty()) {
    out.push_back(Members(arena, 5)
                      .literal("type", "IdentityObject")
                      .value("hashed", Value::boolean(true))
                      .text("identityHash", hash_identity(learner.email, learner.salt))
                      .literal("identityType", "emailAddress")
                      .text("salt", learner.salt)
                      .object(),
                  arena);
  }
  if (!learner.name.empty()) {
    out.push_back(Members(arena, 4)
                      .literal("type", "IdentityObject")
                      .value("hashed", Value::boolean(false))
                      .text("identityHash", learner.name)
                      .literal("identityType", "name")
                      .object(),
                  arena);
  }
  return out;
}

Array associations(const std::vector<Association>& from, Arena& arena) {
  const Array out = Array::make(arena, static_cast<std::uint32_t>(from.size()));
  for (const Association& one : from) {
    out.push_back(Members(arena, 4)
                      .literal("type", "Association")
                      .text("associationType", one.type)
                      .text("sourceId", one.source_id)
                      .text("targetId", one.target_id)
                      .object(),
                  arena);
  }
  return out;
}

Value record_subject(const RecordFields& fields, Arena& arena) {
  Members out(arena, 6);
  out.optional_text("id", fields.learner.id).value("type", array_of("ClrSubject", arena));
  const Array who = identifiers(fields.learner, arena);
  if (!who.empty()) out.value("identifier", who);
  out.value("verifiableCredential", list_of_values(fields.credentials, arena));
  if (!fields.achievements.empty()) out.value("achievement", list_of_values(fields.achievements, arena));
  if (!fields.associations.empty()) out.value("association", associations(fields.associations, arena));
  return out.object();
}

}  // namespace

std::span<const std::string_view> association_types() { return ob3::words_of(ob3::Vocabulary::association_type); }

Result<json::Value> learner_record(const RecordFields& fields, Arena& arena) {
  if (fields.learner.id.empty() && fields.learner.email.empty()) {
    return fail(Kind::malformed, "clr.learner", "nothing says whose record it is", "Give the learner's e-mail address or id.");
  }
  if (!fields.learner.email.empty() && fields.learner.salt.size() < k_least_salt) {
    return fail(Kind::refused, "openbadges.salt", "the salt has " + std::to_string(fields.learner.salt.size()) + " characters",
                "Draw a fresh salt of at least 16 characters for each record.");
  }
  Members out(arena, 8);
  // In this order: the contexts share names, and each later one may only add to what the earlier ones protect.
  out.value("@context", list_of({k_credentials_context, k_clr_context, k_open_badges_context}, arena)).text("id", fields.id);
  out.value("type", list_of({"VerifiableCredential", "ClrCredential"}, arena)).text("name", fields.name);
  out.value("issuer", signer_profile(fields.publisher, arena));
  out.text("validFrom", format_instant(fields.valid_from));
  if (fields.completeness != Completeness::unsaid) {
    out.value("partial", Value::boolean(fields.completeness == Completeness::partial));
  }
  out.value("credentialSubject", record_subject(fields, arena));
  return Value(out.object());
}

}  // namespace cairn::openbadges
