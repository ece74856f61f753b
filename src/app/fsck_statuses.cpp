#include "app/fsck_statuses.hpp"

#include "app/governance_file.hpp"
#include "app/register_steps.hpp"
#include "base/clock.hpp"

namespace cairn::app {
namespace {

std::string fault_of(const VersionState& version, const ListedState& listed) {
  const auto status = static_cast<store::PublicStatus>(version.standpoint.publication);
  const std::string of = "the listing of the " + store::to_text(version.record.key);
  if (listed.status != status) {
    return of + " says " + std::string(store::status_word(listed.status)) + ", and what was decided makes it " + std::string(store::status_word(status));
  }
  return listed.title == version.definition.fields.name ? std::string() : of + " has another title than the definition";
}

}  // namespace

Result<std::vector<std::string>> wrong_listings(store::Store& store, store::TenantId tenant, const std::map<store::RecordKey, ListedState>& listed) {
  // A status follows from acts alone, so that any template gives the same.
  CAIRN_TRY(const domain::Governance governance, usual_governance());
  CAIRN_TRY(const domain::Crosswalk crosswalk, domain::make_crosswalk({}));
  const std::vector<domain::Profile> profiles;
  SystemClock clock;
  const RegisterPorts ports{store, clock, governance, crosswalk, profiles, "", tenant};
  std::vector<std::string> out;
  std::string last;
  for (const auto& [key, unused] : listed) {
    if (key.id == last) continue;  // a further version of the one before
    last = key.id;
    CAIRN_TRY(const auto records, store.definition_family(tenant, last));
    const auto state = read_family(ports, last, records);
    if (!state) continue;
    for (const VersionState& version : state->versions) {
      const auto found = listed.find(version.record.key);
      if (found == listed.end()) continue;
      std::string fault = fault_of(version, found->second);
      if (!fault.empty()) out.push_back(std::move(fault));
    }
  }
  return out;
}

}  // namespace cairn::app
