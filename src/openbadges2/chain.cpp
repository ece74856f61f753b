#include "openbadges2/chain.hpp"

#include "openbadges2/scope.hpp"
#include "openbadges2/standing.hpp"
#include "vc/credential_view.hpp"

namespace cairn::openbadges2 {
namespace {

Linked missing(std::string_view address, std::string_view code, std::string detail, std::string hint) {
  Linked out;
  out.address = address;
  out.code = code;
  out.detail = std::move(detail);
  out.hint = std::move(hint);
  return out;
}

Linked at_address(std::string_view address, const Document& document) {
  if (document.availability != Availability::there) return missing(address, document.code, document.detail, document.hint);
  if (!document.value.is_object()) {
    return missing(address, "ob2.linked-document", "what is found at " + std::string(address) + " is no JSON object", "");
  }
  const json::Value* id = document.value.find("id");
  if (id != nullptr && !id->is_string(address)) {
    return missing(address, "ob2.linked-id", "the document at " + std::string(address) + " has another id", "");
  }
  Linked out;
  out.address = address;
  out.value = document.value;
  out.source = Source::at_its_address;
  return out;
}

// in: reference - an address, or an object that may have one
Linked link(const json::Value* reference, Documents& documents) {
  const std::string_view address = reference_of(reference);
  const bool is_embedded = reference != nullptr && reference->is_object();
  if (!is_embedded && address.empty()) return missing({}, "ob2.link", "a link to it is missing", "");
  if (is_web_address(address)) {
    Linked found = at_address(address, documents.load(address));
    if (found.source == Source::at_its_address || !is_embedded) return found;
    found.value = *reference;
    found.source = Source::embedded;
    return found;
  }
  if (!is_embedded) return missing(address, "ob2.link", "it is named by something that is no web address", "");
  Linked out;
  out.address = address;
  out.value = *reference;
  out.source = Source::embedded;
  return out;
}

// 0.5 holds everything in one object; its issuer is a site's origin.
Chain follow_0_5(json::Value assertion) {
  Chain out;
  out.version = Version::v0_5;
  out.assertion = assertion;
  out.badge_class.value = *assertion.find("badge");
  out.badge_class.source = Source::embedded;
  const json::Value* issuer = out.badge_class.value.find("issuer");
  if (issuer == nullptr || !issuer->is_object()) {
    out.profile = missing({}, "ob2.link", "it names no issuer", "");
    return out;
  }
  out.profile.value = *issuer;
  out.profile.address = issuer->text_of("origin");
  out.profile.source = Source::embedded;
  return out;
}

}  // namespace

Chain follow(json::Value assertion, Version version, Documents& documents) {
  if (version == Version::v0_5) return follow_0_5(assertion);
  Chain out;
  out.version = version;
  out.assertion = assertion;
  out.badge_class = link(assertion.find("badge"), documents);
  if (out.badge_class.source == Source::none) {
    out.profile = missing({}, out.badge_class.code, "what the badge is for could not be had, and with it its issuer", out.badge_class.hint);
    return out;
  }
  out.profile = link(out.badge_class.value.find("issuer"), documents);
  return out;
}

const json::Value* verification_of(json::Value assertion) {
  for (const std::string_view name : {"verification", "verify"}) {
    const json::Value* found = vc::first_item(assertion.find(name));
    if (found != nullptr && found->is_object()) return found;
  }
  return nullptr;
}

std::string_view hosted_address(json::Value assertion, Version version) {
  const std::string_view id = assertion.text_of("id");
  if (version == Version::v2_0) return is_web_address(id) ? id : std::string_view{};
  const json::Value* verification = verification_of(assertion);
  const std::string_view url = verification == nullptr ? std::string_view{} : verification->text_of("url");
  if (is_web_address(url)) return url;
  return is_web_address(id) ? id : std::string_view{};
}

bool says_signed(json::Value assertion) {
  const json::Value* verification = verification_of(assertion);
  return verification != nullptr && (vc::holds_type(*verification, "SignedBadge") || vc::holds_type(*verification, "signed"));
}

}  // namespace cairn::openbadges2
