#pragma once
#include <string>
#include <string_view>

#include "json/value.hpp"

// Which addresses an issuer answers for. Internal to this library.
namespace cairn::openbadges2 {

bool is_web_address(std::string_view text);  ///< begins with https:// or http://

/// out: "https://host" with the host in small letters and no default port; empty for anything that is no web address
/// spec: RFC 6454 4
std::string origin_of(std::string_view address);

/// Whether an address lies where the issuer says its badges are kept: below every rule its profile states, or, without a rule,
/// on the profile's own origin. A prefix counts on its own origin only, so that "https://a.example" does not take in
/// "https://a.example.evil.example".
/// spec: Open Badges 2.0 "VerificationObject", "HostedBadge Verification"
bool is_in_scope(std::string_view address, std::string_view profile_address, json::Value profile);

}  // namespace cairn::openbadges2
