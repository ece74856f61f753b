#include <algorithm>
#include <array>

#include "domain/definition_elements.hpp"
#include "domain/fraction.hpp"

namespace cairn::domain {
namespace {

using Fields = MicroCredentialFields;
using Frameworks = std::span<const std::string>;

constexpr std::size_t k_shown_bytes = 80;

std::string shown(std::string_view text) { return shown_text(text); }

std::string counted(std::size_t number, std::string_view one, std::string_view many) {
  if (number == 0) return {};
  return std::to_string(number) + " " + std::string(number == 1 ? one : many);
}

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : ", ") + text;
  return shown(out);
}

std::string party(const std::optional<Party>& party) { return party ? shown(party->name) : std::string(); }
std::string parties(const std::vector<Party>& list) {
  std::string out;
  for (const Party& one : list) out += (out.empty() ? "" : ", ") + one.name;
  return shown(out);
}

bool is_one_of(Frameworks frameworks, std::string_view name) { return frameworks.empty() || std::ranges::find(frameworks, name) != frameworks.end(); }

std::string level(const Fields& fields, Frameworks frameworks) {
  for (const StatedLevel& one : stated_levels(fields)) {
    if (is_one_of(frameworks, one.framework)) return std::string(one.framework) + " " + std::string(one.code);
  }
  return {};
}

// The first credit that counts and of which there is something to say.
template <class Say>
std::string of_credit(const Fields& fields, Frameworks frameworks, Say say) {
  for (const Credit* credit : stated_credit(fields)) {
    if (!is_one_of(frameworks, credit->framework)) continue;
    std::string out = say(*credit);
    if (!out.empty()) return out;
  }
  return {};
}
std::string credit(const Fields& fields, Frameworks frameworks) {
  return of_credit(fields, frameworks, [](const Credit& one) { return one.amount.is_zero() ? std::string() : to_text(one.amount) + " " + one.framework; });
}
std::string credit_level(const Fields& fields, Frameworks frameworks) {
  return of_credit(fields, frameworks, [](const Credit& one) { return one.level; });
}
std::string credit_hours(const Fields& fields, Frameworks frameworks) {
  return of_credit(fields, frameworks, [](const Credit& one) { return one.hours ? to_text(*one.hours) : std::string(); });
}
std::string credit_rated_by(const Fields& fields, Frameworks frameworks) {
  return of_credit(fields, frameworks, [](const Credit& one) { return party(one.rated_by); });
}

std::string outcome_skills(const Fields& fields, Frameworks) {
  std::size_t count = 0;
  for (const LearningOutcome& outcome : fields.outcomes) count += outcome.skills.size();
  return counted(count, "skill", "skills");
}

std::string skills(const Fields& fields, Frameworks) {
  return counted(fields.alignments.size(), "alignment", "alignments");
}

// The first task of which there is something to say.
template <class Say>
std::string of_tasks(const Fields& fields, Say say) {
  for (const AssessmentTask& task : fields.tasks) {
    std::string out = say(task);
    if (!out.empty()) return out;
  }
  return {};
}

std::string prices(const Fields& fields, Frameworks) {
  std::string out;
  for (const Price& price : fields.offer.prices) out += (out.empty() ? "" : ", ") + to_text(price.amount) + " " + price.currency;
  return shown(out);
}

std::string evidence(const Fields& fields, Frameworks) {
  return fields.evidence == EvidencePolicy::none ? "none" : fields.evidence == EvidencePolicy::optional ? "optional" : "required";
}

/// One element: its name in definition files, and what it says.
struct Element {
  std::string_view key;
  std::string (*value)(const Fields&, Frameworks);
};

