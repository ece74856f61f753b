#include "app/status_slots.hpp"

#include "base/encoding.hpp"

namespace cairn::app {

static_assert(store::k_slots_per_list == vc::SlotPermutation::k_size);

Result<store::StatusList> SlotGiver::begin_list() {
  store::StatusList list;
  list.scope = scope_;
  entropy_.fill(list.permutation_key);
  std::array<std::uint8_t, 12> name{};
  entropy_.fill(name);
  list.name = to_base58(name);
  return store_.begin_status_list(tenant_, list);
}

Result<void> SlotGiver::find_list() {
  // A list that this run has filled may still look open: its last places are recorded with a later batch.
  std::optional<store::StatusList> list;
  if (list_ == 0) {
    CAIRN_TRY(list, store_.open_status_list(tenant_, scope_));
  }
  if (!list || list->next_place >= store::k_slots_per_list) {
    CAIRN_TRY(list, begin_list());
  }
  list_ = list->number;
  next_place_ = list->next_place;
  permutation_.emplace(list->permutation_key);
  urls_.push_back(store::status_list_url(scope_, list->name));
  return {};
}

Result<GivenSlot> SlotGiver::give() {
  if (next_place_ >= store::k_slots_per_list) CAIRN_CHECK(find_list());
  GivenSlot out;
  out.claim = {list_, next_place_, permutation_->slot_of(next_place_)};
  out.list_url = urls_.back();
  out.purpose = scope_.purpose;
  ++next_place_;
  return out;
}

}  // namespace cairn::app
