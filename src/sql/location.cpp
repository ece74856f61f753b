#include "sql/location.hpp"

#include <algorithm>

namespace cairn::sql {
namespace {

// "host:port", or several with commas between. Whoever forgot "@host" has a password where the port stands.
bool has_only_ports(std::string_view hosts) {
  while (!hosts.empty()) {
    std::string_view host = hosts.substr(0, hosts.find(','));
    hosts.remove_prefix(std::min(hosts.size(), host.size() + 1));
    const std::size_t bracket = host.rfind(']');
    if (bracket != std::string_view::npos) host.remove_prefix(bracket + 1);
    const std::size_t colon = host.find(':');
    if (colon != std::string_view::npos && host.find_first_not_of("0123456789", colon + 1) != std::string_view::npos) {
      return false;
    }
  }
  return true;
}

}  // namespace

bool is_postgres(std::string_view location) {
  return location.starts_with("postgresql://") || location.starts_with("postgres://");
}

std::string shown(std::string_view location) {
  if (!is_postgres(location)) return std::string(location);
  const std::string scheme(location.substr(0, location.find("://") + 3));
  location.remove_prefix(scheme.size());
  std::string_view hosts = location.substr(0, location.find_first_of("/?"));
  const std::string_view rest = location.substr(hosts.size());
  std::string user;
  if (const std::size_t at = hosts.rfind('@'); at != std::string_view::npos) {
    user = std::string(hosts.substr(0, hosts.find_first_of(":@"))) + '@';
    hosts.remove_prefix(at + 1);
  }
  // A password with an unescaped "/" or "?" ends the hosts too early.
  if (rest.find('@') != std::string_view::npos || !has_only_ports(hosts)) return scheme + "...";
  return scheme + user + std::string(hosts) + std::string(rest.substr(0, rest.find('?')));
}

}  // namespace cairn::sql
