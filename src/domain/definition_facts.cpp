#include "domain/definition_facts.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "base/instant.hpp"
#include "domain/field_check.hpp"
#include "domain/vocabulary.hpp"

namespace cairn::domain {
namespace {

constexpr std::array<std::string_view, 5> k_assurance_ladder = {"attended", "quiz-passed", "assessed", "credit-bearing", "award"};
constexpr std::array<std::string_view, 4> k_workload_kinds = {"taught", "self-study", "work-based", "assessment"};
constexpr std::array<std::string_view, 13> k_translatable = {
    "name", "description", "criteria_narrative", "prerequisites", "field_of_study", "image_caption", "listing.summary", "listing.purpose",
    "listing.certification", "offer.audience", "offer.content", "offer.technology", "need.statement"};

std::string place(std::string_view list, std::size_t index, std::string_view name) {
  return std::string(list) + "[" + std::to_string(index) + "]." + std::string(name);
}

Result<void> text(const std::string& name, const std::string& value, Presence presence = Presence::optional) {
  return check_text({{}, 0, name}, value, presence, TextKind::prose);
}

Result<void> day(const std::string& name, const std::string& value) {
  if (value.empty() || parse_date(value)) return {};
  return field_error("domain.date", {{}, 0, name}, "\"" + value.substr(0, 40) + "\" is no day", "Write year, month and day: 2027-06-30.");
}

Result<void> choice(const std::string& name, std::span<const std::string_view> list, const std::string& word) {
  if (word.empty() || std::ranges::find(list, word) != list.end()) return {};
  std::string known;
  for (const std::string_view one : list) known += (known.empty() ? "" : ", ") + std::string(one);
  return field_error("domain.name-list", {{}, 0, name}, "\"" + word.substr(0, 60) + "\" is not in the list", "Use one of: " + known + ".");
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

// P1Y2M3W4DT5H6M: each part a whole number, in this order.
bool is_duration(std::string_view text) {
  if (!text.starts_with('P')) return false;
  std::string_view units = "YMWD";
  bool has_time = false;
  bool ends_with_part = false;
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] == 'T' && !has_time) {
      units = "HMS";
      has_time = true;
      ends_with_part = false;
      continue;
    }
    const std::size_t begin = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    if (at == begin || at - begin > 6 || at == text.size()) return false;
    const std::size_t unit = units.find(text[at]);
    if (unit == std::string_view::npos) return false;
    units.remove_prefix(unit + 1);
    ends_with_part = true;
  }
  return ends_with_part;
}

// ISO 3166-1 alpha-2, or a part of a country: GB, GB-SCT, AU-VIC.
bool is_country(std::string_view text) {
  const std::size_t dash = text.find('-');
  const std::string_view country = text.substr(0, dash);
  if (country.size() != 2 || !std::ranges::all_of(country, is_capital)) return false;
  if (dash == std::string_view::npos) return true;
  const std::string_view part = text.substr(dash + 1);
  return !part.empty() && part.size() <= 3 && std::ranges::all_of(part, [](char c) { return is_capital(c) || is_digit(c); });
}

Result<void> check_price(std::size_t index, const Price& price) {
  if (price.currency.size() != 3 || !std::ranges::all_of(price.currency, is_capital)) {
    return field_error("domain.name-list", {"offer.prices", index, "currency"}, "\"" + price.currency.substr(0, 20) + "\" is no currency code",
                       "Write three capitals: GBP, AUD, EUR.");
  }
  return text(place("offer.prices", index, "note"), price.note);
}

}  // namespace

std::span<const std::string_view> assurance_ladder() { return k_assurance_ladder; }
std::span<const std::string_view> workload_kinds() { return k_workload_kinds; }

bool is_translatable(std::string_view field) {
  if (std::ranges::find(k_translatable, field) != k_translatable.end()) return true;
  constexpr std::string_view k_begin = "outcomes[";
  constexpr std::string_view k_end = "].statement";
  if (!field.starts_with(k_begin) || !field.ends_with(k_end) || field.size() <= k_begin.size() + k_end.size()) return false;
  return std::ranges::all_of(field.substr(k_begin.size(), field.size() - k_begin.size() - k_end.size()), is_digit);
}

Result<void> check_need(const NeedFacts& facts) {
  CAIRN_CHECK(text("need.statement", facts.statement));
  for (std::size_t i = 0; i < facts.evidence.size(); ++i) {
    CAIRN_CHECK(text(place("need.evidence", i, "title"), facts.evidence[i].title, Presence::required));
    CAIRN_CHECK(check_iri({"need.evidence", i, "url"}, facts.evidence[i].url, Presence::optional));
    CAIRN_CHECK(day(place("need.evidence", i, "date"), facts.evidence[i].date));
  }
  return day("need.checked", facts.checked);
}

