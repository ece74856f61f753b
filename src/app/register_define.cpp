#include <algorithm>
#include <map>

#include "app/definition_text.hpp"
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

// Who decided about a public text does not write in it.
Result<void> check_editor(const RegisterPorts& ports, const std::string& actor, const VersionState& now) {
  if (now.standpoint.publication != domain::Publication::current) return {};
  for (const domain::Act& act : now.acts) {
    const domain::ActKind* kind = ports.governance.find_act(act.kind);
    const bool decides = kind != nullptr && std::ranges::find(kind->not_by, domain::k_edit) != kind->not_by.end();
    if (act.by != actor || !decides) continue;
    return fail(Kind::refused, "governance.two-person", actor + " has done \"" + act.kind + "\" on this version, and may not write in it", "Another person has to do it.");
  }
  return {};
}

// No control characters in a text: they would command terminals. A name and a version stand in one line.
Result<void> check_texts(const TomlValue& value, const std::string& place) {
  for (const TomlMember& member : value.members) CAIRN_CHECK(check_texts(member.value, place.empty() ? member.key : place + "." + member.key));
  for (std::size_t i = 0; i < value.items.size(); ++i) CAIRN_CHECK(check_texts(value.items[i], place + "[" + std::to_string(i) + "]"));
  const bool is_line = place == "name" || place == "version" || place == "id";
  const auto is_wrong = [is_line](char c) { return c == 0x7F || (static_cast<unsigned char>(c) < 0x20 && (is_line || (c != '\n' && c != '\t'))); };
  if (std::ranges::none_of(value.text, is_wrong)) return {};
  return fail(Kind::malformed, "domain.text", place + ": holds a control character or a line break", "Take it out.");
}

Result<void> check_version(const std::string& version) {
  const auto is_good = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' || c == '_'; };
  if (version.size() <= 40 && std::ranges::all_of(version, is_good)) return {};
  return fail(Kind::malformed, "register.name", "version: \"" + version.substr(0, 40) + "\" is no version", "Use at most 40 letters, digits, '.', '-' and '_'.");
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
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
  carry.material_digest = digest_of(ports, next);
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
  std::vector<std::string> places = places_of(out.outcome.changes);
  const auto whose = [&](std::string_view place, const std::string& before, const std::string& after) {
    if (before == after) return;
    out.outcome.changes.push_back({std::string(place), ChangeKind::changed, before, after});
    places.emplace_back("organisation");  // whose it is, and who acts on it, is as material as anything it says
  };
  whose("register.organisation", now.definition.organisation, out.next.organisation);
  whose("register.partners", joined(now.definition.partners), joined(out.next.partners));
  out.is_same = out.outcome.changes.empty();
  const domain::EditTarget target = edit_target(ports.governance, now.standpoint, places);
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
  if (target == domain::EditTarget::minor_version) out.carry = carry_over(ports, actor, now, out.next);
  return out;
}

// A new definition, and a change of whose it is or who acts on it, is the owner's to make.
Result<void> check_owner_right(const RegisterPorts& ports, const domain::Person& person, const Plan* edit, const std::string& owner) {
  const auto is_about_owner = [](const FieldChange& change) { return change.place.starts_with("register."); };
  if (edit != nullptr && std::ranges::none_of(edit->outcome.changes, is_about_owner)) return {};
  return check_right(ports, person, {owner}, domain::k_edit);
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

Result<void> check_draft(const domain::MicroCredentialFields& fields) {
  CAIRN_CHECK(check_version(fields.version));
  return check_texts(definition_tree(fields), "");
}

Result<DefineOutcome> define(const RegisterPorts& ports, const std::string& actor, const DefineCommand& command) {
  CAIRN_CHECK(check_name(command.name));
  CAIRN_CHECK(check_draft(command.fields));
  CAIRN_TRY(const domain::Person person, find_person(ports, actor));
  CAIRN_TRY(const auto records, ports.store.definition_family(ports.tenant, command.name));
  Plan plan;
  if (records.empty()) {
    plan = plan_new(actor, command);
    if (plan.next.organisation.empty()) {
      return fail(Kind::malformed, "register.organisation", "a new definition needs an organisation", "Say whose it is, with --org.");
    }
  } else {
    CAIRN_TRY(const DefinitionState state, read_family(ports, command.name, records));
    CAIRN_CHECK(check_base(ports, state, command));
    const VersionState& now = state.newest();
    CAIRN_CHECK(check_right(ports, person, involved(ports, now.definition, domain::k_edit), domain::k_edit));
    plan = plan_edit(ports, actor, now, command);
    if (plan.is_same) return plan.outcome;
    CAIRN_CHECK(check_editor(ports, actor, now));
    const bool stays_public = now.standpoint.publication == domain::Publication::current && plan.outcome.target != domain::EditTarget::new_version;
    if (stays_public) CAIRN_CHECK(check_publication(ports, plan.outcome.key, plan.next));
    if (plan.carry) plan.superseded = superseded_listings(ports, state, {{plan.outcome.key, 0, {}}, plan.next, {}, {}});
  }
  for (const std::string& partner : plan.next.partners) CAIRN_CHECK(find_organisation(ports, partner));
  CAIRN_TRY(const auto owner, find_organisation(ports, plan.next.organisation));
  CAIRN_CHECK(check_template(ports, owner));
  CAIRN_CHECK(check_owner_right(ports, person, records.empty() ? nullptr : &plan, plan.next.organisation));
  CAIRN_CHECK(check_address(ports, command));
  CAIRN_CHECK(check_loop(ports, command));
  return keep(ports, actor, std::move(plan));
}

}  // namespace cairn::app
