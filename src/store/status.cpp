#include "store/status.hpp"

namespace cairn::store {

std::string_view purpose_word(StatusPurpose purpose) {
  return purpose == StatusPurpose::revocation ? "revocation" : "suspension";
}

std::string status_list_url(const StatusScope& scope, std::string_view name) {
  return scope.base_url + "/status/" + std::string(name) + ".json";
}

std::string_view action_word(StatusAction action) {
  switch (action) {
    case StatusAction::revoke:
      return "revoke";
    case StatusAction::suspend:
      return "suspend";
    case StatusAction::reinstate:
      break;
  }
  return "reinstate";
}

std::optional<StatusAction> action_of(std::string_view word) {
  for (const StatusAction action : {StatusAction::revoke, StatusAction::suspend, StatusAction::reinstate}) {
    if (action_word(action) == word) return action;
  }
  return std::nullopt;
}

std::optional<SlotState> after(SlotState before, StatusAction action) {
  if (action == StatusAction::revoke) return SlotState::revoked;
  if (before == SlotState::revoked) return std::nullopt;
  return action == StatusAction::suspend ? SlotState::suspended : SlotState::clear;
}

}  // namespace cairn::store
