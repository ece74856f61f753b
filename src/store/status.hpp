#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "store/issuance.hpp"

namespace cairn::store {

/// What a set bit of a list says. spec: Bitstring Status List 1.0 "statusPurpose"
enum class StatusPurpose : std::uint8_t { revocation, suspension };
std::string_view purpose_word(StatusPurpose purpose);  ///< "revocation", "suspension"

/// Whose list it is, where it is published, and what for. At most one list of a scope is open.
struct StatusScope {
  std::string issuer_id;
  std::string base_url;
  StatusPurpose purpose = StatusPurpose::revocation;
  auto operator<=>(const StatusScope&) const = default;
};

/// How many credentials share a list. spec: Bitstring Status List 1.0 "Bitstring Generation Algorithm"
inline constexpr std::uint32_t k_slots_per_list = 131'072;

/// A list that is being filled, or was.
struct StatusList {
  std::int64_t number = 0;
  StatusScope scope;
  std::string name;  ///< end of its address, unguessable, so that no restore brings it again
  std::array<std::uint8_t, 32> permutation_key{};  ///< secret: scatters places over slots
  std::uint32_t next_place = 0;                    ///< places before it may have been given away
  bool is_open = true;
};

/// Where a list is found: "https://badges.example.org/status/{name}.json".
std::string status_list_url(const StatusScope& scope, std::string_view name);

/// What is done to a slot. revoke is final; suspend and reinstate take turns.
enum class StatusAction : std::uint8_t { revoke, suspend, reinstate };
std::string_view action_word(StatusAction action);  ///< "revoke", "suspend", "reinstate"
std::optional<StatusAction> action_of(std::string_view word);

/// One entry of a slot's history: who did what, when and why.
struct StatusEvent {
  std::int64_t list = 0;
  std::uint32_t slot = 0;
  StatusAction action = StatusAction::revoke;
  std::string reason;  ///< a word of a closed list, see app::reason_classes
  std::string note;    ///< for the record only; never published
  std::string by;
  Instant at;
};

/// What a slot's history amounts to.
enum class SlotState : std::uint8_t { clear, suspended, revoked };
/// out: the state after one more action; nothing when the action is not allowed (a revoked slot stays revoked)
std::optional<SlotState> after(SlotState before, StatusAction action);

/// What became of an event. unchanged: the slot was in that state already; nothing was recorded.
enum class StatusChange : std::uint8_t { recorded, unchanged };

/// A signed list as it is given to the world.
struct PublishedList {
  std::string document;
  std::int64_t version = 0;     ///< counts up from 1 with every signature
  std::int64_t last_event = 0;  ///< the newest event that it knows of
  Instant signed_at;
  Instant valid_until;
};

/// Bits and the newest event that made them.
struct SlotBits {
  std::vector<std::uint32_t> set;  ///< slots that are suspended or revoked, ascending
  std::int64_t last_event = 0;
};

/// The part of the store that keeps status lists. Events are only ever added, so a revocation can never be lost again.
class StatusRegister {
 public:
  virtual ~StatusRegister() = default;

  /// out: the list of this scope that is being filled; nothing when none is
  virtual Result<std::optional<StatusList>> open_status_list(TenantId tenant, const StatusScope& scope) = 0;
  /// Begin a list; the one that was open in its scope takes no new places, but those already given can be recorded.
  /// in:    list - scope, name and permutation_key
  /// fails: conflict/store.constraint (a list of this name exists)
  virtual Result<StatusList> begin_status_list(TenantId tenant, const StatusList& list) = 0;
  /// Close all lists: not even a slot given away before is recorded any more.   out: how many were not closed yet
  virtual Result<std::int64_t> close_status_lists(TenantId tenant) = 0;
  /// out: all lists, oldest first
  virtual Result<std::vector<StatusList>> status_lists(TenantId tenant) = 0;
  /// out: the list of this name, of whichever tenant
  virtual Result<std::optional<StatusList>> find_status_list(std::string_view name) = 0;

  /// Record events, all or none; what changes nothing is left out.
  /// fails: conflict/status.final (suspending or reinstating what is revoked); missing/store.status-list
  virtual Result<std::vector<StatusChange>> record_status(TenantId tenant, std::span<const StatusEvent> events) = 0;
  /// out: everything that was done to a slot, oldest first
  virtual Result<std::vector<StatusEvent>> status_history(TenantId tenant, std::int64_t list, std::uint32_t slot) = 0;
  virtual Result<SlotBits> status_bits(TenantId tenant, std::int64_t list) = 0;

  /// Keep a newly signed list; its version becomes the next one.   out: that version
  virtual Result<std::int64_t> record_published(TenantId tenant, std::int64_t list,
                                                const PublishedList& signed_list) = 0;
  /// out: the newest signed list of this name, of whichever tenant
  virtual Result<std::optional<PublishedList>> published_list(std::string_view name) = 0;
};

}  // namespace cairn::store
