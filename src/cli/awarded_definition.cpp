#include "cli/awarded_definition.hpp"

#include <algorithm>
#include <filesystem>

#include "app/definition.hpp"
#include "app/framework_files.hpp"
#include "app/register.hpp"
#include "cli/input.hpp"
#include "cli/register_desk.hpp"

namespace cairn::cli {
namespace {

/// The ports of the register over a store that is open already.
struct Ports {
  NamedGovernance named;
  domain::Crosswalk crosswalk;
  std::vector<domain::Profile> profiles{};

  app::RegisterPorts over(store::Store& store, Program& program) const { return {store, program.clock, named.governance, crosswalk, profiles, named.digest}; }
};

Result<Ports> ports_of(const IssueOptions& options) {
  CAIRN_TRY(NamedGovernance named, read_named_governance(options.governance));
  CAIRN_TRY(domain::Crosswalk crosswalk, app::read_frameworks(app::embedded_framework_files()));
  return Ports{std::move(named), std::move(crosswalk)};
}

Result<std::unique_ptr<store::Store>> open_existing(const IssueOptions& options, Program& program) {
  auto store = program.open_store(options.database, StoreUse::write_existing);
  if (store || store.error().kind != Kind::missing) return store;
  return std::unique_ptr<store::Store>();
}

Result<AwardedDefinition> from_version(const app::RegisterPorts& ports, const app::VersionState& version, const std::string& issuer) {
  CAIRN_TRY(domain::MicroCredentialFields fields, app::complete_fields(ports, version.definition));
  if (fields.organisation.id.empty()) fields.organisation.id = issuer;
  CAIRN_TRY(domain::MicroCredential definition, domain::make_micro_credential(std::move(fields)));
  return AwardedDefinition{std::move(definition), {}, RegisteredVersion{version.record.key.id, version.record.key.version, version.record.revision}};
}

// What is in the register is awarded by somebody who may.
Result<void> check_awarder(const app::RegisterPorts& ports, const app::VersionState& version, const IssueOptions& options) {
  if (options.actor.empty()) {
    return fail(Kind::malformed, "usage.value", "--as: nobody is named, and " + version.record.key.id + " is in the register", "Say who awards it: --as PERSON, or CAIRN_AS.");
  }
  CAIRN_TRY(const auto person, app::find_person(ports, options.actor));
  return app::check_right(ports, person, {version.definition.organisation}, domain::k_award_right);
}

Result<AwardedDefinition> from_register(const IssueOptions& options, const std::string& issuer, Program& program) {
  CAIRN_TRY(const auto store, open_existing(options, program));
  if (!store) {
    return fail(Kind::missing, "input.not-found", "there is no file " + options.definition + ", and no database " + options.database + " with a register",
                "Give a definition file, or the short name of a published definition.");
  }
  CAIRN_TRY(const Ports parts, ports_of(options));
  const app::RegisterPorts ports = parts.over(*store, program);
  CAIRN_TRY(const app::VersionState version, app::open_for_award(ports, options.definition, options.version));
  CAIRN_CHECK(check_awarder(ports, version, options));
  return from_version(ports, version, issuer);
}

Result<AwardedDefinition> read_file(const IssueOptions& options, const std::string& issuer) {
  CAIRN_TRY(const std::string text, read_input(options.definition, app::k_definition_bytes));
  const app::DefinitionSource source{options.definition, text, issuer};
  CAIRN_TRY(domain::MicroCredential definition, app::read_definition(source));
  AwardedDefinition out{std::move(definition), {}, {}};
  CAIRN_TRY(const std::vector<std::string> listed, app::listed_endorsements(source));
  // Paths count from the definition's own folder, so that they can be kept together.
  for (const std::string& name : listed) {
    const std::string place = (std::filesystem::path(options.definition).parent_path() / name).string();
    CAIRN_TRY(std::string endorsement, read_input(place, k_input_bytes));
    out.endorsements.push_back({name, std::move(endorsement)});
  }
  return out;
}

// A file does not get around the register: what stands there under its address must be published, and say the same.
Result<void> check_against_register(const IssueOptions& options, const std::string& issuer, Program& program, AwardedDefinition& file) {
  CAIRN_TRY(const auto store, open_existing(options, program));
  if (!store) return {};
  CAIRN_TRY(const auto key, app::find_by_address(*store, {}, file.definition->id));
  if (!key) return {};
  CAIRN_TRY(const Ports parts, ports_of(options));
  const app::RegisterPorts ports = parts.over(*store, program);
  CAIRN_TRY(const app::VersionState version, app::open_for_award(ports, key->id, options.version));
  CAIRN_CHECK(check_awarder(ports, version, options));
  CAIRN_TRY(const AwardedDefinition published, from_version(ports, version, issuer));
  const auto changes = app::definition_changes(published.definition.fields(), file.definition.fields());
  if (changes.empty()) {
    file.registered = published.registered;
    return {};
  }
  return fail(Kind::refused, "register.differs", options.definition + " says something else than version " + version.record.key.version + " of " + key->id +
              ", which was published: " + app::change_words(changes.front()), "Award by name: cairn issue " + key->id + " ..., or keep the change with cairn define.");
}

}  // namespace

Result<AwardedDefinition> find_awarded(const IssueOptions& options, const std::string& issuer, Program& program) {
  std::error_code ignored;
  const bool is_name = !options.definition.empty() && std::ranges::all_of(options.definition, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
  if (is_name && options.definition != "-" && !std::filesystem::exists(options.definition, ignored)) return from_register(options, issuer, program);
  CAIRN_TRY(AwardedDefinition out, read_file(options, issuer));
  CAIRN_CHECK(check_against_register(options, issuer, program, out));
  return out;
}

Result<void> freeze_version(const std::optional<RegisteredVersion>& version, const IssueOptions& options, store::Store& store, Program& program) {
  if (!version) return {};
  CAIRN_TRY(const Ports parts, ports_of(options));
  const app::RegisterPorts ports = parts.over(store, program);
  CAIRN_TRY(const app::VersionState now, app::open_for_award(ports, version->name, version->version));
  return app::freeze(ports, now, version->revision, options.actor);
}

}  // namespace cairn::cli
