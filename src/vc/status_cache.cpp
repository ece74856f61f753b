#include "vc/status_cache.hpp"

namespace cairn::vc {

StatusCache::Kept& StatusCache::of(std::string_view url, json::Value document) {
  const auto found = kept_.find(url);
  if (found != kept_.end() && json::equal(found->second->document, document)) return *found->second;
  // Whoever names ever new lists makes us forget, not grow.
  if (kept_.size() >= k_most_lists || bytes_ > k_most_bytes) {
    kept_.clear();
    bytes_ = 0;
  }
  auto fresh = std::make_unique<Kept>();
  fresh->document = json::clone(document, fresh->arena);
  return *(kept_[std::string(url)] = std::move(fresh));
}

void StatusCache::count(const Kept& kept) {
  if (kept.bits) bytes_ += kept.bits->bytes().size();
}

}  // namespace cairn::vc
