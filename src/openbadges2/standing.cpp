#include "openbadges2/standing.hpp"

namespace cairn::openbadges2 {
namespace {

using vc::CheckId;
using vc::Outcome;

}  // namespace

vc::Check make_check(vc::CheckId id, vc::Outcome outcome, std::string_view code, std::string detail, std::string_view hint) {
  return {id, outcome, std::string(code), std::move(detail), std::string(hint)};
}

std::string_view reference_of(const json::Value* value) {
  if (value == nullptr) return {};
  return value->is_string() ? value->text() : value->text_of("id");
}

vc::Check issuer_not_confirmed(const Linked& profile) {
  const std::string why = profile.detail.empty() ? "only the badge itself describes it" : profile.detail;
  return make_check(CheckId::key, Outcome::unknown, "ob2.issuer-not-confirmed",
                    "Whether it is its issuer's own could not be checked: the issuer's profile is not at hand (" + why + ").",
                    profile.hint.empty() ? "Give the issuer's profile with --documents, or allow the network." : std::string_view(profile.hint));
}

vc::Check revoked(std::string_view reason) {
  std::string detail = "Its issuer revoked it";
  detail += reason.empty() ? "." : ": " + std::string(reason.substr(0, 500));
  return make_check(CheckId::status, Outcome::fail, "status.revoked", std::move(detail), "Do not accept it; ask the issuer if in doubt.");
}

}  // namespace cairn::openbadges2
