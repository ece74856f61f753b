#pragma once
#include "app/register.hpp"

// Steps that several stories of the register share. Internal to this library.
namespace cairn::app {

/// out: ids of the organisations whose people may do this: the owner, and its partners where the template lets them
std::vector<std::string> involved(const RegisterPorts& ports, const DefinitionRecord& definition, std::string_view act);
/// What a version says in its material places, whose it is and who acts on it, as a digest.
std::string digest_of(const RegisterPorts& ports, const DefinitionRecord& definition);
/// out: one spelling for all of an address: scheme and host in small letters, no usual port, no "." and ".." in the path.  spec: RFC 3986 6.2
std::string address_key(std::string_view address);
/// What every text of the register keeps, drafts too: a version of plain letters, no control characters.
/// fails: malformed/register.name, domain.text
Result<void> check_draft(const domain::MicroCredentialFields& fields);
/// What a definition lacks before it may be offered, in words.
std::vector<std::string> lacking(const RegisterPorts& ports, const domain::MicroCredentialFields& fields);
/// fails: refused/register.incomplete
Result<void> check_publication(const RegisterPorts& ports, const store::RecordKey& key, const DefinitionRecord& definition);

/// in:    records - of one definition, not empty
Result<DefinitionState> read_family(const RegisterPorts& ports, std::string_view name, const std::vector<store::Record>& records);

domain::Case case_of(const RegisterPorts& ports, const VersionState& version);
/// out: listings of the versions that a newly published one supersedes
std::vector<store::Listing> superseded_listings(const RegisterPorts& ports, const DefinitionState& state, const VersionState& published);
/// Work out where a version stands.
void judge_version(const RegisterPorts& ports, VersionState& version);

}  // namespace cairn::app
