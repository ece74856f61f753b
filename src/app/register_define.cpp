#include <algorithm>
#include <map>

#include "app/register.hpp"
#include "app/register_steps.hpp"

// Keeping the text of a definition: what an edit becomes, and who may make it.
namespace cairn::app {
namespace {

using store::RecordKey;
using store::RecordKind;

/// What will be written.
struct Plan {
  DefineOutcome outcome;        ///< its revision is the one before the write
  DefinitionRecord next;
  std::vector<domain::Act> acts;  ///< on the version as it is
  std::optional<domain::Act> carry;
  std::vector<store::Listing> superseded;  ///< of the versions before, when the new one is published at once
  bool is_same = false;         ///< there is nothing to write
};

// Shows one conflict as both saw it.
Failure in_between(const DefinitionState& state, const VersionState& base, const DefineCommand& command) {
  const VersionState& now = state.newest();
  std::string detail = command.name + " was changed since you read it (you: version " + command.base_version + ", revision " +
                       std::to_string(command.base_revision) + "; now: version " + now.record.key.version + ", revision " +
                       std::to_string(now.record.revision) + ").\nTheir changes:";
  for (const FieldChange& change : definition_changes(base.definition.fields, now.definition.fields)) detail += "\n  " + change_words(change);
  detail += "\nYours:";
  for (const FieldChange& change : definition_changes(base.definition.fields, command.fields)) detail += "\n  " + change_words(change);
  return fail(Kind::conflict, "register.revision", std::move(detail), "Nothing was written. Read it again with cairn show, put your changes in, and define it again.");
}

Result<void> check_loop(const RegisterPorts& ports, const DefineCommand& command) {
  constexpr std::size_t k_most_steps = 2'000;
  std::vector<std::string> open(command.fields.required_definitions);
  std::map<std::string, std::string> came_from;
  for (const std::string& id : open) came_from.emplace(id, command.fields.id);
  std::size_t steps = 0;
  while (!open.empty() && ++steps < k_most_steps) {
    const std::string id = open.back();
    open.pop_back();
    if (id == command.fields.id) {
      std::string path = id;
      for (std::string at = came_from[id]; at != id && path.size() < 4'000; at = came_from[at]) path = at + " requires " + path;
      return fail(Kind::conflict, "register.loop", "required_definitions: " + id + " requires " + path, "Nobody could ever begin: take one of them out.");
    }
    CAIRN_TRY(const auto key, find_by_address(ports.store, ports.tenant, id));
    if (!key) continue;
    CAIRN_TRY(const DefinitionState state, load_definition(ports, key->id));
    for (const std::string& next : state.newest().definition.fields.required_definitions) {
      if (came_from.emplace(next, id).second) open.push_back(next);
    }
  }
  return {};
}

Result<void> check_name(const std::string& name) {
  const bool is_good = !name.empty() && name.size() <= 80 && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
  if (is_good) return {};
  return fail(Kind::malformed, "register.name", "\"" + name.substr(0, 80) + "\" is no short name", "Use a to z, 0 to 9, '-' and '_', at most 80: retrofit-survey.");
}

// One address, one definition: credentials name it by that.
Result<void> check_address(const RegisterPorts& ports, const DefineCommand& command) {
  if (command.fields.id.empty()) return {};
  CAIRN_TRY(const auto other, find_by_address(ports.store, ports.tenant, command.fields.id));
  if (!other || other->id == command.name) return {};
  return fail(Kind::conflict, "register.address", command.fields.id + " is the address of \"" + other->id + "\" in this register",
              "Edit that definition, or give this one an id of its own.");
}

Plan plan_new(const std::string& actor, const DefineCommand& command) {
  Plan out;
  out.next = {command.fields, command.organisation, command.partners.value_or(std::vector<std::string>{}), {actor}, 1};
  if (out.next.fields.version.empty()) out.next.fields.version = "1";
  out.outcome.key = {RecordKind::definition, command.name, out.next.fields.version, 0};
  out.outcome.changes = definition_changes({}, out.next.fields);
  return out;
}

Result<void> check_base(const RegisterPorts& ports, const DefinitionState& state, const DefineCommand& command) {
  const VersionState& now = state.newest();
  const VersionState* base = state.find(command.base_version);
  if (base == nullptr) {
    return fail(Kind::conflict, "register.base", command.name + " is in the register, and nothing says which revision this text was made from",
                "Take the text with cairn show " + command.name + " --out FILE, change it there, and define that file.");
  }
  if (base == &now && command.base_revision == now.record.revision) return {};
  CAIRN_TRY(const auto read, ports.store.find_revision(ports.tenant, base->record.key, command.base_revision));
  VersionState then = *base;
  if (read) {
    CAIRN_TRY(then.definition, definition_of(*read));
  }
  return in_between(state, then, command);
}

domain::Act carry_over(const RegisterPorts& ports, const std::string& actor, const VersionState& from, const DefinitionRecord& next) {
  domain::Act carry;
  carry.number = 1;
  carry.kind = domain::k_act_carry;
  carry.by = actor;
  carry.at = ports.clock.now();
  carry.facts = {{"from_version", from.record.key.version}, {"review_due", from.standpoint.review_due}};
  carry.material_digest = material_digest(next.fields, ports.governance->material);
  return carry;
}

Plan plan_edit(const RegisterPorts& ports, const std::string& actor, const VersionState& now, const DefineCommand& command) {
  Plan out;
  out.next = now.definition;
  out.next.fields = command.fields;
  out.next.fields.version = now.definition.fields.version;
  if (!command.organisation.empty()) out.next.organisation = command.organisation;
  if (command.partners) out.next.partners = *command.partners;
  out.outcome.key = now.record.key;
  out.outcome.revision = now.record.revision;
  out.outcome.changes = definition_changes(now.definition.fields, out.next.fields);
  out.is_same = out.outcome.changes.empty() && out.next.partners == now.definition.partners && out.next.organisation == now.definition.organisation;
  const domain::EditTarget target = edit_target(ports.governance, now.standpoint, places_of(out.outcome.changes));
  out.outcome.target = target;
  if (std::ranges::find(out.next.editors, actor) == out.next.editors.end()) out.next.editors.push_back(actor);
  if (target == domain::EditTarget::same_version) {
    out.acts = now.acts;
    return out;
  }
  out.outcome.key.version = domain::next_version(now.record.key.version, target);
  out.outcome.revision = 0;
  out.next.fields.version = out.outcome.key.version;
  out.next.ordinal += 1;
  if (target == domain::EditTarget::new_version) out.next.editors = {actor};
  else out.carry = carry_over(ports, actor, now, out.next);
  return out;
}

Result<DefineOutcome> keep(const RegisterPorts& ports, const std::string& actor, Plan plan) {
  const RecordKey& key = plan.outcome.key;
  VersionState version{{key, plan.outcome.revision, {}}, std::move(plan.next), std::move(plan.acts), {}};
  store::RegisterWrite write;
  write.records.push_back({key, plan.outcome.revision, definition_body(version.definition)});
  if (plan.carry) {
    write.records.push_back({{RecordKind::act, key.id, key.version, 1}, 0, act_body(*plan.carry)});
    version.acts = {*plan.carry};
  }
  judge_version(ports, version);
  write.listings = std::move(plan.superseded);
  write.listings.push_back(listing_of(ports, version));
  write.change = {actor, "define", "", ports.clock.now()};
  CAIRN_TRY(const auto revisions, ports.store.write_records(ports.tenant, write));
  plan.outcome.revision = revisions.front();
  return plan.outcome;
}

}  // namespace

Result<DefineOutcome> define(const RegisterPorts& ports, const std::string& actor, const DefineCommand& command) {
  CAIRN_CHECK(check_name(command.name));
  CAIRN_TRY(const domain::Person person, find_person(ports, actor));
  CAIRN_TRY(const auto records, ports.store.definition_family(ports.tenant, command.name));
  Plan plan;
  if (records.empty()) {
    plan = plan_new(actor, command);
    if (plan.next.organisation.empty()) {
      return fail(Kind::malformed, "register.organisation", "a new definition needs an organisation", "Say whose it is, with --org.");
    }
    CAIRN_CHECK(check_address(ports, command));
  } else {
    CAIRN_TRY(const DefinitionState state, read_family(ports, command.name, records));
    CAIRN_CHECK(check_base(ports, state, command));
    CAIRN_CHECK(check_right(ports, person, involved(state.newest().definition), domain::k_edit));
    plan = plan_edit(ports, actor, state.newest(), command);
    if (plan.is_same) return plan.outcome;
    if (plan.carry) plan.superseded = superseded_listings(ports, state, {{plan.outcome.key, 0, {}}, plan.next, {}, {}});
  }
  for (const std::string& organisation : involved(plan.next)) CAIRN_CHECK(find_organisation(ports, organisation));
  CAIRN_CHECK(check_right(ports, person, involved(plan.next), domain::k_edit));
  CAIRN_CHECK(check_loop(ports, command));
  return keep(ports, actor, std::move(plan));
}

}  // namespace cairn::app
