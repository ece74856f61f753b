#include "proof/sd_jwt.hpp"

#include <gtest/gtest.h>

#include "base/encoding.hpp"
#include "crypto/hash.hpp"
#include "json/read.hpp"
#include "json/write.hpp"
#include "proof/sd_jwt_issue.hpp"
#include "proof/sd_jwt_present.hpp"

namespace cairn::proof {
namespace {

// RFC 9901 section 4.2.1 and 4.2.3: a disclosure, spaces and all, and its SHA-256 digest.
constexpr std::string_view k_rfc_disclosure = "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0";
constexpr std::string_view k_rfc_digest = "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0";

class SdJwtTest : public testing::Test {
 protected:
  static std::string encoded(std::string_view json) { return to_base64url(as_bytes(json)); }
  static std::string digest(std::string_view disclosure) { return digest_of(disclosure, DigestAlgorithm::sha256); }

  // A token over any payload; the signature is looked at elsewhere.
  static std::string token(std::string_view payload, const std::vector<std::string>& disclosures = {}) {
    std::string out = encoded(R"({"alg":"ES256"})") + "." + encoded(payload) + ".AAAA~";
    for (const std::string& disclosure : disclosures) out += disclosure + "~";
    return out;
  }
  std::string code_of(std::string_view text) {
    const auto opened = open_sd_jwt(arena_.copy(text), arena_);
    return opened ? "opens" : opened.error().code;
  }
  std::string claims_of(std::string_view text) {
    const auto opened = open_sd_jwt(arena_.copy(text), arena_);
    return opened ? json::to_text(opened->claims) : opened.error().code;
  }

