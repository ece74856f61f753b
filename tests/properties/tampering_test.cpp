// e2 and e3: whatever is done to a signed credential, it is no longer valid, or it says the same.
#include <gtest/gtest.h>

#include <functional>

#include "attacks/forge.hpp"
#include "jsonld/embedded_contexts.hpp"
#include "jsonld/pinned_loader.hpp"
#include "properties/chance.hpp"
#include "verify/verifier.hpp"

namespace cairn::properties {
namespace {

using attacks::Forge;
using attacks::Handed;

/// One verifier for many judgements.
class Bench {
 public:
  explicit Bench(const Handed& handed) : handed_(handed) { renew(); }
  /// A verifier that has learned nothing yet.
  void renew() {
    verify::VerifierParts parts;
    parts.contexts = std::make_unique<jsonld::PinnedLoader>(jsonld::embedded_contexts());
    parts.known_issuers = handed_.known;
    verifier_ = std::make_unique<verify::Verifier>(std::move(parts));
    for (const auto& [address, text] : handed_.documents) (void)verifier_->add_document({address, text});
  }
  vc::Report judge(std::string_view file) { return verifier_->verify(as_bytes(file), {handed_.at, handed_.recipient, handed_.nonce, handed_.audience, {}}); }
  bool is_valid(std::string_view file) { return judge(file).verdict == vc::Verdict::valid; }

 private:
  const Handed& handed_;
  std::unique_ptr<verify::Verifier> verifier_;
};

// A small credential, so that every bit of it can be tried.
std::string small_badge(const std::string& issuer) {
  return R"({"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiableCredential"],"issuer":")" + issuer +
         R"(","validFrom":"2026-03-15T09:30:00Z","name":"Weaving","credentialSubject":{"id":"urn:x:ada","name":"Ada"}})";
}

struct Sample {
  const char* name;
  Handed (*make)(Forge& forge);
};

std::string sign_with_curve(crypto::KeyType type, std::string* issuer) {
  const auto signer = crypto::make_signer(type, Bytes(type == crypto::KeyType::p384 ? 48 : 32, 7)).value();
  *issuer = proof::to_did_key(signer->public_key());
  vc::Workbench bench;
  proof::ProofConfiguration configuration;
  configuration.cryptosuite = "ecdsa-rdfc-2019";
  configuration.verification_method = proof::verification_method_id(*issuer, signer->public_key());
  configuration.created = attacks::time("2026-03-15T10:00:00Z");
  return json::to_text(proof::add_proof(bench.engine, bench.read(small_badge(*issuer)), configuration, *signer, bench.arena).value());
}

Handed curve_sample(Forge& forge, crypto::KeyType type) {
  std::string issuer;
  Handed out = forge.handed(sign_with_curve(type, &issuer));
  out.known = {issuer};
  return out;
}

const std::string k_site(attacks::k_college_site);

Handed site_sample(Forge& forge) {
  const std::string method = k_site + "#k";
  Handed out = forge.handed(forge.sign(small_badge(k_site), forge.college(), forge.configuration(method)));
  out.documents[k_site] = Forge::site_document(k_site, Forge::method_json(method, k_site, forge.college()), "\"" + method + "\"");
  return out;
}

Handed shown_sample(Forge& forge) {
  Handed out = forge.handed(forge.shown(forge.disclosable(), forge.learner(), "https://employer.example", "n-1"));
  out.nonce = "n-1";
  out.audience = "https://employer.example";
  return out;
}

constexpr Sample k_samples[] = {
    {"eddsa_rdfc_2022", [](Forge& forge) { return forge.handed(forge.sign(small_badge(forge.college().did), forge.college())); }},
    {"eddsa_jcs_2022", [](Forge& forge) { return forge.handed(forge.sign(small_badge(forge.college().did), forge.college(), "eddsa-jcs-2022")); }},
    {"ecdsa_rdfc_2019_p256", [](Forge& forge) { return curve_sample(forge, crypto::KeyType::p256); }},
    {"ecdsa_rdfc_2019_p384", [](Forge& forge) { return curve_sample(forge, crypto::KeyType::p384); }},
    {"vc_jwt", [](Forge& forge) { return forge.handed(forge.token(forge.header("vc+jwt"), small_badge(forge.college().did), forge.college())); }},
    {"sd_jwt_with_key_binding", shown_sample},
    {"open_badge", attacks::signed_badge},
};

class Flips : public testing::TestWithParam<Sample> {};

