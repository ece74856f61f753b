#include <algorithm>
#include <array>

#include "base/encoding.hpp"
#include "crypto/hash.hpp"
#include "json/write.hpp"
#include "openbadges2/scope.hpp"
#include "openbadges2/standing.hpp"

namespace cairn::openbadges2 {
namespace {

using vc::Check;
using vc::CheckId;
using vc::Outcome;

constexpr std::string_view k_ask_holder = "Ask the learner for the address of the badge, or for the badge as it is now.";

// What may not differ between the file and its host.
constexpr auto k_core = std::to_array<std::string_view>({"id", "uid", "recipient", "badge", "issuedOn", "issued_on", "expires"});

bool same_member(std::string_view name, const json::Value* file, const json::Value* host) {
  if (file == nullptr || host == nullptr) return file == host;
  if (json::equal(*file, *host)) return true;
  // What the badge is for may be written out in one place and named in the other.
  return name == "badge" && !reference_of(file).empty() && reference_of(file) == reference_of(host);
}

// out: the name of the first member that must agree and does not; empty when all do
std::string_view core_difference(json::Value file, json::Value host) {
  const auto differs = [&](std::string_view name) { return !same_member(name, file.find(name), host.find(name)); };
  const auto found = std::find_if(k_core.begin(), k_core.end(), differs);
  return found == k_core.end() ? std::string_view{} : *found;
}

std::string other_difference(json::Value file, json::Value host) {
  for (const json::Member& member : file.object()) {
    const bool is_core = std::find(k_core.begin(), k_core.end(), member.name) != k_core.end();
    if (is_core || member.name == "@context" || same_member(member.name, &member.value, host.find(member.name))) continue;
    return std::string(member.name.substr(0, 80));
  }
  return {};
}

// What was said is put on record with the answer: a host may say something else tomorrow.
std::string digest_of(json::Value document) {
  std::string text;
  if (!json::write_canonical(document, text)) return "not computable";
  return to_hex(crypto::sha256(as_bytes(text)));
}

Check not_asked(const Document& host, std::string_view address) {
  return make_check(CheckId::signature, Outcome::unknown, "ob2.host-not-asked",
                    "It carries no signature, and what its issuer's site says at " + std::string(address) + " could not be had: " +
                        host.detail + ".",
                    host.hint.empty() ? "Check it again with access to the network, or give the document with --documents." : host.hint);
}

// The address, compared with what the document there says of itself.
bool is_at_home(json::Value document, std::string_view address, Version version) {
  const json::Value* id = document.find("id");
  if (version == Version::v2_0) return id != nullptr && id->is_string(address);
  if (id != nullptr && !id->is_string(address)) return false;
  const std::string_view own = hosted_address(document, version);
  return own.empty() || own == address;
}

Check compare(const Badge& badge, json::Value host, std::string_view address) {
  if (badge.kind == BadgeKind::assertion) {
    const std::string_view difference = core_difference(badge.document, host);
    if (!difference.empty()) {
      return make_check(CheckId::signature, Outcome::fail, "ob2.differs-from-host",
                        "It carries no signature, and its issuer's site says something else in " + std::string(difference) + ".", k_ask_holder);
    }
  }
  return make_check(CheckId::signature, Outcome::pass, "ob2.hosted",
                    "It carries no signature; its issuer's site says the same at " + std::string(address) + " (SHA-256 of what it said: " +
                        digest_of(host) + ").");
}

Check judge_scope(const Chain& chain, std::string_view address) {
  const Linked& profile = chain.profile;
  if (profile.source == Source::none) return issuer_not_confirmed(profile);
  const bool is_home = !origin_of(address).empty() && origin_of(address) == origin_of(profile.address);
  if (profile.source == Source::embedded && !is_home) return issuer_not_confirmed(profile);
  const std::string who(profile.address);
  if (profile.source == Source::at_its_address && !is_in_scope(address, profile.address, profile.value)) {
    return make_check(CheckId::key, Outcome::fail, "ob2.outside-scope",
                      "It is kept at " + std::string(address) + ", where " + who + " does not keep its badges.",
                      "Do not accept it: somebody else may have written it in the issuer's name.");
  }
  const std::string_view badge_class = chain.badge_class.address;
  if (is_web_address(badge_class) && origin_of(badge_class) != origin_of(profile.address) && origin_of(badge_class) != origin_of(address)) {
    return make_check(CheckId::key, Outcome::fail, "ob2.badge-elsewhere",
                      "What the badge is for is kept at " + std::string(badge_class) + ", which is neither the issuer's site nor its host.");
  }
  return make_check(CheckId::key, Outcome::pass, "ob2.in-scope", "It is kept where " + who + " keeps its badges.");
}

bool is_revoked(json::Value document) {
  const json::Value* word = document.find("revoked");
  return word != nullptr && word->is_true();
}

Check status_unknown() {
  return make_check(CheckId::status, Outcome::unknown, "status.not-checked", "Whether it was revoked is known to its issuer's site only.");
}

// One hosted badge: the file, the address, and what was found there.
class HostedBadge {
 public:
  HostedBadge(const Badge& badge, Documents& documents)
      : badge_(badge),
        documents_(documents),
        address_(badge.kind == BadgeKind::address ? badge.address : hosted_address(badge.document, badge.version)),
        counts_(badge.document) {}

