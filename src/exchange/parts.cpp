#include "exchange/parts.hpp"

#include <algorithm>
#include <set>

namespace cairn::exchange {
namespace {

using domain::MicroCredentialFields;

class Parts {
 public:
  explicit Parts(std::vector<std::string>& out) : out_(&out) {}

  void note(std::string_view name, bool is_there) {
    if (is_there) out_->push_back(prefix_ + std::string(name));
  }
  void text(std::string_view name, const std::string& text) { note(name, !text.empty()); }
  void party(const std::string& name, const std::optional<domain::Party>& party) {
    note(name + ".name", party && !party->name.empty());
    note(name + ".id", party && !party->id.empty());
  }
  void parties(const std::string& name, const std::vector<domain::Party>& parties) {
    for (std::size_t i = 0; i < parties.size(); ++i) party(name + "[" + std::to_string(i) + "]", parties[i]);
  }
  void inside(std::string prefix) { prefix_ = std::move(prefix); }
  void item(std::string_view list, std::size_t index) { prefix_ = std::string(list) + "[" + std::to_string(index) + "]."; }

 private:
  std::vector<std::string>* out_;
  std::string prefix_;
};

void add_names(const MicroCredentialFields& from, Parts& out) {
  out.text("id", from.id);
  out.text("version", from.version);
  out.text("name", from.name);
  out.text("description", from.description);
  out.text("language", from.language);
  out.text("achievement_type", from.achievement_type);
  out.text("human_code", from.human_code);
  out.text("field_of_study", from.field_of_study);
  out.note("tags", !from.tags.empty());
  out.text("criteria_narrative", from.criteria_narrative);
  out.text("criteria_url", from.criteria_url);
  out.text("image_url", from.image_url);
  out.text("image_caption", from.image_caption);
  out.note("workload_hours", from.workload_hours.has_value());
  out.note("validity_months", from.validity_months.has_value());
  out.note("evidence", from.evidence != domain::EvidencePolicy::optional);
  out.text("participation", from.participation);
  out.text("prerequisites", from.prerequisites);
  out.note("required_definitions", !from.required_definitions.empty());
  out.text("organisation.id", from.organisation.id);
  out.text("organisation.name", from.organisation.name);
  out.text("organisation.url", from.organisation.url);
  out.text("organisation.email", from.organisation.email);
}

void add_credit(const domain::Credit& from, Parts& out) {
  out.text("framework", from.framework);
  out.note("amount", true);
  out.text("level", from.level);
  out.note("hours", from.hours.has_value());
  out.party("rated_by", from.rated_by);
}

void add_size(const MicroCredentialFields& from, Parts& out) {
  if (from.level) {
    out.inside("level.");
    out.text("framework", from.level->framework);
    out.text("code", from.level->code);
    out.text("name", from.level->name);
    out.text("url", from.level->url);
  }
  out.inside("credit.");
  if (from.credit) add_credit(*from.credit, out);
  out.note("exact", from.exact_terms == domain::ExactTerms::always);
  for (std::size_t i = 0; i < from.further_credits.size(); ++i) {
    out.item("further_credits", i);
    add_credit(from.further_credits[i], out);
  }
  out.inside("");
  out.note("workload", !from.workload.empty());
}

void add_circumstances(const MicroCredentialFields& from, Parts& out) {
  out.note("assessment.types", !from.assessment.types.empty());
  out.text("assessment.identity_assurance", from.assessment.identity_assurance);
  out.text("assessment.identity_check", from.assessment.identity_check);
  out.party("assessment.identity_checked_by", from.assessment.identity_checked_by);
  out.party("assessment.assessed_by", from.assessment.assessed_by);
  out.text("quality.form", from.quality.form);
  out.text("quality.statement", from.quality.statement);
  out.party("quality.assured_by", from.quality.assured_by);
  out.text("stacking.kind", from.stacking.kind);
  out.parties("stacking.towards", from.stacking.towards);
  out.party("awarded_by", from.awarded_by);
  out.parties("delivered_by", from.delivered_by);
  out.note("disclosure", !from.always_shown.empty());
}

void add_listing(const domain::ListingFacts& from, Parts& out) {
  out.inside("listing.");
  out.text("summary", from.summary);
  out.text("purpose", from.purpose);
  out.text("assurance", from.assurance);
  out.text("subject_code", from.subject_code);
  out.text("subject_scheme", from.subject_scheme);
  out.text("country", from.country);
  out.text("certification", from.certification);
  out.text("review_due", from.review_due);
  out.party("developer", from.developer);
  out.parties("standards", from.standards);
  out.parties("recognised_by", from.recognised_by);
}

void add_need_and_offer(const MicroCredentialFields& from, Parts& out) {
  out.inside("need.");
  out.text("statement", from.need.statement);
  out.text("checked", from.need.checked);
  out.note("evidence", !from.need.evidence.empty());
  const domain::OfferFacts& offer = from.offer;
  out.inside("offer.");
  out.text("duration", offer.duration);
  out.text("location", offer.location);
  out.text("start", offer.start);
  out.text("technology", offer.technology);
  out.text("audience", offer.audience);
  out.text("content", offer.content);
  out.text("content_licence", offer.content_licence);
  out.note("languages", !offer.languages.empty());
  out.text("url", offer.url);
  for (std::size_t i = 0; i < offer.prices.size(); ++i) {
    out.item("offer.prices", i);
    out.note("amount", true);
    out.text("currency", offer.prices[i].currency);
    out.text("note", offer.prices[i].note);
  }
}

void add_lists(const MicroCredentialFields& from, Parts& out) {
  for (std::size_t i = 0; i < from.outcomes.size(); ++i) {
    out.item("outcomes", i);
    out.text("key", from.outcomes[i].key);
    out.text("statement", from.outcomes[i].statement);
    out.text("url", from.outcomes[i].url);
    out.note("skills", !from.outcomes[i].skills.empty());
  }
  for (std::size_t i = 0; i < from.alignments.size(); ++i) {
    out.item("alignments", i);
    out.text("target_name", from.alignments[i].target_name);
    out.text("target_url", from.alignments[i].target_url);
    out.text("target_framework", from.alignments[i].target_framework);
    out.text("target_code", from.alignments[i].target_code);
    out.text("target_type", from.alignments[i].target_type);
    out.text("target_description", from.alignments[i].target_description);
  }
  for (std::size_t i = 0; i < from.tasks.size(); ++i) {
    out.item("tasks", i);
    out.text("key", from.tasks[i].key);
    out.text("name", from.tasks[i].name);
    out.text("type", from.tasks[i].type);
    out.note("weight", from.tasks[i].weight.has_value());
    out.note("outcomes", !from.tasks[i].outcomes.empty());
    out.text("supervision", from.tasks[i].supervision);
    out.text("pass_requirement", from.tasks[i].pass_requirement);
    out.text("reassessment", from.tasks[i].reassessment);
  }
  for (std::size_t i = 0; i < from.results.size(); ++i) {
    out.item("results", i);
    out.text("key", from.results[i].key);
    out.text("name", from.results[i].name);
  }
  out.inside("");
  for (std::size_t i = 0; i < from.translations.size(); ++i) out.note("translations[" + std::to_string(i) + "]", true);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "outcomes[].url" covers "outcomes[3].url"; "workload" covers "workload[0].kind".
bool covers(std::string_view pattern, std::string_view place) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (at >= place.size() || pattern[i] != place[at]) return false;
    ++at;
    if (pattern[i] != '[' || !pattern.substr(i).starts_with("[]")) continue;
    while (at < place.size() && is_digit(place[at])) ++at;
  }
  return at == place.size() || place[at] == '.' || place[at] == '[';
}

// Names of what stands around a place, from the largest: "offer", "offer.prices", "offer.prices[0]".
std::vector<std::string_view> wholes_of(std::string_view place) {
  std::vector<std::string_view> out;
  for (std::size_t i = 0; i < place.size(); ++i) {
    if (place[i] == '.' || place[i] == '[') out.push_back(place.substr(0, i));
  }
  out.push_back(place);
  return out;
}

}  // namespace

