#include "net/web_documents.hpp"

#include "proof/jose.hpp"

namespace cairn::net {
namespace {

constexpr std::string_view k_accept = "application/vc, application/ld+json;q=0.9, application/json;q=0.8, application/statuslist+jwt;q=0.8";

// Badges of 1.x name a key by the address of a PEM file: that counts as a document that is one text.
Result<json::Value> read_document(std::string_view body, Arena& arena) {
  if (body.starts_with("-----BEGIN ")) return json::Value::string(arena.copy(body));
  return proof::read_json_or_token(body, arena);
}

}  // namespace

Result<const jsonld::RemoteDocument*> WebDocuments::load(std::string_view url) {
  const std::int64_t now = clock_.now().seconds;
  const auto known = kept_.find(url);
  if (known != kept_.end() && now < known->second.until_seconds) return &known->second.document;
  CAIRN_TRY(const http::FetchedDocument fetched, fetcher_.get(url, k_accept));
  Kept fresh;
  CAIRN_TRY(fresh.document.document, read_document(fetched.body, fresh.arena));
  fresh.until_seconds = now + limits_.keep_seconds;
  // Few are ever asked for; when there are too many, forgetting all of them costs a fetch each.
  if (kept_.size() >= limits_.documents) kept_.clear();
  const auto place = kept_.insert_or_assign(std::string(url), std::move(fresh)).first;
  place->second.document.document_url = place->first;
  return &place->second.document;
}

}  // namespace cairn::net
