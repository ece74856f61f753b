#include "proof/selective_disclosure.hpp"

#include <algorithm>
#include <random>

#include "proof/json_pointer.hpp"
#include "proof/suites/sd_proof_value.hpp"
#include "unit/proof/secured.hpp"

namespace cairn::proof {
namespace {

class SelectiveDisclosure : public ProofTest {
 protected:
  SelectiveDisclosure() {
    use_p256(k_selective_suite);
    configuration_.mandatory_pointers = {"/issuer", "/validFrom", "/validUntil", "/credentialStatus"};
  }

  json::Value derive(json::Value secured, const std::vector<std::string>& pointers) {
    auto derived = derive_proof(engine_, secured, pointers, arena_);
    EXPECT_TRUE(derived) << (derived ? "" : derived.error().code + ": " + derived.error().detail);
    // Read from its text, as a verifier does.
    return derived ? read(json::to_text(*derived)) : json::Value();
  }
  std::string derive_code(json::Value secured, const std::vector<std::string>& pointers) {
    const auto derived = derive_proof(engine_, secured, pointers, arena_);
    return derived ? "" : derived.error().code;
  }
  static DerivedProofValue value_of(json::Value derived) {
    return parse_derived(derived.find("proof")->text_of("proofValue")).value();
  }
  // The finding when the derived document carries this value instead.
  ProofFinding verify_with(json::Value derived, const DerivedProofValue& value) {
    const json::Value copy = read(json::to_text(derived));
    copy.find("proof")->object().set("proofValue", json::Value::string(arena_.copy(serialize_derived(value))), arena_);
    return verify(copy);
  }

  // Pointers to every member and item that can be shown by itself.
  void collect(json::Value value, const std::string& path, std::vector<std::string>& out) {
    if (!path.empty()) out.push_back(path);
    if (value.is_object()) {
      for (const json::Member& member : value.object()) {
        if (!member.name.starts_with("@")) collect(member.value, path + "/" + escape_pointer_token(member.name), out);
      }
    } else if (value.is_array()) {
      std::uint32_t index = 0;
      for (const json::Value& item : value.array()) collect(item, path + "/" + std::to_string(index++), out);
    }
  }

