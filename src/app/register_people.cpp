#include <algorithm>

#include "app/register.hpp"
#include "app/register_steps.hpp"
#include "base/instant.hpp"

// Organisations, people and their roles.
namespace cairn::app {
namespace {

using store::RecordKey;
using store::RecordKind;

constexpr std::size_t k_page = 500;
constexpr std::string_view k_cannot_tell = "Ask an administrator; cairn person list shows who that is.";

std::string today(const RegisterPorts& ports) { return format_date(date_of(ports.clock.now())); }

Result<std::optional<store::Record>> find(const RegisterPorts& ports, RecordKind kind, const std::string& id) {
  return ports.store.find_record(ports.tenant, {kind, id});
}

/// Who holds what in the register at large.
struct Holders {
  bool any_role = false;     ///< somebody was ever given a role: the beginning is over
  int administrators = 0;    ///< of the organisation asked about, on this day
};

Result<Holders> holders_of(const RegisterPorts& ports, const std::string& organisation) {
  Holders out;
  RecordKey after{RecordKind::person, ""};
  const std::string day = today(ports);
  for (;;) {
    CAIRN_TRY(const auto page, ports.store.list_records(ports.tenant, RecordKind::person, after, k_page));
    for (const store::Record& record : page) {
      CAIRN_TRY(const domain::Person person, person_of(record));
      for (const domain::RoleGrant& grant : person.roles) {
        out.any_role = true;
        const bool is_now = grant.from <= day && (grant.until.empty() || grant.until >= day);
        if (is_now && grant.organisation == organisation && grant.role == domain::k_administrator) ++out.administrators;
      }
    }
    if (page.size() < k_page) return out;
    after = page.back().key;
  }
}

Failure does_not_administer(const std::string& actor, const std::string& where) {
  return fail(Kind::refused, "register.right", actor + " does not administer" + where, std::string(k_cannot_tell));
}

// Until somebody was given a role, anybody may: somebody has to be the first.
// in: where - organisations of which one has to be administered; empty: any will do
Result<void> check_administers(const RegisterPorts& ports, const std::string& actor, const std::vector<std::string>& where) {
  CAIRN_TRY(const Holders holders, holders_of(ports, ""));
  if (!holders.any_role) return {};
  CAIRN_TRY(const domain::Person person, find_person(ports, actor));
  const std::string day = today(ports);
  for (const domain::RoleGrant& grant : person.roles) {
    const bool is_now = grant.from <= day && (grant.until.empty() || grant.until >= day);
    const bool is_asked = where.empty() || std::ranges::find(where, grant.organisation) != where.end();
    if (is_now && is_asked && grant.role == domain::k_administrator) return {};
  }
  return does_not_administer(actor, where.empty() ? "" : " " + where.front());
}

Result<std::int64_t> write_one(const RegisterPorts& ports, const std::string& actor, std::string action, store::RecordWrite record) {
  store::RegisterWrite write;
  write.records.push_back(std::move(record));
  write.change = {actor, std::move(action), "", ports.clock.now()};
  CAIRN_TRY(const auto revisions, ports.store.write_records(ports.tenant, write));
  return revisions.front();
}

}  // namespace

Result<domain::Person> find_person(const RegisterPorts& ports, const std::string& id) {
  CAIRN_TRY(const auto record, find(ports, RecordKind::person, id));
  if (record) return person_of(*record);
  return fail(Kind::missing, "register.person", "there is no person \"" + id.substr(0, 80) + "\"", "cairn person list shows who is known; cairn person add adds somebody.");
}

Result<domain::RegisteredOrganisation> find_organisation(const RegisterPorts& ports, const std::string& id) {
  CAIRN_TRY(const auto record, find(ports, RecordKind::organisation, id));
  if (record) return organisation_of(*record);
  return fail(Kind::missing, "register.organisation", "there is no organisation \"" + id.substr(0, 80) + "\"", "cairn org list shows what is known; cairn org add adds one.");
}

Result<void> check_template(const RegisterPorts& ports, const domain::RegisteredOrganisation& owner) {
  if (owner.governance == ports.governance_digest) return {};
  return fail(Kind::refused, "register.governance", owner.id + " decides by " + (owner.governance.empty() ? "the template that comes with the program" : "a template of its own") +
              ", and another was named", "Name its file with --governance, or none; an administrator changes it with cairn org add.");
}

Result<void> check_right(const RegisterPorts& ports, const domain::Person& person, const std::vector<std::string>& organisations, std::string_view right) {
  const auto roles = domain::roles_on(person, organisations, today(ports));
  if (ports.governance.may(roles, right)) return {};
  std::string held;
  for (const std::string& role : roles) held += (held.empty() ? "" : ", ") + role;
  std::string places;
  for (const std::string& organisation : organisations) places += (places.empty() ? "" : " or ") + organisation;
  std::string needed;
  for (const domain::Role& role : ports.governance->roles) {
    if (std::ranges::find(role.may, right) != role.may.end()) needed += (needed.empty() ? "" : ", ") + role.id;
  }
  return fail(Kind::refused, "register.right", person.id + " may not " + std::string(right) + " at " + places + ": has " + (held.empty() ? "no role there" : held) +
              "; one of these is needed: " + needed, std::string(k_cannot_tell));
}

Result<std::int64_t> put_organisation(const RegisterPorts& ports, const std::string& actor, const domain::RegisteredOrganisation& organisation) {
  CAIRN_CHECK(domain::check_organisation(organisation));
  CAIRN_TRY(const auto before, find(ports, RecordKind::organisation, organisation.id));
  domain::RegisteredOrganisation next = organisation;
  next.governance = ports.governance_digest;
  if (!before) {
    CAIRN_CHECK(check_administers(ports, actor, {}));
  } else {
    CAIRN_CHECK(check_administers(ports, actor, {organisation.id}));
  }
  return write_one(ports, actor, "organisation", {{RecordKind::organisation, organisation.id}, before ? before->revision : 0, organisation_body(next)});
}

Result<std::int64_t> put_person(const RegisterPorts& ports, const std::string& actor, const domain::Person& person) {
  CAIRN_CHECK(domain::check_person(person));
  CAIRN_TRY(const auto before, find(ports, RecordKind::person, person.id));
  domain::Person next = person;
  next.roles.clear();
  std::vector<std::string> where;
  if (before) {
    CAIRN_TRY(const domain::Person old, person_of(*before));
    next.roles = old.roles;
    for (const domain::RoleGrant& grant : old.roles) where.push_back(grant.organisation);
  }
  CAIRN_CHECK(check_administers(ports, actor, where));
  return write_one(ports, actor, "person", {{RecordKind::person, person.id}, before ? before->revision : 0, person_body(next)});
}

Result<std::int64_t> give_role(const RegisterPorts& ports, const std::string& actor, const std::string& person, const domain::RoleGrant& grant) {
  if (ports.governance.find_role(grant.role) == nullptr) {
    std::string known;
    for (const domain::Role& role : ports.governance->roles) known += (known.empty() ? "" : ", ") + role.id;
    return fail(Kind::malformed, "register.role", "there is no role \"" + grant.role.substr(0, 60) + "\"", "Roles are: " + known + ".");
  }
  CAIRN_TRY(const auto organisation, find_organisation(ports, grant.organisation));
  CAIRN_CHECK(check_template(ports, organisation));
  CAIRN_TRY(const auto record, find(ports, RecordKind::person, person));
  if (!record) CAIRN_CHECK(find_person(ports, person));
  CAIRN_TRY(domain::Person whom, person_of(*record));
  const auto open_grant = [&] {
    return std::ranges::find_if(whom.roles, [&](const domain::RoleGrant& one) {
      return one.role == grant.role && one.organisation == grant.organisation && one.until.empty();
    });
  };
  const bool ends = open_grant() != whom.roles.end() && !grant.until.empty();
  CAIRN_TRY(const Holders holders, holders_of(ports, grant.organisation));
  const bool administers = grant.role == domain::k_administrator;
  if (!holders.any_role && !(administers && actor == person)) {
    return fail(Kind::refused, "register.right", "the first role is that of an administrator, who takes it", "cairn person role ME administrator --org " + grant.organisation + " --as ME");
  }
  if (holders.any_role) {
    // The administrators of another organisation give a new one its first.
    CAIRN_CHECK(check_administers(ports, actor, holders.administrators > 0 ? std::vector<std::string>{grant.organisation} : std::vector<std::string>{}));
    if (actor == person && !ends) {
      return fail(Kind::refused, "register.own-role", "nobody gives a role to themselves", "Another administrator has to do it.");
    }
  }
  if (ends && administers && holders.administrators == 1) {
    return fail(Kind::refused, "register.right", person + " is the last administrator of " + grant.organisation, "Give the role to somebody else first.");
  }
  const auto held = open_grant();
  if (held != whom.roles.end()) held->until = grant.until;
  else whom.roles.push_back(grant);
  CAIRN_CHECK(domain::check_person(whom));
  return write_one(ports, actor, "role", {record->key, record->revision, person_body(whom)});
}

}  // namespace cairn::app
