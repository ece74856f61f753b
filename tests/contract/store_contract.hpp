#pragma once
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "store/store.hpp"

// What every store promises. An adapter's test instantiates StoreContract with a way to make a fresh, empty store.
namespace cairn::store {

struct StoreMaker {
  std::string name;
  std::function<std::unique_ptr<Store>()> make;
};

class StoreContract : public testing::TestWithParam<StoreMaker> {
 protected:
  std::unique_ptr<Store> store_ = GetParam().make();
  TenantId tenant_{1};

  RunNumber begin(const std::string& method = "did:key:zA#zA", const std::string& issuer = "did:key:zA") {
    RunFacts facts;
    facts.definition_id = "https://ardmore.example/d/1";
    facts.definition_version = "2";
    facts.definition_name = "Data storytelling";
    facts.issuer_id = issuer;
    facts.issuer_name = "Ardmore College";
    facts.verification_method = method;
    facts.public_key = "zA";
    facts.cryptosuite = "eddsa-rdfc-2022";
    facts.source = "people.csv";
    facts.started.seconds = 1'700'000'000;
    return store_->begin_run(tenant_, facts).value();
  }

  static Intent intent(std::uint8_t number) {
    Intent out;
    out.id.bytes = {1, 2, 3, 4, 5, 6, 0x70, 0, 0x80, 0, 0, 0, 0, 0, 0, number};
    out.code = "code" + std::to_string(number);
    out.row_key.bytes = {9, number};
    out.row_digest.bytes = {8, number};
    out.learner_name = "Sèonaid \xE3\x81\x95\xE3\x81\x8F\xE3\x82\x89";
    out.created.seconds = 1'700'000'100 + number;
    out.unsigned_document = "{\"n\":" + std::to_string(number) + "}";
    return out;
  }

  static Signature signature(std::uint8_t number, const std::string& proof = "{\"proofValue\":\"z1\"}") {
    return {intent(number).id, proof};
  }

  std::optional<Issuance> find(std::uint8_t number) {
    const RowKey key = intent(number).row_key;
    return store_->find_issuances(tenant_, {&key, 1}).value().at(0);
  }
};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(StoreContract);

TEST_P(StoreContract, an_intent_comes_back_byte_for_byte_with_its_run) {
  const RunNumber run = begin();
  const Intent written = intent(1);
  ASSERT_EQ(store_->reserve(tenant_, run, {&written, 1}).value().at(0), Reserved::recorded);
  const auto found = find(1);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->state, IssuanceState::prepared);
  EXPECT_EQ(found->intent.id, written.id);
  EXPECT_EQ(found->intent.code, written.code);
  EXPECT_EQ(found->intent.row_digest, written.row_digest);
  EXPECT_EQ(found->intent.learner_name, written.learner_name);
  EXPECT_EQ(found->intent.created, written.created);
  EXPECT_EQ(found->intent.unsigned_document, written.unsigned_document);
  EXPECT_EQ(found->run.definition_name, "Data storytelling");
  EXPECT_EQ(found->run.verification_method, "did:key:zA#zA");
  EXPECT_EQ(found->run.cryptosuite, "eddsa-rdfc-2022");
  EXPECT_TRUE(found->proof.empty());
}

TEST_P(StoreContract, a_row_key_is_recorded_once_whatever_comes_later) {
  const RunNumber run = begin();
  const Intent first = intent(1);
  ASSERT_TRUE(store_->reserve(tenant_, run, {&first, 1}));
  Intent again = intent(2);
  again.row_key = first.row_key;
  const Intent other = intent(3);
  const std::vector<Intent> batch = {again, other};
  const auto reserved = store_->reserve(tenant_, begin(), batch).value();
  EXPECT_EQ(reserved.at(0), Reserved::row_key_exists);
  EXPECT_EQ(reserved.at(1), Reserved::recorded);
  EXPECT_EQ(find(1)->intent.id, first.id);
  EXPECT_EQ(store_->count(tenant_)->prepared, 2);
}

