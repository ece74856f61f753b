#include "openbadges/credential.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/iri.hpp"
#include "crypto/hash.hpp"
#include "openbadges/definition_template.hpp"
#include "openbadges/members.hpp"

namespace cairn::openbadges {
namespace {

using json::Array;
using json::Value;

constexpr std::string_view k_hash_prefix = "sha256$";
constexpr std::size_t k_least_salt = 16;

std::string_view status_name(domain::ResultStatus status) {
  switch (status) {
    case domain::ResultStatus::completed: return "Completed";
    case domain::ResultStatus::enrolled: return "Enrolled";
    case domain::ResultStatus::failed: return "Failed";
    case domain::ResultStatus::in_progress: return "InProgress";
    case domain::ResultStatus::on_hold: return "OnHold";
    case domain::ResultStatus::provisional: return "Provisional";
    case domain::ResultStatus::withdrew: break;
  }
  return "Withdrew";
}

// Text of the hash in the arena: "sha256$" and 64 hexadecimal digits.
std::string_view hash_into(std::string_view identity, std::string_view salt, Arena& arena) {
  const crypto::Sha256 hash = crypto::sha256(as_bytes(arena.concatenate(identity, salt)));
  const std::size_t size = k_hash_prefix.size() + 2 * hash.size();
  char* const text = static_cast<char*>(arena.allocate(size, 1));
  char* at = std::copy(k_hash_prefix.begin(), k_hash_prefix.end(), text);
  constexpr std::string_view k_digits = "0123456789abcdef";
  for (const std::uint8_t byte : hash) {
    *at++ = k_digits[byte >> 4];
    *at++ = k_digits[byte & 0x0F];
  }
  return {text, size};
}

// One credential in the making.
class Draft {
 public:
  Draft(const DefinitionTemplate::State& shared, const domain::AwardFields& award, const IssuingFacts& facts, Arena& arena)
      : shared_(shared), award_(award), facts_(facts), arena_(arena) {}

  Result<Value> build() {
    CAIRN_TRY(const Value subject, this->subject());
    Members out(arena_, 13);
    out.value("@context", shared_.context).text("id", facts_.credential_id).value("type", shared_.type);
    out.value("name", shared_.name).value("issuer", shared_.issuer);
    out.value("validFrom", time(facts_.valid_from));
    if (const auto until = domain::expiry_of(shared_.definition, award_.awarded)) out.value("validUntil", time(*until));
    out.value("awardedDate", time(award_.awarded)).value("credentialSubject", subject);
    if (!award_.evidence.empty()) out.value("evidence", evidence());
    if (facts_.status) out.value("credentialStatus", status(*facts_.status));
    return Value(out.object());
  }

 private:
  Value time(Instant instant) { return Value::string(arena_.copy(format_instant(instant))); }

  Result<Value> subject() {
    Members out(arena_, 11);
    out.optional_text("id", award_.learner.id).value("type", shared_.subject_type).value("identifier", identifiers());
    if (award_.started) out.value("activityStartDate", time(start_of_day(*award_.started)));
    if (award_.ended) out.value("activityEndDate", time(start_of_day(*award_.ended)));
    out.optional_text("narrative", award_.narrative).value("achievement", shared_.achievement);
    if (!shared_.credits.is_null()) out.value("creditsEarned", shared_.credits);
    if (!shared_.source.is_null()) out.value("source", shared_.source);
    CAIRN_TRY(const Array found, results());
    if (!found.empty()) out.value("result", found);
    return Value(out.object());
  }

  Array identifiers() {
    const Array out = Array::make(arena_, 2);
    if (!award_.learner.email.empty()) out.push_back(hashed_email(), arena_);
    out.push_back(Members(arena_, 4)
                      .literal("type", "IdentityObject")
                      .value("hashed", Value::boolean(false))
                      .text("identityHash", award_.learner.name)
                      .literal("identityType", "name")
                      .object(),
                  arena_);
    return out;
  }

