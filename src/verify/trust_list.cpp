#include "verify/trust_list.hpp"

#include <algorithm>
#include <array>

#include "base/spaces.hpp"
#include "json/read.hpp"
#include "json/write.hpp"

namespace cairn::verify {
namespace {

Failure bad_list(std::string detail) {
  return fail(Kind::malformed, "verify.known-issuers", std::move(detail),
              "Give a text with one issuer id in each line, a JSON list of ids, or a trust list as docs/trust.md shows it.");
}

bool is_issuer_id(std::string_view text) {
  const auto begins = [text](std::string_view prefix) { return text.substr(0, prefix.size()) == prefix; };
  return text.find(' ') == std::string_view::npos &&
         (begins("did:") || begins("https://") || begins("http://") || begins("urn:"));
}

template <std::size_t N>
Result<void> check_names(const json::Value& object, const std::string& place, const std::array<std::string_view, N>& names) {
  if (!object.is_object()) return bad_list(place + " is no object");
  for (const json::Member& member : object.object()) {
    if (std::find(names.begin(), names.end(), member.name) == names.end()) {
      return bad_list(place + " has a member \"" + std::string(member.name.substr(0, 80)) + "\", which means nothing in a trust list");
    }
  }
  return {};
}

Result<std::optional<Instant>> time_member(const json::Value& object, std::string_view name, const std::string& place) {
  const json::Value* value = object.find(name);
  if (value == nullptr) return std::optional<Instant>();
  const std::string_view text = value->is_string() ? value->text() : std::string_view();
  if (const auto day = parse_date(text)) return std::optional(start_of_day(*day));
  const auto time = parse_date_time_stamp(text);
  if (!time) return bad_list(place + "." + std::string(name) + " is no time: " + std::string(text.substr(0, 40)));
  return std::optional(*time);
}

Result<vc::TrustedKey> read_key(const json::Value& value, const std::string& issuer, const std::string& place) {
  constexpr std::array<std::string_view, 6> k_names = {"id", "publicKeyMultibase", "publicKeyJwk", "from", "until", "compromised"};
  CAIRN_CHECK(check_names(value, place, k_names));
  vc::TrustedKey out;
  const std::string_view id = value.text_of("id");
  out.method_id = id.starts_with('#') ? issuer + std::string(id) : std::string(id);
  if (!out.method_id.starts_with(issuer + "#")) return bad_list(place + ".id is no key of " + issuer);
  const json::Value* jwk = value.find("publicKeyJwk");
  auto key = jwk != nullptr ? crypto::parse_public_jwk(*jwk) : crypto::parse_multikey(value.text_of("publicKeyMultibase"));
  if (!key) return bad_list(place + ": the key cannot be read: " + key.error().detail);
  out.key = std::move(*key);
  CAIRN_TRY(out.from, time_member(value, "from", place));
  CAIRN_TRY(out.until, time_member(value, "until", place));
  CAIRN_TRY(out.compromised, time_member(value, "compromised", place));
  return out;
}

Result<vc::TrustedIssuer> read_issuer(const json::Value& value, const std::string& place) {
  constexpr std::array<std::string_view, 6> k_names = {"id", "name", "homepage", "from", "until", "keys"};
  CAIRN_CHECK(check_names(value, place, k_names));
  vc::TrustedIssuer out;
  out.id = value.text_of("id");
  if (!is_issuer_id(out.id)) return bad_list(place + ".id is no issuer id");
  out.name = value.text_of("name");
  CAIRN_TRY(out.from, time_member(value, "from", place));
  CAIRN_TRY(out.until, time_member(value, "until", place));
  const json::Value* keys = value.find("keys");
  if (keys == nullptr) return out;
  if (!keys->is_array()) return bad_list(place + ".keys is no list");
  for (const json::Value& key : keys->array()) {
    CAIRN_TRY(vc::TrustedKey one, read_key(key, out.id, place + ".keys[" + std::to_string(out.keys.size()) + "]"));
    out.keys.push_back(std::move(one));
  }
  return out;
}

Result<TrustList> read_object(const json::Value& value) {
  constexpr std::array<std::string_view, 5> k_names = {"name", "issued", "validUntil", "issuers", "proof"};
  CAIRN_CHECK(check_names(value, "the list", k_names));
  const json::Value* issuers = value.find("issuers");
  if (issuers == nullptr || !issuers->is_array()) return bad_list("the list has no \"issuers\"");
  TrustList out;
  CAIRN_TRY(const auto listed_until, time_member(value, "validUntil", "the list"));
  for (const json::Value& issuer : issuers->array()) {
    CAIRN_TRY(vc::TrustedIssuer one, read_issuer(issuer, "issuers[" + std::to_string(out.issuers.size()) + "]"));
    one.listed_until = listed_until;
    out.issuers.push_back(std::move(one));
  }
  if (const json::Value* proof = value.find("proof")) {
    const json::Value* first = proof->is_array() && !proof->array().empty() ? &proof->array()[0] : proof;
    out.signature_method = first->text_of("verificationMethod");
  }
  return out;
}

Result<TrustList> read_array(const json::Value& value) {
  TrustList out;
  for (const json::Value& item : value.array()) {
    if (!item.is_string() || !is_issuer_id(item.text())) {
      return bad_list("entry " + std::to_string(out.issuers.size() + 1) + " of the list of known issuers is no issuer id");
    }
    out.issuers.push_back({std::string(item.text()), "", {}, {}, {}, {}});
  }
  return out;
}

Result<TrustList> read_lines(std::string_view text) {
  TrustList out;
  std::size_t number = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    ++number;
    const std::size_t remark = line.starts_with('#') ? 0 : line.find(" #");
    const TidyText id = tidy_spaces(line.substr(0, remark));
    if (id.text.empty()) continue;
    if (!is_issuer_id(id.text)) return bad_list("line " + std::to_string(number) + " of the list of known issuers is no issuer id");
    out.issuers.push_back({id.text, "", {}, {}, {}, {}});
  }
  return out;
}

proof::VerifyOptions at_time(Instant at) {
  proof::VerifyOptions out;
  out.at = at;
  return out;
}

}  // namespace

