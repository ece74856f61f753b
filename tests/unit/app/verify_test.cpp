#include "verify/verifier.hpp"

#include "app/award_desk.hpp"
#include "app/convert.hpp"
#include "app/keygen.hpp"
#include "app/own_lists.hpp"
#include "app_fixture.hpp"
#include "json/write.hpp"
#include "proof/did_key.hpp"

namespace cairn::app {
namespace {

class VerifyTest : public AppTest {
 protected:
  /// A credential of a did:web college, and the document it publishes.
  void issue_as_did_web() {
    key_.issuer = "did:web:badges.ardmore.example";
    key_.verification_method = key_.issuer + "#key-1";
    domain::MicroCredentialFields fields = definition_->fields();
    fields.organisation.id = key_.issuer;
    definition_.emplace(domain::make_micro_credential(fields).value());
    const auto rows = people(1);
    issue(rows);
    const auto found = recorded(rows[0]);
    credential_ = store::secured_document(found->intent.unsigned_document, found->proof);
    Arena arena;
    proof::PublishedKey published;
    published.key = key_.signer->public_key();
    published.method_id = key_.verification_method;
    document_ = json::to_text(proof::to_controller_json(key_.issuer, {&published, 1}, arena));
  }

  static verify::VerifierParts offline() {
    verify::VerifierParts parts;
    parts.contexts = pinned_contexts();
    return parts;
  }

  vc::Report judge(verify::Verifier& verifier) { return verifier.verify(as_bytes(credential_), {clock_.now(), std::nullopt}); }