  const std::string name_ = encoded(R"(["2GLC42sKQveCfGfryNRN9w","name","Ada"])");
  const std::string mark_ = encoded(R"(["eluV5Og3gSNII8EYnsxA_A","mark",75])");
  const std::string item_ = encoded(R"(["6Ij7tM-a5iVPGboS5tmvVA","blue"])");
  Arena arena_;
};

TEST_F(SdJwtTest, digests_are_those_of_the_standard) {
  EXPECT_EQ(digest_of(k_rfc_disclosure, DigestAlgorithm::sha256), k_rfc_digest);
  EXPECT_EQ(digest_of("abc", DigestAlgorithm::sha512),
            to_base64url(*from_hex("ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd"
                                   "454d4423643ce80e2a9ac94fa54ca49f")));
  EXPECT_EQ(digest_of("abc", DigestAlgorithm::sha384),
            to_base64url(*from_hex(
                "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7")));
}

TEST_F(SdJwtTest, disclosed_claims_stand_where_their_digest_stood) {
  EXPECT_EQ(claims_of(token(R"({"_sd":[")" + digest(name_) + R"("],"iss":"a"})", {name_})), R"({"iss":"a","name":"Ada"})");
  EXPECT_EQ(claims_of(token(R"({"x":{"_sd":[")" + digest(name_) + R"("]}})", {name_})), R"({"x":{"name":"Ada"}})");
  EXPECT_EQ(claims_of(token(R"({"x":[1,{"...":")" + digest(item_) + R"("},2]})", {item_})), R"({"x":[1,"blue",2]})");
}

TEST_F(SdJwtTest, withheld_claims_and_decoys_are_gone) {
  EXPECT_EQ(claims_of(token(R"({"_sd":[")" + digest(name_) + R"("],"x":[{"...":")" + digest(item_) + R"("}]})")), R"({"x":[]})");
  EXPECT_EQ(claims_of(token(R"({"x":{"_sd":["whatever"]}})")), R"({"x":{}})");
}

TEST_F(SdJwtTest, disclosures_open_each_other_in_any_order) {
  const std::string outer = encoded(R"(["lklxF5jMYlGTPUovMNIvCA","person",{"_sd":[")" + digest(name_) + R"("]}])");
  const std::string payload = R"({"_sd":[")" + digest(outer) + R"("]})";
  EXPECT_EQ(claims_of(token(payload, {name_, outer})), R"({"person":{"name":"Ada"}})");
  const auto opened = open_sd_jwt(arena_.copy(token(payload, {name_, outer})), arena_);
  EXPECT_EQ(opened->disclosures[0].pointer, "/person/name");
  EXPECT_EQ(opened->disclosures[0].parent, 1U);
  EXPECT_EQ(opened->disclosures[1].pointer, "/person");
  EXPECT_FALSE(opened->disclosures[1].parent);
}

TEST_F(SdJwtTest, pointers_escape_slash_and_tilde) {
  const std::string odd = encoded(R"(["lklxF5jMYlGTPUovMNIvCA","a/b~c",1])");
  const auto opened = open_sd_jwt(arena_.copy(token(R"({"_sd":[")" + digest(odd) + R"("]})", {odd})), arena_);
  EXPECT_EQ(opened->disclosures[0].pointer, "/a~1b~0c");
}

TEST_F(SdJwtTest, other_digest_algorithms_are_read_by_their_exact_name) {
  const std::string wide = digest_of(name_, DigestAlgorithm::sha512);
  EXPECT_EQ(claims_of(token(R"({"_sd":[")" + wide + R"("],"_sd_alg":"sha-512"})", {name_})), R"({"name":"Ada"})");
  const std::string middle = digest_of(name_, DigestAlgorithm::sha384);
  EXPECT_EQ(claims_of(token(R"({"_sd":[")" + middle + R"("],"_sd_alg":"sha-384"})", {name_})), R"({"name":"Ada"})");
  for (const std::string_view name : {R"("SHA-256")", R"("md5")", R"("")", "256", "null", R"(["sha-256"])"}) {
    EXPECT_EQ(code_of(token(R"({"_sd_alg":)" + std::string(name) + "}")), "sd-jwt.digest-algorithm") << name;
  }
}

TEST_F(SdJwtTest, a_digest_that_stands_twice_is_refused) {
  const std::string twice = R"({"_sd":[")" + digest(name_) + R"("],"x":{"_sd":[")" + digest(name_) + R"("]}})";
  EXPECT_EQ(code_of(token(twice, {name_})), "sd-jwt.digest-repeated");
  EXPECT_EQ(code_of(token(R"({"_sd":["decoy","decoy"]})")), "sd-jwt.digest-repeated");
  EXPECT_EQ(code_of(token(R"({"_sd":["decoy"],"x":[{"...":"decoy"}]})")), "sd-jwt.digest-repeated");
  const std::string outer = encoded(R"(["lklxF5jMYlGTPUovMNIvCA","person",{"_sd":["decoy"]}])");
  EXPECT_EQ(code_of(token(R"({"_sd":[")" + digest(outer) + R"(","decoy"]})", {outer})), "sd-jwt.digest-repeated");
}

TEST_F(SdJwtTest, a_disclosure_that_stands_twice_or_belongs_to_nothing_is_refused) {
  const std::string payload = R"({"_sd":[")" + digest(name_) + R"("]})";
  EXPECT_EQ(code_of(token(payload, {name_, name_})), "sd-jwt.disclosure-repeated");
  EXPECT_EQ(code_of(token(payload, {name_, mark_})), "sd-jwt.disclosure-unused");
  EXPECT_EQ(code_of(token(R"({"a":1})", {mark_})), "sd-jwt.disclosure-unused");
  // What lies inside a withheld claim cannot be shown without it.
  const std::string outer = encoded(R"(["lklxF5jMYlGTPUovMNIvCA","person",{"_sd":[")" + digest(name_) + R"("]}])");
  EXPECT_EQ(code_of(token(R"({"_sd":[")" + digest(outer) + R"("]})", {name_})), "sd-jwt.disclosure-unused");
}

TEST_F(SdJwtTest, reserved_names_are_refused) {
  for (const std::string_view name : {"_sd", "...", "_sd_alg"}) {
    const std::string odd = encoded(R"(["lklxF5jMYlGTPUovMNIvCA",")" + std::string(name) + R"(",[]])");
    EXPECT_EQ(code_of(token(R"({"_sd":[")" + digest(odd) + R"("]})", {odd})), "sd-jwt.claim-name") << name;
  }
  EXPECT_EQ(code_of(token(R"({"x":{"...":"abc"}})")), "sd-jwt.digests");
  EXPECT_EQ(code_of(token(R"({"x":[{"...":"abc","y":1}]})")), "sd-jwt.digests");
  EXPECT_EQ(code_of(token(R"({"x":[{"...":1}]})")), "sd-jwt.digests");
  EXPECT_EQ(code_of(token(R"({"_sd":"abc"})")), "sd-jwt.digests");
  EXPECT_EQ(code_of(token(R"({"_sd":[1]})")), "sd-jwt.digests");
  EXPECT_EQ(code_of(token(R"({"x":{"_sd_alg":"sha-256"}})")), "sd-jwt.digests");
}

TEST_F(SdJwtTest, a_claim_that_is_there_already_is_not_replaced) {
  EXPECT_EQ(code_of(token(R"({"name":"Bob","_sd":[")" + digest(name_) + R"("]})", {name_})), "sd-jwt.claim-collision");
  const std::string other = encoded(R"(["Qg_O64zqAxe412a108iroA","name","Eve"])");
  EXPECT_EQ(code_of(token(R"({"_sd":[")" + digest(name_) + R"(",")" + digest(other) + R"("]})", {name_, other})),
            "sd-jwt.claim-collision");
}

TEST_F(SdJwtTest, a_disclosure_of_the_wrong_length_for_its_place_is_refused) {
  EXPECT_EQ(code_of(token(R"({"_sd":[")" + digest(item_) + R"("]})", {item_})), "sd-jwt.disclosure");
  EXPECT_EQ(code_of(token(R"({"x":[{"...":")" + digest(name_) + R"("}]})", {name_})), "sd-jwt.disclosure");
  for (const std::string_view text : {R"(["a"])", R"(["a","b",1,2])", R"([1,"b",2])", R"(["a",1,2])", R"({"a":1})", "[]", "x"}) {
    const std::string odd = encoded(text);
    EXPECT_EQ(code_of(token(R"({"_sd":[")" + digest(odd) + R"("]})", {odd})), "sd-jwt.disclosure") << text;
  }
}

TEST_F(SdJwtTest, padding_and_other_alphabets_are_refused) {
  const std::string padded = name_ + "=";
  EXPECT_EQ(code_of(token(R"({"_sd":[")" + digest(padded) + R"("]})", {padded})), "sd-jwt.disclosure");
  const std::string spaced = name_ + " ";
  EXPECT_EQ(code_of(token(R"({"_sd":[")" + digest(spaced) + R"("]})", {spaced})), "sd-jwt.disclosure");
}

TEST_F(SdJwtTest, the_tilde_at_the_end_is_needed) {
  std::string text = token(R"({"_sd":[")" + digest(name_) + R"("]})", {name_});
  text.pop_back();
  EXPECT_EQ(code_of(text), "sd-jwt.syntax");
  EXPECT_EQ(code_of(encoded("{}") + "." + encoded("{}") + ".AAAA"), "sd-jwt.syntax");
  EXPECT_EQ(code_of(token("{}") + "~"), "sd-jwt.syntax");
  EXPECT_EQ(code_of("~"), "jws.syntax");
}

// The digest is of the received bytes: the same JSON written otherwise is another disclosure.
TEST_F(SdJwtTest, a_rewritten_disclosure_belongs_to_nothing) {
  const std::string rewritten = encoded(R"(["2GLC42sKQveCfGfryNRN9w", "name", "Ada"])");
  EXPECT_EQ(code_of(token(R"({"_sd":[")" + digest(name_) + R"("]})", {rewritten})), "sd-jwt.disclosure-unused");
}

TEST_F(SdJwtTest, a_payload_that_is_no_object_is_refused) {
  for (const char* payload : {"[]", "1", R"("text")", "null"}) EXPECT_EQ(code_of(token(payload)), "jwt.claims") << payload;
}

TEST_F(SdJwtTest, count_and_depth_are_limited) {
  std::string many = token("{}");
  for (int i = 0; i < 4097; ++i) many += "AA~";
  EXPECT_EQ(code_of(many), "sd-jwt.count");
  EXPECT_EQ(code_of(std::string(4 * 1024 * 1024 + 1, 'e')), "sd-jwt.size");
  // Each disclosure is shallow, all together are deep.
  std::vector<std::string> chain = {encoded(R"(["2GLC42sKQveCfGfryNRN9w","end",1])")};
  for (int i = 0; i < 80; ++i) {
    chain.push_back(encoded(R"(["2GLC42sKQveCfGfryNRN9w","in",{"_sd":[")" + digest(chain.back()) + R"("]}])"));
  }
  EXPECT_EQ(code_of(token(R"({"_sd":[")" + digest(chain.back()) + R"("]})", chain)), "sd-jwt.depth");
}

TEST_F(SdJwtTest, json_forms_are_read) {
  const std::string protected_part = encoded(R"({"alg":"ES256"})");
  const std::string payload = encoded(R"({"_sd":[")" + digest(name_) + R"("]})");
  const std::string headers = R"("header":{"disclosures":[")" + name_ + R"("]})";
  const std::string flat = R"({"payload":")" + payload + R"(","protected":")" + protected_part + R"(","signature":"AAAA",)" + headers + "}";
  EXPECT_EQ(claims_of(flat), R"({"name":"Ada"})");
  const std::string general = R"({"payload":")" + payload + R"(","signatures":[{"protected":")" + protected_part +
                              R"(","signature":"AAAA",)" + headers + "}]}";
  EXPECT_EQ(claims_of(general), R"({"name":"Ada"})");
  EXPECT_EQ(code_of(R"({"payload":"a.b","protected":"a","signature":"b"})"), "sd-jwt.syntax");
  EXPECT_EQ(code_of(R"({"payload":"a","protected":"a","signature":"b","header":{"disclosures":["x~y"]}})"), "sd-jwt.syntax");
  EXPECT_EQ(code_of(R"({"payload":"a","protected":"a","signature":"b","signatures":[{}]})"), "sd-jwt.syntax");
  for (const char* odd : {R"({"payload":"a","protected":"a","signature":"b","header":{"kb_jwt":""}})", R"({"payload":"a","protected":"a"})",
                          R"({"protected":"a","signature":"b"})", R"({"payload":"a","protected":"a","signature":"b","header":1})",
                          R"({"payload":"a","protected":"a","signature":"b","header":{"disclosures":"x"}})",
                          R"({"payload":"a","signatures":[]})", R"({"payload":"a","signatures":{}})"}) {
    EXPECT_EQ(code_of(odd), "sd-jwt.syntax") << odd;
  }
  // Two places for one signature: which one counts must not be left open.
  const std::string both = R"({"payload":")" + payload + R"(","signature":"BBBB","signatures":[{"protected":")" + protected_part +
                           R"(","signature":"AAAA"}]})";
  EXPECT_EQ(code_of(both), "sd-jwt.syntax");
}

