#include "vc/status_list_credential.hpp"

#include "vc/credential_view.hpp"
#include "vc/verify.hpp"

namespace cairn::vc {
namespace {

json::Value text(std::string_view value, Arena& arena) { return json::Value::string(arena.copy(value)); }

json::Value list_of(std::initializer_list<std::string_view> literals, Arena& arena) {
  const json::Array out = json::Array::make(arena, static_cast<std::uint32_t>(literals.size()));
  for (const std::string_view literal : literals) out.push_back(json::Value::string(literal), arena);
  return out;
}

}  // namespace

Result<json::Value> to_status_list_credential(const StatusListFacts& facts, const Bitstring& list, Arena& arena) {
  if (list.size_bits() < k_minimum_status_entries) {
    return fail(Kind::refused, "status.list-length", "a status list of " + std::to_string(list.size_bits()) + " entries is too short");
  }
  CAIRN_TRY(const std::string encoded, compress_bitstring(list));
  const json::Object subject = json::Object::make(arena, 5);
  subject.add_new("id", text(facts.url + "#list", arena), arena);
  subject.add_new("type", json::Value::string("BitstringStatusList"), arena);
  subject.add_new("statusPurpose", text(facts.purpose, arena), arena);
  subject.add_new("encodedList", text(encoded, arena), arena);
  if (facts.ttl_ms > 0) subject.add_new("ttl", json::Value::number(arena.copy(std::to_string(facts.ttl_ms))), arena);
  const json::Object out = json::Object::make(arena, 8);
  out.add_new("@context", list_of({"https://www.w3.org/ns/credentials/v2"}, arena), arena);
  out.add_new("id", text(facts.url, arena), arena);
  out.add_new("type", list_of({"VerifiableCredential", "BitstringStatusListCredential"}, arena), arena);
  out.add_new("issuer", text(facts.issuer_id, arena), arena);
  out.add_new("validFrom", text(format_instant(facts.valid_from), arena), arena);
  if (facts.valid_until) out.add_new("validUntil", text(format_instant(*facts.valid_until), arena), arena);
  out.add_new("credentialSubject", subject, arena);
  return json::Value(out);
}

Result<StatusListContent> read_status_list_credential(const json::Value& credential) {
  const json::Value* subject = first_item(credential.find("credentialSubject"));
  if (!holds_type(credential, "BitstringStatusListCredential") || subject == nullptr || !holds_type(*subject, "BitstringStatusList")) {
    return fail(Kind::malformed, "status.list-type", "the document is no status list", "Give the list as it was published.");
  }
  CAIRN_TRY(const Instant valid_from, parse_date_time_stamp(credential.text_of("validFrom")));
  CAIRN_TRY(Bitstring list, expand_bitstring(subject->text_of("encodedList")));
  return StatusListContent{std::string(credential.text_of("id")), std::string(issuer_id(credential)), text_member(*subject, "statusPurpose"),
                           valid_from, std::move(list)};
}

}  // namespace cairn::vc
