#pragma once
#include <chrono>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "http/address.hpp"
#include "http/fetch.hpp"
#include "http/fetch_url.hpp"

namespace cairn::http {

/// One request to addresses that were judged before.
struct TransferOrder {
  const FetchUrl& url;
  std::vector<IpAddress> addresses;  ///< the only ones a connection may go to
  std::string accept;
  std::string certificate_authority_file;  ///< empty: the system's
  std::size_t body_limit;
  std::chrono::milliseconds time;
};

struct Answer {
  long status = 0;
  std::string redirect_url;  ///< absolute; empty when there is none
  FetchedDocument document;
};

/// GET without following redirects. Every socket and every connected peer is compared with the judged addresses.
/// fails: refused/fetch.address, unsupported/fetch.encoding, exhausted/fetch.size, unavailable/fetch.connect,
/// fetch.tls, fetch.timeout
Result<Answer> transfer(const TransferOrder& order);

}  // namespace cairn::http
