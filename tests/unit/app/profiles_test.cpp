#include "app/profile_files.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "definition_changes.hpp"
#include "domain/compliance.hpp"
#include "domain/definition_elements.hpp"
#include "text/csv.hpp"

namespace cairn::app {
namespace {

using domain::ComplianceReport;
using domain::Demand;
using domain::Profile;
using domain::RuleFinding;
using domain::RuleKind;
using domain::RuleVerdict;
using domain::Standing;

constexpr Date k_today = {2026, 7, 1};

const domain::Crosswalk& crosswalk() {
  static const domain::Crosswalk out = read_frameworks(embedded_framework_files()).value();
  return out;
}
const std::vector<Profile>& profiles() {
  static const std::vector<Profile> out = read_profiles(embedded_framework_files(), crosswalk()).value();
  return out;
}
const Profile& profile(std::string_view id) { return **find_profile(profiles(), id); }

ComplianceReport check(const domain::MicroCredentialFields& fields, std::string_view id) {
  return domain::check_compliance(fields, profile(id), crosswalk(), k_today);
}
const RuleFinding& finding(const ComplianceReport& report, std::string_view rule) {
  const auto found = std::ranges::find(report.findings, rule, &RuleFinding::rule);
  EXPECT_NE(found, report.findings.end()) << report.profile << " has no rule " << rule;
  return *found;
}
std::string words(const RuleFinding& one) { return one.rule + ": " + std::string(domain::verdict_name(one.verdict)) + " [" + one.found + "]"; }

TEST(Profiles, every_rule_that_ships_names_its_source_and_date) {
  EXPECT_EQ(profiles().size(), 7U);
  for (const Profile& one : profiles()) {
    for (const domain::ProfileRule& rule : one->rules) {
      EXPECT_FALSE(rule.provenance.source.empty()) << one->id << " " << rule.id;
      EXPECT_FALSE(rule.provenance.date.empty()) << one->id << " " << rule.id;
    }
  }
}

TEST(Profiles, nothing_that_was_not_read_in_the_original_stands_in_the_way) {
  for (const Profile& one : profiles()) {
    for (const domain::ProfileRule& rule : one->rules) {
      const bool is_doubtful_source = (rule.provenance.source + rule.provenance.note).find("not read") != std::string::npos ||
                                      rule.provenance.source.find("reconstructed") != std::string::npos || rule.provenance.source.find("erived") != std::string::npos;
      EXPECT_FALSE(is_doubtful_source && domain::weight_of(rule) == domain::Weight::blocking) << one->id << " " << rule.id;
      EXPECT_TRUE(rule.provenance.standing == Standing::official || domain::weight_of(rule) == domain::Weight::advice) << one->id << " " << rule.id;
    }
  }
  // Australia's table of critical information has 24 elements here, all unverified.
  EXPECT_EQ(std::ranges::count_if(profile("nmf-2021")->rules, [](const auto& rule) { return rule.provenance.standing == Standing::unverified; }), 24);
}

TEST(Profiles, the_mandatory_elements_of_the_union_are_eleven) {
  std::set<std::string> numbers;
  for (const domain::ProfileRule& rule : profile("eu-2022")->rules) {
    if (rule.id[0] >= '0' && rule.id[0] <= '9') numbers.insert(rule.id.substr(0, rule.id.find('-')));
  }
  EXPECT_EQ(numbers.size(), 11U);
}

TEST(Profiles, a_definition_that_keeps_every_rule_has_nothing_missing_and_nothing_doubtful) {
  for (const Profile& one : profiles()) {
    const ComplianceReport report = check(complete_for(one->id), one->id);
    EXPECT_FALSE(report.blocks()) << one->id;
    for (const RuleFinding& each : report.findings) {
      EXPECT_TRUE(each.verdict == RuleVerdict::met || each.verdict == RuleVerdict::not_applicable) << one->id << " " << words(each);
    }
  }
}

TEST(Profiles, each_required_element_that_is_taken_away_is_named_and_nothing_else_is) {
  std::size_t count = 0;
  for (const Profile& one : profiles()) {
    for (const domain::ProfileRule& rule : one->rules) {
      if (rule.kind != RuleKind::element || rule.demand != Demand::required) continue;
      domain::MicroCredentialFields fields = complete_for(one->id);
      for (const std::string& key : rule.any_of) change(fields, key, "");
      const ComplianceReport report = check(fields, one->id);
      const std::string place = one->id + " " + rule.id;
      ++count;
      EXPECT_EQ(report.blocks(), rule.provenance.standing == Standing::official) << place;
      for (const RuleFinding& each : report.findings) {
        if (each.rule != rule.id) {
          EXPECT_FALSE(each.blocks()) << place << ": " << words(each);
          // Advice about the same element may be open too.
          const bool is_same = std::ranges::any_of(each.elements, [&](const std::string& key) { return std::ranges::find(rule.any_of, key) != rule.any_of.end(); });
          EXPECT_TRUE(is_same || each.verdict != RuleVerdict::missing) << place << ": " << words(each);
          continue;
        }
        EXPECT_EQ(each.verdict, RuleVerdict::missing) << place;
        EXPECT_EQ(each.elements, rule.any_of) << place;
        EXPECT_TRUE(each.found.empty()) << place << each.found;
        EXPECT_FALSE(each.remedy.empty()) << place;
        EXPECT_FALSE(each.provenance.source.empty()) << place;
      }
    }
  }
  EXPECT_EQ(count, 39U);
}

TEST(Profiles, verdicts_are_those_that_were_written_from_the_sources) {
  std::ifstream in(std::string(CAIRN_SOURCE_DIR) + "/tests/domain/profile-verdicts.csv", std::ios::binary);
  const std::string content{std::istreambuf_iterator<char>(in), {}};
  text::CsvReader reader = text::CsvReader::open(text::read_from_memory(content)).value();
  text::CsvRow row;
  ASSERT_TRUE(reader.next(row).value());  // the header
  std::size_t count = 0;
  while (reader.next(row).value()) {
    ASSERT_EQ(row.cells.size(), 6U) << row.line;
    const std::string id(row.cells[0]), changes(row.cells[1]);
    domain::MicroCredentialFields fields = complete_for(id);
    for (std::size_t at = 0; at < changes.size();) {
      const std::size_t end = std::min(changes.find(';', at), changes.size());
      const std::string one = changes.substr(at, end - at);
      change(fields, one.substr(0, one.find('=')), one.substr(one.find('=') + 1));
      at = end + 1;
    }
    const ComplianceReport report = check(fields, id);
    const RuleFinding& found = finding(report, row.cells[2]);
    const std::string place = "line " + std::to_string(row.line) + ": " + id + " " + changes + ": " + words(found);
    EXPECT_EQ(domain::verdict_name(found.verdict), row.cells[3]) << place;
    EXPECT_EQ(found.blocks() ? "yes" : "no", row.cells[4]) << place;
    ++count;
  }
  EXPECT_EQ(count, 95U);
}

TEST(Profiles, a_title_is_looked_at_in_every_language_it_is_written_in) {
  domain::MicroCredentialFields fields = complete_for("nzqa-2022");
  fields.translations.push_back({"name", "fr", "Diploma in Rénovation"});
  const ComplianceReport report = check(fields, "nzqa-2022");
  EXPECT_TRUE(finding(report, "title-words").blocks());
  EXPECT_NE(finding(report, "title-words").found.find("name in fr"), std::string::npos);
}

TEST(Profiles, an_outcome_that_no_task_assesses_is_named) {
  domain::MicroCredentialFields fields = complete_for("scqf-credit-rating");
  fields.outcomes.push_back({"Sell the house.", "", "sell", {}});
  const ComplianceReport report = check(fields, "scqf-credit-rating");
  EXPECT_EQ(finding(report, "outcomes-assessed").verdict, RuleVerdict::missing);
  EXPECT_NE(finding(report, "outcomes-assessed").found.find("sell"), std::string::npos);
}

TEST(Profiles, every_element_that_a_profile_may_name_is_found_in_a_definition_that_has_every_key) {
  const domain::MicroCredentialFields fields = every_field();
  for (const std::string_view key : domain::element_names()) {
    EXPECT_FALSE(domain::element_value(fields, key).empty()) << key;
    EXPECT_TRUE(domain::is_element(key));
  }
  EXPECT_FALSE(domain::is_element("listing"));
  EXPECT_EQ(domain::element_value(fields, "listing"), "");
}

TEST(Profiles, long_texts_are_shown_without_half_characters) {
  EXPECT_EQ(domain::shown_text("a" + std::string(79, 'b')), "a" + std::string(79, 'b'));
  std::string letters = "a";
  for (int i = 0; i < 60; ++i) letters += "ü";
  EXPECT_EQ(domain::shown_text(letters).size(), 79U + 3U);
  EXPECT_EQ(domain::shown_text(" \n"), "");
}

TEST(Profiles, a_profile_applies_by_framework_or_by_country) {
  domain::MicroCredentialFields fields = complete_for("scqf-credit-rating");
  fields.further_credits.clear();
  fields.listing.country.clear();
  EXPECT_TRUE(domain::applies_to(profile("scqf-credit-rating"), fields));
  EXPECT_FALSE(domain::applies_to(profile("nmf-2021"), fields));
  EXPECT_FALSE(domain::applies_to(profile("cmf-2019"), fields));
  fields.listing.country = "AU-VIC";
  EXPECT_TRUE(domain::applies_to(profile("nmf-2021"), fields));
  fields.level.reset();
  fields.credit.reset();
  EXPECT_FALSE(domain::applies_to(profile("scqf-credit-rating"), fields));
}

TEST(Profiles, an_empty_draft_is_answered_and_not_refused) {
  for (const Profile& one : profiles()) {
    const ComplianceReport report = domain::check_compliance({}, one, crosswalk(), k_today);
    EXPECT_EQ(report.findings.size(), one->rules.size());
    EXPECT_TRUE(report.blocks()) << one->id;
  }
}

constexpr const char* k_own = R"toml(kind = "profile"
id = "own"
name = "A college's own rules"
frameworks = ["SCQF"]

[[rules]]
id = "size"
kind = "size"
demand = "required"
asks = "five to thirty points"
framework = "SCQF"
least = "5"
most = "30"
remedy = "Make it so."
standing = "official"
source = "College regulations, 4"
date = "2026"

[[rules]]
id = "summary"
kind = "element"
demand = "required"
asks = "a summary"
any_of = ["listing.summary"]
remedy = "Write one."
standing = "official"
source = "College regulations, 5"
date = "2026"
)toml";

std::vector<FrameworkFile> with(const std::string& text) {
  auto out = embedded_framework_files();
  out.push_back({"own.toml", text});
  return out;
}

TEST(Profiles, a_new_profile_needs_a_file_and_nothing_else) {
  const auto all = read_profiles(with(k_own), crosswalk());
  ASSERT_TRUE(all) << all.error().detail;
  domain::MicroCredentialFields fields = complete_for("scqf-credit-rating");
  fields.credit->amount = amount("40");
  fields.listing.summary.clear();
  const ComplianceReport report = domain::check_compliance(fields, **find_profile(*all, "own"), crosswalk());
  EXPECT_TRUE(finding(report, "size").blocks());
  EXPECT_TRUE(finding(report, "summary").blocks());
}

TEST(Profiles, what_a_file_says_wrongly_is_refused_by_name_file_and_line) {
  const auto error_of = [](const std::string& from, const std::string& to) {
    std::string text = k_own;
    text.replace(text.find(from), from.size(), to);
    const auto out = read_profiles(with(text), crosswalk());
    return out ? std::string("nothing") : out.error().code + " " + out.error().detail;
  };
  const auto says = [&](const std::string& from, const std::string& to, const std::string& wanted) {
    EXPECT_NE(error_of(from, to).find(wanted), std::string::npos) << error_of(from, to);
  };
  says("most = \"30\"", "most = \"3\"", "profile.contradiction own.toml, line 12: rules[0].least: 5 lies above 3");
  says("framework = \"SCQF\"", "framework = \"SQCF\"", "profile.reference own.toml, line 11: rules[0].framework: \"SQCF\"");
  says("frameworks = [\"SCQF\"]", "frameworks = [\"SQCF\"]", "profile.reference own.toml, line 4: frameworks");
  says("\"listing.summary\"", "\"listing.sumary\"", "profile.reference own.toml, line 24: rules[1].any_of");
  says("kind = \"size\"", "kind = \"sise\"", "profiles.file own.toml, line 8: rules[0].kind");
  says("kind = \"size\"", "kind = \"sise\"", "Did you mean");
  says("id = \"own\"", "id = \"scqf-credit-rating\"", "profiles.duplicate own.toml, line 2");
  says("id = \"own\"", "id = \"scqf-credit-rating\"", "scqf-credit-rating.toml");
  says("id = \"summary\"", "id = \"size\"", "profile.duplicate own.toml, line 20");
  says("standing = \"official\"\n", "", "profiles.file own.toml, line 6");
  says("source = \"College regulations, 4\"\n", "", "profile.required own.toml, line 6: rules[0].source");
  says("date = \"2026\"\n", "", "profile.required own.toml, line 6: rules[0].date");
  says("remedy = \"Make it so.\"\n", "", "profile.required");
  says("asks = \"a summary\"\n", "", "profile.required");
  says("least = \"5\"", "least = \"-5\"", "profiles.file own.toml, line 12");
  says("least = \"5\"", "lest = \"5\"", "profiles.file own.toml, line 12: rules[0].lest: no such key");
  says("any_of = [\"listing.summary\"]\n", "", "profile.required");
}

TEST(Profiles, rules_of_every_kind_are_refused_without_what_they_need) {
  const auto code_of = [](const std::string& body) {
    const std::string text = "kind = \"profile\"\nid = \"x\"\nname = \"X\"\n[[rules]]\nid = \"r\"\ndemand = \"required\"\nasks = \"a\"\nremedy = \"b\"\n"
                             "standing = \"official\"\nsource = \"c\"\ndate = \"2026\"\n" + body;
    const auto out = read_profiles({{"x.toml", text}}, crosswalk());
    return out ? std::string("read") : out.error().code;
  };
  EXPECT_EQ(code_of("kind = \"outcomes-assessed\""), "read");
  EXPECT_EQ(code_of("kind = \"at-award\""), "read");
  EXPECT_EQ(code_of("kind = \"level\"\nframework = \"SCQF\"\nlevels = [\"13\"]"), "profile.reference");
  EXPECT_EQ(code_of("kind = \"level\"\nframework = \"SCQF\""), "profile.required");
  EXPECT_EQ(code_of("kind = \"level\"\nlevels = [\"1\"]"), "profile.required");
  EXPECT_EQ(code_of("kind = \"size\""), "profile.required");
  EXPECT_EQ(code_of("kind = \"size\"\nmost = \"5\"\ndoubtful_most = \"4\""), "profile.contradiction");
  EXPECT_EQ(code_of("kind = \"credit-step\"\nframework = \"SCQF\""), "profile.required");
  EXPECT_EQ(code_of("kind = \"credit-step\"\nframework = \"SCQF\"\nstep = \"0\""), "profile.required");
  EXPECT_EQ(code_of("kind = \"unit-hours\"\nframework = \"EQF\""), "profile.reference");
  EXPECT_EQ(code_of("kind = \"review\""), "profile.required");
  EXPECT_EQ(code_of("kind = \"words\"\nany_of = [\"name\"]"), "profile.required");
  EXPECT_EQ(code_of("kind = \"words\"\nany_of = [\"credit\"]\n[[rules.words]]\nwords = [\"x\"]"), "profile.reference");
  EXPECT_EQ(code_of("kind = \"words\"\nany_of = [\"name\"]\n[[rules.words]]\nwords = [\":\"]"), "profile.required");
}

TEST(Profiles, a_profile_that_is_not_there_is_answered_with_those_that_are) {
  const auto found = find_profile(profiles(), "nzqa-2202");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, "profiles.unknown");
  EXPECT_NE(found.error().detail.find("nzqa-2022"), std::string::npos);
}

}  // namespace
}  // namespace cairn::app
