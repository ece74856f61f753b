#include <algorithm>
#include <array>
#include <cmath>

#include "domain/alignment_rules.hpp"
#include "domain/amount.hpp"
#include "domain/framework.hpp"
#include "domain/vocabulary.hpp"
#include "json/write.hpp"
#include "openbadges/checks/ob3/members.hpp"
#include "openbadges/rulebook.hpp"

// What a badge says about its worth: whether its numbers agree, and whether its alignments point where they say.
namespace cairn::openbadges {
namespace {

using ob3::for_each_item;
using vc::Place;
using vc::Rule;
using vc::Severity;

constexpr std::string_view k_terms = "https://w3id.org/cairn/credit/v1";
constexpr std::string_view k_alignment_class = "Open Badges 3.0 \"Alignment\"";

constexpr Rule k_disagrees{"credit.disagrees", k_terms, Severity::error, Severity::warning};
constexpr Rule k_amount{"credit.amount", k_terms, Severity::error, Severity::warning};
constexpr Rule k_framework{"credit.framework", k_terms, Severity::warning, Severity::warning};
constexpr Rule k_level{"credit.level", k_terms, Severity::warning, Severity::warning};
constexpr Rule k_word{"credit.word", k_terms, Severity::error, Severity::warning};
constexpr Rule k_alignment{"credit.alignment", k_alignment_class, Severity::error, Severity::warning};
constexpr Rule k_weak_alignment{"credit.alignment-weak", k_alignment_class, Severity::warning, Severity::warning};

constexpr std::size_t k_most_credits = 64;
constexpr int k_deepest = 3;  // achievement, result description, rubric level

// What a member says: a list of one says what its item does, a value object what its value does, and null nothing. To JSON-LD they
// are the same statement.
const json::Value* said(const json::Value& object, std::string_view name) {
  const json::Value* found = object.find(name);
  if (found != nullptr && found->is_array() && found->array().size() < 2) found = found->array().empty() ? nullptr : &found->array()[0];
  if (found != nullptr && found->is_object() && found->find("@value") != nullptr) found = found->find("@value");
  return found == nullptr || found->is_null() ? nullptr : found;
}

std::string_view text_of(const json::Value& object, std::string_view name) {
  const json::Value* found = said(object, name);
  return found != nullptr && found->is_string() ? found->text() : std::string_view{};
}

// A text, or the shortest text of a number: 8, 8.0 and 0.8e1 are one value.
std::string plain(const json::Value* value) {
  if (value == nullptr) return {};
  if (value->is_string()) return std::string(value->text());
  if (!value->is_number()) return {};
  const double number = json::to_double(value->number_text());
  return std::isfinite(number) ? json::format_double(number) : std::string(value->number_text());
}

std::optional<domain::Amount> amount_of(const json::Value* value) {
  const auto amount = domain::parse_amount(plain(value));
  return amount ? std::optional(*amount) : std::nullopt;
}

struct ExactCredit {
  std::string_view framework;
  domain::Amount amount;
  std::string level;
};

// "Entry 1" to "Entry 3" stand below level 1 in England and Wales.
bool is_entry_level(std::string_view framework, std::string_view level) {
  return (framework == "RQF" || framework == "CQFW") && (level == "Entry 1" || level == "Entry 2" || level == "Entry 3");
}

class CreditCheck {
 public:
  explicit CreditCheck(vc::Findings& findings) : findings_(findings) {}

  void run(const json::Value& subject, const json::Value& achievement, const Place& subject_place, const Place& place) {
    for_each_item(achievement.find("exactCredit"), place.member("exactCredit"),
                  [this](const json::Value& one, const Place& at) { read(one, at); });
    if (achievement.find("exactCredit") != nullptr) {
      compare_available(amount_in(achievement, "creditsAvailable", place), place.member("creditsAvailable"));
      compare_earned(amount_in(subject, "creditsEarned", subject_place), subject_place.member("creditsEarned"));
    }
    amount_in(achievement, "notionalHours", place);
    for_each_item(achievement.find("resultDescription"), place.member("resultDescription"),
                  [&](const json::Value& one, const Place& at) { compare_description(one, at, subject, subject_place); });
  }

