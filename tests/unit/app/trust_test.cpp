#include "verify/trust_list.hpp"

#include "app/key_pins.hpp"
#include "app_fixture.hpp"
#include "json/write.hpp"
#include "proof/did_key.hpp"
#include "verify/verifier.hpp"

namespace cairn::app {
namespace {

constexpr std::string_view k_college = "did:web:badges.ardmore.example";

/// A did:web college whose credential was signed with key-1 at the fixture's time (2026-09-21).
class TrustTest : public AppTest {
 protected:
  TrustTest() : next_(crypto::make_signer(crypto::KeyType::ed25519, Bytes(32, 9)).value()) {
    key_.issuer = k_college;
    key_.verification_method = key_.issuer + "#key-1";
    domain::MicroCredentialFields fields = definition_->fields();
    fields.organisation.id = key_.issuer;
    definition_.emplace(domain::make_micro_credential(fields).value());
    const auto rows = people(1);
    issue(rows);
    const auto found = recorded(rows[0]);
    credential_ = store::secured_document(found->intent.unsigned_document, found->proof);
  }

  /// The college's document with these keys.
  std::string document_of(const std::vector<std::pair<std::string, const crypto::Signer*>>& keys) {
    Arena arena;
    std::vector<proof::PublishedKey> published;
    for (const auto& [name, signer] : keys) {
      published.emplace_back();
      published.back().key = signer->public_key();
      published.back().method_id = std::string(k_college) + "#" + name;
    }
    return json::to_text(proof::to_controller_json(std::string(k_college), published, arena));
  }
  std::string key_text(const crypto::Signer& signer) { return crypto::to_multikey(signer.public_key()); }
  /// A trust list that names key-1 with these further members.
  std::string list_with(const std::string& about_key, const std::string& about_issuer = "") {
    return R"({"issuers":[{"id":"did:web:badges.ardmore.example","name":"Ardmore College")" + about_issuer +
           R"(,"keys":[{"id":"#key-1","publicKeyMultibase":")" + key_text(*key_.signer) + "\"" + about_key + "}]}]}";
  }
  vc::Report judge(const std::string& list, const std::string& document, Instant at) {
    verify::VerifierParts parts;
    parts.contexts = pinned_contexts();
    const auto trust = verify::read_trust_list(list);
    EXPECT_TRUE(trust) << (trust ? "" : trust.error().detail);
    if (trust) parts.trust = *trust;
    verify::Verifier verifier(std::move(parts));
    if (!document.empty()) {
      EXPECT_TRUE(verifier.add_document({std::string(k_college), document}));
    }
    return verifier.verify(as_bytes(credential_), {at, std::nullopt});
  }
  vc::Report judge(const std::string& list, const std::string& document = "") { return judge(list, document, clock_.now()); }
  static std::string answer(const vc::Report& report, vc::CheckId id) {
    return std::string(vc::outcome_name(report.check(id).outcome)) + " " + report.check(id).code;
  }