/// Gives one byte after the other.
class CountingEntropy final : public Entropy {
 public:
  void fill(std::span<std::uint8_t> out) override {
    for (std::uint8_t& byte : out) byte = next_++;
  }

 private:
  std::uint8_t next_ = 0;
};

class SdJwtHolderTest : public SdJwtTest {
 protected:
  SdJwtHolderTest()
      : issuer_(crypto::make_signer(crypto::KeyType::ed25519, Bytes(32, 1)).value()),
        holder_(crypto::make_signer(crypto::KeyType::p256, Bytes(32, 2)).value()) {}

  json::Value read(std::string_view text) { return json::read(arena_.copy(text), arena_).value(); }
  SdJwtDraft draft(std::vector<std::string> withholdable) {
    json::Value claims = read(R"({"vct":"x","name":"Ada","marks":[1,2,3],"address":{"city":"X","zip":"9"}})");
    const json::Object cnf = json::Object::make(arena_);
    cnf.set("jwk", crypto::to_public_jwk(holder_->public_key(), arena_), arena_);
    claims.object().set("cnf", cnf, arena_);
    return {json::Object::make(arena_), claims, std::move(withholdable), 0};
  }
  SdJwt issue(const SdJwtDraft& what) {
    const std::string text = issue_sd_jwt(what, *issuer_, entropy_, arena_).value();
    return open_sd_jwt(arena_.copy(text), arena_).value();
  }
  SdJwt present(const SdJwt& token, std::string_view nonce = "n", std::string_view audience = "https://v.example") {
    const std::string text =
        bind_to_key(token, select_disclosures(token, {}), {audience, nonce, {1000, 0}}, *holder_, arena_).value();
    return open_sd_jwt(arena_.copy(text), arena_).value();
  }
  // A key binding with any header and claims, by the holder's own key.
  SdJwt with_binding(const SdJwt& token, std::string_view header, std::string_view claims) {
    std::string binding = encoded(header) + "." + encoded(claims);
    binding += "." + to_base64url(*holder_->sign(as_bytes(std::string(binding))));
    return open_sd_jwt(arena_.copy(select_disclosures(token, {}) + binding), arena_).value();
  }
  std::string binding_code(const SdJwt& token, Instant at = {1000, 0}) {
    const auto done = check_key_binding(token, holder_->public_key(), {"https://v.example", "n", at}, arena_);
    return done ? "holds" : done.error().code;
  }