constexpr auto k_elements = std::to_array<Element>({
    {"id", [](const Fields& f, Frameworks) { return shown(f.id); }},
    {"name", [](const Fields& f, Frameworks) { return shown(f.name); }},
    {"description", [](const Fields& f, Frameworks) { return shown(f.description); }},
    {"version", [](const Fields& f, Frameworks) { return shown(f.version); }},
    {"achievement_type", [](const Fields& f, Frameworks) { return shown(f.achievement_type); }},
    {"language", [](const Fields& f, Frameworks) { return shown(f.language); }},
    {"criteria_narrative", [](const Fields& f, Frameworks) { return shown(f.criteria_narrative); }},
    {"criteria_url", [](const Fields& f, Frameworks) { return shown(f.criteria_url); }},
    {"image_url", [](const Fields& f, Frameworks) { return shown(f.image_url); }},
    {"field_of_study", [](const Fields& f, Frameworks) { return shown(f.field_of_study); }},
    {"human_code", [](const Fields& f, Frameworks) { return shown(f.human_code); }},
    {"tags", [](const Fields& f, Frameworks) { return joined(f.tags); }},
    {"outcomes", [](const Fields& f, Frameworks) { return counted(f.outcomes.size(), "outcome", "outcomes"); }},
    {"outcomes.skills", outcome_skills},
    {"alignments", skills},
    {"workload_hours", [](const Fields& f, Frameworks) { return f.workload_hours ? to_text(*f.workload_hours) : std::string(); }},
    {"workload", [](const Fields& f, Frameworks) { return counted(f.workload.size(), "part", "parts"); }},
    {"validity_months", [](const Fields& f, Frameworks) { return f.validity_months ? std::to_string(*f.validity_months) : std::string(); }},
    {"evidence", evidence},
    {"level", level},
    {"credit", credit},
    {"credit.level", credit_level},
    {"credit.hours", credit_hours},
    {"credit.rated_by", credit_rated_by},
    {"further_credits", [](const Fields& f, Frameworks) { return counted(f.further_credits.size(), "amount", "amounts"); }},
    {"participation", [](const Fields& f, Frameworks) { return shown(f.participation); }},
    {"prerequisites", [](const Fields& f, Frameworks) { return shown(f.prerequisites); }},
    {"required_definitions", [](const Fields& f, Frameworks) { return joined(f.required_definitions); }},
    {"organisation.id", [](const Fields& f, Frameworks) { return shown(f.organisation.id); }},
    {"organisation.name", [](const Fields& f, Frameworks) { return shown(f.organisation.name); }},
    {"organisation.url", [](const Fields& f, Frameworks) { return shown(f.organisation.url); }},
    {"organisation.email", [](const Fields& f, Frameworks) { return shown(f.organisation.email); }},
    {"awarded_by", [](const Fields& f, Frameworks) { return party(f.awarded_by); }},
    {"delivered_by", [](const Fields& f, Frameworks) { return parties(f.delivered_by); }},
    {"assessment.types", [](const Fields& f, Frameworks) { return joined(f.assessment.types); }},
    {"assessment.identity_assurance", [](const Fields& f, Frameworks) { return shown(f.assessment.identity_assurance); }},
    {"assessment.identity_check", [](const Fields& f, Frameworks) { return shown(f.assessment.identity_check); }},
    {"assessment.identity_checked_by", [](const Fields& f, Frameworks) { return party(f.assessment.identity_checked_by); }},
    {"assessment.assessed_by", [](const Fields& f, Frameworks) { return party(f.assessment.assessed_by); }},
    {"quality.form", [](const Fields& f, Frameworks) { return shown(f.quality.form); }},
    {"quality.statement", [](const Fields& f, Frameworks) { return shown(f.quality.statement); }},
    {"quality.assured_by", [](const Fields& f, Frameworks) { return party(f.quality.assured_by); }},
    {"stacking.kind", [](const Fields& f, Frameworks) { return shown(f.stacking.kind); }},
    {"stacking.towards", [](const Fields& f, Frameworks) { return parties(f.stacking.towards); }},
    {"results", [](const Fields& f, Frameworks) { return counted(f.results.size(), "result", "results"); }},
    {"tasks", [](const Fields& f, Frameworks) { return counted(f.tasks.size(), "task", "tasks"); }},
    {"tasks.supervision", [](const Fields& f, Frameworks) { return of_tasks(f, [](const AssessmentTask& t) { return shown(t.supervision); }); }},
    {"tasks.pass_requirement", [](const Fields& f, Frameworks) { return of_tasks(f, [](const AssessmentTask& t) { return shown(t.pass_requirement); }); }},
    {"tasks.reassessment", [](const Fields& f, Frameworks) { return of_tasks(f, [](const AssessmentTask& t) { return shown(t.reassessment); }); }},
    {"translations", [](const Fields& f, Frameworks) { return counted(f.translations.size(), "text", "texts"); }},
    {"listing.summary", [](const Fields& f, Frameworks) { return shown(f.listing.summary); }},
    {"listing.purpose", [](const Fields& f, Frameworks) { return shown(f.listing.purpose); }},
    {"listing.assurance", [](const Fields& f, Frameworks) { return shown(f.listing.assurance); }},
    {"listing.subject_code", [](const Fields& f, Frameworks) { return shown(f.listing.subject_code); }},
    {"listing.subject_scheme", [](const Fields& f, Frameworks) { return shown(f.listing.subject_scheme); }},
    {"listing.country", [](const Fields& f, Frameworks) { return shown(f.listing.country); }},
    {"listing.certification", [](const Fields& f, Frameworks) { return shown(f.listing.certification); }},
    {"listing.review_due", [](const Fields& f, Frameworks) { return shown(f.listing.review_due); }},
    {"listing.developer", [](const Fields& f, Frameworks) { return party(f.listing.developer); }},
    {"listing.standards", [](const Fields& f, Frameworks) { return parties(f.listing.standards); }},
    {"listing.recognised_by", [](const Fields& f, Frameworks) { return parties(f.listing.recognised_by); }},
    {"need.statement", [](const Fields& f, Frameworks) { return shown(f.need.statement); }},
    {"need.evidence", [](const Fields& f, Frameworks) { return counted(f.need.evidence.size(), "piece", "pieces"); }},
    {"need.checked", [](const Fields& f, Frameworks) { return shown(f.need.checked); }},
    {"offer.duration", [](const Fields& f, Frameworks) { return shown(f.offer.duration); }},
    {"offer.location", [](const Fields& f, Frameworks) { return shown(f.offer.location); }},
    {"offer.start", [](const Fields& f, Frameworks) { return shown(f.offer.start); }},
    {"offer.technology", [](const Fields& f, Frameworks) { return shown(f.offer.technology); }},
    {"offer.audience", [](const Fields& f, Frameworks) { return shown(f.offer.audience); }},
    {"offer.content", [](const Fields& f, Frameworks) { return shown(f.offer.content); }},
    {"offer.content_licence", [](const Fields& f, Frameworks) { return shown(f.offer.content_licence); }},
    {"offer.languages", [](const Fields& f, Frameworks) { return joined(f.offer.languages); }},
    {"offer.prices", prices},
    {"offer.url", [](const Fields& f, Frameworks) { return shown(f.offer.url); }},
});

