#include "app/issue_ports.hpp"

#include "base/iri.hpp"
#include "proof/did.hpp"
#include "proof/json_pointer.hpp"
#include "proof/suite_table.hpp"

namespace cairn::app {
namespace {

std::string origin_of(std::string_view address) {
  const IriParts parts = split_iri(address);
  if ((parts.scheme != "https" && parts.scheme != "http") || parts.authority.empty()) return {};
  return std::string(parts.scheme) + "://" + std::string(parts.authority);
}

}  // namespace

std::string_view default_cryptosuite(crypto::KeyType type) {
  return type == crypto::KeyType::ed25519 ? "eddsa-rdfc-2022" : "ecdsa-rdfc-2019";
}

Result<std::string> award_base_url(std::string_view given, std::string_view issuer_id, std::string_view definition_id) {
  if (!given.empty()) {
    const IriParts parts = split_iri(given);
    if (origin_of(given).empty() || !is_absolute_iri(given) || parts.has_query || parts.has_fragment) {
      return fail(Kind::malformed, "issue.base-url",
                  "\"" + std::string(given) + "\" is no web address to put /c/ behind",
                  "Give the address of your Cairn server, such as https://badges.example.org.");
    }
    while (given.ends_with('/')) given.remove_suffix(1);
    return std::string(given);
  }
  if (issuer_id.starts_with("did:web:")) {
    CAIRN_TRY(const std::string document, proof::did_web_to_url(issuer_id, proof::LocalHosts::allowed));
    return origin_of(document);
  }
  const std::string home = origin_of(issuer_id);
  return home.empty() ? origin_of(definition_id) : home;
}

// Checked before anything is recorded: an intent that cannot be signed would stand in the way for ever.
Result<void> check_suite(const std::string& cryptosuite, crypto::KeyType key) {
  std::string known;
  bool is_known = false;
  for (const proof::SuiteRow& row : proof::suite_table()) {
    const auto suite = row.make();
    const proof::SuiteDescription& description = suite->description();
    if (description.use != proof::SuiteUse::issue_and_verify) continue;
    const bool takes = proof::takes_key(description, key);
    is_known = is_known || description.name == cryptosuite;
    if (description.name == cryptosuite && takes) return {};
    if (takes) known += (known.empty() ? "" : ", ") + std::string(description.name);
  }
  if (!is_known) {
    return fail(Kind::malformed, "issue.suite-unknown", "there is no suite \"" + cryptosuite + "\" to make proofs of",
                "Leave --suite out, or give one of: " + known + ".");
  }
  return fail(Kind::refused, "issue.suite", "proofs of the suite \"" + cryptosuite + "\" cannot be made with this key",
              "Leave --suite out, or give one of: " + known + ".");
}

// A place that cannot be named would stop every row.
static Result<void> check_disclosure(const IssueTerms& terms) {
  for (const std::string& place : terms.definition->always_shown) {
    const auto tokens = proof::split_pointer(place);
    if (tokens && !tokens->empty()) continue;
    return fail(Kind::malformed, "issue.disclosure", "disclosure.mandatory holds \"" + place + "\", which is no place in a credential",
                "Write JSON Pointers, such as /credentialSubject/achievement.");
  }
  return {};
}

Result<void> check_terms(const IssueTerms& terms) {
  if (terms.cryptosuite != k_disclosable_form) CAIRN_CHECK(check_suite(terms.cryptosuite, terms.key.signer->public_key().type));
  if (terms.status && terms.base_url.empty()) {
    return fail(Kind::refused, "issue.status", "a status list needs an address to be published at, and none is known",
                "Give the address of your Cairn server with --base-url, or --status none.");
  }
  CAIRN_CHECK(check_disclosure(terms));
  const std::string& organisation = terms.definition->organisation.id;
  if (organisation == terms.key.issuer) return {};
  return fail(Kind::refused, "issue.key-not-issuers",
              "the definition's organisation is " + organisation + ", but the key signs for " + terms.key.issuer,
              "Use the organisation's own key, or leave organisation.id out of the definition.");
}

}  // namespace cairn::app
