#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/archive_layout.hpp"
#include "verify/trust_list.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "crypto/key.hpp"
#include "store/store.hpp"

namespace cairn::app {

/// How a key was used, as the store knows it.
struct KeyUse {
  std::uint64_t credentials = 0;
  Instant first;
  Instant last;
};
/// By verification method.
using KeyUses = std::map<std::string, KeyUse, std::less<>>;

/// A key that an issuer signs or signed with.
struct HistoricKey {
  std::string method_id;
  crypto::PublicKey key;
  std::optional<Instant> from;
  std::optional<Instant> until;        ///< retired: what it signed before stays good
  std::optional<Instant> compromised;  ///< others may have had it since
};
struct HistoricIssuer {
  ArchiveIssuer issuer;
  std::vector<HistoricKey> keys;
};

/// All keys of those in whose name was issued here: what the store knows, with the times that the operator states.
/// in:    stated - a list as docs/trust.md describes it
/// out:   sorted by issuer
/// fails: refused/archive.history-issuer (`stated` names somebody else); as crypto::parse_multikey
Result<std::vector<HistoricIssuer>> key_history(const std::vector<store::IssuerRecord>& records, const verify::TrustList& stated);

/// The history as a trust list: rules, which `verify` applies.
/// in:  closed - the issuers close at this time: a key with no end ends then, or with its last use
std::string to_trust_list(const std::vector<HistoricIssuer>& issuers, const KeyUses& uses, std::optional<Instant> closed);
/// The history as facts, for people and other programs.
std::string to_history_text(const std::vector<HistoricIssuer>& issuers, const KeyUses& uses, Instant now);

/// Which document of an issuer: the one to publish today, without retired keys under assertionMethod; or the one that credentials
/// of all times are checked by, without keys that others have had.
enum class DocumentTime : std::uint8_t { today, all_times };
std::string to_document(const HistoricIssuer& issuer, DocumentTime time, Instant now);

/// out: a file name that says whose document it is: "did_web_badges.example.org-1a2b3c4d.json"
std::string archive_file_name(std::string_view id);

}  // namespace cairn::app