/// An element that is one text.
struct Text {
  std::string_view key;
  const std::string& (*text)(const Fields&);
};
constexpr auto k_texts = std::to_array<Text>({
    {"name", [](const Fields& f) -> const std::string& { return f.name; }},
    {"description", [](const Fields& f) -> const std::string& { return f.description; }},
    {"criteria_narrative", [](const Fields& f) -> const std::string& { return f.criteria_narrative; }},
    {"prerequisites", [](const Fields& f) -> const std::string& { return f.prerequisites; }},
    {"quality.statement", [](const Fields& f) -> const std::string& { return f.quality.statement; }},
    {"listing.summary", [](const Fields& f) -> const std::string& { return f.listing.summary; }},
    {"listing.purpose", [](const Fields& f) -> const std::string& { return f.listing.purpose; }},
    {"listing.certification", [](const Fields& f) -> const std::string& { return f.listing.certification; }},
    {"need.statement", [](const Fields& f) -> const std::string& { return f.need.statement; }},
    {"offer.audience", [](const Fields& f) -> const std::string& { return f.offer.audience; }},
    {"offer.content", [](const Fields& f) -> const std::string& { return f.offer.content; }},
});

constexpr auto names_of() {
  std::array<std::string_view, k_elements.size()> out{};
  for (std::size_t i = 0; i < k_elements.size(); ++i) out[i] = k_elements[i].key;
  return out;
}
constexpr auto k_names = names_of();

}  // namespace

