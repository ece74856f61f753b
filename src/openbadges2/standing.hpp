#pragma once
#include <string>
#include <string_view>

#include "openbadges2/badge.hpp"
#include "openbadges2/chain.hpp"
#include "openbadges2/documents.hpp"
#include "vc/report.hpp"

// The two ways to tell whether a badge is its issuer's. Internal to this library.
namespace cairn::openbadges2 {

/// What was found out about a badge by asking its host, or by checking its signature.
struct Standing {
  Chain chain;               ///< beginning with the assertion that counts: what the host says, or what was signed
  vc::Check signature;
  vc::Check key;
  vc::Check status;
  std::string remark;        ///< how the file differs from its host where that does not matter; empty when it does not
};

/// A badge kept by its issuer's site. What the host says counts; the file only says where to ask, and must not say anything else of
/// who earned what, when, and until when.
/// spec: Open Badges 2.0 "HostedBadge Verification", "Revoking Hosted Assertions"
Standing judge_hosted(const Badge& badge, Documents& documents);

/// A badge in a compact JWS. The key must be linked from the issuer's Profile, which must have been read at its own address.
/// spec: Open Badges 2.0 "SignedBadge Verification", "Revoking a Signed Badge"; 1.1 "Signed Badges"
Standing judge_signed(const Badge& badge, Documents& documents);

/// out: a check of that code
vc::Check make_check(vc::CheckId id, vc::Outcome outcome, std::string_view code, std::string detail, std::string_view hint = {});
/// out: the id of a reference: a text, or an object's id; empty when there is none
std::string_view reference_of(const json::Value* value);
/// out: unknown: the issuer's own Profile is not at hand, and why
vc::Check issuer_not_confirmed(const Linked& profile);
/// out: fail: with the reason, when one is given
vc::Check revoked(std::string_view reason);

}  // namespace cairn::openbadges2
