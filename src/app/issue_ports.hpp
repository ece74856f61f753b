#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "base/clock.hpp"
#include "base/entropy.hpp"
#include "base/instant.hpp"
#include "crypto/key_file.hpp"
#include "domain/micro_credential.hpp"
#include "json/value.hpp"
#include "jsonld/loader.hpp"
#include "store/store.hpp"

namespace cairn::app {

/// What issuing reaches out to. Clock, entropy and signer are used by several threads at once; the store by one.
struct IssuePorts {
  store::Store& store;
  store::TenantId tenant;
  Clock& clock;
  Entropy& entropy;
  std::function<std::unique_ptr<jsonld::DocumentLoader>()> make_loader;  ///< pinned contexts, one loader per thread
};

/// In whose name, with which key, under which addresses is issued.
struct IssueTerms {
  const domain::MicroCredential& definition;
  const crypto::KeyFile& key;
  std::string cryptosuite;  ///< "eddsa-rdfc-2022"; must fit the key; or k_disclosable_form
  std::string base_url;     ///< "https://badges.example.org" for addresses /c/{code}; empty: urn:uuid ids, no addresses
  std::span<const json::Value> endorsements{};  ///< of the achievement, checked; they go into every credential
  /// What for the credentials stand in a status list; nothing: in none. Lists need a base_url.
  std::optional<store::StatusPurpose> status = std::nullopt;
};

/// Stands in place of a cryptosuite for credentials in the form of selectively disclosable tokens.
inline constexpr std::string_view k_disclosable_form = "sd-jwt";

/// out: the Data Integrity suite that a key of this type signs with when nothing else is said
std::string_view default_cryptosuite(crypto::KeyType type);

/// Where awards are shown: what was given, else the host of a did:web issuer, else the origin of the definition's https
/// address. out:   without a trailing slash; empty when none of them says it fails: malformed/issue.base-url (no http
/// or https address, or one with query or fragment)
Result<std::string> award_base_url(std::string_view given, std::string_view issuer_id, std::string_view definition_id);

/// Whether proofs of a suite are made here, with keys of a type.
/// fails: malformed/issue.suite-unknown, refused/issue.suite (not with this key)
Result<void> check_suite(const std::string& cryptosuite, crypto::KeyType key);

/// fails: refused/issue.key-not-issuers (the definition names another organisation than the key's issuer), issue.suite;
///        malformed/issue.disclosure
Result<void> check_terms(const IssueTerms& terms);

}  // namespace cairn::app
