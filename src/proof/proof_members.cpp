#include "proof/proof_members.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace cairn::proof {
namespace {

Failure bad_member(std::string_view name, std::string_view problem) {
  return fail(Kind::malformed, "proof.member", "the proof's " + std::string(name) + " " + std::string(problem));
}

enum class Presence { required, optional };

Result<void> read_text(json::Value proof, std::string_view name, Presence presence, std::string_view& out) {
  const json::Value* found = proof.find(name);
  if (found == nullptr && presence == Presence::optional) return {};
  if (found == nullptr) return bad_member(name, "is missing");
  if (!found->is_string() || found->text().empty()) return bad_member(name, "is no text");
  out = found->text();
  return {};
}

Result<void> read_texts(json::Value proof, std::string_view name, std::vector<std::string_view>& out) {
  const json::Value* found = proof.find(name);
  if (found == nullptr) return {};
  if (found->is_string()) {
    out.push_back(found->text());
    return {};
  }
  if (!found->is_array()) return bad_member(name, "is neither a text nor a list");
  for (const json::Value& item : found->array()) {
    if (!item.is_string()) return bad_member(name, "holds something other than text");
    out.push_back(item.text());
  }
  return {};
}

Result<void> read_time(json::Value proof, std::string_view name, std::optional<Instant>& out) {
  std::string_view text;
  CAIRN_CHECK(read_text(proof, name, Presence::optional, text));
  if (text.empty()) return {};
  auto instant = parse_date_time_stamp(text);
  if (!instant) {
    return fail(Kind::malformed, "proof.time", "the proof's " + std::string(name) + " is no date and time with a zone");
  }
  out = *instant;
  return {};
}

}  // namespace

// A second name that some context gives to a member, such as "expiration" for "expires", would be signed and yet not be seen here.
Result<void> check_proof_names(json::Object proof) {
  static constexpr std::array<std::string_view, 14> k_names = {
      "@context", "challenge", "created", "cryptosuite", "domain", "expires", "id", "nonce",
      "previousProof", "proofPurpose", "proofValue", "type", "verificationMethod", "jws"};
  for (const json::Member& member : proof) {
    if (std::find(k_names.begin(), k_names.end(), member.name) == k_names.end()) {
      return fail(Kind::unsupported, "proof.unknown-member",
                  "the proof has the member " + std::string(member.name.substr(0, 80)) + ", whose meaning is not known here",
                  "ask the issuer for a proof with the standard's members only");
    }
  }
  return {};
}

Result<void> read_proof_members(json::Value proof, ProofMembers& out) {
  if (!proof.is_object()) return fail(Kind::malformed, "proof.member", "a proof is not an object");
  CAIRN_CHECK(read_text(proof, "type", Presence::required, out.type));
  CAIRN_CHECK(read_text(proof, "cryptosuite", Presence::optional, out.cryptosuite));
  CAIRN_CHECK(read_text(proof, "verificationMethod", Presence::required, out.verification_method));
  CAIRN_CHECK(read_text(proof, "proofPurpose", Presence::required, out.purpose));
  CAIRN_CHECK(read_text(proof, "proofValue", Presence::optional, out.proof_value));
  CAIRN_CHECK(read_text(proof, "jws", Presence::optional, out.jws));
  CAIRN_CHECK(read_text(proof, "id", Presence::optional, out.id));
  CAIRN_CHECK(read_text(proof, "challenge", Presence::optional, out.challenge));
  CAIRN_CHECK(read_time(proof, "created", out.created));
  CAIRN_CHECK(read_time(proof, "expires", out.expires));
  CAIRN_CHECK(read_texts(proof, "previousProof", out.previous_proofs));
  return read_texts(proof, "domain", out.domains);
}

json::Object proof_options(json::Object proof, Arena& arena, std::string_view value_member) {
  const json::Object options = json::Object::make(arena, proof.size() + 1);
  for (const json::Member& member : proof) {
    if (member.name != value_member) options.add_new(member.name, member.value, arena);
  }
  return options;
}

}  // namespace cairn::proof
