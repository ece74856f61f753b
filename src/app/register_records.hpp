#pragma once
#include <string>
#include <vector>

#include "app/toml_file.hpp"
#include "base/result.hpp"
#include "domain/governance.hpp"
#include "domain/micro_credential.hpp"
#include "domain/people.hpp"
#include "store/register.hpp"

// What the register keeps, as the JSON of its records. The same value always gives the same bytes.
namespace cairn::app {

/// One version of a definition with those who wrote it.
struct DefinitionRecord {
  domain::MicroCredentialFields fields;
  std::string organisation;             ///< id of the organisation whose it is
  std::vector<std::string> partners;    ///< ids of others whose people act on it: a rating body, an employer
  std::vector<std::string> editors;     ///< ids of everybody who wrote this version's text, each once
  int ordinal = 1;                      ///< the how-manieth version it is
};

std::string organisation_body(const domain::RegisteredOrganisation& organisation);
std::string person_body(const domain::Person& person);
std::string definition_body(const DefinitionRecord& record);
std::string act_body(const domain::Act& act);

/// fails: corrupt/register.body (the bytes are no such record; names the record)
Result<domain::RegisteredOrganisation> organisation_of(const store::Record& record);
Result<domain::Person> person_of(const store::Record& record);
Result<DefinitionRecord> definition_of(const store::Record& record);
Result<domain::Act> act_of(const store::Record& record);

}  // namespace cairn::app
