#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/archive_layout.hpp"
#include "app/status_publish.hpp"
#include "base/result.hpp"
#include "verify/trust_list.hpp"

namespace cairn::app {

/// What is done about a status list that has changed since it was last signed, or never was, when nobody can sign it.
enum class StaleLists : std::uint8_t { refused, accepted };

/// What an archive is to be.
struct ArchiveOrder {
  std::string folder;
  ArchiveExtent extent = ArchiveExtent::full;
  ArchiveStanding standing = ArchiveStanding::dated;
  StaleLists stale = StaleLists::refused;
  /// Issuers' keys: they sign the status lists, the trust list and the list of contents. May be empty: then what was last signed is
  /// taken, and the archive carries no signature of its own.
  std::vector<SigningTerms> signers;
  verify::TrustList keys_over_time;  ///< since when and until when keys were used, as the operator states it; may be empty
  std::string_view style_sheet;      ///< of the page
  std::function<void(std::uint64_t done, std::uint64_t total)> on_progress;  ///< may be empty
};

struct ArchiveDone {
  std::uint64_t credentials = 0;
  std::uint64_t unsigned_intents = 0;  ///< prepared and never signed: not in the archive
  std::int64_t lists = 0;
  std::int64_t lists_final = 0;
  std::int64_t lists_behind = 0;  ///< taken although they have changed since they were signed
  std::int64_t lists_missing = 0;  ///< never signed: their credentials cannot be checked to the end
  std::string digest;             ///< SHA-256 of the list of contents
  bool is_signed = false;
};

/// Write a folder from which everything that was issued verifies without a server.
/// fails: missing/archive.nothing (nothing was issued); conflict/archive.lists-behind (a status list is not signed as it stands);
///        refused/archive.final-key (a final archive needs the key of every issuer that keeps lists);
///        refused/archive.compromised-key (the key history says so of a key that is to sign);
///        unavailable/archive.changed (credentials were issued meanwhile); as ArchiveFolder, signing and the store
/// cost:  memory does not grow with the number of credentials, but for 64 bytes for each 256th of them
Result<ArchiveDone> export_archive(const StatusPorts& ports, const ArchiveOrder& order);

}  // namespace cairn::app