  template <class Visit>
  void each_leaf(json::Value& value, const Visit& visit) {
    if (value.is_object()) {
      for (json::Member& member : value.object()) each_leaf(member.value, visit);
    } else if (value.is_array()) {
      for (json::Value& item : value.array()) each_leaf(item, visit);
    } else {
      visit(value);
    }
  }
};

TEST_F(SelectiveDisclosure, a_copy_shows_what_was_named_and_verifies) {
  const json::Value derived = derive(sign(badge()), {"/credentialSubject/achievement/name"});
  EXPECT_TRUE(is_valid(verify(derived)));
  EXPECT_EQ(derived.find("credentialSubject")->find("achievement")->text_of("name"), "Data storytelling");
  EXPECT_EQ(derived.find("credentialSubject")->find("result"), nullptr);
}

TEST_F(SelectiveDisclosure, hidden_values_are_nowhere_in_the_copy) {
  const std::string text = json::to_text(derive(sign(badge()), {"/credentialSubject/achievement/name"}));
  for (const char* hidden : {"87", "Tell a story", "agency.example", "writing", "Reads data"}) {
    if (std::string_view(hidden) == "87") continue;  // two digits may stand in a base64 text by chance
    EXPECT_EQ(text.find(hidden), std::string::npos) << hidden;
  }
  EXPECT_EQ(text.find("\"value\""), std::string::npos);
  EXPECT_EQ(text.find("Completed"), std::string::npos);
}

TEST_F(SelectiveDisclosure, the_copy_holds_neither_the_hmac_key_nor_signatures_of_what_is_hidden) {
  const json::Value secured = sign(badge());
  const BaseProofValue base = parse_base(secured.find("proof")->text_of("proofValue")).value();
  const DerivedProofValue derived = value_of(derive(secured, {"/name"}));
  EXPECT_EQ(derived.signatures.size(), 1u);
  EXPECT_LT(derived.signatures.size(), base.signatures.size());
  EXPECT_EQ(std::count(derived.labels.begin(), derived.labels.end(), base.hmac_key), 0);
}

TEST_F(SelectiveDisclosure, what_the_issuer_made_mandatory_is_always_shown) {
  const json::Value derived = derive(sign(badge()), {});
  EXPECT_TRUE(is_valid(verify(derived)));
  for (const char* name : {"issuer", "validFrom", "validUntil", "credentialStatus"}) EXPECT_NE(derived.find(name), nullptr);
  for (const char* name : {"name", "credentialSubject", "endorsement"}) EXPECT_EQ(derived.find(name), nullptr);
}

TEST_F(SelectiveDisclosure, the_root_pointer_shows_everything) {
  const json::Value secured = sign(badge());
  const json::Value derived = derive(secured, {""});
  EXPECT_TRUE(is_valid(verify(derived)));
  for (const json::Member& member : secured.object()) {
    if (member.name == "proof") continue;
    EXPECT_TRUE(json::equal(*derived.find(member.name), member.value)) << member.name;
  }
}

TEST_F(SelectiveDisclosure, pointers_lead_into_lists) {
  const json::Value derived = derive(sign(badge()), {"/credentialSubject/achievement/tag/1"});
  EXPECT_TRUE(is_valid(verify(derived)));
  const json::Array tags = derived.find("credentialSubject")->find("achievement")->find("tag")->array();
  ASSERT_EQ(tags.size(), 1u);
  EXPECT_EQ(tags[0].text(), "writing");
}

TEST_F(SelectiveDisclosure, a_pointer_given_twice_or_within_another_changes_nothing) {
  const json::Value secured = sign(badge());
  const json::Value once = derive(secured, {"/credentialSubject/achievement"});
  const json::Value twice = derive(secured, {"/credentialSubject/achievement/name", "/credentialSubject/achievement",
                                             "/credentialSubject/achievement", "/credentialSubject/achievement/tag/0"});
  EXPECT_EQ(json::to_text(once), json::to_text(twice));
  EXPECT_TRUE(is_valid(verify(twice)));
}

TEST_F(SelectiveDisclosure, any_pointers_give_a_copy_that_verifies) {
  const json::Value secured = sign(badge());
  std::vector<std::string> all;
  for (const json::Member& member : secured.object()) {
    if (member.name != "proof" && member.name != "@context") collect(member.value, "/" + std::string(member.name), all);
  }
  EXPECT_GT(all.size(), 40u);
  std::mt19937 chance(2023);
  for (int round = 0; round < 60; ++round) {
    std::vector<std::string> chosen;
    const std::size_t count = 1 + chance() % 5;
    for (std::size_t i = 0; i < count; ++i) chosen.push_back(all[chance() % all.size()]);
    const ProofFinding finding = verify(derive(secured, chosen));
    EXPECT_TRUE(is_valid(finding)) << finding.code << " " << chosen.front() << " " << chosen.back();
  }
}

TEST_F(SelectiveDisclosure, every_change_of_what_is_shown_breaks_it) {
  json::Value derived = derive(sign(badge()), {"/name", "/credentialSubject/achievement", "/credentialSubject/result"});
  ASSERT_TRUE(is_valid(verify(derived)));
  int leaves = 0;
  each_leaf(derived, [&](json::Value& leaf) {
    const json::Value kept = leaf;
    leaf = leaf.is_string() ? json::Value::string(arena_.concatenate(leaf.text(), "x"))
                            : json::Value::number(arena_.concatenate(leaf.number_text(), "1"));
    EXPECT_NE(verify(derived).signature, Outcome::pass) << json::to_text(leaf);
    leaf = kept;
    ++leaves;
  });
  EXPECT_GT(leaves, 20);
  EXPECT_TRUE(is_valid(verify(derived)));
}

TEST_F(SelectiveDisclosure, taking_away_or_adding_a_member_breaks_it) {
  const json::Value derived = derive(sign(badge()), {"/name", "/credentialSubject/result"});
  json::Value less = read(json::to_text(derived));
  less.object().erase("name");
  EXPECT_EQ(verify(less).signature, Outcome::fail);
  const json::Value more = read(json::to_text(derived));
  more.object().set("awardedDate", json::Value::string("2026-05-01T00:00:00Z"), arena_);
  EXPECT_EQ(verify(more).signature, Outcome::fail);
  json::Value no_status = read(json::to_text(derived));
  no_status.object().erase("credentialStatus");
  EXPECT_EQ(verify(no_status).signature, Outcome::fail);
}

TEST_F(SelectiveDisclosure, signatures_that_are_missing_too_many_or_out_of_order_break_it) {
  const json::Value derived = derive(sign(badge()), {"/name", "/credentialSubject/result"});
  const DerivedProofValue good = value_of(derived);
  ASSERT_GE(good.signatures.size(), 2u);
  ASSERT_TRUE(is_valid(verify_with(derived, good)));
  DerivedProofValue fewer = good;
  fewer.signatures.pop_back();
  EXPECT_EQ(verify_with(derived, fewer).code, "sd.signature-count");
  DerivedProofValue more = good;
  more.signatures.push_back(good.signatures.front());
  EXPECT_EQ(verify_with(derived, more).code, "sd.signature-count");
  DerivedProofValue turned = good;
  std::swap(turned.signatures[0], turned.signatures[1]);
  EXPECT_EQ(verify_with(derived, turned).code, "proof.signature");
  DerivedProofValue other_base = good;
  other_base.base_signature[40] ^= 1;
  EXPECT_EQ(verify_with(derived, other_base).code, "proof.signature");
}

TEST_F(SelectiveDisclosure, labels_that_are_missing_too_many_exchanged_or_repeated_break_it) {
  const json::Value derived = derive(sign(badge()), {"/name", "/credentialSubject/result", "/credentialSubject/achievement"});
  const DerivedProofValue good = value_of(derived);
  ASSERT_GE(good.labels.size(), 2u);
  DerivedProofValue fewer = good;
  fewer.labels.pop_back();
  EXPECT_EQ(verify_with(derived, fewer).code, "sd.label-count");
  DerivedProofValue more = good;
  more.labels.push_back(crypto::Sha256{});
  EXPECT_EQ(verify_with(derived, more).code, "sd.label-count");
  DerivedProofValue turned = good;
  std::swap(turned.labels[0], turned.labels[1]);
  EXPECT_EQ(verify_with(derived, turned).signature, Outcome::fail);
  DerivedProofValue repeated = good;
  repeated.labels[1] = repeated.labels[0];
  EXPECT_EQ(verify_with(derived, repeated).code, "sd.proof-value");
}

TEST_F(SelectiveDisclosure, other_mandatory_indexes_break_it) {
  const json::Value derived = derive(sign(badge()), {"/name"});
  const DerivedProofValue good = value_of(derived);
  DerivedProofValue fewer = good;
  fewer.mandatory_indexes.pop_back();
  EXPECT_EQ(verify_with(derived, fewer).code, "sd.signature-count");
  DerivedProofValue beyond = good;
  beyond.mandatory_indexes.push_back(1000);
  EXPECT_EQ(verify_with(derived, beyond).code, "sd.signature-count");
  DerivedProofValue turned = good;
  std::swap(turned.mandatory_indexes[0], turned.mandatory_indexes[1]);
  EXPECT_EQ(verify_with(derived, turned).code, "sd.proof-value");
}

TEST_F(SelectiveDisclosure, statements_of_two_credentials_do_not_mix) {
  const json::Value one = derive(sign(badge()), {"/name"});
  const json::Value two = derive(sign(badge()), {"/name"});
  DerivedProofValue mixed = value_of(one);
  mixed.signatures = value_of(two).signatures;
  EXPECT_EQ(verify_with(one, mixed).code, "proof.signature");
  EXPECT_NE(value_of(one).public_key, value_of(two).public_key);
}

TEST_F(SelectiveDisclosure, the_holders_own_copy_is_not_made_to_be_shown) {
  const json::Value secured = sign(badge());
  const ProofFinding finding = verify(secured);
  EXPECT_EQ(finding.code, "sd.base-proof");
  EXPECT_EQ(finding.signature, Outcome::unknown);
  EXPECT_EQ(disclosure_state(secured), DisclosureState::base);
}

TEST_F(SelectiveDisclosure, no_copy_is_made_of_a_copy_or_of_another_proof) {
  const json::Value derived = derive(sign(badge()), {"/name"});
  EXPECT_EQ(disclosure_state(derived), DisclosureState::derived);
  EXPECT_EQ(derive_code(derived, {"/name"}), "sd.derived-proof");
  configuration_.cryptosuite = "ecdsa-rdfc-2019";
  const json::Value other = sign(badge());
  EXPECT_EQ(disclosure_state(other), DisclosureState::not_selective);
  EXPECT_EQ(derive_code(other, {"/name"}), "sd.no-base-proof");
  EXPECT_EQ(derive_code(badge(), {"/name"}), "sd.no-base-proof");
}

TEST_F(SelectiveDisclosure, a_credential_changed_after_issuing_gives_no_valid_copy) {
  const json::Value secured = sign(badge());
  secured.find("credentialSubject")->find("result")->array()[0].object().set("value", json::Value::string("99"), arena_);
  EXPECT_EQ(verify(derive(secured, {"/credentialSubject/result"})).signature, Outcome::fail);
  secured.object().erase("name");
  EXPECT_EQ(derive_code(secured, {"/credentialSubject/result"}), "sd.signature-count");
}

TEST_F(SelectiveDisclosure, pointers_that_lead_nowhere_are_named) {
  const json::Value secured = sign(badge());
  for (const char* bad : {"/credentialSubject/nothing", "/credentialSubject/result/1", "/credentialSubject/result/00",
                          "/credentialSubject/result/-", "/name/x", "/proof"}) {
    EXPECT_EQ(derive_code(secured, {bad}), "sd.pointer-target") << bad;
  }
  for (const char* bad : {"name", "/a~2b", "/a~"}) EXPECT_EQ(derive_code(secured, {bad}), "sd.pointer") << bad;
  const auto failed = derive_proof(engine_, secured, std::vector<std::string>{"/credentialSubject/nothing"}, arena_);
  EXPECT_NE(failed.error().detail.find("/credentialSubject/nothing"), std::string::npos);
  EXPECT_EQ(derive_code(secured, std::vector<std::string>(k_most_pointers, "/name")), "sd.pointers");
}

TEST_F(SelectiveDisclosure, a_value_with_its_language_is_shown_whole) {
  const json::Value document = badge();
  document.object().set("name", read(R"({"@value":"Erzählen mit Daten","@language":"de"})"), arena_);
  const json::Value secured = sign(document);
  EXPECT_EQ(derive_code(secured, {"/name/@value"}), "sd.partial-value");
  EXPECT_TRUE(is_valid(verify(derive(secured, {"/name"}))));
}

TEST_F(SelectiveDisclosure, nothing_to_show_is_refused) {
  configuration_.mandatory_pointers.clear();
  const json::Value secured = sign(badge());
  EXPECT_EQ(derive_code(secured, {}), "sd.nothing-shown");
  EXPECT_TRUE(is_valid(verify(derive(secured, {"/issuer"}))));
}

TEST_F(SelectiveDisclosure, a_proof_value_has_one_spelling) {
  const json::Value secured = sign(badge());
  const std::string base(secured.find("proof")->text_of("proofValue"));
  EXPECT_EQ(serialize_base(parse_base(base).value()), base);
  for (const std::string& bad : {"z" + base.substr(1), base + "A", base.substr(0, base.size() - 4), base + "=", std::string("u"),
                                 std::string("u2V0C"), std::string()}) {
    EXPECT_EQ(parse_base(bad).error().code, "sd.proof-value") << bad.substr(0, 20);
  }
  EXPECT_EQ(parse_derived(base).error().code, "sd.base-proof");
}

}  // namespace
}  // namespace cairn::proof
