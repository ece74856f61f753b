#include <algorithm>
#include <optional>
#include <vector>

#include "crypto/pem.hpp"
#include "openbadges2/scope.hpp"
#include "openbadges2/standing.hpp"
#include "proof/finding.hpp"
#include "proof/jose.hpp"
#include "vc/credential_view.hpp"

namespace cairn::openbadges2 {
namespace {

using vc::Check;
using vc::CheckId;
using vc::Outcome;

constexpr std::size_t k_most_keys = 8;
constexpr std::string_view k_distrust = "Do not accept it: somebody else may have signed in the issuer's name.";
constexpr std::string_view k_original = "Ask the learner for the original file; if it is the original, tell the issuer.";

// A key that may have signed: where it is, and what was found there.
struct Candidate {
  std::string_view address;
  json::Value document;
  std::optional<crypto::PublicKey> key;
  Error error;  // why there is no key
};

Result<crypto::PublicKey> read_key(json::Value document) {
  if (document.is_string()) return crypto::parse_public_pem(document.text());
  const std::string_view pem = document.text_of("publicKeyPem");
  if (!pem.empty()) return crypto::parse_public_pem(pem);
  const json::Value* jwk = document.find("publicKeyJwk");
  if (jwk != nullptr) return crypto::parse_public_jwk(*jwk);
  return fail(Kind::unsupported, "ob2.key", "the key's document holds no key of a form known here");
}

Candidate read_candidate(std::string_view address, json::Value document) {
  Candidate out;
  out.address = address;
  out.document = document;
  auto key = read_key(document);
  if (key) out.key = std::move(key).value();
  else out.error = key.error();
  return out;
}

Candidate load_candidate(std::string_view address, Documents& documents) {
  const Document found = documents.load(address);
  if (found.availability == Availability::there) {
    const json::Value* id = found.value.find("id");
    if (id == nullptr || id->is_string(address)) return read_candidate(address, found.value);
  }
  Candidate out;
  out.address = address;
  const bool is_there = found.availability == Availability::there;
  out.error = {Kind::unavailable, is_there ? std::string("ob2.linked-id") : found.code,
               is_there ? std::string("the document of the key has another id than its address") : found.detail, found.hint};
  return out;
}

// The key the assertion names; without one, all that the issuer's own Profile lists.
std::vector<Candidate> find_candidates(const Chain& chain, Documents& documents) {
  std::vector<Candidate> out;
  const json::Value* verification = verification_of(chain.assertion);
  std::string_view named = verification == nullptr ? std::string_view{} : reference_of(verification->find("creator"));
  if (named.empty() && verification != nullptr && chain.version != Version::v2_0) named = verification->text_of("url");
  if (!named.empty()) {
    out.push_back(load_candidate(named, documents));
    return out;
  }
  if (chain.profile.source != Source::at_its_address) return out;
  vc::each_item(chain.profile.value.find("publicKey"), [&](const json::Value& item) {
    if (out.size() >= k_most_keys) return;
    const std::string_view address = reference_of(&item);
    const bool holds_key = item.is_object() && (item.find("publicKeyPem") != nullptr || item.find("publicKeyJwk") != nullptr);
    out.push_back(holds_key ? read_candidate(address, item) : load_candidate(address, documents));
  });
  return out;
}

Check signature_from(const Error& error) {
  const proof::ErrorVerdict verdict = proof::verdict_of(error);
  const Outcome outcome = verdict.outcome == proof::Outcome::fail ? Outcome::fail : Outcome::unknown;
  return make_check(CheckId::signature, outcome, verdict.code, "The signature could not be checked: " + error.detail + ".", error.hint);
}

// One signed badge on its way.
class SignedBadge {
 public:
  SignedBadge(const Badge& badge, Documents& documents) : badge_(badge), documents_(documents) {}

