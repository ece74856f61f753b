#pragma once
#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "http/address.hpp"

namespace cairn::http {

/// How a host name becomes addresses.
using ResolveHost =
    std::function<Result<std::vector<IpAddress>>(const std::string& host, std::chrono::milliseconds within)>;

/// Ask the system's resolver.
/// in:    within - how long to wait; the question itself may go on in the background after that
/// fails: unavailable/fetch.resolve (no answer in time, or no such name)
Result<std::vector<IpAddress>> resolve_host(const std::string& host, std::chrono::milliseconds within);

}  // namespace cairn::http
