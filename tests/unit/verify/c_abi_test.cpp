#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "verify/cairn_verify.h"

namespace {

/// One verifier, and a report that goes with the test.
class CAbi : public ::testing::Test {
 protected:
  ~CAbi() override {
    cairn_report_free(report_);
    cairn_verifier_free(verifier_);
  }
  cairn_result check(const std::string& text, const cairn_question* question = nullptr) {
    cairn_report_free(report_);
    return cairn_verifier_check(verifier_, text.data(), text.size(), question, &report_);
  }
  std::string error() const { return cairn_verifier_error(verifier_); }

  cairn_verifier* verifier_ = cairn_verifier_new();
  cairn_report* report_ = nullptr;
};

TEST_F(CAbi, the_library_says_which_it_is) {
  EXPECT_EQ(cairn_verify_abi(), static_cast<unsigned>(CAIRN_VERIFY_ABI));
  EXPECT_NE(std::string(cairn_verify_version()).find('.'), std::string::npos);
}

TEST_F(CAbi, a_document_that_is_no_credential_is_a_report_and_not_an_error) {
  ASSERT_EQ(check("{}"), CAIRN_OK);
  EXPECT_EQ(cairn_report_verdict(report_), CAIRN_INVALID);
  EXPECT_STREQ(cairn_report_verdict_name(report_), "invalid");
  EXPECT_EQ(std::string(cairn_report_json(report_)).rfind("{\"verdict\":\"invalid\"", 0), 0U);
  ASSERT_EQ(cairn_report_check_count(report_), 8U);
  cairn_check first{};
  ASSERT_EQ(cairn_report_check(report_, 0, &first), CAIRN_OK);
  EXPECT_STREQ(first.id, "reading");
  EXPECT_EQ(cairn_report_check(report_, 8, &first), CAIRN_MISUSE);
  EXPECT_EQ(error(), "");
}

TEST_F(CAbi, nothing_at_all_is_judged_too) {
  ASSERT_EQ(cairn_verifier_check(verifier_, nullptr, 0, nullptr, &report_), CAIRN_OK);
  EXPECT_NE(cairn_report_verdict(report_), CAIRN_VALID);
}

TEST_F(CAbi, pointers_that_must_not_be_null_are_misuse) {
  EXPECT_EQ(cairn_verifier_check(nullptr, "{}", 2, nullptr, &report_), CAIRN_MISUSE);
  EXPECT_EQ(cairn_verifier_check(verifier_, "{}", 2, nullptr, nullptr), CAIRN_MISUSE);
  EXPECT_EQ(cairn_verifier_check(verifier_, nullptr, 2, nullptr, &report_), CAIRN_MISUSE);
  EXPECT_EQ(report_, nullptr);
  EXPECT_EQ(cairn_verifier_trust(verifier_, nullptr), CAIRN_MISUSE);
  EXPECT_EQ(cairn_verifier_trust(nullptr, "did:web:a.example"), CAIRN_MISUSE);
  EXPECT_EQ(cairn_verifier_trust_list(verifier_, nullptr, 1), CAIRN_MISUSE);
  EXPECT_EQ(cairn_verifier_add_document(verifier_, nullptr, "{}", 2), CAIRN_MISUSE);
  EXPECT_EQ(cairn_report_check(nullptr, 0, nullptr), CAIRN_MISUSE);
  EXPECT_EQ(cairn_report_verdict(nullptr), CAIRN_UNDETERMINED);
  EXPECT_STREQ(cairn_report_json(nullptr), "");
  cairn_verifier_free(nullptr);
  cairn_report_free(nullptr);
}

TEST_F(CAbi, a_question_of_another_size_is_misuse) {
  cairn_question question{};
  EXPECT_EQ(check("{}", &question), CAIRN_MISUSE);
  question.size = sizeof question;
  EXPECT_EQ(check("{}", &question), CAIRN_OK);
}

TEST_F(CAbi, what_cannot_be_used_is_refused_in_words_and_changes_nothing) {
  EXPECT_EQ(cairn_verifier_add_document(verifier_, "https://a.example/list", "no json", 7), CAIRN_REFUSED);
  EXPECT_NE(error().find("verify.given-document"), std::string::npos);
  const std::string broken = "{\"issuers\": 7}";
  EXPECT_EQ(cairn_verifier_trust_list(verifier_, broken.data(), broken.size()), CAIRN_REFUSED);
  EXPECT_NE(error().find("verify.known-issuers"), std::string::npos);
  EXPECT_EQ(check("{}"), CAIRN_OK);
  EXPECT_EQ(error(), "");
}

TEST_F(CAbi, what_was_given_stays_given_when_another_issuer_becomes_known) {
  const std::string did = R"({"id": "did:web:a.example"})";
  ASSERT_EQ(cairn_verifier_add_document(verifier_, "did:web:a.example", did.data(), did.size()), CAIRN_OK);
  EXPECT_EQ(cairn_verifier_trust(verifier_, "did:web:a.example"), CAIRN_OK);
  const std::string list = "did:web:b.example\n";
  EXPECT_EQ(cairn_verifier_trust_list(verifier_, list.data(), list.size()), CAIRN_OK);
  EXPECT_EQ(check("{}"), CAIRN_OK);
}

TEST(CAbiThreads, verifiers_of_different_threads_do_not_meet) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([] {
      cairn_verifier* verifier = cairn_verifier_new();
      for (int round = 0; round < 20; ++round) {
        cairn_report* report = nullptr;
        EXPECT_EQ(cairn_verifier_check(verifier, "{}", 2, nullptr, &report), CAIRN_OK);
        EXPECT_EQ(cairn_report_verdict(report), CAIRN_INVALID);
        cairn_report_free(report);
      }
      cairn_verifier_free(verifier);
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