  Standing judge() {
    out_.chain = follow(badge_.document, badge_.version, documents_);
    out_.key = make_check(CheckId::key, Outcome::unknown, "key.not-checked", "Without a signature that fits there is no key to look at.");
    out_.status = make_check(CheckId::status, Outcome::unknown, "status.not-checked", "Without a signature that fits, the status is not looked up.");
    if (badge_.token.empty()) {
      out_.signature = make_check(CheckId::signature, Outcome::fail, "signature.none",
                                  "It says that it is signed, and comes without its signature.",
                                  "Anybody could have written it; ask for the badge's image or token.");
      return std::move(out_);
    }
    check_signature();
    if (out_.signature.outcome == Outcome::pass) check_status();
    const json::Value* word = badge_.document.find("revoked");
    if (word != nullptr && word->is_true()) out_.status = revoked(badge_.document.text_of("revocationReason"));
    return std::move(out_);
  }

 private:
  void check_signature() {
    const auto jws = proof::parse_compact_jws(badge_.token, documents_.arena());
    if (!jws) {
      out_.signature = signature_from(jws.error());
      return;
    }
    if (const auto header = proof::check_jws_header(jws->header); !header) {
      out_.signature = signature_from(header.error());
      return;
    }
    const std::vector<Candidate> candidates = find_candidates(out_.chain, documents_);
    if (candidates.empty()) {
      out_.signature = make_check(CheckId::signature, Outcome::unknown, "ob2.key-not-found",
                                  "It names no key, and its issuer's own profile lists none that could be had.",
                                  "Give the issuer's profile and key with --documents.");
      return;
    }
    for (const Candidate& candidate : candidates) {
      if (try_key(*jws, candidate)) return;
    }
  }

  // out: whether the signature fits; the last word on those that do not stays in the report, unknown before fail
  bool try_key(const proof::CompactJws& jws, const Candidate& candidate) {
    const auto note = [this](Check check) {
      if (out_.signature.code.empty() || out_.signature.outcome == Outcome::fail) out_.signature = std::move(check);
    };
    if (!candidate.key) {
      note(signature_from({Kind::unavailable, candidate.error.code, "the key at " + std::string(candidate.address) + " could not be had (" +
                                                                      candidate.error.detail + ")", candidate.error.hint}));
      return false;
    }
    const auto fits = proof::verify_jws(jws, *candidate.key);
    if (!fits) {
      note(signature_from(fits.error()));
      return false;
    }
    if (*fits == crypto::SignatureCheck::does_not_fit) {
      note(make_check(CheckId::signature, Outcome::fail, "proof.signature", "The signature does not fit: the badge or the key was changed.", k_original));
      return false;
    }
    out_.signature = make_check(CheckId::signature, Outcome::pass, "signature.fits",
                                "The signature fits: nothing has been changed since it was made (" + std::string(jws.algorithm()) + ").");
    check_key(candidate);
    return true;
  }

  bool is_listed(const Candidate& candidate) const {
    bool out = false;
    vc::each_item(out_.chain.profile.value.find("publicKey"), [&](const json::Value& item) {
      const bool is_same_object = item.is_object() && candidate.document.is_object() && item.object().begin() == candidate.document.object().begin();
      out = out || is_same_object || (!candidate.address.empty() && reference_of(&item) == candidate.address);
    });
    return out;
  }

  void check_key(const Candidate& candidate) {
    const Linked& profile = out_.chain.profile;
    if (profile.source != Source::at_its_address) {
      out_.key = issuer_not_confirmed(profile);
      return;
    }
    const std::string who(profile.address);
    const auto refuse = [this](std::string_view code, std::string detail) {
      out_.key = make_check(CheckId::key, Outcome::fail, code, std::move(detail), k_distrust);
    };
    // Before 2.0 no document ties a key to its issuer; the site they share does.
    const bool is_old_link = out_.chain.version != Version::v2_0 && profile.value.find("publicKey") == nullptr;
    if (is_old_link) {
      if (origin_of(candidate.address) != origin_of(profile.address)) return refuse("ob2.key-elsewhere", "The key is not on the site of " + who + ".");
    } else {
      const json::Value* owner = candidate.document.find("owner");
      if (owner != nullptr && reference_of(owner) != profile.address) return refuse("key.not-issuers", "The key says that it belongs to somebody else than " + who + ".");
      if (!is_listed(candidate)) return refuse("ob2.key-not-listed", who + " does not list the key that signed.");
    }
    const Linked& badge_class = out_.chain.badge_class;
    if (badge_class.source == Source::embedded && is_web_address(badge_class.address) && origin_of(badge_class.address) != origin_of(profile.address)) {
      return refuse("ob2.badge-elsewhere", "What the badge is for belongs to " + origin_of(badge_class.address) + ", not to the issuer's site.");
    }
    out_.key = make_check(CheckId::key, Outcome::pass, "key.authorised", "The key is one that " + who + " lists for signing.");
  }

