#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "store/store.hpp"
#include "verify/verifier.hpp"

namespace cairn::app {

/// The newest signed text of a list that was issued here.
/// out:   nothing when the list is not one of this database
/// fails: unavailable/status.unpublished (its bits have changed since it was signed, or it never was); as the store
Result<std::optional<std::string>> find_own_list(store::Store& store, store::TenantId tenant, std::string_view url);

/// Those in whose name was issued here, as a verifier asks for them.    fails: as the store
Result<std::vector<verify::OwnIssuer>> own_issuers(store::Store& store, store::TenantId tenant);

}  // namespace cairn::app
