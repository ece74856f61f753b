#include "openbadges2/documents.hpp"

#include "openbadges2/scope.hpp"

namespace cairn::openbadges2 {

Document Documents::load(std::string_view address) {
  Document out;
  const auto missing = [&](std::string_view code, std::string detail) {
    out.code = code;
    out.detail = std::move(detail);
    return out;
  };
  if (!is_web_address(address)) return missing("ob2.address", "an address in it is none of the web");
  if (loader_ == nullptr) return missing("ob2.not-fetched", "nothing is fetched here");
  if (loads_left_-- <= 0) return missing("ob2.too-many-documents", "it refers to more than 16 documents");
  const auto found = loader_->load(address);
  if (found) {
    out.availability = Availability::there;
    out.value = json::clone((*found)->document, arena_);
    return out;
  }
  const Error& error = found.error();
  out.availability = error.code == "fetch.gone" ? Availability::gone : Availability::unavailable;
  out.code = error.code;
  out.detail = error.detail;
  out.hint = error.hint;
  return out;
}

}  // namespace cairn::openbadges2
