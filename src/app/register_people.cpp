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

/// How far a right reaches: in one organisation, or in any.
struct Holders {
  bool anywhere = false;
  bool here = false;
};

Result<Holders> administrators(const RegisterPorts& ports, const std::string& organisation) {
  Holders out;
  RecordKey after{RecordKind::person, ""};
  const std::string day = today(ports);
  for (;;) {
    CAIRN_TRY(const auto page, ports.store.list_records(ports.tenant, RecordKind::person, after, k_page));
    for (const store::Record& record : page) {
      CAIRN_TRY(const domain::Person person, person_of(record));
      for (const domain::RoleGrant& grant : person.roles) {
        const bool is_now = grant.until.empty() || grant.until >= day;
        if (!is_now || !ports.governance.may({grant.role}, domain::k_administer)) continue;
        out.anywhere = true;
        out.here = out.here || grant.organisation == organisation;
      }
    }
    if (page.size() < k_page) return out;
    after = page.back().key;
  }
}

bool administers_anywhere(const RegisterPorts& ports, const domain::Person& person) {
  const std::string day = today(ports);
  return std::ranges::any_of(person.roles, [&](const domain::RoleGrant& grant) {
    return grant.from <= day && (grant.until.empty() || grant.until >= day) && ports.governance.may({grant.role}, domain::k_administer);
  });
}

// Until somebody administers, anybody may: somebody has to be the first.
Result<void> check_administers(const RegisterPorts& ports, const std::string& actor) {
  CAIRN_TRY(const Holders holders, administrators(ports, ""));
  if (!holders.anywhere) return {};
  CAIRN_TRY(const domain::Person person, find_person(ports, actor));
  if (administers_anywhere(ports, person)) return {};
  return fail(Kind::refused, "register.right", actor + " does not administer", std::string(k_cannot_tell));
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
  CAIRN_CHECK(check_administers(ports, actor));
  CAIRN_TRY(const auto before, find(ports, RecordKind::organisation, organisation.id));
  return write_one(ports, actor, "organisation", {{RecordKind::organisation, organisation.id}, before ? before->revision : 0, organisation_body(organisation)});
}

Result<std::int64_t> put_person(const RegisterPorts& ports, const std::string& actor, const domain::Person& person) {
  CAIRN_CHECK(domain::check_person(person));
  CAIRN_CHECK(check_administers(ports, actor));
  CAIRN_TRY(const auto before, find(ports, RecordKind::person, person.id));
  domain::Person next = person;
  next.roles.clear();
  if (before) {
    CAIRN_TRY(const domain::Person old, person_of(*before));
    next.roles = old.roles;
  }
  return write_one(ports, actor, "person", {{RecordKind::person, person.id}, before ? before->revision : 0, person_body(next)});
}

Result<std::int64_t> give_role(const RegisterPorts& ports, const std::string& actor, const std::string& person, const domain::RoleGrant& grant) {
  if (ports.governance.find_role(grant.role) == nullptr) {
    std::string known;
    for (const domain::Role& role : ports.governance->roles) known += (known.empty() ? "" : ", ") + role.id;
    return fail(Kind::malformed, "register.role", "there is no role \"" + grant.role.substr(0, 60) + "\"", "Roles are: " + known + ".");
  }
  CAIRN_CHECK(find_organisation(ports, grant.organisation));
  CAIRN_TRY(const auto record, find(ports, RecordKind::person, person));
  if (!record) CAIRN_CHECK(find_person(ports, person));
  CAIRN_TRY(domain::Person whom, person_of(*record));
  CAIRN_TRY(const Holders holders, administrators(ports, grant.organisation));
  if (holders.here || holders.anywhere) {
    CAIRN_TRY(const domain::Person by, find_person(ports, actor));
    if (holders.here) CAIRN_CHECK(check_right(ports, by, {grant.organisation}, domain::k_administer));
    else if (!administers_anywhere(ports, by)) return fail(Kind::refused, "register.right", actor + " does not administer", std::string(k_cannot_tell));
    if (actor == person && grant.until.empty()) {
      return fail(Kind::refused, "register.own-role", "nobody gives a role to themselves", "Another administrator has to do it.");
    }
  }
  const auto same = [&](const domain::RoleGrant& one) { return one.role == grant.role && one.organisation == grant.organisation && one.until.empty(); };
  const auto held = std::ranges::find_if(whom.roles, same);
  if (held != whom.roles.end()) held->until = grant.until;
  else whom.roles.push_back(grant);
  CAIRN_CHECK(domain::check_person(whom));
  return write_one(ports, actor, "role", {record->key, record->revision, person_body(whom)});
}

}  // namespace cairn::app
