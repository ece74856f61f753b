#include "net/web_resolver.hpp"

#include "json/read.hpp"
#include "proof/controller_document.hpp"
#include "proof/did.hpp"

namespace cairn::net {
namespace {

constexpr std::string_view k_accept =
    "application/did+json, application/cid, application/json;q=0.9, application/ld+json;q=0.8";
constexpr json::ReadLimits k_document_limits = {.size_bytes = 1024 * 1024, .depth = 32};

bool is_did_web(std::string_view controller_url) { return controller_url.starts_with("did:web:"); }

// In the resolver's words; what was refused or was too large keeps its own.
Failure explain(const Error& error, std::string_view controller_url) {
  const std::string place = " (while looking up " + std::string(controller_url) + ")";
  if (error.kind == Kind::unavailable)
    return fail(Kind::unavailable, "resolver.fetch", error.detail + place, error.hint);
  if (error.kind == Kind::missing) return fail(Kind::missing, "resolver.not-found", error.detail + place, error.hint);
  return fail(error.kind, error.code, error.detail + place, error.hint);
}

Result<proof::ControllerDocument> read_document(const http::FetchedDocument& fetched, std::string_view controller_url) {
  Arena arena;
  const Result<json::Value> document = json::read(fetched.body, arena, k_document_limits);
  if (!document.has_value()) {
    return fail(Kind::malformed, "controller.document",
                "what is found at " + fetched.url + " is no JSON: " + document.error().detail,
                "the issuer must publish its controller document there");
  }
  return proof::parse_controller_document(*document, controller_url);
}

Result<proof::ControllerDocument> fetch_document(const http::Fetcher& fetcher, std::string_view controller_url) {
  std::string url(controller_url);
  http::Redirects redirects = http::Redirects::any_public_host;
  if (is_did_web(controller_url)) {
    const auto local_hosts = fetcher.reaches_local_hosts() ? proof::LocalHosts::allowed : proof::LocalHosts::refused;
    CAIRN_TRY(url, proof::did_web_to_url(controller_url, local_hosts));
    redirects = http::Redirects::same_host;
  }
  const Result<http::FetchedDocument> fetched = fetcher.get(url, k_accept, redirects);
  if (!fetched.has_value()) return explain(fetched.error(), controller_url);
  return read_document(*fetched, controller_url);
}

}  // namespace

WebResolver::Cache::iterator WebResolver::keep(std::string_view controller_url,
                                               Result<proof::ControllerDocument> answer) {
  while (!ages_.empty() && cache_.size() >= limits_.documents) {
    cache_.erase(ages_.front());
    ages_.pop_front();
  }
  Kept kept{Error{}, clock_.now().seconds + limits_.keep_failure_seconds};
  if (answer.has_value()) {
    kept = Kept{std::move(answer).value(), clock_.now().seconds + limits_.keep_document_seconds};
  } else {
    kept.answer = answer.error();
  }
  const auto entry = cache_.emplace(std::string(controller_url), std::move(kept)).first;
  ages_.push_back(entry);
  return entry;
}

Result<const proof::ControllerDocument*> WebResolver::resolve(std::string_view controller_url) {
  if (!is_did_web(controller_url) && !controller_url.starts_with("https://")) {
    return fail(Kind::unsupported, "resolver.method", "only did:web and https addresses are looked up on the network");
  }
  auto entry = cache_.find(controller_url);
  if (entry != cache_.end() && entry->second.until_seconds <= clock_.now().seconds) {
    std::erase(ages_, entry);
    cache_.erase(entry);
    entry = cache_.end();
  }
  if (entry == cache_.end()) entry = keep(controller_url, fetch_document(fetcher_, controller_url));
  const auto* document = std::get_if<proof::ControllerDocument>(&entry->second.answer);
  if (document != nullptr) return document;
  return Failure(std::get<Error>(entry->second.answer));
}

}  // namespace cairn::net