  Value hashed_email() {
    return Members(arena_, 5)
        .literal("type", "IdentityObject")
        .value("hashed", Value::boolean(true))
        .literal("identityHash", hash_into(award_.learner.email, facts_.salt, arena_))
        .literal("identityType", "emailAddress")
        .text("salt", facts_.salt)
        .object();
  }

  Result<Array> results() {
    const Array out = Array::make(arena_, static_cast<std::uint32_t>(award_.results.size() + 1));
    if (!shared_.credit_result.is_null()) out.push_back(shared_.credit_result, arena_);
    for (const domain::AssessmentResult& from : award_.results) {
      CAIRN_TRY(const Value one, result(from));
      out.push_back(one, arena_);
    }
    return out;
  }

  Result<Value> result(const domain::AssessmentResult& from) {
    const ResultTarget* target = shared_.find_result(from.description);
    if (target == nullptr) return unknown_part("result", from.description);
    Members out(arena_, 5);
    out.value("type", shared_.result_type).value("resultDescription", target->description_id);
    out.optional_text("value", from.value);
    if (!from.level.empty()) {
      const auto level = std::find_if(target->levels.begin(), target->levels.end(),
                                      [&](const ResultTarget::Level& one) { return one.key == from.level; });
      if (level == target->levels.end()) return unknown_part("level", from.level);
      out.value("achievedLevel", level->id);
    }
    if (from.status) out.literal("status", status_name(*from.status));
    return Value(out.object());
  }

  static Failure unknown_part(std::string_view what, const std::string& key) {
    return fail(Kind::malformed, "domain.reference", "the definition has no " + std::string(what) + " \"" + key + "\"",
                "The award was made for another definition or version.");
  }

  Value evidence() {
    const Array out = Array::make(arena_, static_cast<std::uint32_t>(award_.evidence.size()));
    for (const domain::Evidence& from : award_.evidence) {
      out.push_back(Members(arena_, 6)
                        .optional_text("id", from.url)
                        .value("type", shared_.evidence_type)
                        .optional_text("name", from.name)
                        .optional_text("description", from.description)
                        .optional_text("narrative", from.narrative)
                        .optional_text("genre", from.genre)
                        .object(),
                    arena_);
    }
    return out;
  }

  Value status(const StatusSlot& slot) {
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), slot.index);
    const std::string_view index = arena_.copy({digits.data(), static_cast<std::size_t>(end.ptr - digits.data())});
    return Members(arena_, 5)
        .literal("id", arena_.concatenate(arena_.concatenate(slot.list_url, "#"), index))
        .literal("type", "BitstringStatusListEntry")
        .text("statusPurpose", slot.purpose)
        .literal("statusListIndex", index)
        .text("statusListCredential", slot.list_url)
        .object();
  }

  const DefinitionTemplate::State& shared_;
  const domain::AwardFields& award_;
  const IssuingFacts& facts_;
  Arena& arena_;
};

}  // namespace

Result<json::Value> to_unsecured(const DefinitionTemplate& definition, const domain::Award& award, const IssuingFacts& facts,
                                 Arena& arena) {
  if (!is_absolute_iri(facts.credential_id)) {
    return fail(Kind::malformed, "openbadges.credential-id", "\"" + facts.credential_id + "\" is no absolute address",
                "Give the public address of the award, or urn:uuid:...");
  }
  if (!award->learner.email.empty() && facts.salt.size() < k_least_salt) {
    return fail(Kind::refused, "openbadges.salt", "the salt has " + std::to_string(facts.salt.size()) + " characters",
                "Draw a fresh salt of at least 16 characters for each credential.");
  }
  return Draft(definition.state(), award.fields(), facts, arena).build();
}

std::string hash_identity(std::string_view identity, std::string_view salt) {
  Arena arena(512);
  return std::string(hash_into(identity, salt, arena));
}

}  // namespace cairn::openbadges