TEST_P(StoreContract, a_signature_makes_an_issuance_issued) {
  const Intent written = intent(1);
  ASSERT_TRUE(store_->reserve(tenant_, begin(), {&written, 1}));
  const Signature proof = signature(1);
  ASSERT_TRUE(store_->finish(tenant_, {&proof, 1}));
  const auto found = find(1);
  EXPECT_EQ(found->state, IssuanceState::issued);
  EXPECT_EQ(found->proof, proof.proof);
  EXPECT_EQ(store_->count(tenant_)->issued, 1);
}

TEST_P(StoreContract, the_same_signature_again_changes_nothing_and_another_is_a_conflict) {
  const Intent written = intent(1);
  ASSERT_TRUE(store_->reserve(tenant_, begin(), {&written, 1}));
  const Signature proof = signature(1);
  ASSERT_TRUE(store_->finish(tenant_, {&proof, 1}));
  EXPECT_TRUE(store_->finish(tenant_, {&proof, 1}));
  const Signature other = signature(1, "{\"proofValue\":\"z2\"}");
  const auto refused = store_->finish(tenant_, {&other, 1});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, Kind::conflict);
  EXPECT_EQ(refused.error().code, "store.signature-differs");
  EXPECT_EQ(find(1)->proof, proof.proof);
}

TEST_P(StoreContract, a_batch_of_signatures_is_recorded_whole_or_not_at_all) {
  const Intent written = intent(1);
  ASSERT_TRUE(store_->reserve(tenant_, begin(), {&written, 1}));
  const std::vector<Signature> batch = {signature(1), signature(9)};
  const auto refused = store_->finish(tenant_, batch);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "store.issuance");
  EXPECT_EQ(find(1)->state, IssuanceState::prepared);
}

TEST_P(StoreContract, unfinished_lists_intents_without_signature_oldest_first) {
  const std::vector<Intent> batch = {intent(3), intent(1), intent(2), intent(4)};
  ASSERT_TRUE(store_->reserve(tenant_, begin(), batch));
  const Signature proof = signature(2);
  ASSERT_TRUE(store_->finish(tenant_, {&proof, 1}));
  const auto first = store_->unfinished(tenant_, {}, 2).value();
  ASSERT_EQ(first.size(), 2U);
  EXPECT_EQ(first[0].intent.id, intent(1).id);
  EXPECT_EQ(first[1].intent.id, intent(3).id);
  const auto rest = store_->unfinished(tenant_, first[1].intent.id, 2).value();
  ASSERT_EQ(rest.size(), 1U);
  EXPECT_EQ(rest[0].intent.id, intent(4).id);
}

TEST_P(StoreContract, issued_lists_what_is_signed_in_order_and_nothing_else) {
  const std::vector<Intent> batch = {intent(5), intent(3), intent(1), intent(2), intent(4)};
  ASSERT_TRUE(store_->reserve(tenant_, begin(), batch));
  const std::vector<Signature> proofs = {signature(5), signature(1), signature(3)};
  ASSERT_TRUE(store_->finish(tenant_, proofs));
  ASSERT_TRUE(store_->void_intent(tenant_, intent(4).id, "wrong list"));
  const auto first = store_->issued(tenant_, {}, 2).value();
  ASSERT_EQ(first.size(), 2U);
  EXPECT_EQ(first[0].intent.id, intent(1).id);
  EXPECT_EQ(first[1].intent.id, intent(3).id);
  EXPECT_EQ(first[0].proof, proofs[1].proof);
  EXPECT_EQ(first[0].intent.unsigned_document, intent(1).unsigned_document);
  const auto rest = store_->issued(tenant_, first[1].intent.id, 9).value();
  ASSERT_EQ(rest.size(), 1U);
  EXPECT_EQ(rest[0].intent.id, intent(5).id);
  EXPECT_TRUE(store_->issued(TenantId{2}, {}, 9)->empty());
}