 private:
  void read(const json::Value& one, const Place& place) {
    const std::string_view framework = text_of(one, "creditFramework");
    const auto amount = amount_of(said(one, "creditAmount"));
    if (framework.empty() || !amount) {
      findings_.add(k_amount, place, "the credit lacks a framework, or an amount that is a plain decimal number",
                    "Give creditFramework, and creditAmount such as \"7.5\".");
      return;
    }
    if (domain::find_framework(framework) == nullptr) {
      findings_.add(k_framework, place.member("creditFramework"), "\"" + std::string(framework.substr(0, 60)) + "\" is no framework we know",
                    "Check its name; what its points are worth is not known here.");
    }
    amount_in(one, "creditHours", place);
    ExactCredit credit{framework, *amount, plain(said(one, "creditLevel"))};
    check_level(framework, credit.level, place.member("creditLevel"));
    compare_with_earlier(credit, place);
    if (count_ < credits_.size()) credits_[count_++] = std::move(credit);
  }

  // An amount that need not be there; what stands there and is none is found.
  std::optional<domain::Amount> amount_in(const json::Value& object, std::string_view name, const Place& place) {
    const json::Value* value = said(object, name);
    const auto amount = amount_of(value);
    if (value != nullptr && !amount) {
      const std::string text = value->is_number() ? std::string(value->number_text()) : plain(value);
      findings_.add(k_amount, place.member(name), "\"" + text.substr(0, 60) + "\" is no amount",
                    "Give a number that is not below 0, with at most three digits after the point.");
    }
    return amount;
  }

  // The same learning has one amount and one level in a framework.
  void compare_with_earlier(const ExactCredit& credit, const Place& place) {
    const ExactCredit* earlier = credit_of(credit.framework);
    if (earlier == nullptr) return;
    if (earlier->amount != credit.amount) {
      disagree(place.member("creditAmount"), "says " + domain::to_text(credit.amount) + words_of(*earlier));
    } else if (!earlier->level.empty() && !credit.level.empty() && earlier->level != credit.level) {
      disagree(place.member("creditLevel"), "says level " + credit.level.substr(0, 60) + ", and exactCredit of the same framework level " +
                                                earlier->level.substr(0, 60));
    }
  }

  void check_level(std::string_view framework, std::string_view level, const Place& place) {
    if (level.empty() || is_entry_level(framework, level)) return;
    if (!domain::level_number(level)) {
      findings_.add(k_level, place, "the level is no whole number above 0", "Give the level's number.");
    } else if (!domain::has_level(framework, level)) {
      findings_.add(k_level, place, std::string(framework.substr(0, 60)) + " has no such level", "Give one of its levels.");
    }
  }

  bool is_amount_of_one(domain::Amount amount) const {
    return std::any_of(credits_.begin(), credits_.begin() + count_, [&](const ExactCredit& one) { return one.amount == amount; });
  }

  void compare_available(std::optional<domain::Amount> amount, const Place& place) {
    if (count_ == 0 || !amount || is_amount_of_one(*amount)) return;
    disagree(place, "says " + domain::to_text(*amount) + ", and none of exactCredit does");
  }

  void compare_earned(std::optional<domain::Amount> amount, const Place& place) {
    if (count_ == 0 || !amount) return;
    const auto is_enough = [&](const ExactCredit& one) { return one.amount >= *amount; };
    if (std::none_of(credits_.begin(), credits_.begin() + count_, is_enough)) {
      disagree(place, "says " + domain::to_text(*amount) + ", which is more than any of exactCredit");
    }
  }

  const ExactCredit* credit_of(std::string_view framework) const {
    const auto end = credits_.begin() + count_;
    const auto found = std::find_if(credits_.begin(), end, [&](const ExactCredit& one) { return one.framework == framework; });
    return found == end ? nullptr : &*found;
  }

