#include "text/email.hpp"

#include <gtest/gtest.h>

namespace cairn::text {
namespace {

std::string detail_of(std::string_view text) {
  const Result<EmailAddress> address = read_email_address(text);
  return address ? "" : address.error().detail;
}

TEST(EmailAddress, is_taken_when_mail_could_reach_it) {
  for (const char* text : {"a@b.example", "first.last+tag@students.ardmore.example", "o'neill@x-y.example",
                           "x_1%2@a.b.c.example", "jörg@müller.example", "用户@例子.广告", "a@1and1.example"}) {
    EXPECT_EQ(detail_of(text), "") << text;
    EXPECT_EQ(read_email_address(text)->text, text);
  }
}

TEST(EmailAddress, spaces_around_it_are_removed) {
  EXPECT_EQ(read_email_address("  spaces@ardmore.example\xC2\xA0")->text, "spaces@ardmore.example");
}

TEST(EmailAddress, two_spellings_of_one_mailbox_have_one_key) {
  EXPECT_EQ(read_email_address("EILIDH.Stewart@ARDMORE.example")->key, "eilidh.stewart@ardmore.example");
  EXPECT_EQ(read_email_address("EILIDH.Stewart@ARDMORE.example")->text, "EILIDH.Stewart@ARDMORE.example");
  EXPECT_EQ(read_email_address("JÖRG@MÜLLER.example")->key, read_email_address("jörg@müller.example")->key);
}

TEST(EmailAddress, every_fault_has_its_own_words) {
  struct Case {
    std::string text;
    const char* words;
  };
  for (const Case& one : {Case{"not-an-address", "no @"},
                          {"a@b@c.example", "more than one @"},
                          {"a@b.example; c@d.example", "more than one @"},
                          {"@b.example", "nothing stands before"},
                          {"a@", "nothing stands behind"},
                          {"a@localhost", "no dot"},
                          {"a@b..example", "dot stands at the wrong place behind"},
                          {".a@b.example", "dot stands at the wrong place before"},
                          {"a..b@c.example", "dot stands at the wrong place before"},
                          {"a@b.example.", "dot stands at the wrong place behind"},
                          {"a b@c.example", "space or a character in it that cannot be seen"},
                          {"a\xE2\x80\x8B@c.example", "cannot be seen"},
                          {"a@c.exam\xE2\x80\xAEple", "cannot be seen"},
                          {"a(x)@c.example", "cannot have"},
                          {"a@c_d.example", "domain cannot have"},
                          {"Ada <a@b.example>", "name with <...>"},
                          {"a@-b.example", "hyphen"},
                          {"a@b-.example", "hyphen"},
                          {"a@127.0.0.1", "ends in no known way"},
                          {"a@b.c", "ends in no known way"},
                          {std::string(65, 'a') + "@b.example", "more than 64"},
                          {"a@" + std::string(250, 'b') + ".example", "more than 254"},
                          {"a@" + std::string(64, 'b') + ".example", "too long"},
                          {"a\xFF@b.example", "not UTF-8"}}) {
    EXPECT_NE(detail_of(one.text).find(one.words), std::string::npos) << one.text << ": " << detail_of(one.text);
    EXPECT_EQ(read_email_address(one.text).error().code, "email.format");
  }
  EXPECT_EQ(read_email_address(" ").error().code, "email.empty");
}

}  // namespace
}  // namespace cairn::text
