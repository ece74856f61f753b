#include "app/issue.hpp"

#include "app_fixture.hpp"
#include "verify/verifier.hpp"

namespace cairn::app {
namespace {

using IssueTest = AppTest;

vc::Report judge(const std::string& document, Instant at) {
  verify::VerifierParts parts;
  parts.contexts = pinned_contexts();
  verify::Verifier verifier(std::move(parts));
  return verifier.verify(as_bytes(document), {at, std::nullopt});
}

TEST_F(IssueTest, every_good_row_becomes_a_credential_that_verifies) {
  const auto rows = people(3);
  const IssueSummary summary = issue(rows);
  EXPECT_EQ(summary.issued, 3U);
  EXPECT_FALSE(summary.failure.has_value());
  for (const PeopleRow& row : rows) {
    const auto found = recorded(row);
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->state, store::IssuanceState::issued);
    const vc::Report report =
        judge(store::secured_document(found->intent.unsigned_document, found->proof), clock_.now());
    EXPECT_EQ(report.verdict, vc::Verdict::unknown_issuer);
    EXPECT_EQ(report.summary->recipient_name, row.name);
  }
}

TEST_F(IssueTest, a_second_run_changes_nothing) {
  const auto rows = people(5);
  issue(rows);
  const auto before = recorded(rows[2]);
  const IssueSummary again = issue(rows);
  EXPECT_EQ(again.issued, 0U);
  EXPECT_EQ(again.already_issued, 5U);
  EXPECT_EQ(recorded(rows[2])->proof, before->proof);
  EXPECT_EQ(store_.count({})->issued, 5);
}

TEST_F(IssueTest, a_changed_row_is_pointed_out_and_not_issued_again) {
  auto rows = people(2);
  issue(rows);
  rows[1].name = "Somebody Else";
  const IssueSummary again = issue(rows);
  EXPECT_EQ(again.already_issued, 2U);
  EXPECT_EQ(again.changed_since, 1U);
}

TEST_F(IssueTest, a_person_twice_in_a_list_is_issued_once) {
  auto rows = people(2);
  rows[1].email_key = rows[0].email_key;
  const IssueSummary summary = issue(rows);
  EXPECT_EQ(summary.issued, 1U);
  EXPECT_EQ(summary.skipped, 1U);
  ASSERT_EQ(skipped_.size(), 1U);
  EXPECT_EQ(skipped_[0].problems.at(0).code, "row.duplicate");
}

TEST_F(IssueTest, another_version_of_a_definition_is_another_award) {
  const auto rows = people(1);
  issue(rows);
  domain::MicroCredentialFields fields = definition_->fields();
  fields.version = "2027.1";
  definition_.emplace(domain::make_micro_credential(fields).value());
  EXPECT_EQ(issue(rows).issued, 1U);
}

TEST_F(IssueTest, a_row_the_definition_refuses_is_skipped_with_its_reason) {
  auto rows = people(2);
  rows[0].results.push_back({"no-such-result", "1", "", std::nullopt});
  const IssueSummary summary = issue(rows);
  EXPECT_EQ(summary.issued, 1U);
  ASSERT_EQ(skipped_.size(), 1U);
  EXPECT_EQ(skipped_[0].problems.at(0).code, "award.not-allowed");
  EXPECT_FALSE(recorded(rows[0]).has_value());
}

TEST_F(IssueTest, nothing_is_signed_whose_intent_could_not_be_recorded) {
  const auto rows = people(2);
  store_.fail_after(1);  // the run is recorded, the intents are not
  const IssueSummary summary = issue(rows);
  ASSERT_TRUE(summary.failure.has_value());
  EXPECT_EQ(summary.failure->code, "store.disk-full");
  EXPECT_EQ(summary.issued, 0U);
  EXPECT_FALSE(recorded(rows[0]).has_value());
}

TEST_F(IssueTest, an_interrupted_intent_gets_the_same_signature_as_it_would_have_had) {
  const auto rows = people(2);
  const TestFolder files;
  const OutputFolder folder = OutputFolder::open(files.path()).value();
  store_.fail_after(2);  // intents are recorded, signatures are not
  ASSERT_TRUE(issue(rows, &folder).failure.has_value());
  const auto prepared = recorded(rows[0]);
  ASSERT_EQ(prepared->state, store::IssuanceState::prepared);
  EXPECT_TRUE(files.files().empty());

  store_.recover();
  const store::MemoryStore copy = store_;
  clock_ = FixedClock{Instant{1'795'000'000, 0}};  // weeks later
  const IssueSummary completed = issue(rows, &folder);
  EXPECT_EQ(completed.issued, 2U);
  EXPECT_EQ(completed.completed, 2U);
  const auto first = recorded(rows[0]);
  EXPECT_EQ(first->intent.unsigned_document, prepared->intent.unsigned_document);
  EXPECT_NE(first->proof.find("\"created\":\"" + format_instant(prepared->intent.created) + "\""), std::string::npos);
  EXPECT_EQ(files.files().size(), 2U);

  store_ = copy;
  clock_ = FixedClock{Instant{1'796'000'000, 0}};
  issue(rows);
  EXPECT_EQ(recorded(rows[0])->proof, first->proof);
}

TEST_F(IssueTest, an_interrupted_intent_is_not_signed_with_another_key) {
  const auto rows = people(1);
  store_.fail_after(2);
  issue(rows);
  store_.recover();
  key_.verification_method += "-2";
  const IssueSummary summary = issue(rows);
  EXPECT_EQ(summary.skipped, 1U);
  EXPECT_EQ(skipped_.at(0).problems.at(0).code, "issue.other-key");
}

TEST_F(IssueTest, a_voided_intent_stays_voided) {
  const auto rows = people(1);
  store_.fail_after(2);
  issue(rows);
  store_.recover();
  ASSERT_TRUE(store_.void_intent({}, recorded(rows[0])->intent.id, "wrong list"));
  const IssueSummary summary = issue(rows);
  EXPECT_EQ(summary.skipped, 1U);
  EXPECT_EQ(skipped_.at(0).problems.at(0).code, "store.voided");
}

TEST_F(IssueTest, a_stop_lets_what_is_under_way_end_and_the_next_run_go_on) {
  const auto rows = people(12'000);
  on_progress_ = [this](std::uint64_t) { stop_ = true; };
  const IssueSummary first = issue(rows);
  EXPECT_TRUE(first.interrupted);
  EXPECT_GT(first.issued, 0U);
  EXPECT_LT(first.issued, 12'000U);
  EXPECT_EQ(store_.count({})->prepared, 0);
  stop_ = false;
  on_progress_ = nullptr;
  const IssueSummary second = issue(rows);
  EXPECT_EQ(second.issued + first.issued, 12'000U);
  EXPECT_FALSE(second.interrupted);
}

TEST_F(IssueTest, results_keep_the_order_of_the_rows) {
  const TestFolder files;
  const OutputFolder folder = OutputFolder::open(files.path()).value();
  ResultList results("https://badges.ardmore.example");
  results_ = &results;
  auto rows = people(5'000);
  rows[3'000].problems.push_back({"email.empty", "Email", "", "an address", ""});
  issue(rows);
  ASSERT_TRUE(results.save(folder, "people.result.csv"));
  const std::string text = contents_of(files.path("people.result.csv"));
  std::size_t at = 0;
  for (const PeopleRow& row : rows) {
    const std::size_t found = text.find("\n" + std::to_string(row.number) + ",", at);
    ASSERT_NE(found, std::string::npos) << row.number;
    at = found;
  }
  EXPECT_NE(text.find("3002,skipped"), std::string::npos);
  EXPECT_NE(text.find("Email: found nothing, wanted an address"), std::string::npos);
}

TEST_F(IssueTest, a_full_folder_stops_the_run_and_the_next_one_writes_the_rest) {
  const TestFolder files;
  const auto rows = people(3);
  {
    const OutputFolder folder = OutputFolder::open(files.path("gone")).value();
    std::filesystem::remove_all(files.path("gone"));
    const IssueSummary summary = issue(rows, &folder);
    ASSERT_TRUE(summary.failure.has_value());
    EXPECT_TRUE(summary.failure->code.starts_with("output.")) << summary.failure->code;
  }
  EXPECT_EQ(store_.count({})->issued, 3);
  const OutputFolder folder = OutputFolder::open(files.path("again")).value();
  EXPECT_EQ(issue(rows, &folder).already_issued, 3U);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(files.path("again")), {}), 3);
}

TEST_F(IssueTest, a_definition_of_another_organisation_is_refused_before_anything) {
  domain::MicroCredentialFields fields = definition_->fields();
  fields.organisation.id = "did:web:other.example";
  definition_.emplace(domain::make_micro_credential(fields).value());
  IssuePorts ports{store_, {}, clock_, entropy_, pinned_contexts};
  const auto refused = issue_awards(ports, {*definition_, key_, "eddsa-rdfc-2022", ""}, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "issue.key-not-issuers");
}

TEST(AwardBaseUrl, is_the_first_of_what_was_given_the_issuer_and_the_definition) {
  EXPECT_EQ(award_base_url("https://a.example/x/", "did:web:b.example", "https://c.example/d").value(),
            "https://a.example/x");
  EXPECT_EQ(award_base_url("", "did:web:b.example", "https://c.example/d").value(), "https://b.example");
  EXPECT_EQ(award_base_url("", "did:web:b.example:path", "https://c.example/d").value(), "https://b.example");
  EXPECT_EQ(award_base_url("", "https://i.example/me", "https://c.example/d").value(), "https://i.example");
  EXPECT_EQ(award_base_url("", "did:key:z1", "https://c.example/d").value(), "https://c.example");
  EXPECT_EQ(award_base_url("", "did:key:z1", "urn:uuid:1").value(), "");
  EXPECT_EQ(award_base_url("badges", "did:key:z1", "urn:uuid:1").error().code, "issue.base-url");
  EXPECT_EQ(award_base_url("https://a.example/?x=1", "did:key:z1", "urn:uuid:1").error().code, "issue.base-url");
}

}  // namespace
}  // namespace cairn::app