  // "ext:SCQFCreditPoints" is about the same points as the exact credit of SCQF.
  void compare_description(const json::Value& description, const Place& place, const json::Value& subject, const Place& subject_place) {
    constexpr std::string_view k_ending = "CreditPoints";
    const std::string_view type = text_of(description, "resultType");
    if (!type.starts_with("ext:") || !type.ends_with(k_ending)) return;
    const ExactCredit* credit = credit_of(type.substr(4, type.size() - 4 - k_ending.size()));
    const auto most = amount_in(description, "valueMax", place);
    if (credit && most && *most != credit->amount) disagree(place.member("valueMax"), "says " + domain::to_text(*most) + words_of(*credit));
    const std::string_view id = description.text_of("id");
    for_each_item(subject.find("result"), subject_place.member("result"), [&](const json::Value& result, const Place& at) {
      if (id.empty() || result.text_of("resultDescription") != id) return;
      const auto earned = amount_in(result, "value", at);
      if (credit && earned && *earned > credit->amount) disagree(at.member("value"), "says " + domain::to_text(*earned) + words_of(*credit));
    });
  }

  static std::string words_of(const ExactCredit& credit) {
    return ", and exactCredit " + domain::to_text(credit.amount) + " " + std::string(credit.framework.substr(0, 60));
  }

  void disagree(const Place& place, std::string what) {
    findings_.add(k_disagrees, place, std::move(what), "Write the same credit in both; the exact pair of framework and amount counts.");
  }

  vc::Findings& findings_;
  std::array<ExactCredit, k_most_credits> credits_{};
  std::size_t count_ = 0;
};

void check_word(const json::Value& object, std::string_view name, std::span<const std::string_view> list, const Place& place,
                vc::Findings& findings) {
  if (object.find(name) == nullptr) return;
  const std::string_view word = text_of(object, name);
  if (std::find(list.begin(), list.end(), word) != list.end()) return;
  findings.add(k_word, place.member(name), "\"" + std::string(word.substr(0, 60)) + "\" is not one of its words",
               "Use one of the words in docs/model.md.");
}

void check_alignments(const json::Value& object, const Place& place, vc::Findings& findings, int depth) {
  for_each_item(object.find("alignment"), place.member("alignment"), [&](const json::Value& one, const Place& at) {
    const auto fault = domain::alignment_fault(
        {text_of(one, "targetUrl"), text_of(one, "targetFramework"), text_of(one, "targetCode"), text_of(one, "targetType")});
    if (!fault) return;
    const Rule& rule = fault->weight == domain::FaultWeight::error ? k_alignment : k_weak_alignment;
    const std::string_view part = fault->part == domain::AlignmentFault::Part::url ? "targetUrl" : "targetCode";
    findings.add(rule, at.member(part), "\"" + std::string(text_of(one, part).substr(0, 120)) + "\" " + fault->what, fault->hint);
  });
  if (depth == k_deepest) return;
  for (const std::string_view list : {"resultDescription", "rubricCriterionLevel"}) {
    for_each_item(object.find(list), place.member(list),
                  [&](const json::Value& one, const Place& at) { check_alignments(one, at, findings, depth + 1); });
  }
}

void check_achievement(const json::Value& subject, const json::Value& achievement, const Place& subject_place, const Place& place,
                       vc::Findings& findings) {
  if (!achievement.is_object()) return;
  CreditCheck(findings).run(subject, achievement, subject_place, place);
  check_word(achievement, "identityAssurance", domain::identity_assurances(), place, findings);
  check_word(achievement, "participation", domain::participation_modes(), place, findings);
  check_word(achievement, "stackability", domain::stacking_kinds(), place, findings);
  for_each_item(achievement.find("qualityAssurance"), place.member("qualityAssurance"), [&](const json::Value& one, const Place& at) {
    check_word(one, "qualityForm", domain::quality_forms(), at, findings);
  });
  check_alignments(achievement, place, findings, 1);
}

void inspect(const vc::Inspection& inspection, vc::Findings& findings) {
  if (!inspection.document.is_object()) return;
  const json::Value* type = inspection.document.find("type");
  if (!ob3::has_type(type, "OpenBadgeCredential") && !ob3::has_type(type, "AchievementCredential")) return;
  const Place root;
  for_each_item(inspection.document.find("credentialSubject"), root.member("credentialSubject"),
                [&](const json::Value& subject, const Place& place) {
                  for_each_item(subject.find("achievement"), place.member("achievement"),
                                [&](const json::Value& achievement, const Place& at) {
                                  check_achievement(subject, achievement, place, at, findings);
                                });
                });
}

constexpr vc::Rulebook k_credit{"credit", inspect};

}  // namespace

const vc::Rulebook& credit_rulebook() { return k_credit; }

}  // namespace cairn::openbadges
