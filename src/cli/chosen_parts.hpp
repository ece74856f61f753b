#pragma once
#include <string>
#include <vector>

namespace cairn::cli {

/// What --show and --hide name. "name,marks" is two words; a JSON Pointer may hold commas.
std::vector<std::string> chosen_parts(const std::vector<std::string>& given);

}  // namespace cairn::cli
