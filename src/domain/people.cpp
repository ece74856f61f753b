#include "domain/people.hpp"

#include <algorithm>
#include <array>

#include "base/instant.hpp"
#include "domain/field_check.hpp"

namespace cairn::domain {
namespace {

constexpr std::array<std::string_view, 5> k_organisation_kinds = {"provider", "awarding-body", "rating-body", "employer", "professional-body"};

FieldName field(std::string_view name) { return {{}, 0, name}; }

Result<void> check_day(std::size_t index, std::string_view name, const std::string& day) {
  if (parse_date(day)) return {};
  return field_error("domain.date", {"roles", index, name}, "\"" + day.substr(0, 40) + "\" is no day", "Write year, month and day: 2027-06-30.");
}

}  // namespace

std::span<const std::string_view> organisation_kinds() { return k_organisation_kinds; }

Result<void> check_organisation(const RegisteredOrganisation& organisation) {
  CAIRN_CHECK(check_key(field("id"), organisation.id));
  CAIRN_CHECK(check_text(field("name"), organisation.name, Presence::required));
  for (std::size_t i = 0; i < organisation.kinds.size(); ++i) {
    if (std::ranges::find(k_organisation_kinds, organisation.kinds[i]) != k_organisation_kinds.end()) continue;
    return field_error("domain.name-list", {"kinds", i, {}}, "\"" + organisation.kinds[i].substr(0, 40) + "\" is not in the list",
                       "Use provider, awarding-body, rating-body, employer or professional-body.");
  }
  CAIRN_CHECK(check_iri(field("identifier"), organisation.identifier, Presence::optional));
  CAIRN_CHECK(check_web_address(field("url"), organisation.url, Presence::optional));
  CAIRN_CHECK(check_email(field("email"), organisation.email, Presence::optional));
  return check_text(field("country"), organisation.country, Presence::optional);
}

Result<void> check_person(const Person& person) {
  CAIRN_CHECK(check_key(field("id"), person.id));
  CAIRN_CHECK(check_text(field("name"), person.name, Presence::required));
  CAIRN_CHECK(check_email(field("email"), person.email, Presence::optional));
  for (std::size_t i = 0; i < person.roles.size(); ++i) {
    const RoleGrant& grant = person.roles[i];
    CAIRN_CHECK(check_key({"roles", i, "role"}, grant.role));
    CAIRN_CHECK(check_key({"roles", i, "organisation"}, grant.organisation));
    CAIRN_CHECK(check_day(i, "from", grant.from));
    if (grant.until.empty()) continue;
    CAIRN_CHECK(check_day(i, "until", grant.until));
    if (grant.until < grant.from) return field_error("domain.range", {"roles", i, "until"}, "is before from", "Give a later day.");
  }
  return {};
}

std::vector<std::string> roles_on(const Person& person, const std::vector<std::string>& organisations, std::string_view day) {
  std::vector<std::string> out;
  for (const RoleGrant& grant : person.roles) {
    const bool is_here = std::ranges::find(organisations, grant.organisation) != organisations.end();
    const bool is_now = grant.from <= day && (grant.until.empty() || day <= grant.until);
    if (is_here && is_now && std::ranges::find(out, grant.role) == out.end()) out.push_back(grant.role);
  }
  return out;
}

}  // namespace cairn::domain
