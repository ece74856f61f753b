#pragma once
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace cairn::proof {

/// A DID URL taken apart. Made only by parse_did_url, so its parts are well-formed.
struct DidUrl {
  std::string did;                 ///< "did:web:example.org"
  std::string method;              ///< "web"
  std::string method_specific_id;  ///< "example.org"
  std::string path;                ///< with its leading '/', or empty
  std::string query;               ///< without '?', or empty
  std::string fragment;            ///< without '#', or empty
};

/// fails: malformed/did.syntax
/// spec:  Decentralized Identifiers 1.0 "DID Syntax", "DID URL Syntax"
Result<DidUrl> parse_did_url(std::string_view text);

/// The part of a verification method before '#': the URL of its controller document.
std::string_view controller_part(std::string_view verification_method);
/// The part after '#'; empty when there is none.
std::string_view fragment_part(std::string_view verification_method);

/// Whether "localhost" and other names without a dot may be contacted: only a test set-up wants that.
enum class LocalHosts { refused, allowed };

/// The https address where the document of a did:web is kept.
/// in:    a DID or DID URL; a fragment is left aside, a path or query is refused
/// fails: malformed/did.syntax, malformed/did.web (empty or dot segment, encoded slash, port), refused/did.web-host
///        (user information, IP address, local name), unsupported/did.method
/// spec:  did:web method specification "Read (Resolve)"
Result<std::string> did_web_to_url(std::string_view did, LocalHosts local_hosts = LocalHosts::refused);

}  // namespace cairn::proof
