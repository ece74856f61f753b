#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "attacks/row.hpp"
#include "base/entropy.hpp"
#include "unit/vc/sample.hpp"
#include "unit/vc/workbench.hpp"

namespace cairn::attacks {

inline constexpr std::string_view k_credential_id = "urn:uuid:5b6ac2d1-71a1-4d2c-9f3b-0a1c3f1b7a10";
inline constexpr std::string_view k_college_site = "did:web:college.example";
inline constexpr std::string_view k_list_url = "https://college.example/status/3";
inline constexpr std::string_view k_until = "\"validUntil\":\"2027-03-15T09:30:00Z\"";

/// The college that issues honestly, the learner who holds, and Mallory, who has a key of her own and all the tools. Everything
/// the verifier is to believe is signed by the college's key; Mallory's key is never known to anybody.
class Forge {
 public:
  const vc::Party& college() const { return bench_.college; }
  const vc::Party& mallory() const { return mallory_; }
  const vc::Party& learner() const { return learner_; }
  Arena& arena() { return bench_.arena; }
  json::Value read(std::string_view text) { return bench_.read(arena().copy(text)); }

  /// A badge that breaks no rule, unsigned, compact, issued by `issuer`.
  std::string badge(std::string_view issuer) const;
  std::string badge() const { return badge(college().did); }

  /// An embedded proof. in: method - empty: the party's own
  std::string sign(const std::string& document, const vc::Party& by, const std::string& suite = "eddsa-rdfc-2022");
  std::string sign(const std::string& document, const vc::Party& by, const proof::ProofConfiguration& configuration);
  proof::ProofConfiguration configuration(const std::string& method, const std::string& suite = "eddsa-rdfc-2022") const;

  /// A token with exactly this header and these claims, signed with the party's key whatever the header says.
  std::string token(std::string_view header, std::string_view claims, const vc::Party& by) const;
  static std::string token_of(std::string_view header, std::string_view claims, ByteView signature);
  std::string header(std::string_view type, std::string_view more = "") const;  ///< of the college, EdDSA

  /// A selectively disclosable token of the college's, held by the learner.
  std::string disclosable(std::string_view type = "dc+sd-jwt");
  /// The same, shown by whoever has the key, for an audience and a nonce.
  std::string shown(const std::string& token, const vc::Party& by, std::string_view audience, std::string_view nonce);

  /// A status list. in: encoded - its bits as encodedList
  std::string list_text(std::string_view keeper, std::string_view encoded, std::string_view purpose = "revocation") const;

  /// Handed over by an honest learner at a good time, to a verifier who knows the college.
  Handed handed(std::string file) const;

  /// The document that says which keys did:web:college.example has. in: methods - JSON of the list; names - of assertionMethod
  static std::string site_document(std::string_view id, std::string_view methods, std::string_view names);
  static std::string method_json(std::string_view id, std::string_view controller, const vc::Party& party);

 private:
  vc::Workbench bench_;
  vc::Party mallory_{9};
  vc::Party learner_{11};
  SystemEntropy entropy_;
};

/// 131,072 bits, none of them set but those named.
std::string encoded_list(std::initializer_list<std::uint64_t> set = {});
/// What stands between two texts of a document, those not included.
std::string between(const std::string& text, std::string_view before, std::string_view after);

/// The badge as the college signs it, with a Data Integrity proof, and a verifier who knows the college.
Handed signed_badge(Forge& forge);
Handed signed_jcs_badge(Forge& forge);
/// The badge as a vc+jwt.
Handed badge_token(Forge& forge);
/// The badge with a status entry, and the list it names.
Handed badge_with_status(Forge& forge);

/// After the badge has expired.
Instant after_the_end();
inline Instant time(std::string_view text) { return *parse_date_time_stamp(text); }

}  // namespace cairn::attacks