Result<void> check_offer(const OfferFacts& facts) {
  if (!facts.duration.empty() && !is_duration(facts.duration)) {
    return field_error("domain.duration", {{}, 0, "offer.duration"}, "\"" + facts.duration.substr(0, 40) + "\" is no duration",
                       "Write it as ISO 8601 does: P12W for twelve weeks, P3M for three months, PT60H for sixty hours.");
  }
  CAIRN_CHECK(text("offer.location", facts.location));
  CAIRN_CHECK(text("offer.start", facts.start));
  CAIRN_CHECK(text("offer.technology", facts.technology));
  CAIRN_CHECK(text("offer.audience", facts.audience));
  CAIRN_CHECK(text("offer.content", facts.content));
  CAIRN_CHECK(text("offer.content_licence", facts.content_licence));
  CAIRN_CHECK(check_web_address({{}, 0, "offer.url"}, facts.url, Presence::optional));
  for (std::size_t i = 0; i < facts.languages.size(); ++i) {
    if (is_language_tag(facts.languages[i])) continue;
    return field_error("domain.language", {"offer.languages", i, {}}, "\"" + facts.languages[i].substr(0, 40) + "\" is no language tag",
                       "Write it as in \"en\", \"gd\" or \"en-GB\".");
  }
  for (std::size_t i = 0; i < facts.prices.size(); ++i) CAIRN_CHECK(check_price(i, facts.prices[i]));
  return {};
}

Result<void> check_listing(const ListingFacts& facts) {
  CAIRN_CHECK(text("listing.summary", facts.summary));
  CAIRN_CHECK(text("listing.purpose", facts.purpose));
  CAIRN_CHECK(choice("listing.assurance", k_assurance_ladder, facts.assurance));
  CAIRN_CHECK(text("listing.subject_code", facts.subject_code));
  CAIRN_CHECK(text("listing.subject_scheme", facts.subject_scheme));
  CAIRN_CHECK(text("listing.certification", facts.certification));
  CAIRN_CHECK(day("listing.review_due", facts.review_due));
  if (!facts.country.empty() && !is_country(facts.country)) {
    return field_error("domain.name-list", {{}, 0, "listing.country"}, "\"" + facts.country.substr(0, 20) + "\" is no country code",
                       "Write GB, AU or NZ, or a part of a country: GB-SCT.");
  }
  CAIRN_CHECK(check_party("listing.developer", facts.developer));
  for (std::size_t i = 0; i < facts.standards.size(); ++i) {
    CAIRN_CHECK(check_party("listing.standards[" + std::to_string(i) + "]", facts.standards[i]));
  }
  for (std::size_t i = 0; i < facts.recognised_by.size(); ++i) {
    CAIRN_CHECK(check_party("listing.recognised_by[" + std::to_string(i) + "]", facts.recognised_by[i]));
  }
  return {};
}

Result<void> check_workload(const std::vector<WorkloadPart>& parts) {
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::string name = place("workload", i, "kind");
    CAIRN_CHECK(check_text({{}, 0, name}, parts[i].kind, Presence::required));
    CAIRN_CHECK(choice(name, k_workload_kinds, parts[i].kind));
    if (!seen.insert(parts[i].kind).second) {
      return field_error("domain.duplicate", {{}, 0, name}, "\"" + parts[i].kind + "\" stands here twice", "Add the hours up in one part.");
    }
  }
  return {};
}

Result<void> check_tasks(const std::vector<AssessmentTask>& tasks) {
  std::set<std::string_view> keys;
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    const AssessmentTask& task = tasks[i];
    CAIRN_CHECK(check_key({"tasks", i, "key"}, task.key));
    if (!keys.insert(task.key).second) {
      return field_error("domain.duplicate", {"tasks", i, "key"}, "\"" + task.key + "\" names two tasks", "Give each task a key of its own.");
    }
    CAIRN_CHECK(text(place("tasks", i, "name"), task.name, Presence::required));
    CAIRN_CHECK(text(place("tasks", i, "type"), task.type));
    CAIRN_CHECK(text(place("tasks", i, "supervision"), task.supervision));
    CAIRN_CHECK(text(place("tasks", i, "pass_requirement"), task.pass_requirement));
    CAIRN_CHECK(text(place("tasks", i, "reassessment"), task.reassessment));
    if (task.weight && *task.weight > Amount::whole(100)) {
      return field_error("domain.range", {"tasks", i, "weight"}, "is more than 100 percent",
                         "Weights are percent of the whole assessment.");
    }
  }
  return {};
}

Result<void> check_translations(const std::vector<Translation>& translations) {
  std::set<std::pair<std::string_view, std::string_view>> seen;
  for (std::size_t i = 0; i < translations.size(); ++i) {
    const Translation& one = translations[i];
    if (!is_translatable(one.field)) {
      return field_error("domain.reference", {"translations", i, "field"}, "\"" + one.field.substr(0, 60) + "\" has no text in several languages",
                         "Use name, description, criteria_narrative, prerequisites, outcomes[0].statement, listing.summary and the like.");
    }
    if (!is_language_tag(one.language)) {
      return field_error("domain.language", {"translations", i, "language"}, "\"" + one.language.substr(0, 40) + "\" is no language tag",
                         "Write it as in \"en\", \"gd\" or \"en-GB\".");
    }
    CAIRN_CHECK(text(place("translations", i, "text"), one.text, Presence::required));
    if (!seen.insert({one.field, one.language}).second) {
      return field_error("domain.duplicate", {"translations", i, {}}, one.field + " stands twice in " + one.language, "Keep one of them.");
    }
  }
  return {};
}

}  // namespace cairn::domain
