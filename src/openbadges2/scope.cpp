#include "openbadges2/scope.hpp"

#include <algorithm>

#include "base/iri.hpp"
#include "vc/credential_view.hpp"

namespace cairn::openbadges2 {
namespace {

std::string lower_case(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

std::string host_of(std::string_view origin) {
  const std::size_t start = origin.find("://");
  if (start == std::string_view::npos) return {};
  const std::string_view authority = origin.substr(start + 3);
  const std::size_t port = authority.rfind(':');
  const bool has_port = port != std::string_view::npos && authority.find(']', port) == std::string_view::npos;
  return std::string(has_port ? authority.substr(0, port) : authority);
}

bool begins_within(std::string_view address, std::string_view prefix) {
  return address.starts_with(prefix) && !origin_of(prefix).empty() && origin_of(prefix) == origin_of(address);
}

}  // namespace

bool is_web_address(std::string_view text) { return text.starts_with("https://") || text.starts_with("http://"); }

std::string origin_of(std::string_view address) {
  if (!is_web_address(address)) return {};
  const IriParts parts = split_iri(address);
  // User information would make one address look like another.
  if (parts.authority.empty() || parts.authority.find('@') != std::string_view::npos) return {};
  std::string authority = lower_case(parts.authority);
  const std::string_view default_port = parts.scheme == "https" ? ":443" : ":80";
  if (authority.ends_with(default_port)) authority.resize(authority.size() - default_port.size());
  return std::string(parts.scheme) + "://" + authority;
}

bool is_in_scope(std::string_view address, std::string_view profile_address, json::Value profile) {
  const std::string origin = origin_of(address);
  if (origin.empty()) return false;
  const json::Value* rules = profile.find("verification");
  const json::Value* prefixes = rules == nullptr ? nullptr : rules->find("startsWith");
  const json::Value* hosts = rules == nullptr ? nullptr : rules->find("allowedOrigins");
  if (prefixes == nullptr && hosts == nullptr) return origin == origin_of(profile_address);
  bool is_below = prefixes == nullptr;
  vc::each_item(prefixes, [&](const json::Value& item) {
    is_below = is_below || (item.is_string() && begins_within(address, item.text()));
  });
  bool is_allowed = hosts == nullptr;
  vc::each_item(hosts, [&](const json::Value& item) {
    if (!item.is_string()) return;
    // The standard wants a host name; many write the whole origin.
    const bool is_origin = is_web_address(item.text());
    is_allowed = is_allowed || (is_origin ? origin_of(item.text()) == origin : lower_case(item.text()) == host_of(origin));
  });
  return is_below && is_allowed;
}

}  // namespace cairn::openbadges2
