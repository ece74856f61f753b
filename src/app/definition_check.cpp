#include "app/definition_check.hpp"

#include <algorithm>

namespace cairn::app {

bool DefinitionCheck::blocks() const { return fault || std::ranges::any_of(reports, &domain::ComplianceReport::blocks); }

Result<DefinitionCheck> check_definition(const DefinitionSource& source, const CheckRules& rules) {
  CAIRN_TRY(domain::MicroCredentialFields fields, read_definition_fields(source));
  DefinitionCheck out;
  out.name = fields.name;
  const auto hold_against = [&](const domain::Profile& profile) {
    out.reports.push_back(domain::check_compliance(fields, profile, rules.crosswalk, rules.today));
  };
  for (const domain::Profile* profile : rules.chosen) hold_against(*profile);
  for (const domain::Profile& profile : rules.profiles) {
    if (rules.chosen.empty() && domain::applies_to(profile, fields)) hold_against(profile);
  }
  out.notes = domain::lint_plausibility(fields, rules.crosswalk, rules.today);
  // Whose key signs fills it in when something is issued.
  if (fields.organisation.id.empty()) fields.organisation.id = "https://issuer.invalid/";
  if (const auto made = domain::make_micro_credential(std::move(fields)); !made) out.fault = made.error();
  return out;
}

}  // namespace cairn::app
