#include "http/fetch.hpp"

#include <curl/curl.h>

#include "http/transfer.hpp"

namespace cairn::http {

struct FetchRules {
  FetchLimits limits;
  std::uint16_t port = 443;
  std::string certificate_authority_file;  // empty: the system's
  ResolveHost resolve = resolve_host;
  TestOnlyNetwork::Loopback loopback = TestOnlyNetwork::Loopback::refused;
  SingleLabelHosts single_label_hosts = SingleLabelHosts::refused;
};

namespace {

using Time = std::chrono::steady_clock;
constexpr std::size_t k_most_addresses = 8;

Result<void> check_addresses(const std::vector<IpAddress>& addresses, const std::string& host,
                             TestOnlyNetwork::Loopback loopback) {
  for (const IpAddress& address : addresses) {
    const std::string_view purpose = special_purpose(address);
    if (purpose.empty() || (purpose == "loopback" && loopback == TestOnlyNetwork::Loopback::allowed)) continue;
    return fail(Kind::refused, "fetch.address",
                "the name " + host + " leads to an address that is not public (" + std::string(purpose) + ")",
                "only servers on the public internet are contacted");
  }
  return {};
}

bool is_redirect(long status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

Failure explain_status(long status, const std::string& host) {
  const std::string detail = host + " answered with status " + std::to_string(status);
  if (status == 410) return fail(Kind::missing, "fetch.gone", detail, "it was taken down for good");
  if (status == 404) return fail(Kind::missing, "fetch.not-found", detail, "check the address");
  return fail(Kind::unavailable, "fetch.status", detail, "try again later");
}

std::chrono::milliseconds time_left(Time::time_point deadline) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Time::now());
}

// One hop: everything about this address is judged, whoever named it.
Result<Answer> ask(const FetchRules& rules, const FetchUrl& url, std::string_view accept, Time::time_point deadline) {
  CAIRN_TRY(std::vector<IpAddress> addresses, rules.resolve(url.host(), time_left(deadline)));
  CAIRN_CHECK(check_addresses(addresses, url.host(), rules.loopback));
  if (addresses.size() > k_most_addresses) addresses.resize(k_most_addresses);
  const std::chrono::milliseconds left = time_left(deadline);
  if (left.count() <= 0) {
    return fail(Kind::unavailable, "fetch.timeout", url.host() + " did not answer in time", "try again later");
  }
  return transfer({.url = url,
                   .addresses = std::move(addresses),
                   .accept = std::string(accept),
                   .certificate_authority_file = rules.certificate_authority_file,
                   .body_limit = rules.limits.body_bytes,
                   .time = left});
}

FetchRules with_limits(const FetchLimits& limits) {
  FetchRules rules;
  rules.limits = limits;
  return rules;
}

}  // namespace

Fetcher::Fetcher(const FetchLimits& limits) : Fetcher(with_limits(limits)) {}

Fetcher::Fetcher(const FetchLimits& limits, TestOnlyNetwork network)
    : Fetcher(FetchRules{limits, network.port, std::move(network.certificate_authority_file),
                         std::move(network.resolve), network.loopback, SingleLabelHosts::allowed}) {}

Fetcher::Fetcher(FetchRules rules) : rules_(std::make_unique<const FetchRules>(std::move(rules))) {
  CAIRN_ASSERT(curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK);  // counted: each Fetcher has its own share
}

Fetcher::~Fetcher() { curl_global_cleanup(); }

bool Fetcher::reaches_local_hosts() const { return rules_->single_label_hosts == SingleLabelHosts::allowed; }

Result<FetchedDocument> Fetcher::get(std::string_view url_text, std::string_view accept, Redirects redirects) const {
  CAIRN_ASSERT(accept.find_first_of("\r\n") == std::string_view::npos);
  const Time::time_point deadline = Time::now() + rules_->limits.time;
  std::string next(url_text);
  std::string first_host;
  for (unsigned hops = 0; hops <= rules_->limits.redirects; ++hops) {
    CAIRN_TRY(const FetchUrl url, FetchUrl::parse(next, rules_->port, rules_->single_label_hosts));
    if (hops == 0) first_host = url.host();
    if (redirects == Redirects::same_host && url.host() != first_host) {
      return fail(Kind::refused, "fetch.redirect",
                  first_host + " redirects to another host, which is not followed here");
    }
    CAIRN_TRY(Answer answer, ask(*rules_, url, accept, deadline));
    if (answer.status == 200) return std::move(answer.document);
    if (!is_redirect(answer.status) || answer.redirect_url.empty()) return explain_status(answer.status, url.host());
    next = std::move(answer.redirect_url);
  }
  return fail(Kind::exhausted, "fetch.redirects",
              first_host + " redirects more often than " + std::to_string(rules_->limits.redirects) + " times");
}

}  // namespace cairn::http
