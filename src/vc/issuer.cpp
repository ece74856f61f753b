#include <algorithm>

#include "vc/credential_view.hpp"
#include "vc/single_checks.hpp"

namespace cairn::vc {
namespace {

Check answer(Outcome outcome, std::string_view code, std::string detail, std::string_view hint = {}) {
  return {CheckId::issuer, outcome, std::string(code), std::move(detail), std::string(hint)};
}

std::string day(Instant instant) { return format_instant(instant).substr(0, 10); }

std::string named(const TrustedIssuer& issuer) { return issuer.name.empty() ? issuer.id : issuer.name + " (" + issuer.id + ")"; }

const TrustedKey* listed_key(const TrustedIssuer& issuer, const KeyUse& use) {
  const auto found = std::find_if(issuer.keys.begin(), issuer.keys.end(), [&](const TrustedKey& one) { return use.key && one.key == *use.key; });
  return found == issuer.keys.end() ? nullptr : &*found;
}

// An issuer that signs with another key than before has changed its keys, or somebody else has taken its address.
std::optional<Check> change_of_key(const std::string& id, const VerifyPolicy& policy, const KeyUse& use) {
  if (policy.pins == nullptr || !use.key) return std::nullopt;
  const PinnedKey* first = policy.pins->first_of(id);
  if (first == nullptr || policy.pins->contains(id, pin_text(*use.key))) return std::nullopt;
  return answer(Outcome::unknown, "issuer.key-changed",
                id + " signed with another key when it was first seen here on " + day(first->since) + ".",
                "Issuers do change keys; so do those who take over an address. Ask the issuer, then accept the key.");
}

std::optional<Check> outside_period(const TrustedIssuer& issuer, const KeyUse& use) {
  if (!issuer.from && !issuer.until) return std::nullopt;
  const bool is_inside = use.signed_at && (!issuer.from || *use.signed_at >= *issuer.from) && (!issuer.until || *use.signed_at <= *issuer.until);
  if (is_inside) return std::nullopt;
  return answer(Outcome::unknown, "issuer.outside-period",
                "Your list knows " + named(issuer) + " for another time than that of this credential.",
                "Ask whoever keeps the list.");
}

}  // namespace

Check check_issuer(const json::Value& credential, const VerifyPolicy& policy, const KeyUse& use) {
  const KnownIssuers* known = policy.known_issuers;
  const std::string id(issuer_id(credential));
  if (id.empty()) return answer(Outcome::unknown, "issuer.missing", "The credential names no issuer.");
  const TrustedIssuer* const entry = known == nullptr ? nullptr : known->find(id);
  const bool is_settled = entry != nullptr && listed_key(*entry, use) != nullptr;
  if (!is_settled) {
    if (auto changed = change_of_key(id, policy, use)) return *changed;
  }
  if (known == nullptr || known->empty()) {
    return answer(Outcome::unknown, "issuer.no-list", "No list of known issuers is set up, so " + id + " is not known here.",
                  "Find out who that is, and add it to your known issuers if you trust it.");
  }
  if (entry == nullptr) {
    return answer(Outcome::unknown, "issuer.unlisted", id + " is not one of your known issuers.",
                  "That says nothing against it. Find out who it is, and add it if you trust it.");
  }
  if (entry->listed_until && policy.at > *entry->listed_until) {
    return answer(Outcome::unknown, "issuer.list-ended", "The list that knows " + named(*entry) + " was good until " + day(*entry->listed_until) + ".",
                  "Get the current list from whoever keeps it.");
  }
  if (auto outside = outside_period(*entry, use)) return *outside;
  if (!entry->keys.empty() && !is_settled) {
    return answer(Outcome::unknown, "issuer.key-unlisted", "Your list names keys of " + named(*entry) + ", and this is none of them.",
                  "The issuer may have a new key: ask whoever keeps the list.");
  }
  return answer(Outcome::pass, "issuer.known", named(*entry) + " is one of your known issuers.");
}

std::optional<Instant> stated_time(const json::Value& credential) {
  const auto time = parse_date_time_stamp(credential.text_of("validFrom"));
  return time ? std::optional(*time) : std::nullopt;
}

void judge_key_history(const TrustedIssuer& issuer, const KeyUse& use, Check& key) {
  const TrustedKey* const listed = listed_key(issuer, use);
  if (listed == nullptr || key.outcome != Outcome::pass) return;
  const auto lower = [&key](Outcome outcome, std::string_view code, std::string detail, std::string_view hint) {
    key = {CheckId::key, outcome, std::string(code), std::move(detail), std::string(hint)};
  };
  if (listed->compromised && (!use.signed_at || *use.signed_at >= *listed->compromised)) {
    return lower(Outcome::fail, "key.compromised", "Others have had this key since " + day(*listed->compromised) + ", before the credential was signed.",
                 "Ask the issuer whether it is theirs, and for one signed with their new key.");
  }
  if (listed->compromised) {
    return lower(Outcome::unknown, "key.compromised-later",
                 "Others have had this key since " + day(*listed->compromised) + "; the credential says it was signed before, but they could write that too.",
                 "Ask the issuer for one signed with their new key.");
  }
  const bool is_bounded = listed->from || listed->until;
  if (is_bounded && !use.signed_at) {
    return lower(Outcome::unknown, "key.time-unknown", "The key was in use for some time only, and the proof does not say when it was made.",
                 "Ask the issuer for one signed with their current key.");
  }
  if ((listed->from && *use.signed_at < *listed->from) || (listed->until && *use.signed_at > *listed->until)) {
    lower(Outcome::fail, "key.outside-period", "The issuer did not use this key at the time the proof states, " + day(*use.signed_at) + ".",
          "Ask the issuer whether it is theirs.");
  }
}

}  // namespace cairn::vc