TEST_P(StoreContract, a_voided_intent_is_never_signed) {
  const Intent written = intent(1);
  ASSERT_TRUE(store_->reserve(tenant_, begin(), {&written, 1}));
  ASSERT_TRUE(store_->void_intent(tenant_, written.id, "wrong list"));
  EXPECT_TRUE(store_->void_intent(tenant_, written.id, "wrong list"));
  const Signature proof = signature(1);
  const auto refused = store_->finish(tenant_, {&proof, 1});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "store.voided");
  EXPECT_EQ(find(1)->state, IssuanceState::voided);
  EXPECT_EQ(find(1)->void_reason, "wrong list");
  EXPECT_TRUE(store_->unfinished(tenant_, {}, 10)->empty());
}

TEST_P(StoreContract, a_signed_intent_cannot_be_voided) {
  const Intent written = intent(1);
  ASSERT_TRUE(store_->reserve(tenant_, begin(), {&written, 1}));
  const Signature proof = signature(1);
  ASSERT_TRUE(store_->finish(tenant_, {&proof, 1}));
  const auto refused = store_->void_intent(tenant_, written.id, "late");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "store.issued");
}

TEST_P(StoreContract, a_public_code_finds_its_credential_and_a_strange_one_nothing) {
  const Intent written = intent(7);
  ASSERT_TRUE(store_->reserve(tenant_, begin(), {&written, 1}));
  EXPECT_EQ(store_->find_by_code("code7").value()->intent.id, written.id);
  EXPECT_FALSE(store_->find_by_code("code8").value().has_value());
  EXPECT_FALSE(store_->find_by_code("").value().has_value());
}

TEST_P(StoreContract, issuers_are_those_of_the_runs_with_every_key_once) {
  begin("did:key:zA#zA");
  begin("did:key:zA#zA");
  begin("did:key:zA#zB");
  const auto issuers = store_->issuers(tenant_).value();
  ASSERT_EQ(issuers.size(), 2U);
  EXPECT_EQ(issuers[0].issuer_id, "did:key:zA");
  EXPECT_EQ(issuers[0].issuer_name, "Ardmore College");
  EXPECT_EQ(issuers[1].verification_method, "did:key:zA#zB");
}

// Whatever the language of the database or of the computer is.
TEST_P(StoreContract, issuers_come_in_the_order_of_their_bytes) {
  const std::vector<std::string> ascending = {"did:web:B", "did:web:Z", "did:web:a", "did:web:a-b", "did:web:ab", "did:web:\xC3\xA4"};
  for (const std::size_t i : {4U, 0U, 5U, 3U, 1U, 2U}) begin("did:key:zA#zA", ascending[i]);
  std::vector<std::string> found;
  const std::vector<IssuerRecord> issuers = store_->issuers(tenant_).value();
  for (const IssuerRecord& issuer : issuers) found.push_back(issuer.issuer_id);
  EXPECT_EQ(found, ascending);
}

TEST_P(StoreContract, a_public_code_is_the_same_to_the_last_bit_or_another) {
  Intent written = intent(1);
  written.code = "TITLE-i";
  ASSERT_TRUE(store_->reserve(tenant_, begin(), {&written, 1}));
  for (const char* other : {"title-i", "TITLE-I", "TITLE-\xC4\xB1", "TITLE-i "}) {
    EXPECT_FALSE(store_->find_by_code(other).value().has_value()) << other;
  }
  EXPECT_TRUE(store_->find_by_code("TITLE-i").value().has_value());
}

TEST_P(StoreContract, another_tenant_sees_and_changes_nothing) {
  const Intent written = intent(1);
  ASSERT_TRUE(store_->reserve(tenant_, begin(), {&written, 1}));
  const TenantId stranger{2};
  const RowKey key = written.row_key;
  EXPECT_FALSE(store_->find_issuances(stranger, {&key, 1}).value().at(0).has_value());
  EXPECT_TRUE(store_->unfinished(stranger, {}, 10)->empty());
  EXPECT_TRUE(store_->issuers(stranger)->empty());
  const Signature proof = signature(1);
  EXPECT_FALSE(store_->finish(stranger, {&proof, 1}));
  EXPECT_FALSE(store_->void_intent(stranger, written.id, "mine"));
  EXPECT_EQ(find(1)->state, IssuanceState::prepared);
}

}  // namespace cairn::store
