#include "vc/token_status_list.hpp"

#include "base/encoding.hpp"
#include "json/read.hpp"
#include "proof/jose.hpp"
#include "proof/jwt_claims.hpp"
#include "vc/inflate.hpp"

namespace cairn::vc {
namespace {

constexpr std::string_view k_hint = "Supply the issuer's current status list, or check again when its address answers.";

// spec: Token Status List "Status Types Values"
constexpr std::uint32_t k_valid = 0;
constexpr std::uint32_t k_invalid = 1;
constexpr std::uint32_t k_suspended = 2;

Failure untrusted(std::string detail) {
  return fail(Kind::refused, "status.list-proof", "the status list itself cannot be trusted: " + std::move(detail), std::string(k_hint));
}

Failure no_list(std::string detail) { return fail(Kind::malformed, "status.list-type", std::move(detail), std::string(k_hint)); }

Result<void> check_signature(const proof::CompactJws& jws, const TokenKeyFinder& find_key) {
  const auto header = proof::check_jws_header(jws.header);
  if (!header) return untrusted(header.error().detail);
  const proof::MethodAnswer key = find_key(jws.header);
  if (!key.key) return untrusted(key.detail.empty() ? "its key could not be found" : key.detail);
  const auto fits = proof::verify_jws(jws, *key.key);
  if (!fits) return untrusted(fits.error().detail);
  if (*fits != crypto::SignatureCheck::fits) return untrusted("its signature does not fit");
  if (key.authorised != proof::Outcome::pass) return untrusted(key.detail.empty() ? "its key is not shown to be the issuer's" : key.detail);
  return {};
}

Result<void> check_dates(const json::Value& claims, Instant at) {
  constexpr std::int64_t k_leeway_seconds = 60;  // clocks of issuers run ahead
  const auto out_of_date = [](std::string detail) { return fail(Kind::refused, "status.list-dates", std::move(detail), std::string(k_hint)); };
  const auto issued = proof::read_numeric_date(claims, "iat");
  const auto expires = proof::read_numeric_date(claims, "exp");
  if (!issued || !*issued || !expires) return no_list("the status list has no usable time of issue or end");
  if (**issued > at.seconds + k_leeway_seconds) return out_of_date("the status list is of a later time");
  if (*expires && **expires <= at.seconds) return out_of_date("the status list is out of date");
  return {};
}

}  // namespace

Result<TokenStatusList> TokenStatusList::decode(std::uint64_t bits, std::string_view lst) {
  if (bits != 1 && bits != 2 && bits != 4 && bits != 8) {
    return fail(Kind::malformed, "status.entry", "a status has " + std::to_string(bits) + " bits, not 1, 2, 4 or 8",
                "Ask the issuer for a sound list.");
  }
  const auto compressed = from_base64url(lst);
  if (!compressed) {
    return fail(Kind::malformed, "status.encoding", "the status list is not base64url", "Ask the issuer for a sound list.");
  }
  CAIRN_TRY(Bytes bytes, inflate(*compressed, Framing::zlib));
  return TokenStatusList(static_cast<std::uint32_t>(bits), std::move(bytes));
}

Result<std::uint32_t> TokenStatusList::status(std::uint64_t index) const {
  if (index >= size()) {
    return fail(Kind::malformed, "status.range", "the list has " + std::to_string(size()) + " entries, none of number " +
                std::to_string(index), "Ask the issuer for the list that holds this entry.");
  }
  const std::uint64_t bit = index * bits_;
  const std::uint32_t mask = (1U << bits_) - 1;
  return (bytes_[static_cast<std::size_t>(bit / 8)] >> (bit % 8)) & mask;
}

TokenKeyFinder keys_of_issuer(proof::VerificationMethodResolver& resolver, std::string_view issuer, Instant at) {
  return [&resolver, issuer, at](const json::Value& header) {
    std::string id(header.text_of("kid"));
    if (id.starts_with('#')) {
      id.insert(0, issuer);
    } else if (id.find(':') == std::string::npos) {
      id = std::string(issuer) + "#" + id;
    }
    proof::MethodAnswer answer = proof::find_method(resolver, {id, "assertionMethod", at});
    if (std::string_view(id).substr(0, id.find('#')) == issuer) return answer;
    answer.authorised = proof::Outcome::unknown;
    answer.detail = "its key " + id + " is not one of " + std::string(issuer);
    return answer;
  };
}

Result<StatusListToken> open_status_list_token(std::string_view token, const TokenStatusQuestion& question,
                                               const TokenKeyFinder& find_key, Arena& arena) {
  const auto jws = proof::parse_compact_jws(token, arena);
  if (!jws) return no_list("the document supplied as status list is no signed token: " + jws.error().detail);
  if (jws->type() != "statuslist+jwt" && jws->type() != "application/statuslist+jwt") {
    return no_list("the token supplied as status list is of another type");
  }
  CAIRN_CHECK(check_signature(*jws, find_key));
  const auto claims = json::read(arena.copy(as_text(jws->payload)), arena);
  if (!claims || !claims->is_object()) return no_list("the status list's payload is no JSON object");
  if (claims->text_of("sub") != question.uri) {
    return fail(Kind::refused, "status.list-mismatch", "the status list supplied is another one: " + std::string(claims->text_of("sub").substr(0, 200)),
                std::string(k_hint));
  }
  CAIRN_CHECK(check_dates(*claims, question.at));
  const json::Value* list = claims->find("status_list");
  const json::Value* bits = list == nullptr ? nullptr : list->find("bits");
  if (bits == nullptr || !bits->is_number() || bits->number_text().size() != 1) return no_list("the token holds no status list");
  const auto width = static_cast<std::uint64_t>(bits->number_text().front() - '0');
  CAIRN_TRY(TokenStatusList decoded, TokenStatusList::decode(width, list->text_of("lst")));
  StatusListToken out{std::move(decoded), std::nullopt};
  if (const auto ttl = proof::read_numeric_date(*claims, "ttl")) out.ttl_seconds = *ttl;
  return out;
}

Check check_token_status(std::string_view token, const TokenStatusQuestion& question, const TokenKeyFinder& find_key, Arena& arena) {
  const auto say = [](Outcome outcome, std::string_view code, std::string detail, std::string_view hint) {
    return Check{CheckId::status, outcome, std::string(code), std::move(detail), std::string(hint)};
  };
  const auto opened = open_status_list_token(token, question, find_key, arena);
  if (!opened) return say(Outcome::unknown, opened.error().code, "The status could not be looked up: " + opened.error().detail + ".", k_hint);
  const auto status = opened->list.status(question.index);
  if (!status) return say(Outcome::unknown, "status.range", "The status list has no entry of the credential's number.", k_hint);
  if (*status == k_valid) return say(Outcome::pass, "status.clear", "It has not been revoked or suspended.", "");
  if (*status == k_invalid) return say(Outcome::fail, "status.revoked", "The issuer has revoked it.", "Ask the learner or the issuer why.");
  if (*status == k_suspended) {
    return say(Outcome::fail, "status.suspended", "The issuer has suspended it for now.", "Check again later, or ask the issuer.");
  }
  return say(Outcome::unknown, "status.unsupported-purpose",
             "It has the status " + std::to_string(*status) + ", whose meaning only the issuer knows.", "Ask the issuer what it means.");
}

}  // namespace cairn::vc
