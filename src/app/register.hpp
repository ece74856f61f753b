#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/definition_diff.hpp"
#include "app/register_records.hpp"
#include "base/clock.hpp"
#include "base/result.hpp"
#include "domain/crosswalk.hpp"
#include "domain/governance.hpp"
#include "domain/profile.hpp"
#include "store/register.hpp"

// The stories of the register: who is in it, and how a definition gets from a draft to what is awarded.
namespace cairn::app {

/// What the stories need. Nothing here is owned.
struct RegisterPorts {
  store::Register& store;
  Clock& clock;
  const domain::Governance& governance;
  const domain::Crosswalk& crosswalk;
  const std::vector<domain::Profile>& profiles;  ///< those that apply to a definition are asked before it is published
  std::string governance_digest{};  ///< of a template of the institution's own; empty: the program's
  store::TenantId tenant{};
};

/// One version of a definition, and what was decided about it.
struct VersionState {
  store::Record record;
  DefinitionRecord definition;
  std::vector<domain::Act> acts;
  domain::Standpoint standpoint;
};

/// A definition with all its versions, oldest first. Never empty.
struct DefinitionState {
  std::string name;
  std::vector<VersionState> versions;
  const VersionState& newest() const { return versions.back(); }
  /// out: the newest that was published, also when it is retired; nullptr: none
  const VersionState* published() const;
  /// out: nullptr when there is none
  const VersionState* find(std::string_view version) const;
};

/// One read.    fails: missing/register.definition, corrupt/register.body
Result<DefinitionState> load_definition(const RegisterPorts& ports, std::string_view name);
/// The version asked for; empty: the newest.    fails: missing/register.version
Result<const VersionState*> choose_version(const DefinitionState& state, std::string_view version);

/// out: the definition with this address (its id in credentials), whatever its status
Result<std::optional<store::RecordKey>> find_by_address(store::Register& store, store::TenantId tenant, const std::string& address);

// --- organisations and people ------------------------------------------------------------------------------------------

/// Add an organisation, or change one.
/// in:    actor - id of a person with the right "administer"; anybody while nobody has it
/// out:   its revision
/// fails: domain.*, refused/register.right, missing/register.person
Result<std::int64_t> put_organisation(const RegisterPorts& ports, const std::string& actor, const domain::RegisteredOrganisation& organisation);
/// Add a person, or change name and address; roles stay as they are.
Result<std::int64_t> put_person(const RegisterPorts& ports, const std::string& actor, const domain::Person& person);
/// Give a role, or end it with a last day.
/// fails: malformed/register.role (no such role), missing/register.organisation, refused/register.right,
///        refused/register.own-role (nobody gives a role to themselves, but the first administrator)
Result<std::int64_t> give_role(const RegisterPorts& ports, const std::string& actor, const std::string& person, const domain::RoleGrant& grant);

/// fails: missing/register.person, missing/register.organisation
Result<domain::Person> find_person(const RegisterPorts& ports, const std::string& id);
Result<domain::RegisteredOrganisation> find_organisation(const RegisterPorts& ports, const std::string& id);
/// A definition is decided about by the template that its organisation was given, and by no other.
/// fails: refused/register.governance
Result<void> check_template(const RegisterPorts& ports, const domain::RegisteredOrganisation& owner);
/// fails: refused/register.right (names what is missing and who could give it)
Result<void> check_right(const RegisterPorts& ports, const domain::Person& person, const std::vector<std::string>& organisations, std::string_view right);

// --- definitions ---------------------------------------------------------------------------------------------------------

/// What an editor hands in.
struct DefineCommand {
  std::string name;                        ///< short name in the register: "retrofit-survey"
  domain::MicroCredentialFields fields;    ///< complete or not
  std::string organisation;                ///< whose it is; empty: as it was
  std::optional<std::vector<std::string>> partners{};  ///< none: as they were
  std::string base_version{};              ///< what the editor began with; empty for a new definition
  std::int64_t base_revision = 0;
};

struct DefineOutcome {
  store::RecordKey key;
  std::int64_t revision = 0;
  domain::EditTarget target = domain::EditTarget::same_version;
  std::vector<FieldChange> changes;        ///< against what was there; empty: nothing was written
};

/// Keep a definition: a new one, or an edit of one. Whether an edit stays in its version is decided by rule.
/// fails: refused/register.right, conflict/register.revision (somebody wrote in between: `detail` shows their changes and yours; nothing
///        is lost), conflict/register.loop (definitions would require each other), malformed/register.name, missing/register.*
Result<DefineOutcome> define(const RegisterPorts& ports, const std::string& actor, const DefineCommand& command);

/// What somebody does about a version.
struct ActCommand {
  std::string name;
  std::string version{};  ///< empty: the newest
  std::string kind;
  domain::ActOutcome outcome = domain::ActOutcome::yes;
  std::vector<domain::ActFact> facts{};
  std::vector<std::string> conditions{};
  std::vector<std::string> met{};
};

/// Record an act.    out: the version with it
/// fails: governance.*, domain.* and refused/register.incomplete (publication), conflict/register.revision (somebody acted in between)
Result<VersionState> act(const RegisterPorts& ports, const std::string& actor, const ActCommand& command);

/// The version to award today; the first award freezes it.
/// fails: missing/register.definition, refused/governance.unpublished, governance.discontinued
Result<VersionState> open_for_award(const RegisterPorts& ports, std::string_view name, std::string_view version);
/// What a version says, with the organisation's name and address out of the register where it leaves them out.
/// fails: missing/register.organisation
Result<domain::MicroCredentialFields> complete_fields(const RegisterPorts& ports, const DefinitionRecord& definition);
/// Record that somebody is awarded under a version, once.
/// in:    revision - of the text that is awarded    fails: conflict/register.revision (it was changed since)
Result<void> freeze(const RegisterPorts& ports, const VersionState& version, std::int64_t revision, const std::string& by);

/// What is searched and listed of a version.
store::Listing listing_of(const RegisterPorts& ports, const VersionState& version);

}  // namespace cairn::app
