#include "proof/jwt_claims.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/instant.hpp"
#include "json/write.hpp"
#include "proof/context_rules.hpp"

namespace cairn::proof {
namespace {

constexpr std::array<std::string_view, 7> k_registered = {"iss", "sub", "aud", "exp", "nbf", "iat", "jti"};

Failure mismatch(std::string_view claim, std::string_view member) {
  return fail(Kind::refused, "jwt.claim-mismatch",
              "the claim " + std::string(claim) + " differs from the credential's " + std::string(member),
              "the issuer must issue the credential again");
}

Result<std::string_view> read_text_claim(json::Value claims, std::string_view name) {
  const json::Value* claim = claims.find(name);
  if (claim == nullptr) return std::string_view{};
  if (!claim->is_string() || claim->text().empty()) {
    return fail(Kind::malformed, "jwt.claims", "the claim " + std::string(name) + " is no text");
  }
  return claim->text();
}

bool is_subject(json::Value credential, std::string_view id) {
  const json::Value* subject = credential.find("credentialSubject");
  if (subject == nullptr || !subject->is_array()) return id_of(subject) == id;
  const json::Array list = subject->array();
  return std::any_of(list.begin(), list.end(), [&](const json::Value& item) { return id_of(&item) == id; });
}

// A time claim and the dateTimeStamp it repeats; either may be missing.
Result<void> check_time(json::Value claims, std::string_view claim, json::Value credential, std::string_view member) {
  CAIRN_TRY(const std::optional<std::int64_t> seconds, read_numeric_date(claims, claim));
  const json::Value* written = credential.find(member);
  if (!seconds || written == nullptr || !written->is_string()) return {};
  CAIRN_TRY(const Instant instant, parse_date_time_stamp(written->text()));
  if (instant.seconds != *seconds) return mismatch(claim, member);
  return {};
}

json::Object without_registered_claims(json::Object claims, Arena& arena) {
  const json::Object out = json::Object::make(arena, claims.size());
  for (const json::Member& member : claims) {
    if (!is_registered_claim(member.name)) out.add_new(member.name, member.value, arena);
  }
  return out;
}

json::Object copy(json::Object object, Arena& arena) {
  const json::Object out = json::Object::make(arena, object.size() + 4);
  for (const json::Member& member : object) out.add_new(member.name, member.value, arena);
  return out;
}

// `holder`: where the id goes: the credential, or an object in it that is copied before it is changed.
void fill_text(json::Object holder, std::string_view name, json::Value claims, std::string_view claim, Arena& arena) {
  const json::Value* value = claims.find(claim);
  if (value != nullptr && value->is_string() && !holder.contains(name)) holder.add_new(name, *value, arena);
}

void fill_nested_id(json::Object holder, std::string_view name, json::Value claims, std::string_view claim, Arena& arena) {
  const json::Value* value = claims.find(claim);
  const json::Value* inner = holder.find(name);
  if (value == nullptr || !value->is_string() || inner == nullptr || !inner->is_object() || inner->find("id") != nullptr) return;
  const json::Object filled = copy(inner->object(), arena);
  filled.add_new("id", *value, arena);
  holder.set(name, filled, arena);
}

void fill_time(json::Object holder, std::string_view name, json::Value claims, std::string_view claim, Arena& arena) {
  const auto seconds = read_numeric_date(claims, claim);
  if (!seconds || !*seconds || holder.contains(name)) return;  // what cannot be read is found when claims are compared
  holder.add_new(name, json::Value::string(arena.copy(format_instant(Instant{**seconds, 0}))), arena);
}

// spec: VCDM 1.1 "JWT Decoding"
json::Object unwrap(json::Value claims, json::Object wrapped, Arena& arena) {
  const json::Object out = copy(wrapped, arena);
  fill_text(out, "id", claims, "jti", arena);
  fill_text(out, "issuer", claims, "iss", arena);
  fill_nested_id(out, "issuer", claims, "iss", arena);
  fill_nested_id(out, "credentialSubject", claims, "sub", arena);
  fill_time(out, "issuanceDate", claims, "nbf", arena);
  fill_time(out, "expirationDate", claims, "exp", arena);
  return out;
}

Failure no_source(std::string_view member) {
  return fail(Kind::refused, "jwt.claim-source",
              "an Open Badges token repeats the credential's " + std::string(member) + ", but the credential has none",
              "use an embedded proof for a recipient without an id");
}

Result<void> add_text_claim(json::Object out, std::string_view claim, std::string_view value, std::string_view member,
                            Arena& arena) {
  if (value.empty()) return no_source(member);
  out.add_new(claim, json::Value::string(value), arena);
  return {};
}

Result<void> add_time_claim(json::Object out, std::string_view claim, std::string_view written, Arena& arena) {
  CAIRN_TRY(const Instant instant, parse_date_time_stamp(written));
  out.add_new(claim, json::Value::number(arena.copy(std::to_string(instant.seconds))), arena);
  return {};
}

}  // namespace

bool is_registered_claim(std::string_view name) {
  return std::find(k_registered.begin(), k_registered.end(), name) != k_registered.end();
}

std::string_view id_of(const json::Value* value) {
  if (value == nullptr) return {};
  return value->is_string() ? value->text() : value->text_of("id");
}

Result<std::optional<std::int64_t>> read_numeric_date(json::Value claims, std::string_view name) {
  const json::Value* claim = claims.find(name);
  if (claim == nullptr) return std::optional<std::int64_t>{};
  constexpr double k_latest = 253402300800.0;  // the year 10000
  const double seconds = claim->is_number() ? json::to_double(claim->number_text()) : -1;
  if (!(seconds >= 0 && seconds < k_latest)) {
    return fail(Kind::malformed, "jwt.claims", "the claim " + std::string(name) + " is no time in seconds since 1970");
  }
  return std::optional<std::int64_t>{static_cast<std::int64_t>(std::floor(seconds))};
}

Result<json::Value> credential_in(json::Value claims, Arena& arena) {
  const json::Value* wrapped = claims.find("vc");
  if (wrapped == nullptr && claims.find("vp") == nullptr) {
    return json::Value(without_registered_claims(claims.object(), arena));
  }
  const bool has_second = claims.find("@context") != nullptr || claims.find("credentialSubject") != nullptr;
  if (wrapped == nullptr || claims.find("vp") != nullptr || has_second || !wrapped->is_object() || !is_data_model_1(*wrapped)) {
    return fail(Kind::unsupported, "jwt.vc-claim",
                "the credential is wrapped in a vc or vp claim, which only version 1.1 of the data model has",
                "ask the issuer for a credential of the Verifiable Credentials Data Model 2.0");
  }
  return json::Value(unwrap(claims, wrapped->object(), arena));
}

Result<void> check_repeated_claims(json::Value claims, json::Value credential) {
  CAIRN_TRY(const std::string_view issuer, read_text_claim(claims, "iss"));
  if (!issuer.empty() && issuer != id_of(credential.find("issuer"))) return mismatch("iss", "issuer");
  CAIRN_TRY(const std::string_view id, read_text_claim(claims, "jti"));
  if (!id.empty() && id != credential.text_of("id")) return mismatch("jti", "id");
  CAIRN_TRY(const std::string_view subject, read_text_claim(claims, "sub"));
  if (!subject.empty() && !is_subject(credential, subject)) return mismatch("sub", "credentialSubject");
  const bool is_old = is_data_model_1(credential);
  CAIRN_CHECK(check_time(claims, "nbf", credential, is_old ? "issuanceDate" : "validFrom"));
  return check_time(claims, "exp", credential, is_old ? "expirationDate" : "validUntil");
}

Result<json::Object> with_repeated_claims(json::Value credential, Arena& arena) {
  const json::Object out = json::Object::make(arena, credential.object().size() + 5);
  const json::Value* subject = credential.find("credentialSubject");
  if (subject != nullptr && subject->is_array() && subject->array().size() == 1) subject = subject->array().begin();
  const std::string_view valid_from = credential.text_of("validFrom");
  const std::string_view valid_until = credential.text_of("validUntil");
  CAIRN_CHECK(add_text_claim(out, "iss", id_of(credential.find("issuer")), "issuer", arena));
  CAIRN_CHECK(add_text_claim(out, "jti", credential.text_of("id"), "id", arena));
  CAIRN_CHECK(add_text_claim(out, "sub", id_of(subject), "credentialSubject.id", arena));
  if (valid_from.empty()) return no_source("validFrom");
  CAIRN_CHECK(add_time_claim(out, "nbf", valid_from, arena));
  if (!valid_until.empty()) CAIRN_CHECK(add_time_claim(out, "exp", valid_until, arena));
  for (const json::Member& member : credential.object()) out.add_new(member.name, member.value, arena);
  return out;
}

}  // namespace cairn::proof