  std::unique_ptr<crypto::Signer> issuer_;
  std::unique_ptr<crypto::Signer> holder_;
  CountingEntropy entropy_;
};

TEST_F(SdJwtHolderTest, what_is_withholdable_stands_in_no_other_place) {
  const SdJwt token = issue(draft({"/name", "/marks/1", "/address", "/address/city"}));
  const std::string payload = json::to_text(token.payload);
  EXPECT_EQ(payload.find("Ada"), std::string::npos);
  EXPECT_EQ(payload.find("city"), std::string::npos);
  EXPECT_EQ(token.disclosures.size(), 4U);
  EXPECT_TRUE(json::equal(token.claims, draft({}).claims));
  EXPECT_EQ(*verify_jws(token.issuer, issuer_->public_key()), crypto::SignatureCheck::fits);
}

TEST_F(SdJwtHolderTest, salts_have128_bits_and_differ_and_digests_are_sorted) {
  const SdJwt token = issue(draft({"/name", "/address", "/vct"}));
  EXPECT_EQ(token.disclosures[0].salt, to_base64url(*from_hex("000102030405060708090a0b0c0d0e0f")));
  EXPECT_EQ(token.disclosures[1].salt, to_base64url(*from_hex("101112131415161718191a1b1c1d1e1f")));
  const json::Array digests = token.payload.find("_sd")->array();
  ASSERT_EQ(digests.size(), 3U);
  EXPECT_LT(digests[0].text(), digests[1].text());
  EXPECT_LT(digests[1].text(), digests[2].text());
}

