#include <algorithm>

#include "crypto/hash.hpp"
#include "vc/credential_view.hpp"
#include "vc/single_checks.hpp"

namespace cairn::vc {
namespace {

Check answer(Outcome outcome, std::string_view code, std::string detail, std::string_view hint = {}) {
  return {CheckId::recipient, outcome, std::string(code), std::move(detail), std::string(hint)};
}

std::string lower_case(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

enum class Match { yes, no, unreadable };

Match match_hash(std::string_view hash, std::string_view salt, std::string_view identity) {
  if (!hash.starts_with("sha256$")) return Match::unreadable;
  const std::string salted = std::string(identity) + std::string(salt);
  return to_hex(crypto::sha256(as_bytes(salted))) == lower_case(hash.substr(7)) ? Match::yes : Match::no;
}

Match match_identity(const json::Value& identity, std::string_view recipient) {
  const json::Value* hashed = identity.find("hashed");
  const std::string_view hash = identity.text_of("identityHash");
  if (hashed == nullptr || !hashed->is_true()) return hash == recipient ? Match::yes : Match::no;
  return match_hash(hash, identity.text_of("salt"), recipient);
}

// Every identifier of every subject is looked at; one that matches is enough.
struct Search {
  bool has_match = false;
  bool has_any = false;
  bool has_unreadable = false;

  void look_at(const json::Value& subject, std::string_view recipient) {
    const std::string_view id = subject.text_of("id");
    has_any = has_any || !id.empty();
    has_match = has_match || id == recipient;
    each_item(subject.find("identifier"), [&](const json::Value& identity) {
      if (identity.text_of("identityType") == "name") return;  // many people share one
      const Match match = match_identity(identity, recipient);
      has_any = true;
      has_match = has_match || match == Match::yes;
      has_unreadable = has_unreadable || match == Match::unreadable;
    });
  }
};

}  // namespace

Check check_recipient(const json::Value& credential, const std::optional<std::string>& recipient) {
  if (!recipient) return answer(Outcome::unknown, "recipient.not-asked", "Whose credential it is was not asked.");
  Search search;
  each_item(credential.find("credentialSubject"), [&](const json::Value& subject) { search.look_at(subject, *recipient); });
  if (search.has_match) return answer(Outcome::pass, "recipient.matches", "It was issued to the person you named.");
  if (!search.has_any) {
    return answer(Outcome::unknown, "recipient.none", "The credential holds nothing that could be compared.",
                  "Ask the learner to show another proof of identity.");
  }
  if (search.has_unreadable) {
    return answer(Outcome::unknown, "recipient.hash", "The identity in it is hashed in a way that is not safe and not checked here.",
                  "Ask the issuer for a credential with a SHA-256 hash.");
  }
  return answer(Outcome::fail, "recipient.differs", "It was issued to somebody else than the person you named.",
                "Check the spelling: capitals and another address of the same person count as different.");
}

}  // namespace cairn::vc
