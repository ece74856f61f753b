#include "app/worth_words.hpp"

#include <algorithm>
#include <array>

#include "domain/framework.hpp"

namespace cairn::app {
namespace {

struct Words {
  std::string_view word;
  std::string_view said;
};

constexpr auto k_labels = std::to_array<Words>({
    {"level", "Level"},
    {"notional-hours", "Notional hours"},
    {"assessment", "Assessment"},
    {"assessed-result", "Assessed work"},
    {"assessed-by", "Assessed by"},
    {"identity-assurance", "Identity"},
    {"identity-check", "Identity check"},
    {"identity-checked-by", "Identity checked by"},
    {"participation", "Participation"},
    {"prerequisites", "Prerequisites"},
    {"quality", "Quality assurance"},
    {"quality-statement", "About quality"},
    {"quality-assured-by", "Quality assured by"},
    {"awarded-by", "Awarded by"},
    {"delivered-by", "Delivered by"},
    {"stackability", "Stacking"},
    {"contributes-to", "Counts towards"},
});

// The words of our extension's lists; another word is shown as it stands.
constexpr auto k_values = std::to_array<Words>({
    {"unsupervised-unverified", "assessed without supervision, identity not checked"},
    {"supervised-unverified", "assessed under supervision, identity not checked"},
    {"supervised-online-verified", "assessed under supervision online, identity checked"},
    {"supervised-onsite-verified", "assessed under supervision on site, identity checked"},
    {"internal", "by the provider itself"},
    {"external", "by an external body"},
    {"accreditation", "accredited"},
    {"onsite", "on site"},
    {"workplace", "at the workplace"},
    {"blended", "partly online, partly on site"},
    {"stand-alone", "stands by itself"},
    {"stackable", "can be combined towards larger awards"},
    {"integrated", "is part of a larger award"},
});

template <std::size_t N>
std::string_view said(const std::array<Words, N>& list, std::string_view word) {
  for (const Words& one : list) {
    if (one.word == word) return one.said;
  }
  return word;
}

std::string with_id(const std::string& name, const std::string& id) {
  if (name.empty() || id.empty() || name == id) return name.empty() ? id : name;
  return name + " (" + id + ")";
}

std::string credit_words(const vc::WorthCredit& credit) {
  const domain::Framework* framework = domain::find_framework(credit.framework);
  const bool has_unit = framework != nullptr && !framework->credit_unit.empty();
  std::string out = credit.amount + " " + (has_unit ? std::string(framework->credit_unit) : credit.framework + " credits");
  if (!credit.level.empty()) out += " at level " + credit.level;
  if (!credit.hours.empty()) out += " (" + credit.hours + " notional hours)";
  const std::string rater = with_id(credit.rated_by, credit.rated_by_id);
  if (!rater.empty()) out += ", rated by " + rater;
  return out;
}

bool is_listed_word(std::string_view id) {
  return id == "identity-assurance" || id == "quality" || id == "participation" || id == "stackability";
}

}  // namespace

std::vector<WorthLine> worth_lines(const vc::Worth& worth) {
  std::vector<WorthLine> out;
  for (const vc::WorthCredit& credit : worth.credits) out.push_back({"Worth", credit_words(credit)});
  for (const vc::WorthFact& fact : worth.facts) {
    std::string label(said(k_labels, fact.id));
    const std::string value(is_listed_word(fact.id) ? said(k_values, fact.value) : std::string_view(fact.value));
    if (!out.empty() && out.back().label == label && fact.party.empty()) {
      out.back().value += ", " + value;
    } else {
      out.push_back({std::move(label), with_id(value, fact.party)});
    }
  }
  return out;
}

WorthLine assurance_line(const vc::Summary& summary) {
  const auto says = [&](std::string_view id) {
    return std::any_of(summary.worth.facts.begin(), summary.worth.facts.end(), [&](const vc::WorthFact& fact) { return fact.id == id; });
  };
  const bool is_assessed = says("assessment") || says("assessed-result") || says("assessed-by") || says("identity-assurance") || !summary.results.empty();
  if (summary.achievement_type.ends_with("Degree")) return {"Assurance", "a whole award"};
  if (!summary.worth.credits.empty() || !summary.credits_earned.empty()) return {"Assurance", "assessed, and bears credit"};
  if (is_assessed) return {"Assurance", "assessed; no credit is stated"};
  return {"Assurance", "no assessment is stated: it may attest attendance only"};
}

}  // namespace cairn::app
