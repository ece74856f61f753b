#pragma once
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "base/entropy.hpp"
#include "base/result.hpp"
#include "store/store.hpp"
#include "vc/slot_permutation.hpp"

namespace cairn::app {

/// A place in a status list for one credential.
struct GivenSlot {
  store::StatusClaim claim;
  std::string_view list_url;  ///< lives as long as the giver
  store::StatusPurpose purpose = store::StatusPurpose::revocation;
};

/// Gives places of a scope's open list away, each once, and begins a new list when one is full. The counter runs ahead
/// in memory and is recorded together with the intents: whoever holds the run lock is the only one who gives. What is
/// given and never recorded is given again by the next run, since nothing was signed with it.
class SlotGiver {
 public:
  SlotGiver(store::Store& store, store::TenantId tenant, Entropy& entropy, store::StatusScope scope)
      : store_(store), tenant_(tenant), entropy_(entropy), scope_(std::move(scope)) {}
  SlotGiver(const SlotGiver&) = delete;
  SlotGiver& operator=(const SlotGiver&) = delete;

  /// fails: as the store
  /// cost:  nothing but arithmetic, but for the first and one in 131,072
  Result<GivenSlot> give();

 private:
  Result<void> find_list();
  Result<store::StatusList> begin_list();

  store::Store& store_;
  store::TenantId tenant_;
  Entropy& entropy_;
  store::StatusScope scope_;
  std::int64_t list_ = 0;
  std::uint32_t next_place_ = store::k_slots_per_list;
  std::optional<vc::SlotPermutation> permutation_;
  std::deque<std::string> urls_;  // views of them are handed out
};

}  // namespace cairn::app