// Every bit of signed bytes and proof. With CAIRN_PROPERTY_CASES each bit of the larger samples too, else every so many.
TEST_P(Flips, any_bit_of_the_signed_bytes_or_the_proof) {
  Forge forge;
  const Handed handed = GetParam().make(forge);
  Bench bench(handed);
  ASSERT_TRUE(bench.is_valid(handed.file));
  const std::size_t bits = handed.file.size() * 8;
  const std::size_t step = std::max<std::size_t>(1, bits / cases(8'000));
  std::string changed = handed.file;
  std::size_t tried = 0;
  for (std::size_t bit = 0; bit < bits; bit += step, ++tried) {
    char& byte = changed[bit / 8];
    byte = static_cast<char>(byte ^ (1 << (bit % 8)));
    if (bench.is_valid(changed)) ADD_FAILURE() << "bit " << bit << ": " << changed;
    byte = handed.file[bit / 8];
  }
  RecordProperty("cases", static_cast<int>(tried));
}

INSTANTIATE_TEST_SUITE_P(Samples, Flips, testing::ValuesIn(k_samples), [](const auto& sample) { return std::string(sample.param.name); });

TEST(FlipsOfKeys, any_bit_of_the_document_that_holds_the_key) {
  Forge forge;
  Handed handed = site_sample(forge);
  ASSERT_EQ(attacks::judge(handed).verdict, vc::Verdict::valid);
  std::string& document = handed.documents[k_site];
  const std::size_t step = std::max<std::size_t>(1, document.size() * 8 / cases(4'000));
  for (std::size_t bit = 0; bit < document.size() * 8; bit += step) {
    const char kept = document[bit / 8];
    document[bit / 8] = static_cast<char>(kept ^ (1 << (bit % 8)));
    if (Bench(handed).is_valid(handed.file)) ADD_FAILURE() << "bit " << bit << ": " << document;
    document[bit / 8] = kept;
  }
}

TEST(FlipsOfKeys, any_bit_of_the_key) {
  Forge forge;
  Handed handed = site_sample(forge);
  const std::string text = crypto::to_multikey(forge.college().signer->public_key());
  for (std::size_t bit = 0; bit < 256; ++bit) {
    crypto::PublicKey key = forge.college().signer->public_key();
    key.bytes[bit / 8] = static_cast<std::uint8_t>(key.bytes[bit / 8] ^ (1 << (bit % 8)));
    Handed other = handed;
    other.documents[k_site] = vc::with(handed.documents[k_site], text, crypto::to_multikey(key));
    EXPECT_NE(attacks::judge(other).verdict, vc::Verdict::valid) << bit;
  }
}

// Objects of a document, by the way to each.
void objects_of(json::Value value, std::vector<json::Object>& out) {
  if (value.is_object()) {
    out.push_back(value.object());
    for (const json::Member& member : value.object()) objects_of(member.value, out);
  } else if (value.is_array()) {
    for (const json::Value& item : value.array()) objects_of(item, out);
  }
}

class Members : public testing::TestWithParam<Sample> {
 protected:
  Members() : handed_(GetParam().make(forge_)), bench_(handed_) {}
  // Judge what became of the document: not valid, or the same claims.
  void look_at(const json::Value& changed, const std::string& what) {
    ++tried_;
    const std::string text = json::to_text(changed);
    if (bench_.is_valid(text) && !json::equal(changed, original_)) ADD_FAILURE() << what << "\n" << text;
  }

  Forge forge_;
  Handed handed_;
  Bench bench_;
  json::Value original_ = forge_.read(handed_.file);
  int tried_ = 0;
};

TEST_P(Members, are_taken_away) {
  std::vector<json::Object> originals;
  objects_of(original_, originals);
  for (std::size_t which = 0; which < originals.size(); ++which) {
    for (const json::Member& member : originals[which]) {
      Arena arena;
      const json::Value copy = json::clone(original_, arena);
      std::vector<json::Object> objects;
      objects_of(copy, objects);
      objects[which].erase(member.name);
      look_at(copy, "without " + std::string(member.name));
    }
  }
  EXPECT_GT(tried_, 10);
}

TEST_P(Members, are_said_twice) {
  std::vector<json::Object> objects;
  objects_of(original_, objects);
  for (const json::Object object : objects) {
    for (const json::Member& member : object) {
      const std::string name = json::to_text(json::Value::string(member.name)) + ":";
      for (const std::string& value : {json::to_text(member.value), std::string("\"other\""), std::string("{}"), std::string("null")}) {
        std::string text = handed_.file;
        const std::size_t at = text.find(name);
        ASSERT_NE(at, std::string::npos);
        text.insert(at, name + value + ",");
        EXPECT_FALSE(bench_.is_valid(text)) << text;
      }
    }
  }
}

TEST_P(Members, are_moved_into_any_other_object) {
  std::vector<json::Object> originals;
  objects_of(original_, originals);
  for (std::size_t from = 0; from < originals.size(); ++from) {
    for (const json::Member& member : originals[from]) {
      for (std::size_t to = 0; to < originals.size(); ++to) {
        if (from == to || member.value.is_object() || member.value.is_array()) continue;
        Arena arena;
        const json::Value copy = json::clone(original_, arena);
        std::vector<json::Object> objects;
        objects_of(copy, objects);
        objects[from].erase(member.name);
        objects[to].set(member.name, member.value, arena);
        look_at(copy, std::string(member.name) + " moved");
      }
    }
  }
}

TEST_P(Members, are_renamed) {
  std::vector<json::Object> originals;
  objects_of(original_, originals);
  std::vector<std::string> names = {"", "x", "@id", "@type", "@nest", "@included", "@graph", "https://www.w3.org/2018/credentials#validUntil", "expirationDate", "issuanceDate", "vc", "jws"};
  for (const json::Object object : originals) {
    for (const json::Member& member : object) names.emplace_back(member.name);
  }
  const std::size_t step = std::max<std::size_t>(1, names.size() * names.size() / cases(2'000));
  std::size_t number = 0;
  for (std::size_t which = 0; which < originals.size(); ++which) {
    for (const json::Member& member : originals[which]) {
      for (const std::string& name : names) {
        if (++number % step != 0 || name == member.name) continue;
        Arena arena;
        const json::Value copy = json::clone(original_, arena);
        std::vector<json::Object> objects;
        objects_of(copy, objects);
        objects[which].erase(member.name);
        objects[which].set(name, member.value, arena);
        look_at(copy, std::string(member.name) + " as " + name);
      }
    }
  }
}

constexpr Sample k_documents[] = {{"eddsa_rdfc_2022", attacks::signed_badge}, {"eddsa_jcs_2022", attacks::signed_jcs_badge}, {"with_status", attacks::badge_with_status}};
INSTANTIATE_TEST_SUITE_P(Samples, Members, testing::ValuesIn(k_documents), [](const auto& sample) { return std::string(sample.param.name); });

}  // namespace
}  // namespace cairn::properties
