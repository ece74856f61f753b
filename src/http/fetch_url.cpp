#include "http/fetch_url.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <new>

#include "http/address.hpp"

namespace cairn::http {
namespace {

constexpr std::size_t k_longest_url = 2048;
constexpr std::size_t k_longest_host = 253;

Failure bad_url(std::string detail) {
  return fail(Kind::malformed, "fetch.url", std::move(detail), "give an address like https://example.org/document");
}

bool is_visible_ascii(char c) { return c > ' ' && c <= '~'; }
bool is_host_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
}

// out: empty when the part is missing
std::string part_of(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return {};
  std::string out(text);
  curl_free(text);
  return out;
}

Result<void> check_host(const std::string& host, SingleLabelHosts single_label_hosts) {
  if (host.empty() || host.size() > k_longest_host) return bad_url("the address has no host, or one that is too long");
  if (is_numeric_host(host)) {
    return fail(Kind::refused, "fetch.host", "the host is a number; only names are contacted", "use the server's name");
  }
  if (!std::ranges::all_of(host, is_host_character) || host.starts_with('.') || host.ends_with('.') ||
      host.find("..") != std::string::npos) {
    return bad_url("the host is no name of the DNS");
  }
  if (host.find('.') == std::string::npos && single_label_hosts == SingleLabelHosts::refused) {
    return fail(Kind::refused, "fetch.host", "the host is a local name; only public servers are contacted");
  }
  return {};
}

}  // namespace

Result<FetchUrl> FetchUrl::parse(std::string_view text, std::uint16_t allowed_port,
                                 SingleLabelHosts single_label_hosts) {
  if (text.empty() || text.size() > k_longest_url)
    return bad_url("the address is empty or longer than 2,048 characters");
  if (!std::ranges::all_of(text, is_visible_ascii) || text.find('\\') != std::string_view::npos) {
    return bad_url("the address has a blank, a backslash, or a character that must be percent-encoded");
  }
  FetchUrl out;
  out.handle_ = std::shared_ptr<void>(curl_url(), [](void* handle) { curl_url_cleanup(static_cast<CURLU*>(handle)); });
  if (out.handle_ == nullptr) throw std::bad_alloc();
  auto* url = static_cast<CURLU*>(out.handle_.get());
  if (curl_url_set(url, CURLUPART_URL, std::string(text).c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK) {
    return bad_url("this is no complete address");
  }
  if (part_of(url, CURLUPART_SCHEME) != "https") {
    return fail(Kind::refused, "fetch.scheme", "only https addresses are read",
                "use an address that begins with https://");
  }
  if (text.find('@') != std::string_view::npos &&
      (!part_of(url, CURLUPART_USER).empty() || !part_of(url, CURLUPART_PASSWORD).empty())) {
    return fail(Kind::refused, "fetch.credentials", "the address holds a user name or password", "take it out");
  }
  out.host_ = part_of(url, CURLUPART_HOST);
  std::ranges::transform(out.host_, out.host_.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  CAIRN_CHECK(check_host(out.host_, single_label_hosts));
  const std::string port = part_of(url, CURLUPART_PORT);
  if (!(port.empty() && allowed_port == 443) && port != std::to_string(allowed_port)) {
    return fail(Kind::refused, "fetch.port", "only port " + std::to_string(allowed_port) + " is contacted");
  }
  out.port_ = allowed_port;
  if (curl_url_set(url, CURLUPART_FRAGMENT, nullptr, 0) != CURLUE_OK) return bad_url("this is no complete address");
  out.text_ = part_of(url, CURLUPART_URL);
  return out;
}

}  // namespace cairn::http
