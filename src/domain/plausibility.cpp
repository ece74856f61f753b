#include "domain/plausibility.hpp"

#include <algorithm>

#include "domain/definition_elements.hpp"
#include "domain/fraction.hpp"
#include "domain/plausibility_parts.hpp"

namespace cairn::domain {
namespace {

constexpr std::int64_t k_whole_percent = 100'000;  // thousandths

// Sums may be larger than what a Fraction holds.
std::string thousandths_text(std::int64_t thousandths) {
  const std::string whole = std::to_string(thousandths / 1000);
  return thousandths % 1000 == 0 ? whole : whole + to_text(Fraction(thousandths % 1000, 1000)).substr(1);
}

void lint_workload(const MicroCredentialFields& fields, PlausibilityNotes& notes) {
  if (fields.workload.empty() || !fields.workload_hours) return;
  std::int64_t sum = 0;
  for (const WorkloadPart& part : fields.workload) sum += part.hours.thousandths();
  if (sum == fields.workload_hours->thousandths()) return;
  notes.push_back({"hours-parts", "workload", "the parts are " + thousandths_text(sum) + " hours together, workload_hours says " + to_text(*fields.workload_hours),
                   "Correct the parts or the whole."});
}

void lint_weights(const MicroCredentialFields& fields, PlausibilityNotes& notes) {
  std::int64_t sum = 0;
  std::size_t weighted = 0;
  for (const AssessmentTask& task : fields.tasks) {
    if (!task.weight) continue;
    sum += task.weight->thousandths();
    ++weighted;
  }
  if (weighted == 0) return;
  if (weighted < fields.tasks.size()) {
    notes.push_back({"task-weights", "tasks.weight",
                     std::to_string(weighted) + " of " + std::to_string(fields.tasks.size()) + " tasks have a weight, " + thousandths_text(sum) + " percent together",
                     "Give every task a weight, or none."});
  } else if (sum != k_whole_percent) {
    notes.push_back({"task-weights", "tasks.weight", "the weights are " + thousandths_text(sum) + " percent together", "Make them 100 percent."});
  }
}

void lint_outcomes(const MicroCredentialFields& fields, PlausibilityNotes& notes) {
  if (fields.tasks.empty()) return;
  const std::set<std::string_view> assessed = assessed_outcomes(fields);
  for (std::size_t i = 0; i < fields.outcomes.size(); ++i) {
    const std::string& key = fields.outcomes[i].key;
    if (!key.empty() && assessed.contains(key)) continue;
    notes.push_back({"outcome-unassessed", "outcomes[" + std::to_string(i) + "]",
                     key.empty() ? "it has no key, so no task can say that it assesses it" : "no task assesses \"" + key + "\"",
                     key.empty() ? "Give it a key, and name the key in the outcomes of a task." : "Name it in the outcomes of a task, or take it out."});
  }
}

void lint_stacking(const MicroCredentialFields& fields, PlausibilityNotes& notes) {
  if (fields.stacking.kind == "stand-alone" && !fields.stacking.towards.empty()) {
    notes.push_back({"stand-alone-towards", "stacking.kind", "it says stand-alone, and counts towards " + fields.stacking.towards.front().name,
                     "Write \"stackable\" or \"integrated\", or take [[stacking.towards]] out."});
  }
  if (fields.listing.assurance == "credit-bearing" && stated_credit(fields).empty()) {
    notes.push_back({"assurance-credit", "listing.assurance", "it says credit-bearing, and no credit is stated", "State [credit], or choose another word."});
  }
}

void lint_prices(const MicroCredentialFields& fields, PlausibilityNotes& notes) {
  for (std::size_t i = 0; i < fields.offer.prices.size(); ++i) {
    const Price& price = fields.offer.prices[i];
    if (!price.currency.empty()) continue;
    notes.push_back({"price-currency", "offer.prices[" + std::to_string(i) + "].currency", to_text(price.amount) + " of what?", "Give the currency: GBP, EUR, AUD."});
  }
}

}  // namespace

std::vector<PlausibilityNote> lint_plausibility(const MicroCredentialFields& fields, const Crosswalk& crosswalk, Date today) {
  PlausibilityNotes notes;
  lint_titles(fields, notes);
  lint_workload(fields, notes);
  lint_duration(fields, notes);
  lint_levels(fields, crosswalk, notes);
  lint_credit(fields, crosswalk, notes);
  lint_stacking(fields, notes);
  lint_weights(fields, notes);
  lint_outcomes(fields, notes);
  lint_prices(fields, notes);
  lint_days(fields, today, notes);
  return notes;
}

}  // namespace cairn::domain