std::vector<std::string> parts_of(const MicroCredentialFields& fields) {
  std::vector<std::string> out;
  Parts parts(out);
  add_names(fields, parts);
  add_size(fields, parts);
  add_circumstances(fields, parts);
  add_listing(fields.listing, parts);
  add_need_and_offer(fields, parts);
  add_lists(fields, parts);
  return out;
}

std::vector<std::string> left_of(const MicroCredentialFields& fields, std::span<const std::string_view> carried,
                                 std::span<const std::string> exceptions) {
  const std::vector<std::string> parts = parts_of(fields);
  std::set<std::string_view> partly;  // around something that is carried
  std::vector<std::string_view> left;
  for (const std::string& part : parts) {
    const bool is_exception = std::ranges::any_of(exceptions, [&](const std::string& one) { return covers(one, part); });
    const bool is_carried = !is_exception && std::ranges::any_of(carried, [&](std::string_view one) { return covers(one, part); });
    if (!is_carried) {
      left.push_back(part);
      continue;
    }
    for (const std::string_view whole : wholes_of(part)) partly.insert(whole);
  }
  std::vector<std::string> out;
  for (const std::string_view place : left) {
    const auto wholes = wholes_of(place);
    const auto named = std::ranges::find_if(wholes, [&](std::string_view whole) { return !partly.contains(whole); });
    const std::string_view name = named == wholes.end() ? place : *named;
    if (out.empty() || out.back() != name) out.emplace_back(name);
  }
  return out;
}

}  // namespace cairn::exchange
