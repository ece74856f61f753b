#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/micro_credential.hpp"

// What of a definition a foreign form has words for. Internal to this library.
namespace cairn::exchange {

/// out: every place of the definition where something is said, as definition files name it: "credit.hours", "outcomes[1].key"
std::vector<std::string> parts_of(const domain::MicroCredentialFields& fields);

/// out: the places that no pattern covers, and the exceptions; where nothing of a table or list is carried, its name stands for all
/// in:  carried - "name", "listing.summary", "outcomes[].url" (any index), "workload" (all that is in it);
///      exceptions - places that are covered and are left all the same
std::vector<std::string> left_of(const domain::MicroCredentialFields& fields, std::span<const std::string_view> carried,
                                 std::span<const std::string> exceptions);

}  // namespace cairn::exchange
