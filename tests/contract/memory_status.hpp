#pragma once
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "store/status.hpp"

namespace cairn::store {

/// Status lists that forget everything, for MemoryStore. A value: a copy is a snapshot.
class MemoryStatus {
 public:
  Result<void> claim(TenantId tenant, const std::optional<StatusClaim>& claim) {
    if (!claim) return {};
    Kept* kept = find(tenant, claim->list);
    const bool fresh = kept != nullptr && !kept->is_closed && kept->slots.emplace(claim->slot, claim->place).second;
    if (!fresh) return fail(Kind::conflict, "store.slot-taken", "the slot was given away before");
    kept->list.next_place = std::max(kept->list.next_place, claim->place + 1);
    return {};
  }

  std::optional<StatusList> open_list(TenantId tenant, const StatusScope& scope) const {
    for (const Kept& kept : lists_) {
      if (kept.tenant == tenant && kept.list.scope == scope && kept.list.is_open) return kept.list;
    }
    return std::nullopt;
  }

  Result<StatusList> begin(TenantId tenant, const StatusList& list) {
    if (find(list.name)) return fail(Kind::conflict, "store.constraint", "a list of this name exists");
    for (Kept& kept : lists_) {
      if (kept.tenant == tenant && kept.list.scope == list.scope) kept.list.is_open = false;
    }
    Kept kept{tenant, list, {}, {}, {}, false};
    kept.list.number = static_cast<std::int64_t>(lists_.size()) + 1;
    kept.list.next_place = 0;
    kept.list.is_open = true;
    lists_.push_back(kept);
    return kept.list;
  }

  std::int64_t close(TenantId tenant) {
    std::int64_t out = 0;
    for (Kept& kept : lists_) {
      if (kept.tenant != tenant || kept.is_closed) continue;
      kept.list.is_open = false;
      kept.is_closed = true;
      ++out;
    }
    return out;
  }

  std::vector<StatusList> lists(TenantId tenant) const {
    std::vector<StatusList> out;
    for (const Kept& kept : lists_) {
      if (kept.tenant == tenant) out.push_back(kept.list);
    }
    return out;
  }

  std::optional<StatusList> find(std::string_view name) const {
    for (const Kept& kept : lists_) {
      if (kept.list.name == name) return kept.list;
    }
    return std::nullopt;
  }

  Result<std::vector<StatusChange>> record(TenantId tenant, std::span<const StatusEvent> events) {
    std::vector<StatusChange> out;
    MemoryStatus next = *this;
    for (const StatusEvent& event : events) {
      Kept* kept = next.find(tenant, event.list);
      if (kept == nullptr || event.slot >= k_slots_per_list) return fail(Kind::missing, "store.status-list", "no such list");
      const SlotState before = kept->state(event.slot);
      const auto state = after(before, event.action);
      if (!state) return fail(Kind::conflict, "status.final", "revoked for good");
      out.push_back(*state == before ? StatusChange::unchanged : StatusChange::recorded);
      if (*state == before) continue;
      kept->events.emplace_back(++next.last_event_, event);
    }
    *this = std::move(next);
    return out;
  }

  std::vector<StatusEvent> history(TenantId tenant, std::int64_t list, std::uint32_t slot) {
    std::vector<StatusEvent> out;
    const Kept* kept = find(tenant, list);
    if (kept == nullptr) return out;
    for (const auto& [number, event] : kept->events) {
      if (event.slot == slot) out.push_back(event);
    }
    return out;
  }

  SlotBits bits(TenantId tenant, std::int64_t list) {
    SlotBits out;
    const Kept* kept = find(tenant, list);
    if (kept == nullptr) return out;
    std::map<std::uint32_t, SlotState> states;
    for (const auto& [number, event] : kept->events) {
      SlotState& state = states[event.slot];
      state = after(state, event.action).value_or(state);
      out.last_event = number;
    }
    for (const auto& [slot, state] : states) {
      if (state != SlotState::clear) out.set.push_back(slot);
    }
    return out;
  }

  Result<std::int64_t> publish(TenantId tenant, std::int64_t list, const PublishedList& signed_list) {
    Kept* kept = find(tenant, list);
    if (kept == nullptr) return fail(Kind::missing, "store.status-list", "no such list");
    const std::int64_t version = kept->published ? kept->published->version + 1 : 1;
    kept->published = signed_list;
    kept->published->version = version;
    return version;
  }

  std::optional<PublishedList> published(std::string_view name) const {
    for (const Kept& kept : lists_) {
      if (kept.list.name == name) return kept.published;
    }
    return std::nullopt;
  }

 private:
  struct Kept {
    TenantId tenant;
    StatusList list;
    std::map<std::uint32_t, std::uint32_t> slots;
    std::vector<std::pair<std::int64_t, StatusEvent>> events;
    std::optional<PublishedList> published;
    bool is_closed = false;

    SlotState state(std::uint32_t slot) const {
      SlotState out = SlotState::clear;
      for (const auto& [number, event] : events) {
        if (event.slot == slot) out = after(out, event.action).value_or(out);
      }
      return out;
    }
  };

  Kept* find(TenantId tenant, std::int64_t list) {
    for (Kept& kept : lists_) {
      if (kept.tenant == tenant && kept.list.number == list) return &kept;
    }
    return nullptr;
  }

  std::vector<Kept> lists_;
  std::int64_t last_event_ = 0;
};

}  // namespace cairn::store
