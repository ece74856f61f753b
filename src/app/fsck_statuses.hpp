#pragma once
#include <map>
#include <string>
#include <vector>

#include "store/store.hpp"

// What a listing says of a version, held against the acts on it. Internal to this library.
namespace cairn::app {

/// What a listing claims.
struct ListedState {
  store::PublicStatus status = store::PublicStatus::unpublished;
  std::string title;
};

/// out: for each listing that says another status or title than follows from its records, what about it. Records that cannot be read are
///      passed over: their bodies are held against the audit tree elsewhere.
/// fails: as Register
Result<std::vector<std::string>> wrong_listings(store::Store& store, store::TenantId tenant, const std::map<store::RecordKey, ListedState>& listed);

}  // namespace cairn::app
