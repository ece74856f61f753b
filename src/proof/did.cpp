#include "proof/did.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace cairn::proof {
namespace {

constexpr std::size_t k_longest_did = 8192;

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alphanumeric(char c) { return is_lower(c) || is_digit(c) || (c >= 'A' && c <= 'Z'); }
bool is_hexadecimal(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool is_identifier_character(char c) { return is_alphanumeric(c) || c == '.' || c == '-' || c == '_' || c == ':'; }
bool is_url_character(char c) {
  return is_identifier_character(c) || std::string_view("~!$&'()*+,;=@/?").find(c) != std::string_view::npos;
}

// Every character allowed by `allowed`, or a well-formed percent triplet.
template <class Allowed>
bool well_formed(std::string_view text, Allowed allowed) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      if (i + 2 >= text.size() || !is_hexadecimal(text[i + 1]) || !is_hexadecimal(text[i + 2])) return false;
      i += 2;
    } else if (!allowed(text[i])) {
      return false;
    }
  }
  return true;
}

Failure syntax(std::string detail) {
  return fail(Kind::malformed, "did.syntax", std::move(detail),
              "a DID looks like did:key:z6Mk... or did:web:example.org");
}

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

// The last label decides whether a URL parser would read the host as an IPv4 address: all digits, or 0x...
bool looks_like_ip_address(std::string_view host) {
  const std::string_view last = host.substr(host.rfind('.') + 1);
  if (last.starts_with("0x")) return true;
  return std::all_of(last.begin(), last.end(), is_digit);
}

bool is_host_label(std::string_view label) {
  if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
  return std::all_of(label.begin(), label.end(), [](char c) { return is_lower(c) || is_digit(c) || c == '-'; });
}

Result<void> check_host(std::string_view host, LocalHosts local_hosts) {
  const auto refuse = [](std::string_view why) {
    return fail(Kind::refused, "did.web-host", "the host of the did:web " + std::string(why),
                "did:web needs a public domain name");
  };
  if (host.size() > 253) return refuse("is too long");
  for (std::size_t start = 0; start <= host.size();) {
    const std::size_t dot = std::min(host.find('.', start), host.size());
    if (!is_host_label(host.substr(start, dot - start))) return refuse("is not a domain name");
    start = dot + 1;
  }
  if (local_hosts == LocalHosts::allowed) return {};
  if (looks_like_ip_address(host)) return refuse("is an IP address");
  if (host.find('.') == std::string_view::npos || host.ends_with(".localhost")) return refuse("is a local name");
  return {};
}

// "example.org" or "example.org%3A8443" to "example.org:8443".
Result<std::string> read_authority(std::string_view text, LocalHosts local_hosts) {
  const std::string lower = lower_case(text);
  const std::size_t percent = std::min(lower.find('%'), lower.size());
  const std::string host = lower.substr(0, percent);
  CAIRN_CHECK(check_host(host, local_hosts));
  if (percent == lower.size()) return host;
  const std::string_view rest = std::string_view(lower).substr(percent);
  int port = 0;
  const std::string_view digits = rest.size() > 3 ? rest.substr(3) : std::string_view{};
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  const bool is_number = error == std::errc{} && end == digits.data() + digits.size() && is_digit(digits.front());
  if (!rest.starts_with("%3a")) {
    return fail(Kind::refused, "did.web-host", "the did:web encodes something other than a port in its host");
  }
  if (!is_number || port < 1 || port > 65535) {
    return fail(Kind::malformed, "did.web", "the port of the did:web is not a number from 1 to 65535");
  }
  return host + ":" + std::to_string(port);
}

// Anything encoded that a server could read as a step in its file tree is refused.
bool is_plain_segment(std::string_view segment) {
  if (segment.empty() || segment == "." || segment == "..") return false;
  const std::string lower = lower_case(segment);
  return lower.find("%2f") == std::string::npos && lower.find("%5c") == std::string::npos &&
         lower.find("%2e") == std::string::npos && lower.find("%00") == std::string::npos;
}

}  // namespace

Result<DidUrl> parse_did_url(std::string_view text) {
  if (text.size() > k_longest_did) return syntax("longer than 8192 characters");
  if (!text.starts_with("did:")) return syntax("does not begin with did:");
  DidUrl url;
  const std::size_t method_end = text.find(':', 4);
  if (method_end == std::string_view::npos) return syntax("there is no identifier after the method name");
  url.method = text.substr(4, method_end - 4);
  const auto is_method_character = [](char c) { return is_lower(c) || is_digit(c); };
  if (url.method.empty() || !std::all_of(url.method.begin(), url.method.end(), is_method_character)) {
    return syntax("the method name is not made of lower-case letters and digits");
  }
  const std::size_t did_end = std::min(text.find_first_of("/?#", method_end), text.size());
  url.did = text.substr(0, did_end);
  url.method_specific_id = text.substr(method_end + 1, did_end - method_end - 1);
  if (url.method_specific_id.empty() || url.method_specific_id.back() == ':' ||
      !well_formed(url.method_specific_id, is_identifier_character)) {
    return syntax("the identifier is empty, ends in a colon or holds a character that is not allowed");
  }
  const std::size_t path_end = std::min(text.find_first_of("?#", did_end), text.size());
  const std::size_t query_end = std::min(text.find('#', path_end), text.size());
  url.path = text.substr(did_end, path_end - did_end);
  if (path_end < query_end) url.query = text.substr(path_end + 1, query_end - path_end - 1);
  if (query_end < text.size()) url.fragment = text.substr(query_end + 1);
  if (!well_formed(url.path, is_url_character) || !well_formed(url.query, is_url_character) ||
      !well_formed(url.fragment, is_url_character)) {
    return syntax("the path, query or fragment holds a character that is not allowed");
  }
  return url;
}

std::string_view controller_part(std::string_view verification_method) {
  return verification_method.substr(0, verification_method.find('#'));
}

std::string_view fragment_part(std::string_view verification_method) {
  const std::size_t hash = verification_method.find('#');
  return hash == std::string_view::npos ? std::string_view{} : verification_method.substr(hash + 1);
}

Result<std::string> did_web_to_url(std::string_view did, LocalHosts local_hosts) {
  CAIRN_TRY(const DidUrl url, parse_did_url(did));
  if (url.method != "web") return fail(Kind::unsupported, "did.method", "not a did:web but a did:" + url.method);
  if (!url.path.empty() || !url.query.empty()) {
    return fail(Kind::malformed, "did.web", "a path or query is not part of a did:web",
                "path segments are written with colons: did:web:example.org:issuers:1");
  }
  const std::string_view id = url.method_specific_id;
  const std::size_t host_end = std::min(id.find(':'), id.size());
  CAIRN_TRY(std::string out, read_authority(id.substr(0, host_end), local_hosts));
  out.insert(0, "https://");
  if (host_end == id.size()) return out + "/.well-known/did.json";
  for (std::size_t start = host_end + 1; start <= id.size();) {
    const std::size_t colon = std::min(id.find(':', start), id.size());
    const std::string_view segment = id.substr(start, colon - start);
    if (!is_plain_segment(segment)) {
      return fail(Kind::malformed, "did.web", "the did:web has an empty segment, a dot segment or an encoded slash");
    }
    out += "/";
    out += segment;
    start = colon + 1;
  }
  return out + "/did.json";
}

}  // namespace cairn::proof