  std::string credential_;
  std::string document_;
};

TEST_F(VerifyTest, a_did_web_without_its_document_is_undetermined) {
  issue_as_did_web();
  verify::Verifier verifier(offline());
  EXPECT_EQ(judge(verifier).verdict, vc::Verdict::undetermined);
}

TEST_F(VerifyTest, its_document_may_be_given_under_the_id_or_the_address) {
  issue_as_did_web();
  for (const std::string url :
       {"did:web:badges.ardmore.example", "https://badges.ardmore.example/.well-known/did.json"}) {
    verify::Verifier verifier(offline());
    ASSERT_TRUE(verifier.add_document({url, document_})) << url;
    EXPECT_EQ(judge(verifier).verdict, vc::Verdict::unknown_issuer) << url;
  }
}

TEST_F(VerifyTest, a_document_under_a_strange_address_proves_nothing) {
  issue_as_did_web();
  verify::Verifier verifier(offline());
  (void)verifier.add_document({"https://evil.example/did.json", document_});
  EXPECT_EQ(judge(verifier).verdict, vc::Verdict::undetermined);
}

TEST_F(VerifyTest, a_listed_issuer_is_known) {
  issue_as_did_web();
  verify::VerifierParts parts = offline();
  parts.known_issuers = {"did:web:badges.ardmore.example"};
  verify::Verifier verifier(std::move(parts));
  ASSERT_TRUE(verifier.add_document({"did:web:badges.ardmore.example", document_}));
  EXPECT_EQ(judge(verifier).verdict, vc::Verdict::valid);
}

TEST_F(VerifyTest, an_issuer_of_our_own_is_known_and_so_are_its_keys) {
  issue_as_did_web();
  verify::VerifierParts parts = offline();
  int asked = 0;
  parts.own_issuers = [&] {
    ++asked;
    return own_issuers(store_, {});
  };
  verify::Verifier verifier(std::move(parts));
  EXPECT_EQ(judge(verifier).verdict, vc::Verdict::valid);
  EXPECT_EQ(judge(verifier).verdict, vc::Verdict::valid);
  EXPECT_EQ(asked, 1);
}

TEST_F(VerifyTest, a_database_that_cannot_be_read_leaves_the_issuer_unknown) {
  issue_as_did_web();
  verify::VerifierParts parts = offline();
  parts.own_issuers = []() -> Result<std::vector<verify::OwnIssuer>> {
    return fail(Kind::corrupt, "store.corrupt", "damaged");
  };
  verify::Verifier verifier(std::move(parts));
  ASSERT_TRUE(verifier.add_document({"did:web:badges.ardmore.example", document_}));
  EXPECT_EQ(judge(verifier).verdict, vc::Verdict::unknown_issuer);
}

TEST_F(VerifyTest, a_given_document_that_is_no_json_or_contradicts_itself_is_refused) {
  issue_as_did_web();
  verify::Verifier verifier(offline());
  EXPECT_EQ(verifier.add_document({"did:web:badges.ardmore.example", "{"}).error().code, "verify.given-document");
  EXPECT_EQ(verifier.add_document({"did:web:other.example", document_}).error().code, "verify.given-document");
}

TEST_F(VerifyTest, badges_of_older_editions_are_judged_by_the_documents_given) {
  const std::string award = R"({"@context":"https://w3id.org/openbadges/v2","type":"Assertion","id":"https://old.example/1.json",
      "recipient":{"type":"email","identity":"ada@example.org"},"issuedOn":"2020-01-01T00:00:00Z","badge":"https://old.example/badge.json",
      "verification":{"type":"hosted"}})";
  verify::VerifierParts parts = offline();
  parts.known_issuers = {"https://old.example/issuer.json"};
  verify::Verifier verifier(std::move(parts));
  const verify::VerifyQuestion question{clock_.now(), std::nullopt};
  EXPECT_EQ(verifier.verify(as_bytes(award), question).verdict, vc::Verdict::undetermined);
  ASSERT_TRUE(verifier.add_document({"https://old.example/1.json", award}));
  ASSERT_TRUE(verifier.add_document({"https://old.example/badge.json", R"({"id":"https://old.example/badge.json","name":"Weaving","issuer":"https://old.example/issuer.json"})"}));
  ASSERT_TRUE(verifier.add_document({"https://old.example/issuer.json", R"({"id":"https://old.example/issuer.json","name":"Old School"})"}));
  const vc::Report report = verifier.verify(as_bytes(award), question);
  EXPECT_EQ(report.verdict, vc::Verdict::valid);
  EXPECT_EQ(report.format, vc::Format::open_badges_2);
  EXPECT_EQ(verifier.verify(as_bytes(std::string_view("https://old.example/1.json")), question).verdict, vc::Verdict::valid);
}

TEST_F(VerifyTest, a_public_key_may_be_given_in_pem_form) {
  verify::Verifier verifier(offline());
  EXPECT_TRUE(verifier.add_document({"https://old.example/key.pem", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"}));
}

TEST_F(VerifyTest, the_desk_shows_issued_awards_only) {
  const auto rows = people(1);
  store_.fail_after(2);
  issue(rows);
  store_.recover();
  AwardDesk desk(
      [this]() -> Result<std::unique_ptr<store::Store>> {
        return std::unique_ptr<store::Store>(std::make_unique<store::MemoryStore>(store_));
      },
      [] { return std::make_unique<verify::Verifier>(offline()); }, clock_);
  const std::string code = recorded(rows[0])->intent.code;
  EXPECT_FALSE(desk.find(code).value().has_value());
  issue(rows);
  AwardDesk later(
      [this]() -> Result<std::unique_ptr<store::Store>> {
        return std::unique_ptr<store::Store>(std::make_unique<store::MemoryStore>(store_));
      },
      [] { return std::make_unique<verify::Verifier>(offline()); }, clock_);
  const auto shown = later.find(code).value();
  ASSERT_TRUE(shown.has_value());
  EXPECT_EQ(later.verify(as_bytes(*shown)).verdict, vc::Verdict::unknown_issuer);
  EXPECT_FALSE(later.find("nobody").value().has_value());
}

TEST(DocumentMap, is_an_object_of_paths) {
  const auto places = verify::read_document_map("{\"https://a.example/x\": \"x.json\"}").value();
  ASSERT_EQ(places.size(), 1U);
  EXPECT_EQ(places[0].url, "https://a.example/x");
  EXPECT_EQ(places[0].path, "x.json");
  EXPECT_EQ(verify::read_document_map("[]").error().code, "verify.documents");
  EXPECT_EQ(verify::read_document_map("{\"a\": 1}").error().code, "verify.documents");
  EXPECT_EQ(verify::read_document_map("{").error().code, "json.syntax");
}

TEST(Keygen, the_key_file_opens_and_says_what_is_to_be_published) {
  SystemEntropy entropy;
  Arena arena;
  const auto unlock = crypto::Unlock::unlock_file(Bytes(32, 1)).value();
  for (const std::string issuer :
       {"did:key", "did:jwk", "did:web:badges.example.org", "https://badges.example.org/issuer"}) {
    const NewKey made = make_key({issuer, crypto::KeyType::p256}, unlock, entropy, arena).value();
    const crypto::KeyFile opened = crypto::read_key_file(made.key_file, unlock).value();
    EXPECT_EQ(opened.issuer, made.issuer);
    EXPECT_EQ(opened.verification_method, made.verification_method);
    EXPECT_TRUE(json::equal(public_document(made.key_file, arena).value(), made.public_document)) << issuer;
    EXPECT_EQ(made.public_document.text_of("id"), made.issuer);
  }
}

TEST(Keygen, what_is_no_issuer_is_refused) {
  SystemEntropy entropy;
  Arena arena;
  const auto unlock = crypto::Unlock::unlock_file(Bytes(32, 1)).value();
  for (const std::string issuer : {"Ardmore College", "http://a.example", "did:web:", "did:web:user@a.example", ""}) {
    EXPECT_FALSE(make_key({issuer, crypto::KeyType::ed25519}, unlock, entropy, arena)) << issuer;
  }
}

TEST(PlaceToPublish, follows_from_the_issuer) {
  EXPECT_EQ(place_to_publish("did:web:badges.example.org"), "https://badges.example.org/.well-known/did.json");
  EXPECT_EQ(place_to_publish("did:web:example.org:badges"), "https://example.org/badges/did.json");
  EXPECT_EQ(place_to_publish("https://a.example/me"), "https://a.example/me");
  EXPECT_EQ(place_to_publish("did:key:z6Mk"), "");
}

TEST(Convert, n_quads_and_json_ld_have_one_canonical_form) {
  const auto contexts = pinned_contexts();
  ConvertCommand command;
  command.conversion = Conversion::canonize;
  command.document = R"({"https://a.example/p": [{"https://a.example/q": "x"}, {"https://a.example/q": "y"}]})";
  const std::string canonical = convert(command, *contexts).value().text;
  command.conversion = Conversion::to_rdf;
  const std::string quads = convert(command, *contexts).value().text;
  command.conversion = Conversion::canonize;
  command.document = quads;
  EXPECT_EQ(convert(command, *contexts).value().text, canonical);
}

TEST(Convert, what_is_dropped_is_named_and_safe_mode_refuses_it) {
  const auto contexts = pinned_contexts();
  ConvertCommand command;
  command.document = R"({"@context": {"p": "https://a.example/p"}, "p": "x", "other": "y"})";
  const Converted made = convert(command, *contexts).value();
  ASSERT_TRUE(made.lost.has_value());
  EXPECT_EQ(made.lost->code, "jsonld.data-loss");
  command.data_loss = jsonld::DataLoss::refused;
  EXPECT_EQ(convert(command, *contexts).error().code, "jsonld.data-loss");
}

TEST(Convert, compacting_needs_a_context) {
  const auto contexts = pinned_contexts();
  ConvertCommand command;
  command.conversion = Conversion::compact;
  command.document = R"({"https://a.example/p": "x"})";
  EXPECT_EQ(convert(command, *contexts).error().code, "convert.context");
  command.context = R"({"@context": {"p": "https://a.example/p"}})";
  EXPECT_NE(convert(command, *contexts)->text.find("\"p\": \"x\""), std::string::npos);
}

TEST(Lint, text_that_is_no_json_is_a_finding) {
  const auto contexts = pinned_contexts();
  const auto findings = *lint_document("{\"a\":1,\"a\":2}", *contexts, {});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].rulebook, "json");
  EXPECT_FALSE(vc::conforms(findings));
}

}  // namespace
}  // namespace cairn::app
