#include "openbadges2/verify.hpp"

#include "openbadges2/shape.hpp"
#include "openbadges2/standing.hpp"
#include "openbadges2/view.hpp"
#include "vc/credential_view.hpp"
#include "vc/single_checks.hpp"

namespace cairn::openbadges2 {
namespace {

using vc::Check;
using vc::CheckId;
using vc::Outcome;

Check not_checked(CheckId id) {
  return make_check(id, Outcome::unknown, std::string(vc::check_name(id)) + ".not-checked", "No award could be read, so this was not checked.");
}

vc::Report give_up(Check reading, const VerifyPolicy& policy) {
  vc::Report out;
  out.format = vc::Format::open_badges_2;
  out.checks.push_back(std::move(reading));
  for (std::size_t i = 1; i < vc::k_check_count; ++i) {
    const auto id = static_cast<CheckId>(i);
    const bool is_asked = id != CheckId::recipient || policy.recipient;
    out.checks.push_back(is_asked ? not_checked(id) : vc::check_recipient({}, std::nullopt));
  }
  out.verdict = vc::judge(out.checks);
  return out;
}

vc::Report report_part(const Badge& badge, const VerifyPolicy& policy) {
  const std::string_view type = vocabulary_type(badge.document);
  const std::string what = type.empty() ? "a fragment" : "a document of the type " + std::string(type);
  return give_up(make_check(CheckId::reading, Outcome::unknown, "reading.open-badges-2-part",
                            "It is " + what + " of Open Badges " + std::string(version_name(badge.version)) + ", and not an award to a person.",
                            "Supply the badge itself: the assertion, or the image it is baked into."),
                 policy);
}

// Only what the badge is for names the issuer; without it nobody can be said to be unknown.
Check check_issuer(const Chain& chain, const json::Value& credential, const VerifyPolicy& policy) {
  vc::VerifyPolicy about;
  about.at = policy.at;
  about.known_issuers = policy.known_issuers;
  if (!chain.profile.address.empty() || chain.badge_class.source != Source::none) return vc::check_issuer(credential, about, {});
  return make_check(CheckId::issuer, Outcome::unknown, "issuer.not-checked", "Who issued it stands in a document that could not be had.",
                    chain.badge_class.hint);
}

Check read_as(const Badge& badge) {
  const std::string edition = "Open Badges " + std::string(version_name(badge.version));
  const std::string how = badge.kind == BadgeKind::address ? "the address of a badge of "
                          : badge.token.empty()       ? "a badge of "
                                                      : "a signed badge of ";
  return make_check(CheckId::reading, Outcome::pass, "reading.open-badges-2", "It is " + how + edition + ".");
}

vc::Report report_badge(const Badge& badge, Documents& documents, const VerifyPolicy& policy) {
  const bool is_signed = badge.kind == BadgeKind::assertion && (says_signed(badge.document) || !badge.token.empty());
  Standing standing = is_signed ? judge_signed(badge, documents) : judge_hosted(badge, documents);
  const json::Value credential = as_credential(standing.chain, documents.arena());
  vc::Report out;
  out.format = vc::Format::open_badges_2;
  out.findings = inspect(badge, standing);
  out.checks.push_back(read_as(badge));
  out.checks.push_back(vc::check_shape(out.findings));
  const bool may_be_shown = standing.signature.outcome == Outcome::pass && standing.key.outcome != Outcome::fail;
  out.checks.push_back(std::move(standing.signature));
  out.checks.push_back(std::move(standing.key));
  out.checks.push_back(check_issuer(standing.chain, credential, policy));
  out.checks.push_back(vc::check_dates(credential, policy.at));
  out.checks.push_back(std::move(standing.status));
  out.checks.push_back(vc::check_recipient(credential, policy.recipient));
  if (may_be_shown) out.summary = vc::summarize(credential);
  out.verdict = vc::judge(out.checks);
  return out;
}

// An address alone: what is found there says which edition it is.
vc::Report report_address(Badge badge, Documents& documents, const VerifyPolicy& policy) {
  const Document found = documents.load(badge.address);
  if (found.availability == Availability::gone) {
    vc::Report out = give_up(make_check(CheckId::reading, Outcome::unknown, "reading.address", "It is the address of a badge that is no longer kept there."), policy);
    out.checks[static_cast<std::size_t>(CheckId::status)] = revoked("");
    out.verdict = vc::judge(out.checks);
    return out;
  }
  const std::optional<Badge> hosted = found.availability == Availability::there ? recognise_document(found.value) : std::nullopt;
  if (!hosted || hosted->kind != BadgeKind::assertion) {
    const std::string why = found.availability == Availability::there ? "what is found there is no badge" : found.detail;
    return give_up(make_check(CheckId::reading, Outcome::unknown, "reading.address", "It is an address, and no badge could be read there: " + why + ".", found.hint),
                   policy);
  }
  if (says_signed(hosted->document)) return report_badge(*hosted, documents, policy);  // and has no signature here
  badge.version = hosted->version;
  badge.document = hosted->document;
  return report_badge(badge, documents, policy);
}

}  // namespace

vc::Report verify(const Badge& badge, jsonld::DocumentLoader* loader, const VerifyPolicy& policy, Arena& arena) {
  Documents documents(loader, arena);
  if (badge.kind == BadgeKind::part) return report_part(badge, policy);
  if (badge.kind == BadgeKind::address) return report_address(badge, documents, policy);
  return report_badge(badge, documents, policy);
}

}  // namespace cairn::openbadges2
