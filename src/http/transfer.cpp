#include "http/transfer.hpp"

#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>

namespace cairn::http {
namespace {

struct FreeHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Handle = std::unique_ptr<CURL, FreeHandle>;
using List = std::unique_ptr<curl_slist, FreeHandle>;

// What the callbacks of one transfer look at and leave behind.
struct Progress {
  std::vector<IpAddress> allowed;
  std::uint16_t port = 0;
  std::size_t body_limit = 0;
  std::string body;
  bool too_large = false;
  bool wrong_peer = false;
};

std::size_t on_body(char* data, std::size_t size, std::size_t count, void* user) {
  auto* progress = static_cast<Progress*>(user);
  const std::size_t bytes = size * count;
  if (bytes > progress->body_limit - progress->body.size()) {
    progress->too_large = true;
    return 0;
  }
  progress->body.append(data, bytes);
  return bytes;
}

bool is_allowed(const Progress& progress, const IpAddress& address, int port) {
  return port == progress.port && std::ranges::find(progress.allowed, address) != progress.allowed.end();
}

bool is_allowed_socket(const Progress& progress, const curl_sockaddr& target) {
  IpAddress address;
  if (target.family == AF_INET) {
    sockaddr_in socket_address{};
    std::memcpy(&socket_address, &target.addr, sizeof socket_address);
    std::memcpy(address.bytes.data(), &socket_address.sin_addr, 4);
    return is_allowed(progress, address, ntohs(socket_address.sin_port));
  }
  if (target.family != AF_INET6 || target.addrlen < sizeof(sockaddr_in6)) return false;
  sockaddr_in6 socket_address{};
  std::memcpy(&socket_address, reinterpret_cast<const char*>(&target.addr), sizeof socket_address);
  address.family = IpAddress::Family::v6;
  std::memcpy(address.bytes.data(), &socket_address.sin6_addr, 16);
  return is_allowed(progress, address, ntohs(socket_address.sin6_port));
}

// The last gate before a connection: whatever name resolution or caching happened, only a judged address gets a socket.
curl_socket_t on_open_socket(void* user, curlsocktype purpose, curl_sockaddr* target) {
  auto* progress = static_cast<Progress*>(user);
  if (purpose != CURLSOCKTYPE_IPCXN || !is_allowed_socket(*progress, *target)) {
    progress->wrong_peer = true;
    return CURL_SOCKET_BAD;
  }
  return socket(target->family, target->socktype | SOCK_CLOEXEC, target->protocol);
}

// After the connection and before the request: the peer is the one that was judged.
int on_connected(void* user, char* peer, char*, int peer_port, int) {
  auto* progress = static_cast<Progress*>(user);
  const std::optional<IpAddress> address = parse_ip_address(peer);
  if (address.has_value() && is_allowed(*progress, *address, peer_port)) return CURL_PREREQFUNC_OK;
  progress->wrong_peer = true;
  return CURL_PREREQFUNC_ABORT;
}

// A line for CURLOPT_RESOLVE: the addresses that were judged, so that the name is not resolved again.
std::string pinned_line(const FetchUrl& url, const std::vector<IpAddress>& addresses) {
  std::string out = url.host() + ":" + std::to_string(url.port()) + ":";
  for (std::size_t i = 0; i < addresses.size(); ++i) {
    const std::string text = format_ip_address(addresses[i]);
    if (i > 0) out += ',';
    out += addresses[i].family == IpAddress::Family::v6 ? "[" + text + "]" : text;
  }
  return out;
}

template <class Value>
void set(const Handle& handle, CURLoption option, Value value) {
  CAIRN_ASSERT(curl_easy_setopt(handle.get(), option, value) == CURLE_OK);
}

void set_security(const Handle& handle, const std::string& certificate_authority_file) {
  set(handle, CURLOPT_PROTOCOLS_STR, "https");
  set(handle, CURLOPT_REDIR_PROTOCOLS_STR, "https");
  set(handle, CURLOPT_FOLLOWLOCATION, 0L);
  set(handle, CURLOPT_PROXY, "");
  set(handle, CURLOPT_NOPROXY, "*");
  set(handle, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  set(handle, CURLOPT_SSL_VERIFYPEER, 1L);
  set(handle, CURLOPT_SSL_VERIFYHOST, 2L);
  set(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!certificate_authority_file.empty()) {
    set(handle, CURLOPT_CAINFO, certificate_authority_file.c_str());
    set(handle, CURLOPT_CAPATH, static_cast<char*>(nullptr));
  }
  set(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  set(handle, CURLOPT_FORBID_REUSE, 1L);
  set(handle, CURLOPT_NOSIGNAL, 1L);
}

void set_transfer(const Handle& handle, Progress& progress, std::chrono::milliseconds left) {
  set(handle, CURLOPT_WRITEFUNCTION, on_body);
  set(handle, CURLOPT_WRITEDATA, &progress);
  set(handle, CURLOPT_OPENSOCKETFUNCTION, on_open_socket);
  set(handle, CURLOPT_OPENSOCKETDATA, &progress);
  set(handle, CURLOPT_PREREQFUNCTION, on_connected);
  set(handle, CURLOPT_PREREQDATA, &progress);
  set(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(left.count()));
  set(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(left.count()));
  set(handle, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(progress.body_limit));
}

Failure explain(CURLcode code, const Progress& progress, const std::string& host) {
  if (progress.wrong_peer)
    return fail(Kind::refused, "fetch.address", "the connection to " + host + " would have gone to another address");
  if (progress.too_large || code == CURLE_FILESIZE_EXCEEDED) {
    return fail(Kind::exhausted, "fetch.size",
                "the document at " + host + " is larger than " + std::to_string(progress.body_limit) + " bytes");
  }
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
      return fail(Kind::unavailable, "fetch.timeout", host + " did not answer in time", "try again later");
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
      return fail(Kind::unavailable, "fetch.tls",
                  host + " could not prove that it is " + host + ": " + curl_easy_strerror(code),
                  "its operator must renew or complete the certificate");
    default:
      return fail(Kind::unavailable, "fetch.connect", "no connection to " + host + ": " + curl_easy_strerror(code),
                  "try again later");
  }
}

bool is_compressed(CURL* handle) {
  curl_header* header = nullptr;
  if (curl_easy_header(handle, "content-encoding", 0, CURLH_HEADER, -1, &header) != CURLHE_OK) return false;
  return std::string_view(header->value) != "identity";
}

Answer take_answer(const Handle& handle, const FetchUrl& url, std::string body) {
  Answer answer;
  char* text = nullptr;
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &answer.status);
  if (curl_easy_getinfo(handle.get(), CURLINFO_REDIRECT_URL, &text) == CURLE_OK && text != nullptr)
    answer.redirect_url = text;
  if (curl_easy_getinfo(handle.get(), CURLINFO_CONTENT_TYPE, &text) == CURLE_OK && text != nullptr)
    answer.document.media_type = text;
  answer.document.url = url.text();
  answer.document.body = std::move(body);
  return answer;
}

}  // namespace

Result<Answer> transfer(const TransferOrder& order) {
  Progress progress;
  progress.allowed = order.addresses;
  progress.port = order.url.port();
  progress.body_limit = order.body_limit;
  const Handle handle(curl_easy_init());
  const List pinned(curl_slist_append(nullptr, pinned_line(order.url, order.addresses).c_str()));
  const List headers(curl_slist_append(nullptr, ("Accept: " + order.accept).c_str()));
  if (handle == nullptr || pinned == nullptr || headers == nullptr) throw std::bad_alloc();
  set_security(handle, order.certificate_authority_file);
  set_transfer(handle, progress, order.time);
  set(handle, CURLOPT_CURLU, static_cast<CURLU*>(order.url.handle()));
  set(handle, CURLOPT_RESOLVE, pinned.get());
  set(handle, CURLOPT_HTTPHEADER, headers.get());
  set(handle, CURLOPT_USERAGENT, "cairn");
  const CURLcode code = curl_easy_perform(handle.get());
  if (code != CURLE_OK) return explain(code, progress, order.url.host());
  if (is_compressed(handle.get())) {
    return fail(Kind::unsupported, "fetch.encoding",
                order.url.host() + " sent a compressed document though none was asked for");
  }
  return take_answer(handle, order.url, std::move(progress.body));
}

}  // namespace cairn::http
