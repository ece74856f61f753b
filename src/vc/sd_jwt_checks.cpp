#include "vc/sd_jwt_checks.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "proof/jwt_claims.hpp"
#include "vc/credential_view.hpp"
#include "vc/token_status_list.hpp"

namespace cairn::vc {
namespace {

constexpr std::array<std::string_view, 4> k_token_claims = {"cnf", "vct", "vct#integrity", "status"};

Check answer(CheckId id, Outcome outcome, std::string_view code, std::string detail, std::string_view hint = {}) {
  return {id, outcome, std::string(code), std::move(detail), std::string(hint)};
}

std::string sentence(std::string text) {
  if (text.empty()) return text;
  if (text.front() >= 'a' && text.front() <= 'z') text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text + ".";
}

bool is_token_claim(std::string_view name) {
  return proof::is_registered_claim(name) || std::find(k_token_claims.begin(), k_token_claims.end(), name) != k_token_claims.end();
}

// Ours, and other tokens that carry a credential of the data model beside their claims.
bool is_data_model(const json::Value& claims) { return claims.find("credentialSubject") != nullptr; }

Result<void> add_time(json::Object out, std::string_view name, const json::Value& claims, std::string_view claim, Arena& arena) {
  CAIRN_TRY(const std::optional<std::int64_t> seconds, proof::read_numeric_date(claims, claim));
  if (!seconds || out.contains(name)) return {};
  out.add_new(name, json::Value::string(arena.copy(format_instant({*seconds, 0}))), arena);
  return {};
}

int badness(Outcome outcome) { return outcome == Outcome::fail ? 2 : outcome == Outcome::unknown ? 1 : 0; }

Check check_holder(const proof::SdJwtVc& token, const VerifyPolicy& policy) {
  if (!token.holder) {
    return answer(CheckId::recipient, Outcome::fail, "sd-jwt.binding", "Nothing shows that its holder presented it.",
                  "Ask the holder to present it to you, with your nonce: somebody else may have copied it.");
  }
  const proof::HolderFinding& holder = *token.holder;
  if (holder.outcome != proof::Outcome::pass) {
    const Outcome outcome = holder.outcome == proof::Outcome::fail ? Outcome::fail : Outcome::unknown;
    return answer(CheckId::recipient, outcome, holder.code, sentence(holder.detail), holder.hint);
  }
  std::string detail = "It was presented by the holder of the key named in it";
  if (policy.nonce) {
    detail += policy.audience ? ", to you, in answer to your nonce." : ", in answer to your nonce.";
  } else {
    detail += policy.audience ? ", to you; when, and whether for the first time, was not asked."
                              : ", to " + holder.audience.substr(0, 200) + "; whether that is you was not asked.";
  }
  return answer(CheckId::recipient, Outcome::pass, "recipient.presented", std::move(detail));
}

Check status_answer(std::string_view code, std::string detail) {
  return answer(CheckId::status, Outcome::unknown, code, std::move(detail), "Supply the issuer's current status list, or check again when its address answers.");
}

}  // namespace

Result<json::Value> credential_of_claims(const proof::SdJwtVc& token, Arena& arena) {
  const json::Value& claims = token.token.claims;
  const json::Object out = json::Object::make(arena, claims.object().size() + 3);
  for (const json::Member& member : claims.object()) {
    if (!is_token_claim(member.name)) out.add_new(member.name, member.value, arena);
  }
  // What another profile calls a name may be the person's.
  if (!is_data_model(claims)) out.set("name", json::Value::string(token.token.payload.text_of("vct")), arena);
  if (!is_data_model(claims) || !out.contains("issuer")) out.set("issuer", json::Value::string(token.issuer), arena);
  CAIRN_CHECK(add_time(out, "validFrom", claims, "nbf", arena));
  CAIRN_CHECK(add_time(out, "validUntil", claims, "exp", arena));
  return json::Value(out);
}

Check check_sd_jwt_shape(const proof::SdJwtVc& token, const json::Value& credential) {
  const auto broken = [](const Error& error) {
    return answer(CheckId::shape, Outcome::fail, error.code, sentence(error.detail), error.hint);
  };
  if (token.departure) return broken(*token.departure);
  if (is_data_model(token.token.claims)) {
    const Result<void> repeated = proof::check_repeated_claims(token.token.claims, token.token.claims);
    if (!repeated) return broken(repeated.error());
  }
  if (issuer_id(credential) != token.issuer) {
    return answer(CheckId::shape, Outcome::fail, "jwt.claim-mismatch", "The claim iss differs from the credential's issuer.",
                  "Ask the issuer for a corrected credential.");
  }
  return answer(CheckId::shape, Outcome::pass, "shape.conforms", "It is built as the standards say.");
}

Check check_token_list(std::string_view issuer, const json::Value& status, VerifyPorts& ports, const VerifyPolicy& policy, Arena& arena) {
  const json::Value* list = status.find("status_list");
  if (list == nullptr) return status_answer("status.unsupported-type", "The status is of a kind not known here.");
  const std::string_view uri = list->text_of("uri");
  const json::Value* index = list->find("idx");
  const std::string_view digits = index != nullptr && index->is_number() ? index->number_text() : std::string_view();
  std::uint64_t number = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (uri.empty() || digits.empty() || read.ec != std::errc() || read.ptr != digits.data() + digits.size()) {
    return status_answer("status.entry", "The status entry lacks list or index, or has an unusable one.");
  }
  if (ports.documents == nullptr) {
    return status_answer("status.not-checked", "The credential can be revoked; the status list " + std::string(uri) + " was not looked at.");
  }
  const auto found = ports.documents->load(uri);
  if (!found) return status_answer("status.retrieval", "The status list " + std::string(uri) + " could not be had: " + found.error().detail + ".");
  if (!(*found)->document.is_string()) return status_answer("status.list-type", "The document supplied as status list is no token.");
  const std::string_view text = arena.copy((*found)->document.text());
  const TrustedIssuer* known = policy.known_issuers == nullptr ? nullptr : policy.known_issuers->find(issuer);
  const TokenKeyFinder keys = keys_of_issuer(ports.resolver, issuer, policy.at);
  // A list is signed again and again: whoever signs it today must be one whose key is in use today.
  const auto keys_in_use = [&](const json::Value& header) {
    proof::MethodAnswer answer = keys(header);
    Check key = {CheckId::key, Outcome::pass, "", "", ""};
    if (known != nullptr) judge_key_history(*known, {"", policy.at, answer.key}, key);
    if (key.outcome == Outcome::pass) return answer;
    answer.authorised = proof::Outcome::unknown;
    answer.detail = key.detail;
    return answer;
  };
  return check_token_status(text, {uri, number, policy.at}, keys_in_use, arena);
}

Check worse_of(Check a, Check b) { return badness(a.outcome) > badness(b.outcome) ? a : b; }

Check check_sd_jwt_status(const proof::SdJwtVc& token, const json::Value& credential, VerifyPorts& ports,
                          const VerifyPolicy& policy, Arena& arena) {
  Check own = check_status(credential, ports, policy, arena);
  const json::Value* status = token.token.payload.find("status");
  if (status == nullptr) return own;
  return worse_of(std::move(own), check_token_list(token.issuer, *status, ports, policy, arena));
}

Check check_sd_jwt_recipient(const proof::SdJwtVc& token, const json::Value& credential, const VerifyPolicy& policy) {
  Check person = check_recipient(credential, policy.recipient);
  const bool is_binding_asked = policy.nonce || policy.audience;
  if (!token.holder && !is_binding_asked) return person;
  Check holder = check_holder(token, policy);
  if (!policy.recipient) return holder;
  if (badness(holder.outcome) > badness(person.outcome)) return holder;
  if (person.outcome == Outcome::pass) person.detail += " " + holder.detail;
  return person;
}

}  // namespace cairn::vc