  void check_status() {
    const Linked& profile = out_.chain.profile;
    const auto open = [this](std::string_view code, std::string detail, std::string_view hint) {
      out_.status = make_check(CheckId::status, Outcome::unknown, code, std::move(detail), hint);
    };
    if (profile.source != Source::at_its_address) {
      return open("status.not-checked", "Where its issuer lists revoked badges could not be looked up.", "Give the issuer's profile with --documents.");
    }
    const std::string_view address = reference_of(profile.value.find("revocationList"));
    if (address.empty()) {
      out_.status = make_check(CheckId::status, Outcome::pass, "status.none", "Its issuer keeps no list of revoked badges.");
      return;
    }
    const Document list = documents_.load(address);
    if (list.availability != Availability::there) {
      return open("ob2.list-not-found", "The issuer's list of revoked badges could not be had: " + list.detail + ".", list.hint);
    }
    judge_list(list.value, address);
  }

  void judge_list(json::Value list, std::string_view address) {
    const auto refuse = [this](std::string detail) {
      out_.status = make_check(CheckId::status, Outcome::unknown, "ob2.list-unusable", std::move(detail), "Ask the issuer to correct it.");
    };
    const json::Value* id = list.find("id");
    const json::Value* issuer = list.find("issuer");
    const bool is_old = out_.chain.version != Version::v2_0 && list.find("revokedAssertions") == nullptr;
    if (!list.is_object() || (!is_old && list.find("revokedAssertions") == nullptr)) return refuse("What the issuer lists as revoked cannot be read.");
    if (id != nullptr && !id->is_string(address)) return refuse("The list of revoked badges has another id than its address.");
    if (issuer != nullptr && reference_of(issuer) != out_.chain.profile.address) return refuse("The list of revoked badges is another issuer's.");
    const std::optional<std::string> reason = is_old ? find_by_uid(list) : find_in(*list.find("revokedAssertions"));
    out_.status = reason ? revoked(*reason)
                         : make_check(CheckId::status, Outcome::pass, "ob2.not-listed", "It is not on its issuer's list of revoked badges.");
  }

  // 1.x: {"uid": "reason"}
  std::optional<std::string> find_by_uid(json::Value list) const {
    const json::Value* reason = list.find(badge_.document.text_of("uid"));
    if (reason == nullptr) return std::nullopt;
    return reason->is_string() ? std::string(reason->text()) : std::string();
  }

  std::optional<std::string> find_in(const json::Value& entries) const {
    const std::string_view id = badge_.document.text_of("id");
    const std::string_view uid = badge_.document.text_of("uid");
    std::optional<std::string> out;
    vc::each_item(&entries, [&](const json::Value& entry) {
      if (out) return;
      const std::string_view entry_id = reference_of(&entry);
      const bool is_it = (!id.empty() && entry_id == id) || (!uid.empty() && entry.text_of("uid") == uid);
      if (is_it) out = std::string(entry.text_of("revocationReason"));
    });
    return out;
  }

  const Badge& badge_;
  Documents& documents_;
  Standing out_;
};

}  // namespace

Standing judge_signed(const Badge& badge, Documents& documents) { return SignedBadge(badge, documents).judge(); }

}  // namespace cairn::openbadges2
