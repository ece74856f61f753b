#pragma once
#include <gtest/gtest.h>

#include <deque>
#include <map>
#include <memory>
#include <string>

#include "crypto/signature.hpp"
#include "json/read.hpp"
#include "json/write.hpp"
#include "jsonld/pinned_loader.hpp"
#include "proof/did_key.hpp"
#include "proof/local_resolver.hpp"
#include "vc/issue.hpp"
#include "vc/verify.hpp"

namespace cairn::vc {

/// Status lists and the like, by URL.
class HandedDocuments final : public jsonld::DocumentLoader {
 public:
  void add(const std::string& url, json::Value document) {
    const auto at = documents_.emplace(url, jsonld::RemoteDocument{}).first;
    at->second = {at->first, document};
  }
  Result<const jsonld::RemoteDocument*> load(std::string_view url) override {
    const auto found = documents_.find(url);
    if (found == documents_.end()) return fail(Kind::missing, "documents.missing", "not supplied");
    return &found->second;
  }

 private:
  std::map<std::string, jsonld::RemoteDocument, std::less<>> documents_;
};

/// An Ed25519 key from a fixed seed, and the DID it makes.
struct Party {
  explicit Party(std::uint8_t seed) : signer(std::move(*crypto::make_signer(crypto::KeyType::ed25519, Bytes(32, seed)))) {
    did = proof::to_did_key(signer->public_key());
    method = proof::verification_method_id(did, signer->public_key());
  }
  std::unique_ptr<crypto::Signer> signer;
  std::string did;
  std::string method;
};

/// Everything needed to sign and verify in a test.
class Workbench {
 public:
  Workbench() : contexts(jsonld::embedded_contexts()), engine(contexts) {
    policy.at = *parse_date_time_stamp("2026-06-01T00:00:00Z");
    static const Rulebook* const k_books[] = {&vcdm2_rulebook(), &vcdm1_rulebook(), &house_rulebook()};
    policy.rulebooks = k_books;
    policy.known_issuers = &known;
  }

  json::Value read(std::string_view text) {
    const auto value = json::read(text, arena);
    EXPECT_TRUE(value.has_value()) << (value ? "" : value.error().detail);
    return value ? *value : json::Value();
  }

  /// Sign whatever it is, rules or no rules.
  json::Value sign_anyway(json::Value document, const Party& by, const std::string& suite = "eddsa-rdfc-2022") {
    proof::ProofConfiguration configuration;
    configuration.cryptosuite = suite;
    configuration.verification_method = by.method;
    configuration.created = *parse_date_time_stamp("2026-03-15T10:00:00Z");
    auto secured = proof::add_proof(engine, document, configuration, *by.signer, arena);
    EXPECT_TRUE(secured.has_value()) << (secured ? "" : secured.error().code + " " + secured.error().detail);
    return secured ? *secured : json::Value();
  }
  json::Value sign_anyway(std::string_view text, const Party& by) { return sign_anyway(read(text), by); }

  Report check(std::string_view bytes) {
    VerifyPorts ports{engine, contexts, resolver, documents};
    return verify(as_bytes(bytes), ports, policy, arena);
  }
  Report check(json::Value document) { return check(json::to_text(document)); }

  Arena arena;
  jsonld::PinnedLoader contexts;
  proof::Engine engine;
  proof::LocalResolver resolver;
  jsonld::DocumentLoader* documents = nullptr;
  Party college{7};
  KnownIssuers known{{college.did}};
  VerifyPolicy policy;
};

/// "pass reading.json" and so on, for one check of a report.
inline std::string answer(const Report& report, CheckId id) {
  const Check& check = report.check(id);
  return std::string(outcome_name(check.outcome)) + " " + check.code;
}

/// Call `visit(changed document)` for every leaf of a document, each time with that one leaf changed.
template <class Visit>
void for_each_mutation(const json::Value& document, Arena& arena, Visit visit) {
  struct Step {
    static void leaves(json::Value& value, const std::string& place, std::vector<std::pair<std::string, json::Value*>>& out) {
      if (value.is_object()) {
        for (json::Member& member : value.object()) leaves(member.value, place + "/" + std::string(member.name), out);
      } else if (value.is_array()) {
        std::size_t number = 0;
        for (json::Value& item : value.array()) leaves(item, place + "/" + std::to_string(number++), out);
      } else {
        out.emplace_back(place, &value);
      }
    }
  };
  json::Value copy = json::clone(document, arena);
  std::vector<std::pair<std::string, json::Value*>> leaves;
  Step::leaves(copy, "", leaves);
  for (auto& [place, leaf] : leaves) {
    const json::Value before = *leaf;
    std::string text = json::to_text(before);
    if (before.is_string()) {
      text = std::string(before.text());
      if (text.empty()) text = "x";
      text.back() = text.back() == 'a' ? 'b' : 'a';
      *leaf = json::Value::string(arena.copy(text));
    } else if (before.is_boolean()) {
      *leaf = json::Value::boolean(!before.as_boolean());
    } else {
      *leaf = json::Value::number("424242");
    }
    visit(place, copy);
    *leaf = before;
  }
}

}  // namespace cairn::vc
