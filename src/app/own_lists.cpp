#include "app/own_lists.hpp"

namespace cairn::app {
namespace {

constexpr std::string_view k_suffix = ".json";

// The last part of the address, without its ending.
std::string_view name_in(std::string_view url) {
  url.remove_prefix(std::min(url.size(), url.rfind('/') + 1));
  if (url.ends_with(k_suffix)) url.remove_suffix(k_suffix.size());
  return url;
}

}  // namespace

Result<std::optional<std::string>> find_own_list(store::Store& store, store::TenantId tenant, std::string_view url) {
  CAIRN_TRY(const auto list, store.find_status_list(name_in(url)));
  if (!list || store::status_list_url(list->scope, list->name) != url) return std::optional<std::string>();
  CAIRN_TRY(auto published, store.published_list(list->name));
  CAIRN_TRY(const store::SlotBits bits, store.status_bits(tenant, list->number));
  if (published && published->last_event == bits.last_event) return std::optional(std::move(published->document));
  return fail(Kind::unavailable, "status.unpublished", "it has changed since it was last signed",
              "Run cairn status publish.");
}

Result<std::vector<verify::OwnIssuer>> own_issuers(store::Store& store, store::TenantId tenant) {
  CAIRN_TRY(const auto records, store.issuers(tenant));
  std::vector<verify::OwnIssuer> out;
  out.reserve(records.size());
  for (const store::IssuerRecord& one : records) out.push_back({one.issuer_id, one.verification_method, one.public_key});
  return out;
}

}  // namespace cairn::app
