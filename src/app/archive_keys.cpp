#include "app/archive_keys.hpp"

#include <algorithm>

#include "json/write.hpp"
#include "proof/did_key.hpp"

namespace cairn::app {
namespace {

json::Value text(std::string_view value, Arena& arena) { return json::Value::string(arena.copy(value)); }

void add_time(const json::Object& to, std::string_view name, const std::optional<Instant>& time, Arena& arena) {
  if (time) to.add_new(name, text(format_instant(*time), arena), arena);
}

std::string document_text(json::Value value) { return json::to_text(value, json::Layout::indented) + "\n"; }

bool is_self_describing(std::string_view id) { return id.starts_with("did:key:") || id.starts_with("did:jwk:"); }

const vc::TrustedIssuer* find(const verify::TrustList& stated, std::string_view id) {
  const auto found = std::find_if(stated.issuers.begin(), stated.issuers.end(), [id](const vc::TrustedIssuer& one) { return one.id == id; });
  return found == stated.issuers.end() ? nullptr : &*found;
}

void add_stated(const vc::TrustedIssuer& stated, HistoricIssuer& issuer) {
  for (const vc::TrustedKey& key : stated.keys) {
    auto same = std::find_if(issuer.keys.begin(), issuer.keys.end(), [&](const HistoricKey& one) { return one.method_id == key.method_id && one.key == key.key; });
    if (same == issuer.keys.end()) same = issuer.keys.insert(issuer.keys.end(), {key.method_id, key.key, {}, {}, {}});
    same->from = key.from;
    same->until = key.until;
    same->compromised = key.compromised;
  }
}

json::Object key_json(const HistoricKey& key, Arena& arena) {
  const json::Object out = json::Object::make(arena, 8);
  out.add_new("id", text(key.method_id, arena), arena);
  if (key.key.type == crypto::KeyType::rsa) {
    out.add_new("publicKeyJwk", crypto::to_public_jwk(key.key, arena), arena);
  } else {
    out.add_new("publicKeyMultibase", text(crypto::to_multikey(key.key), arena), arena);
  }
  return out;
}

json::Object issuer_json(const ArchiveIssuer& issuer, json::Array keys, Arena& arena) {
  const json::Object out = json::Object::make(arena, 3);
  out.add_new("id", text(issuer.id, arena), arena);
  if (!issuer.name.empty()) out.add_new("name", text(issuer.name, arena), arena);
  out.add_new("keys", keys, arena);
  return out;
}

bool has_ended(const HistoricKey& key, Instant now) { return key.compromised || (key.until && *key.until <= now); }

std::string_view standing_word(const HistoricKey& key, Instant now) {
  if (key.compromised) return "compromised";
  return has_ended(key, now) ? "retired" : "active";
}

}  // namespace

Result<std::vector<HistoricIssuer>> key_history(const std::vector<store::IssuerRecord>& records, const verify::TrustList& stated) {
  std::map<std::string, HistoricIssuer> issuers;
  for (const store::IssuerRecord& record : records) {
    HistoricIssuer& issuer = issuers[record.issuer_id];
    issuer.issuer = {record.issuer_id, record.issuer_name};
    CAIRN_TRY(crypto::PublicKey key, crypto::parse_multikey(record.public_key));
    const bool is_there = std::any_of(issuer.keys.begin(), issuer.keys.end(),
                                      [&](const HistoricKey& one) { return one.method_id == record.verification_method && one.key == key; });
    if (!is_there) issuer.keys.push_back({record.verification_method, std::move(key), {}, {}, {}});
  }
  for (const vc::TrustedIssuer& one : stated.issuers) {
    if (issuers.contains(one.id)) continue;
    return fail(Kind::refused, "archive.history-issuer", "the key history names " + one.id + ", in whose name nothing was issued in this database",
                "Write the issuer's id as it stands in its credentials, or leave that issuer out of the list.");
  }
  std::vector<HistoricIssuer> out;
  for (auto& [id, issuer] : issuers) {
    if (const vc::TrustedIssuer* more = find(stated, id)) add_stated(*more, issuer);
    out.push_back(std::move(issuer));
  }
  return out;
}

std::string to_trust_list(const std::vector<HistoricIssuer>& issuers, const KeyUses& uses, std::optional<Instant> closed) {
  Arena arena;
  const json::Array list = json::Array::make(arena);
  for (const HistoricIssuer& issuer : issuers) {
    const json::Array keys = json::Array::make(arena);
    for (const HistoricKey& key : issuer.keys) {
      const json::Object one = key_json(key, arena);
      const auto use = uses.find(key.method_id);
      std::optional<Instant> until = key.until;
      if (!until && closed) until = use == uses.end() ? *closed : std::max(*closed, use->second.last);
      add_time(one, "from", key.from, arena);
      add_time(one, "until", until, arena);
      add_time(one, "compromised", key.compromised, arena);
      keys.push_back(one, arena);
    }
    list.push_back(issuer_json(issuer.issuer, keys, arena), arena);
  }
  const json::Object out = json::Object::make(arena, 2);
  out.add_new("name", json::Value::string("Issuers of this archive, and their keys"), arena);
  out.add_new("issuers", list, arena);
  return document_text(out);
}

std::string to_history_text(const std::vector<HistoricIssuer>& issuers, const KeyUses& uses, Instant now) {
  Arena arena;
  const json::Array list = json::Array::make(arena);
  for (const HistoricIssuer& issuer : issuers) {
    const json::Array keys = json::Array::make(arena);
    for (const HistoricKey& key : issuer.keys) {
      const json::Object one = key_json(key, arena);
      one.add_new("standing", json::Value::string(standing_word(key, now)), arena);
      const auto use = uses.find(key.method_id);
      const std::uint64_t credentials = use == uses.end() ? 0 : use->second.credentials;
      one.add_new("credentials", json::Value::number(arena.copy(std::to_string(credentials))), arena);
      if (credentials > 0) {
        add_time(one, "firstUsed", use->second.first, arena);
        add_time(one, "lastUsed", use->second.last, arena);
      }
      add_time(one, "from", key.from, arena);
      add_time(one, "until", key.until, arena);
      add_time(one, "compromised", key.compromised, arena);
      keys.push_back(one, arena);
    }
    list.push_back(issuer_json(issuer.issuer, keys, arena), arena);
  }
  const json::Object out = json::Object::make(arena, 2);
  out.add_new("asOf", text(format_instant(now), arena), arena);
  out.add_new("issuers", list, arena);
  return document_text(out);
}

std::string to_document(const HistoricIssuer& issuer, DocumentTime time, Instant now) {
  Arena arena;
  std::vector<proof::PublishedKey> keys;
  for (const HistoricKey& key : issuer.keys) {
    proof::PublishedKey one;
    one.key = key.key;
    one.method_id = key.method_id;
    // The document of a did:key is its key, whatever became of it.
    const bool is_fixed = is_self_describing(issuer.issuer.id);
    if (time == DocumentTime::today && !is_fixed && has_ended(key, now)) {
      one.standing = proof::Standing::retired;
      one.revoked = key.compromised;
      if (key.until && !key.compromised) one.expires = key.until;
    }
    if (time == DocumentTime::all_times && !is_fixed && key.compromised) continue;
    keys.push_back(std::move(one));
  }
  return document_text(proof::to_controller_json(issuer.issuer.id, keys, arena));
}

std::string archive_file_name(std::string_view id) {
  constexpr std::size_t k_longest = 60;
  constexpr std::size_t k_hash_digits = 8;
  std::string out;
  std::string_view shown = id.starts_with("https://") ? id.substr(8) : id;
  for (const char c : shown.substr(0, k_longest)) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
    out += is_plain && !(out.empty() && c == '.') ? c : '_';
  }
  return out + "-" + archive_digest(id).hex.substr(0, k_hash_digits) + ".json";
}

}  // namespace cairn::app