Result<TrustList> read_trust_list(std::string_view text) {
  const std::size_t start = text.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos || (text[start] != '[' && text[start] != '{')) return read_lines(text);
  Arena arena;
  const auto value = json::read(text, arena);
  if (!value) return bad_list("the list of known issuers: " + value.error().detail);
  return value->is_object() ? read_object(*value) : read_array(*value);
}

Result<void> check_list_signature(std::string_view text, const ListSigner& signer, proof::Engine& engine,
                                  proof::VerificationMethodResolver& resolver) {
  Arena arena;
  CAIRN_TRY(const json::Value list, json::read(text, arena));
  if (list.find("proof") == nullptr) {
    return fail(Kind::unauthenticated, "trust.not-signed", "the trust list carries no signature", "Get the signed list, or use it without naming a signer.");
  }
  CAIRN_TRY(const auto findings, proof::verify_proofs(engine, list, resolver, at_time(signer.at), arena));
  for (const proof::ProofFinding& finding : findings) {
    if (!finding.verification_method.starts_with(signer.id + "#")) continue;
    if (finding.signature == proof::Outcome::pass && finding.authorised == proof::Outcome::pass) return {};
    const bool is_open = finding.signature != proof::Outcome::fail && finding.authorised != proof::Outcome::fail;
    if (is_open) {
      return fail(Kind::unavailable, "trust.signer-unknown", "whether " + signer.id + " signed the trust list could not be checked: " + finding.detail,
                  "Supply the signer's document with --documents.");
    }
    return fail(Kind::unauthenticated, "trust.signature", "the signature of the trust list does not fit: " + finding.detail, "Get the list again.");
  }
  return fail(Kind::unauthenticated, "trust.signature", "the trust list is not signed by " + signer.id, "Get the list again, or name its real signer.");
}

Result<std::string> sign_trust_list(std::string_view text, const std::string& method, crypto::Signer& signer,
                                    proof::Engine& engine, Instant now) {
  CAIRN_CHECK(read_trust_list(text));
  Arena arena;
  CAIRN_TRY(const json::Value list, json::read(text, arena));
  if (!list.is_object()) return bad_list("only the object form of a trust list can be signed");
  list.object().erase("proof");
  proof::ProofConfiguration configuration;
  configuration.cryptosuite = signer.public_key().type == crypto::KeyType::ed25519 ? "eddsa-jcs-2022" : "ecdsa-jcs-2019";
  configuration.verification_method = method;
  configuration.created = Instant{now.seconds, 0};
  CAIRN_TRY(const json::Value out, proof::add_proof(engine, list, configuration, signer, arena));
  return json::to_text(out, json::Layout::indented) + "\n";
}

Result<const proof::ControllerDocument*> TrustResolver::resolve(std::string_view controller_url) {
  auto found = inner_.resolve(controller_url);
  const vc::TrustedIssuer* entry = known_ == nullptr ? nullptr : known_->find(controller_url);
  if (entry == nullptr || entry->keys.empty()) return found;
  if (!found && found.error().kind == Kind::malformed) return found;
  merged_ = found ? **found : proof::ControllerDocument{};
  if (!found) merged_.list = proof::KeyList::vouched_for;
  merged_.id = entry->id;
  for (const vc::TrustedKey& key : entry->keys) {
    const auto same = std::find_if(merged_.methods.begin(), merged_.methods.end(),
                                   [&](const proof::VerificationMethod& one) { return one.id == key.method_id; });
    if (same == merged_.methods.end()) {
      merged_.methods.push_back({key.method_id, entry->id, key.key, {}, {}});
    } else if (same->key != key.key) {
      *same = {key.method_id, entry->id, key.key, {}, {}};
    }
    merged_.assertion_methods.push_back(key.method_id);
  }
  return &merged_;
}

}  // namespace cairn::verify