  std::unique_ptr<crypto::Signer> next_;
  std::string credential_;
};

TEST_F(TrustTest, a_list_with_keys_is_enough_when_the_issuers_address_is_gone) {
  EXPECT_EQ(judge(list_with("")).verdict, vc::Verdict::valid);
}

TEST_F(TrustTest, a_retired_key_keeps_old_credentials_valid) {
  const std::string now = document_of({{"key-2", next_.get()}});
  EXPECT_EQ(judge("did:web:badges.ardmore.example", now).verdict, vc::Verdict::invalid);
  EXPECT_EQ(judge(list_with(R"(,"until":"2026-10-01")"), now).verdict, vc::Verdict::valid);
}

TEST_F(TrustTest, a_key_used_after_it_was_retired_is_refused) {
  const vc::Report report = judge(list_with(R"(,"until":"2026-09-01")"));
  EXPECT_EQ(report.verdict, vc::Verdict::invalid);
  EXPECT_EQ(answer(report, vc::CheckId::key), "fail key.outside-period");
}

TEST_F(TrustTest, a_compromised_key_proves_nothing_whatever_the_date) {
  EXPECT_EQ(answer(judge(list_with(R"(,"compromised":"2026-09-01")")), vc::CheckId::key), "fail key.compromised");
  const vc::Report before = judge(list_with(R"(,"compromised":"2026-10-01")"));
  EXPECT_EQ(answer(before, vc::CheckId::key), "unknown key.compromised-later");
  EXPECT_EQ(before.verdict, vc::Verdict::undetermined);
}

TEST_F(TrustTest, a_key_that_the_list_does_not_name_makes_the_issuer_unknown_and_not_the_credential_invalid) {
  const std::string other = R"({"issuers":[{"id":"did:web:badges.ardmore.example","keys":[{"id":"#key-2","publicKeyMultibase":")" + key_text(*next_) + "\"}]}]}";
  const vc::Report report = judge(other, document_of({{"key-1", key_.signer.get()}}));
  EXPECT_EQ(answer(report, vc::CheckId::issuer), "unknown issuer.key-unlisted");
  EXPECT_EQ(report.verdict, vc::Verdict::unknown_issuer);
}

TEST_F(TrustTest, without_the_issuers_own_document_a_key_that_the_list_does_not_name_says_nothing) {
  const std::string other = R"({"issuers":[{"id":"did:web:badges.ardmore.example","keys":[{"id":"#key-2","publicKeyMultibase":")" + key_text(*next_) + "\"}]}]}";
  const vc::Report report = judge(other);
  EXPECT_EQ(answer(report, vc::CheckId::key), "unknown key.not-checked");
  EXPECT_EQ(report.verdict, vc::Verdict::undetermined);
}

TEST_F(TrustTest, an_issuer_is_known_for_its_own_time_only_and_by_a_current_list_only) {
  EXPECT_EQ(answer(judge(list_with("", R"(,"until":"2026-01-01")")), vc::CheckId::issuer), "unknown issuer.outside-period");
  std::string list = list_with("");
  list.insert(1, R"("validUntil":"2026-01-01",)");
  EXPECT_EQ(answer(judge(list), vc::CheckId::issuer), "unknown issuer.list-ended");
}

TEST_F(TrustTest, a_changed_key_is_reported_until_it_is_accepted) {
  for (const verify::NewKeys rule : {verify::NewKeys::reported, verify::NewKeys::accepted}) {
    verify::VerifierParts parts;
    parts.contexts = pinned_contexts();
    parts.known_issuers = {std::string(k_college)};
    parts.pins = vc::KeyPins({{std::string(k_college), key_text(*next_), Instant{1'700'000'000, 0}}});
    parts.new_keys = rule;
    std::vector<std::string> kept;
    parts.remember_key = [&kept](const vc::PinnedKey& pin) { kept.push_back(pin.key); };
    verify::Verifier verifier(std::move(parts));
    ASSERT_TRUE(verifier.add_document({std::string(k_college), document_of({{"key-1", key_.signer.get()}})}));
    const vc::Report report = verifier.verify(as_bytes(credential_), {clock_.now(), std::nullopt});
    const bool is_accepted = rule == verify::NewKeys::accepted;
    EXPECT_EQ(report.verdict, is_accepted ? vc::Verdict::valid : vc::Verdict::unknown_issuer);
    EXPECT_EQ(answer(report, vc::CheckId::issuer), is_accepted ? "pass issuer.known" : "unknown issuer.key-changed");
    EXPECT_EQ(kept.size(), is_accepted ? 1U : 0U);
  }
}

TEST_F(TrustTest, the_first_key_is_kept_in_the_file_and_only_once) {
  const TestFolder folder;
  const PinFile file(folder.path("pins.json"));
  EXPECT_TRUE(file.load().value().all().empty());
  const vc::PinnedKey pin{std::string(k_college), key_text(*key_.signer), Instant{1'790'000'000, 0}};
  ASSERT_TRUE(file.add(pin));
  ASSERT_TRUE(file.add(pin));
  const auto pins = file.load().value();
  ASSERT_EQ(pins.all().size(), 1U);
  EXPECT_EQ(pins.all().front().since, pin.since);
  EXPECT_EQ(read_key_pins("{}").error().code, "trust.pins");
  EXPECT_EQ(read_key_pins(R"({"pins":[{"issuer":"a"}]})").error().code, "trust.pins");
}

TEST_F(TrustTest, a_signed_list_is_checked_against_the_signer_that_was_named) {
  const auto keeper = crypto::make_signer(crypto::KeyType::ed25519, Bytes(32, 5)).value();
  const std::string id = proof::to_did_key(keeper->public_key());
  const auto contexts = pinned_contexts();
  proof::Engine engine(*contexts);
  proof::LocalResolver resolver;
  const std::string list = verify::sign_trust_list(list_with(""), id + "#" + key_text(*keeper), *keeper, engine, clock_.now()).value();
  EXPECT_TRUE(verify::check_list_signature(list, {id, clock_.now()}, engine, resolver));
  EXPECT_EQ(verify::read_trust_list(list).value().issuers.size(), 1U);
  const auto code = [&](std::string text, const std::string& signer) {
    const auto out = verify::check_list_signature(text, {signer, clock_.now()}, engine, resolver);
    return out ? "accepted" : out.error().code;
  };
  EXPECT_EQ(code(list, proof::to_did_key(next_->public_key())), "trust.signature");
  EXPECT_EQ(code(list_with(""), id), "trust.not-signed");
  std::string changed = list;
  changed.replace(changed.find("Ardmore"), 7, "Ardmoor");
  EXPECT_EQ(code(changed, id), "trust.signature");
}

TEST(TrustListText, is_lines_or_json) {
  const auto ids = [](std::string_view text) {
    std::vector<std::string> out;
    const auto list = verify::read_trust_list(text);
    if (!list) return std::vector<std::string>{list.error().code};
    for (const vc::TrustedIssuer& issuer : list->issuers) out.push_back(issuer.id);
    return out;
  };
  const std::vector<std::string> wanted = {"did:web:a.example", "https://b.example/issuer#me"};
  const std::vector<std::string> refused = {"verify.known-issuers"};
  EXPECT_EQ(ids("[\"did:web:a.example\", \"https://b.example/issuer#me\"]"), wanted);
  EXPECT_EQ(ids("# ours\ndid:web:a.example  # the college\r\n\n https://b.example/issuer#me\n"), wanted);
  EXPECT_EQ(ids(R"({"issuers":[{"id":"did:web:a.example"},{"id":"https://b.example/issuer#me"}]})"), wanted);
  EXPECT_EQ(ids(""), std::vector<std::string>());
  for (const std::string_view bad : {"Ardmore College\n", "[1]", "{}", R"({"issuers":[{"id":"a b"}]})", R"({"issuers":[{"id":"did:web:a.example","key":[]}]})",
                                     R"({"issuers":[{"id":"did:web:a.example","until":"soon"}]})",
                                     R"({"issuers":[{"id":"did:web:a.example","keys":[{"id":"did:web:b.example#key","publicKeyMultibase":"z6Mk"}]}]})"}) {
    EXPECT_EQ(ids(bad), refused) << bad;
  }
}

}  // namespace
}  // namespace cairn::app