TEST_F(SdJwtHolderTest, decoys_look_like_digests_and_disclose_nothing) {
  SdJwtDraft with_decoys = draft({"/name"});
  with_decoys.decoys = 3;
  const SdJwt token = issue(with_decoys);
  EXPECT_EQ(token.payload.find("_sd")->array().size(), 4U);
  for (const json::Value& digest : token.payload.find("_sd")->array()) EXPECT_EQ(digest.text().size(), 43U);
  EXPECT_EQ(token.disclosures.size(), 1U);
  EXPECT_TRUE(json::equal(token.claims, draft({}).claims));
}

TEST_F(SdJwtHolderTest, issuing_refuses_places_that_are_not_there_and_reserved_names) {
  for (const char* pointer : {"/nobody", "/marks/3", "/marks/01", "/marks/-", "", "name", "/name/x"}) {
    EXPECT_EQ(issue_sd_jwt(draft({pointer}), *issuer_, entropy_, arena_).error().code, "sd-jwt.pointer") << pointer;
  }
  for (const char* claims : {R"({"_sd":[]})", R"({"a":[{"...":"x"}]})", R"({"a":{"_sd_alg":1}})"}) {
    const SdJwtDraft odd{json::Object::make(arena_), read(claims), {}, 0};
    EXPECT_EQ(issue_sd_jwt(odd, *issuer_, entropy_, arena_).error().code, "sd-jwt.claim-name") << claims;
  }
}