  Standing judge() {
    out_.status = status_unknown();
    if (has_file() && is_revoked(badge_.document)) out_.status = revoked(badge_.document.text_of("revocationReason"));
    if (address_.empty()) {
      out_.signature = make_check(CheckId::signature, Outcome::unknown, "ob2.no-address",
                                  "It carries no signature, and does not say where its issuer keeps it.", k_ask_holder);
    } else {
      ask_host();
    }
    out_.chain = follow(counts_, badge_.version, documents_);
    out_.key = judge_scope(out_.chain, address_);
    return std::move(out_);
  }

 private:
  bool has_file() const { return badge_.kind == BadgeKind::assertion; }

  void ask_host() {
    const Document host = documents_.load(address_);
    if (host.availability != Availability::there) {
      out_.signature = not_asked(host, address_);
      if (host.availability == Availability::gone) out_.status = revoked("");
    } else if (!host.value.is_object()) {
      out_.signature = make_check(CheckId::signature, Outcome::unknown, "ob2.linked-document",
                                  "What is found at " + std::string(address_) + " is no badge.", k_ask_holder);
    } else if (is_revoked(host.value)) {
      // Such a document may hold nothing else; what the file says is looked at for whose badge it was.
      out_.status = revoked(host.value.text_of("revocationReason"));
      out_.signature = make_check(CheckId::signature, Outcome::unknown, "ob2.host-revoked", "Its issuer's site says only that it was revoked.");
      if (!has_file()) counts_ = host.value;
    } else {
      take(host.value);
    }
  }

  void take(json::Value host) {
    counts_ = host;
    if (out_.status.outcome != Outcome::fail) {
      out_.status = make_check(CheckId::status, Outcome::pass, "ob2.still-kept", "Its issuer's site still keeps it, and does not call it revoked.");
    }
    if (!is_at_home(host, address_, badge_.version)) {
      out_.signature = make_check(CheckId::signature, Outcome::fail, "ob2.host-other-id",
                                  "The document at " + std::string(address_) + " says that it belongs to another address.", k_ask_holder);
      return;
    }
    out_.signature = compare(badge_, host, address_);
    if (has_file()) out_.remark = other_difference(badge_.document, host);
  }

  const Badge& badge_;
  Documents& documents_;
  std::string_view address_;
  json::Value counts_;  // the assertion that is judged: the host's, where there is one
  Standing out_;
};

}  // namespace

Standing judge_hosted(const Badge& badge, Documents& documents) { return HostedBadge(badge, documents).judge(); }

}  // namespace cairn::openbadges2