std::string shown_text(std::string_view text) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return {};
  if (text.size() <= k_shown_bytes) return std::string(text);
  std::size_t end = k_shown_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;  // no half characters
  return std::string(text.substr(0, end)) + "...";
}

bool is_element(std::string_view key) { return std::ranges::find(k_names, key) != k_names.end(); }
std::span<const std::string_view> element_names() { return k_names; }

std::string element_value(const Fields& fields, std::string_view key, Frameworks frameworks) {
  const auto row = std::ranges::find(k_elements, key, &Element::key);
  return row == k_elements.end() ? std::string() : row->value(fields, frameworks);
}

const std::string* element_text(const Fields& fields, std::string_view key) {
  const auto row = std::ranges::find(k_texts, key, &Text::key);
  return row == k_texts.end() ? nullptr : &row->text(fields);
}
bool is_text_element(std::string_view key) { return std::ranges::find(k_texts, key, &Text::key) != k_texts.end(); }

std::vector<const Credit*> stated_credit(const Fields& fields) {
  std::vector<const Credit*> out;
  if (fields.credit) out.push_back(&*fields.credit);
  for (const Credit& credit : fields.further_credits) out.push_back(&credit);
  return out;
}

std::vector<StatedLevel> stated_levels(const Fields& fields) {
  std::vector<StatedLevel> out;
  if (fields.level && !fields.level->code.empty()) out.push_back({fields.level->framework, fields.level->code, "level"});
  if (fields.credit && !fields.credit->level.empty()) out.push_back({fields.credit->framework, fields.credit->level, "credit.level"});
  for (std::size_t i = 0; i < fields.further_credits.size(); ++i) {
    const Credit& credit = fields.further_credits[i];
    if (!credit.level.empty()) out.push_back({credit.framework, credit.level, "further_credits[" + std::to_string(i) + "].level"});
  }
  return out;
}

const Credit* credit_in(const Fields& fields, std::string_view framework) {
  for (const Credit* credit : stated_credit(fields)) {
    if (credit->framework == framework && !credit->amount.is_zero()) return credit;
  }
  return nullptr;
}

std::set<std::string_view> assessed_outcomes(const Fields& fields) {
  std::set<std::string_view> out;
  for (const AssessmentTask& task : fields.tasks) out.insert(task.outcomes.begin(), task.outcomes.end());
  return out;
}

std::optional<StatedHours> stated_hours(const Fields& fields) {
  if (fields.workload_hours && !fields.workload_hours->is_zero()) return StatedHours{*fields.workload_hours, "workload_hours"};
  for (const Credit* credit : stated_credit(fields)) {
    if (credit->hours && !credit->hours->is_zero()) return StatedHours{*credit->hours, "credit.hours"};
  }
  constexpr std::int64_t k_most = 1'000'000'000'000;  // what an Amount holds
  std::int64_t thousandths = 0;
  for (const WorkloadPart& part : fields.workload) thousandths = std::min(thousandths + part.hours.thousandths(), k_most + 1);
  if (thousandths == 0 || thousandths > k_most) return std::nullopt;
  const Fraction sum(thousandths, 1000);
  const auto amount = parse_amount(to_text(sum));
  return amount ? std::optional(StatedHours{*amount, "workload"}) : std::nullopt;
}

}  // namespace cairn::domain