TEST_F(SdJwtHolderTest, choosing_an_inner_claim_pulls_its_parent_in) {
  const SdJwt token = issue(draft({"/name", "/address", "/address/city"}));
  std::size_t city = 0;
  while (token.disclosures[city].pointer != "/address/city") ++city;
  const std::vector<std::size_t> chosen = {city};
  const auto shown = open_sd_jwt(arena_.copy(select_disclosures(token, chosen)), arena_);
  ASSERT_TRUE(shown);
  EXPECT_EQ(shown->disclosures.size(), 2U);
  EXPECT_EQ(shown->claims.find("name"), nullptr);
  EXPECT_EQ(json::to_text(*shown->claims.find("address")), R"({"zip":"9","city":"X"})");
}

TEST_F(SdJwtHolderTest, a_key_binding_holds_for_its_nonce_audience_and_selection_only) {
  const SdJwt token = issue(draft({"/name"}));
  EXPECT_EQ(binding_code(present(token)), "holds");
  EXPECT_EQ(binding_code(present(token, "m")), "sd-jwt.binding-nonce");
  EXPECT_EQ(binding_code(present(token, "n", "https://w.example")), "sd-jwt.binding-audience");
  EXPECT_EQ(binding_code(token), "sd-jwt.binding");
  const std::string other_selection =
      select_disclosures(token, std::vector<std::size_t>{0}) + std::string(present(token).parts.key_binding);
  EXPECT_EQ(binding_code(open_sd_jwt(arena_.copy(other_selection), arena_).value()), "sd-jwt.binding-hash");
}

