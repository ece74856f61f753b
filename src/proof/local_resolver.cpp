#include "proof/local_resolver.hpp"

#include "proof/controller_document.hpp"
#include "proof/did_key.hpp"

namespace cairn::proof {
namespace {

constexpr std::size_t k_most_computed = 256;

bool declines(const Error& error) {
  return error.code == "resolver.offline" || error.code == "resolver.not-found" || error.code == "resolver.method";
}

}  // namespace

Result<void> LocalResolver::add_document(std::string_view controller_url, json::Value document) {
  CAIRN_TRY(ControllerDocument parsed, parse_controller_document(document, controller_url));
  given_.insert_or_assign(std::string(controller_url), std::move(parsed));
  return {};
}

Result<const ControllerDocument*> LocalResolver::remember(Result<ControllerDocument> computed) {
  if (!computed) return std::move(computed).failure();
  if (ages_.size() >= k_most_computed) {
    computed_.erase(ages_.front());
    ages_.pop_front();
  }
  std::string id = computed->id;
  const auto kept = computed_.insert_or_assign(std::move(id), std::move(computed).value()).first;
  ages_.push_back(kept);
  return &kept->second;
}

Result<const ControllerDocument*> LocalResolver::resolve(std::string_view controller_url) {
  if (const auto known = computed_.find(controller_url); known != computed_.end()) return &known->second;
  if (const auto given = given_.find(controller_url); given != given_.end()) return &given->second;
  if (controller_url.starts_with("did:key:")) return remember(compute_did_key(controller_url));
  if (controller_url.starts_with("did:jwk:")) return remember(compute_did_jwk(controller_url));
  return fail(
      Kind::refused, "resolver.offline",
      "the controller document of " + std::string(controller_url) + " is not at hand, and the network is not used",
      "give the document as a file, or allow it to be fetched");
}

Result<const ControllerDocument*> ResolverChain::resolve(std::string_view controller_url) {
  CAIRN_ASSERT(!resolvers_.empty());
  for (std::size_t i = 0; i + 1 < resolvers_.size(); ++i) {
    auto found = resolvers_[i]->resolve(controller_url);
    if (found || !declines(found.error())) return found;
  }
  return resolvers_.back()->resolve(controller_url);
}

}  // namespace cairn::proof
