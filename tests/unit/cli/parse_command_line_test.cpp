#include <gtest/gtest.h>

#include <cstdlib>
#include <vector>

#include "cli/exit_code.hpp"
#include "cli/options.hpp"

namespace cairn::cli {
namespace {

Command parse(std::vector<const char*> words) {
  words.insert(words.begin(), "cairn");
  return parse_command_line(static_cast<int>(words.size()), words.data(), "1.2.3");
}

std::string complaint(const std::vector<const char*>& words) {
  const Command command = parse(words);
  const auto* wrong = std::get_if<WrongUsage>(&command);
  return wrong == nullptr ? "understood" : wrong->text;
}

/// Sets an environment variable while it lives.
class Setting {
 public:
  Setting(const char* name, const char* value) : name_(name) { ::setenv(name, value, 1); }
  ~Setting() { ::unsetenv(name_); }
  Setting(const Setting&) = delete;
  Setting& operator=(const Setting&) = delete;

 private:
  const char* name_;
};

TEST(CommandLine, each_command_of_the_main_job_is_understood) {
  const Command keygen = parse({"keygen", "--issuer", "did:web:a.example", "--out", "a.key"});
  ASSERT_TRUE(std::holds_alternative<KeygenOptions>(keygen));
  EXPECT_EQ(std::get<KeygenOptions>(keygen).issuer, "did:web:a.example");

  const Command issue = parse({"issue", "a.toml", "--from", "people.csv", "--key", "a.key", "--out", "issued/"});
  ASSERT_TRUE(std::holds_alternative<IssueOptions>(issue));
  EXPECT_EQ(std::get<IssueOptions>(issue).definition, "a.toml");
  EXPECT_EQ(std::get<IssueOptions>(issue).from, "people.csv");
  EXPECT_EQ(std::get<IssueOptions>(issue).database, "cairn.db");

  const Command verify = parse({"verify", "a.json", "--offline", "--at", "2026-01-01", "--documents", "m.json", "--json"});
  ASSERT_TRUE(std::holds_alternative<VerifyOptions>(verify));
  EXPECT_EQ(std::get<VerifyOptions>(verify).network, Network::forbidden);
  EXPECT_EQ(std::get<VerifyOptions>(verify).form, OutputForm::json);
  EXPECT_EQ(std::get<VerifyOptions>(verify).documents, "m.json");
  EXPECT_EQ(std::get<VerifyOptions>(verify).database, "");

  EXPECT_TRUE(std::holds_alternative<LintOptions>(parse({"lint", "-"})));
  EXPECT_TRUE(std::holds_alternative<DidOptions>(parse({"did", "a.key"})));
  EXPECT_EQ(std::get<ServeCommandOptions>(parse({"serve", "--port", "0"})).port, 0);
  EXPECT_EQ(std::get<ConvertOptions>(parse({"expand", "a"})).conversion, app::Conversion::expand);
  EXPECT_EQ(std::get<ConvertOptions>(parse({"compact", "a"})).conversion, app::Conversion::compact);
  EXPECT_EQ(std::get<ConvertOptions>(parse({"to-rdf", "a"})).conversion, app::Conversion::to_rdf);
  EXPECT_EQ(std::get<ConvertOptions>(parse({"canonize", "a"})).conversion, app::Conversion::canonize);
}

TEST(CommandLine, a_copy_shows_some_things_or_hides_some_never_both) {
  const Command show = parse({"disclose", "a.json", "--show", "marks", "--show", "/name", "--out", "b.json"});
  ASSERT_TRUE(std::holds_alternative<DiscloseOptions>(show));
  EXPECT_EQ(std::get<DiscloseOptions>(show).show, (std::vector<std::string>{"marks", "/name"}));
  EXPECT_EQ(std::get<DiscloseOptions>(show).out, "b.json");
  EXPECT_EQ(std::get<DiscloseOptions>(parse({"disclose", "-", "--hide", "name"})).hide, (std::vector<std::string>{"name"}));
  EXPECT_TRUE(std::holds_alternative<WrongUsage>(parse({"disclose", "a", "--show", "x", "--hide", "y"})));
}

TEST(CommandLine, a_name_with_spaces_and_signs_is_one_person) {
  const Command issue = parse({"issue", "a.toml", "--to", "Mòrag N. <m@b.example>", "--key", "k"});
  EXPECT_EQ(std::get<IssueOptions>(issue).to, "Mòrag N. <m@b.example>");
}

TEST(CommandLine, the_flag_goes_before_the_environment_and_that_before_the_default) {
  const Setting setting("CAIRN_DATABASE", "from-environment.db");
  EXPECT_EQ(std::get<IssueOptions>(parse({"issue", "a", "--to", "x", "--key", "k"})).database, "from-environment.db");
  EXPECT_EQ(std::get<IssueOptions>(parse({"issue", "a", "--to", "x", "--key", "k", "--database", "b.db"})).database, "b.db");
}

TEST(CommandLine, unknown_words_get_a_suggestion) {
  EXPECT_NE(complaint({"verfy", "x"}).find("Did you mean \"verify\"?"), std::string::npos);
  EXPECT_NE(complaint({"verify", "x", "--ofline"}).find("Did you mean \"--offline\"?"), std::string::npos);
  EXPECT_NE(complaint({"help", "isue"}).find("Did you mean \"issue\"?"), std::string::npos);
}

TEST(CommandLine, verify_takes_several_files) {
  const Command command = parse({"verify", "a", "b", "c", "--offline"});
  const VerifyOptions& verify = std::get<VerifyOptions>(command);
  EXPECT_EQ(verify.file, "a");
  EXPECT_EQ(verify.more_files, (std::vector<std::string>{"b", "c"}));
}

TEST(CommandLine, what_cannot_be_meant_is_wrong_usage) {
  for (const std::vector<const char*>& words : std::vector<std::vector<const char*>>{
           {}, {"verify"}, {"issue", "a"}, {"issue", "a", "--from", "x", "--to", "y", "--key", "k"}, {"serve", "--port", "99999"},
           {"keygen", "--issuer", "did:key", "--out", "k", "--type", "rsa"}, {"issue", "a", "--threads", "0", "--key", "k"},
           {"lint", "a", "b"}, {"--nonsense"}, {"keygen", "--issuer", "did:key", "--out", "k", "--passphrase", "x"}}) {
    EXPECT_NE(complaint(words), "understood") << (words.empty() ? "" : words.back());
  }
}

TEST(CommandLine, help_and_version_are_results) {
  EXPECT_EQ(std::get<TextToPrint>(parse({"--version"})).text, "cairn 1.2.3\n");
  EXPECT_NE(std::get<TextToPrint>(parse({"help"})).text.find("issue"), std::string::npos);
  EXPECT_NE(std::get<TextToPrint>(parse({"help", "verify"})).text.find("--offline"), std::string::npos);
  EXPECT_NE(std::get<TextToPrint>(parse({"verify", "--help"})).text.find("--offline"), std::string::npos);
  EXPECT_NE(std::get<TextToPrint>(parse({"help", "exit-codes"})).text.find("130"), std::string::npos);
}

TEST(ExitCodes, every_kind_of_error_has_one) {
  EXPECT_EQ(exit_code_of(Error{Kind::missing, "", "", ""}), ExitCode::not_found);
  EXPECT_EQ(exit_code_of(Error{Kind::unavailable, "", "", ""}), ExitCode::busy);
  for (const Kind kind : {Kind::malformed, Kind::unsupported, Kind::unauthenticated, Kind::refused, Kind::conflict, Kind::exhausted, Kind::corrupt}) {
    EXPECT_EQ(exit_code_of(Error{kind, "", "", ""}), ExitCode::failed);
  }
}

TEST(ExitCodes, each_verdict_has_one) {
  EXPECT_EQ(exit_code_of(vc::Verdict::valid), ExitCode::done);
  EXPECT_EQ(exit_code_of(vc::Verdict::invalid), ExitCode::not_valid);
  EXPECT_EQ(exit_code_of(vc::Verdict::unknown_issuer), ExitCode::undecided);
  EXPECT_EQ(exit_code_of(vc::Verdict::undetermined), ExitCode::undecided);
}

}  // namespace
}  // namespace cairn::cli
