#include <algorithm>

#include "vc/credential_view.hpp"
#include "vc/single_checks.hpp"

namespace cairn::vc {

KnownIssuers::KnownIssuers(std::vector<std::string> ids) : ids_(std::move(ids)) { std::sort(ids_.begin(), ids_.end()); }

bool KnownIssuers::contains(std::string_view id) const {
  return std::binary_search(ids_.begin(), ids_.end(), id, std::less<>());
}

Check check_issuer(const json::Value& credential, const KnownIssuers* known) {
  const auto answer = [](Outcome outcome, std::string_view code, std::string detail, std::string_view hint) {
    return Check{CheckId::issuer, outcome, std::string(code), std::move(detail), std::string(hint)};
  };
  const std::string id(issuer_id(credential));
  if (id.empty()) return answer(Outcome::unknown, "issuer.missing", "The credential names no issuer.", "");
  if (known == nullptr || known->empty()) {
    return answer(Outcome::unknown, "issuer.no-list", "No list of known issuers is set up, so " + id + " is not known here.",
                  "Find out who that is, and add it to your known issuers if you trust it.");
  }
  if (known->contains(id)) return answer(Outcome::pass, "issuer.known", id + " is one of your known issuers.", "");
  return answer(Outcome::unknown, "issuer.unlisted", id + " is not one of your known issuers.",
                "That says nothing against it. Find out who it is, and add it if you trust it.");
}

}  // namespace cairn::vc
