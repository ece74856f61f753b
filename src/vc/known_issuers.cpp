#include "vc/known_issuers.hpp"

#include <algorithm>

namespace cairn::vc {
namespace {

std::vector<TrustedIssuer> of_ids(std::vector<std::string> ids) {
  std::vector<TrustedIssuer> out(ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) out[i].id = std::move(ids[i]);
  return out;
}

}  // namespace

KnownIssuers::KnownIssuers(std::vector<std::string> ids) : KnownIssuers(of(of_ids(std::move(ids)))) {}

// Where an issuer stands twice, the entry that says more about its keys counts.
KnownIssuers KnownIssuers::of(std::vector<TrustedIssuer> issuers) {
  std::stable_sort(issuers.begin(), issuers.end(), [](const TrustedIssuer& a, const TrustedIssuer& b) {
    return a.id != b.id ? a.id < b.id : a.keys.size() > b.keys.size();
  });
  KnownIssuers out;
  out.issuers_ = std::move(issuers);
  return out;
}

const TrustedIssuer* KnownIssuers::find(std::string_view id) const {
  const auto found = std::lower_bound(issuers_.begin(), issuers_.end(), id, [](const TrustedIssuer& one, std::string_view wanted) { return one.id < wanted; });
  return found != issuers_.end() && found->id == id ? &*found : nullptr;
}

bool KeyPins::contains(std::string_view issuer, std::string_view key) const {
  return std::any_of(pins_.begin(), pins_.end(), [&](const PinnedKey& pin) { return pin.issuer == issuer && pin.key == key; });
}

const PinnedKey* KeyPins::first_of(std::string_view issuer) const {
  const auto found = std::find_if(pins_.begin(), pins_.end(), [&](const PinnedKey& pin) { return pin.issuer == issuer; });
  return found == pins_.end() ? nullptr : &*found;
}

std::string pin_text(const crypto::PublicKey& key) {
  return key.type == crypto::KeyType::rsa ? "jkt:" + crypto::jwk_thumbprint(key) : crypto::to_multikey(key);
}

}  // namespace cairn::vc
