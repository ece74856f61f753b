#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/governance.hpp"

// Who takes part: organisations, and people with roles in them.
namespace cairn::domain {

/// An organisation of the register. One may be several things: a college provides, awards and rates.
struct RegisteredOrganisation {
  std::string id;                  ///< short name: "ardmore"
  std::string name;
  std::vector<std::string> kinds;  ///< words of organisation_kinds()
  std::string identifier;          ///< DID or https address, the issuer's id in credentials; may be empty
  std::string url;                 ///< may be empty
  std::string email;               ///< may be empty
  std::string country;             ///< ISO 3166: "GB-SCT"; may be empty
  std::string governance{};        ///< digest of its template of stages and roles; empty: the program's own
};
/// provider, awarding-body, rating-body, employer, professional-body
std::span<const std::string_view> organisation_kinds();

/// A role somebody holds in an organisation, and until when.
struct RoleGrant {
  std::string role;          ///< id of a role of the governance template
  std::string organisation;  ///< id of an organisation of the register
  std::string from;          ///< day
  std::string until{};       ///< last day; empty: until it is taken away
  std::string granted_by;    ///< id of a person
};

/// Somebody who works with definitions. Learners are not kept here.
struct Person {
  std::string id;     ///< short name: "ailsa-grant"
  std::string name;
  std::string email;  ///< may be empty
  std::vector<RoleGrant> roles;
};

/// fails: domain.required, domain.key, domain.text, domain.url, domain.email, domain.name-list
Result<void> check_organisation(const RegisteredOrganisation& organisation);
/// fails: as above, domain.date, domain.range (until before from)
Result<void> check_person(const Person& person);

/// out: the roles that the person holds on this day in any of these organisations, each once
std::vector<std::string> roles_on(const Person& person, const std::vector<std::string>& organisations, std::string_view day);

}  // namespace cairn::domain