TEST_F(SdJwtHolderTest, a_key_binding_must_be_fresh) {
  const SdJwt shown = present(issue(draft({"/name"})));
  EXPECT_EQ(binding_code(shown, {1000 + 86'400, 0}), "holds");
  EXPECT_EQ(binding_code(shown, {1001 + 86'400, 0}), "sd-jwt.binding-time");
  EXPECT_EQ(binding_code(shown, {700, 0}), "holds");
  EXPECT_EQ(binding_code(shown, {699, 0}), "sd-jwt.binding-time");
}

TEST_F(SdJwtHolderTest, a_key_binding_keeps_to_its_own_times) {
  const SdJwt token = issue(draft({"/name"}));
  const std::string begin =
      R"({"nonce":"n","aud":"https://v.example","iat":1000,"sd_hash":")" + digest(select_disclosures(token, {})) + "\"";
  const auto judged = [&](std::string_view more) {
    return binding_code(with_binding(token, R"({"alg":"ES256","typ":"kb+jwt"})", begin + std::string(more) + "}"));
  };
  EXPECT_EQ(judged(R"(,"exp":1000,"nbf":1000)"), "holds");
  EXPECT_EQ(judged(R"(,"exp":999)"), "sd-jwt.binding-time");
  EXPECT_EQ(judged(R"(,"nbf":1301)"), "sd-jwt.binding-time");
  EXPECT_EQ(judged(R"(,"exp":"soon")"), "jwt.claims");
}

TEST_F(SdJwtHolderTest, a_holder_named_in_another_way_is_not_known_here) {
  const SdJwtDraft odd{json::Object::make(arena_), read(R"({"cnf":{"kid":"did:example:a#1"}})"), {}, 0};
  EXPECT_EQ(holder_key(issue(odd)).error().kind, Kind::unsupported);
}

TEST_F(SdJwtHolderTest, issuing_keeps_to_the_limits_of_reading) {
  SdJwtDraft many{json::Object::make(arena_), json::Object::make(arena_), {}, 0};
  const json::Array list = json::Array::make(arena_);
  for (int i = 0; i < 4097; ++i) {
    list.push_back(json::Value::number("1"), arena_);
    many.withholdable.push_back("/list/" + std::to_string(i));
  }
  many.claims.object().set("list", list, arena_);
  EXPECT_EQ(issue_sd_jwt(many, *issuer_, entropy_, arena_).error().code, "sd-jwt.count");
  const std::string deep = R"({"a":)" + std::string(70, '[') + std::string(70, ']') + "}";
  EXPECT_EQ(issue_sd_jwt({json::Object::make(arena_), read(deep), {}, 0}, *issuer_, entropy_, arena_).error().code, "sd-jwt.depth");
  EXPECT_EQ(issue_sd_jwt({json::Object::make(arena_), read("[]"), {}, 0}, *issuer_, entropy_, arena_).error().code, "jwt.claims");
}

TEST_F(SdJwtHolderTest, a_key_binding_of_another_kind_is_refused) {
  const SdJwt token = issue(draft({"/name"}));
  const std::string hash = digest(select_disclosures(token, {}));
  const std::string good = R"({"nonce":"n","aud":"https://v.example","iat":1000,"sd_hash":")" + hash + R"("})";
  EXPECT_EQ(binding_code(with_binding(token, R"({"alg":"ES256","typ":"kb+jwt"})", good)), "holds");
  EXPECT_EQ(binding_code(with_binding(token, R"({"alg":"ES256","typ":"JWT"})", good)), "sd-jwt.binding-type");
  EXPECT_EQ(binding_code(with_binding(token, R"({"alg":"ES256"})", good)), "sd-jwt.binding-type");
  EXPECT_EQ(binding_code(with_binding(token, R"({"alg":"none","typ":"kb+jwt"})", good)), "jws.algorithm");
  EXPECT_EQ(binding_code(with_binding(token, R"({"alg":"HS256","typ":"kb+jwt"})", good)), "jws.algorithm");
  EXPECT_EQ(binding_code(with_binding(token, R"({"alg":"ES384","typ":"kb+jwt"})", good)), "jws.algorithm");
  for (const char* lacking : {R"({"aud":"https://v.example","iat":1000,"sd_hash":"h"})", R"({"nonce":"n","iat":1000,"sd_hash":"h"})",
                              R"({"nonce":"n","aud":["https://v.example"],"iat":1000,"sd_hash":"h"})",
                              R"({"nonce":"n","aud":"https://v.example","iat":1000})", "[]"}) {
    EXPECT_EQ(binding_code(with_binding(token, R"({"alg":"ES256","typ":"kb+jwt"})", lacking)), "sd-jwt.binding") << lacking;
  }
  const std::string timeless = R"({"nonce":"n","aud":"https://v.example","sd_hash":")" + hash + R"("})";
  EXPECT_EQ(binding_code(with_binding(token, R"({"alg":"ES256","typ":"kb+jwt"})", timeless)), "sd-jwt.binding");
}

TEST_F(SdJwtHolderTest, only_the_named_holder_can_present) {
  const SdJwt token = issue(draft({"/name"}));
  const auto done = bind_to_key(token, select_disclosures(token, {}), {"a", "n", {1, 0}}, *issuer_, arena_);
  EXPECT_EQ(done.error().code, "sd-jwt.holder-key");
  const SdJwt shown = present(token);
  const auto checked = check_key_binding(shown, issuer_->public_key(), {"https://v.example", "n", {1000, 0}}, arena_);
  EXPECT_EQ(checked.error().code, "jws.algorithm");
  const auto stranger = crypto::make_signer(crypto::KeyType::p256, Bytes(32, 3)).value();
  EXPECT_EQ(check_key_binding(shown, stranger->public_key(), {"https://v.example", "n", {1000, 0}}, arena_).error().code,
            "sd-jwt.binding-signature");
}

}  // namespace
}  // namespace cairn::proof
