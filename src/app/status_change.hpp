#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "store/store.hpp"
#include "verify/verifier.hpp"

namespace cairn::app {

/// Why something is done to a credential: a closed list, so that reports can count it.
std::span<const std::string_view> reason_classes();

/// Where a credential stands: its list, and its place there.
struct StatusPlace {
  store::StatusList list;
  std::uint32_t slot = 0;
  std::string credential_id;
};

/// Find the place of one of our credentials.
/// in:    target - its public code, its id or address, or the file that was given out: JSON, a token, or a picture or PDF document
///        that carries either
/// fails: missing/status.not-found (nothing of this name was issued here), refused/status.no-list (it was issued without a status
///        list), refused/status.not-ours (a credential whose signature is not shown to be one of ours); of a file that carries
///        none, as app::unbake
Result<StatusPlace> find_status_place(store::Store& store, store::TenantId tenant, std::string_view target,
                                      verify::Verifier& verifier, Instant at);

/// What was done to a credential that was issued here, by its document.
/// out:   clear also for one that was issued without a status list
/// fails: as the store; malformed/json.*
Result<store::SlotState> recorded_state(store::Store& store, store::TenantId tenant, std::string_view document);

struct StatusOrder {
  store::StatusAction action = store::StatusAction::revoke;
  std::string reason = "other";  ///< one of reason_classes()
  std::string note;
  std::string by;
  Instant at;
};

/// Record what is done to credentials, all or none.
/// out:   for each place, whether anything changed
/// fails: refused/status.revocation-only (suspending what can only be revoked), conflict/status.final;
/// malformed/status.reason
Result<std::vector<store::StatusChange>> change_status(store::Store& store, store::TenantId tenant,
                                                       std::span<const StatusPlace> places, const StatusOrder& order);

struct NewEpoch {
  std::int64_t closed = 0;   ///< lists that take no new credentials any more
  std::int64_t adopted = 0;  ///< lists the database had forgotten
  std::int64_t merged = 0;   ///< bits it had forgotten
};

/// After a restore from a backup: close all lists, since places may have been given away that the database does not
/// know of, and take over every bit of the lists as they are published. in:    published - signed list credentials of
/// our own issuers fails: refused/status.not-ours (a list whose signature is not shown to be one of ours); as
/// vc::read_status_list_credential
Result<NewEpoch> begin_epoch(store::Store& store, store::TenantId tenant, std::span<const std::string> published,
                             verify::Verifier& verifier, const StatusOrder& order);

}  // namespace cairn::app
