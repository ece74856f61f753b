#include "proof/controller_document.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "base/encoding.hpp"
#include "crypto/key.hpp"

namespace cairn::proof {
namespace {

constexpr std::size_t k_most_methods = 512;

std::string absolute_id(std::string_view reference, std::string_view base) {
  if (reference.starts_with('#')) return std::string(base) + std::string(reference);
  return std::string(reference);
}

// Calls `visit` for each item of an array, or for a single value that stands where an array of one could.
template <class Visit>
Result<void> for_each_item(const json::Value* value, Visit visit) {
  if (value == nullptr) return {};
  if (!value->is_array()) return visit(*value);
  for (const json::Value& item : value->array()) CAIRN_CHECK(visit(item));
  return {};
}

Result<crypto::PublicKey> unreadable(std::string_view why) {
  return fail(Kind::unsupported, "controller.method", std::string(why));
}

Result<crypto::PublicKey> read_multibase_key(json::Value method, std::optional<crypto::KeyType> only) {
  CAIRN_TRY(crypto::PublicKey key, crypto::parse_multikey(method.text_of("publicKeyMultibase")));
  if (only && key.type != *only) return unreadable("the key is not of the method's type");
  return key;
}

Result<crypto::PublicKey> read_jwk_key(json::Value method) {
  const json::Value* jwk = method.find("publicKeyJwk");
  if (jwk == nullptr) return unreadable("there is no publicKeyJwk");
  return crypto::parse_public_jwk(*jwk);
}

Result<crypto::PublicKey> read_base58_key(json::Value method) {
  CAIRN_TRY(const Bytes bytes, from_base58(method.text_of("publicKeyBase58")));
  return crypto::make_public_key(crypto::KeyType::ed25519, bytes);
}

// The type decides which member holds the key; a method that carries two of them contradicts itself.
Result<crypto::PublicKey> read_key(json::Value method) {
  constexpr std::array<std::string_view, 3> k_key_members = {"publicKeyMultibase", "publicKeyJwk", "publicKeyBase58"};
  const auto has_member = [&](std::string_view name) { return method.find(name) != nullptr; };
  if (std::count_if(k_key_members.begin(), k_key_members.end(), has_member) != 1) {
    return unreadable("a method holds its key in exactly one member");
  }
  const std::string_view type = method.text_of("type");
  if (type == "Multikey") return read_multibase_key(method, std::nullopt);
  if (type == "JsonWebKey" || type == "JsonWebKey2020") return read_jwk_key(method);
  if (type == "Ed25519VerificationKey2020") return read_multibase_key(method, crypto::KeyType::ed25519);
  if (type == "Ed25519VerificationKey2018") return read_base58_key(method);
  return unreadable("the method's type is not known here");
}

Result<std::optional<Instant>> read_instant(json::Value method, std::string_view name) {
  const json::Value* found = method.find(name);
  if (found == nullptr) return std::optional<Instant>{};
  if (!found->is_string()) return fail(Kind::malformed, "controller.method", std::string(name) + " is no text");
  CAIRN_TRY(const Instant instant, parse_date_time_stamp(found->text()));
  return std::optional<Instant>{instant};
}

Result<VerificationMethod> read_method(json::Value method, std::string id) {
  const std::string_view controller = method.text_of("controller");
  if (controller.empty()) return fail(Kind::malformed, "controller.method", "the method names no controller");
  CAIRN_TRY(crypto::PublicKey key, read_key(method));
  CAIRN_TRY(const std::optional<Instant> expires, read_instant(method, "expires"));
  CAIRN_TRY(const std::optional<Instant> revoked, read_instant(method, "revoked"));
  return VerificationMethod{std::move(id), std::string(controller), std::move(key), expires, revoked};
}

bool same_method(const VerificationMethod& a, const VerificationMethod& b) {
  return a.controller == b.controller && a.key == b.key && a.expires == b.expires && a.revoked == b.revoked;
}

// Adds a method given by value. Repeating it word for word is allowed; the same id with another key is not.
Result<void> add_method(json::Value method, const std::string& id, ControllerDocument& out) {
  if (out.methods.size() + out.unreadable_methods.size() >= k_most_methods) {
    return fail(Kind::exhausted, "controller.methods", "the document holds more than 512 verification methods");
  }
  const auto conflict = [] {
    return fail(Kind::malformed, "controller.duplicate-method", "two different verification methods have the same id",
                "the owner of the document must give every key its own id");
  };
  const auto known = std::find_if(out.methods.begin(), out.methods.end(), [&](const auto& m) { return m.id == id; });
  const bool known_unreadable =
      std::find(out.unreadable_methods.begin(), out.unreadable_methods.end(), id) != out.unreadable_methods.end();
  auto read = read_method(method, id);
  if (!read) {
    if (known != out.methods.end()) return conflict();
    if (!known_unreadable) out.unreadable_methods.push_back(id);
    return {};
  }
  if (known_unreadable) return conflict();
  if (known == out.methods.end()) {
    out.methods.push_back(std::move(read).value());
  } else if (!same_method(*known, *read)) {
    return conflict();
  }
  return {};
}

// `listed` collects the ids of the relationship; null for relationships whose list nobody asks for.
Result<void> read_relationship(const json::Value* relationship, ControllerDocument& out,
                               std::vector<std::string>* listed) {
  return for_each_item(relationship, [&](json::Value item) -> Result<void> {
    if (!item.is_string() && item.text_of("id").empty()) return {};  // no id: nothing could name it
    std::string id = absolute_id(item.is_string() ? item.text() : item.text_of("id"), out.id);
    if (item.is_object()) CAIRN_CHECK(add_method(item, id, out));
    if (listed == nullptr) return {};
    if (listed->size() >= k_most_methods) {
      return fail(Kind::exhausted, "controller.methods", "a relationship lists more than 512 verification methods");
    }
    listed->push_back(std::move(id));
    return {};
  });
}

Result<ControllerDocument> read_bare_jwk(json::Value jwk, std::string_view url) {
  ControllerDocument out;
  out.id = url;
  auto key = crypto::parse_public_jwk(jwk);
  if (key) {
    out.methods.push_back({out.id, out.id, std::move(key).value(), std::nullopt, std::nullopt});
    out.assertion_methods.push_back(out.id);
  } else {
    out.unreadable_methods.push_back(out.id);
  }
  return out;
}

}  // namespace

Result<ControllerDocument> parse_controller_document(json::Value document, std::string_view expected_id) {
  if (!document.is_object()) {
    return fail(Kind::malformed, "controller.document", "the controller document is no JSON object");
  }
  if (document.find("kty") != nullptr) return read_bare_jwk(document, expected_id);
  const std::string_view id = document.text_of("id");
  if (id.empty()) return fail(Kind::malformed, "controller.id", "the controller document has no id");
  if (id != expected_id) {
    return fail(Kind::refused, "controller.id-mismatch",
                "the document found under " + std::string(expected_id) + " has another id",
                "the owner must publish the document with the id it is asked for, character by character");
  }
  ControllerDocument out;
  out.id = id;
  CAIRN_CHECK(read_relationship(document.find("verificationMethod"), out, nullptr));
  CAIRN_CHECK(read_relationship(document.find("assertionMethod"), out, &out.assertion_methods));
  CAIRN_CHECK(read_relationship(document.find("authentication"), out, &out.authentications));
  for (const std::string_view other : {"keyAgreement", "capabilityInvocation", "capabilityDelegation"}) {
    CAIRN_CHECK(read_relationship(document.find(other), out, nullptr));
  }
  return out;
}

}  // namespace cairn::proof
