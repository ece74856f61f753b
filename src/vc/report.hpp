#pragma once
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/arena.hpp"
#include "json/value.hpp"
#include "vc/rules.hpp"
#include "vc/worth.hpp"

namespace cairn::vc {

/// The separate questions, in the order they are asked and printed.
enum class CheckId : std::uint8_t { reading, shape, signature, key, issuer, dates, status, recipient };
inline constexpr std::size_t k_check_count = 8;
std::string_view check_name(CheckId id);

enum class Outcome : std::uint8_t { pass, fail, unknown };
std::string_view outcome_name(Outcome outcome);

/// The answer to one question.
struct Check {
  CheckId id = CheckId::reading;
  Outcome outcome = Outcome::unknown;
  std::string code;    ///< stable dotted name, listed in docs/errors.md
  std::string detail;  ///< plain words
  std::string hint;    ///< what to do; empty when nothing
};

enum class Verdict : std::uint8_t { valid, unknown_issuer, invalid, undetermined };
std::string_view verdict_name(Verdict verdict);  ///< "valid", "unknown-issuer", "invalid", "undetermined"

/// The one place where checks become a verdict:
/// 1. any check that failed                                             -> invalid
/// 2. else any check that is unknown, other than issuer, and other than a recipient nobody asked about -> undetermined
/// 3. else the issuer is not known                                      -> unknown_issuer
/// 4. else                                                              -> valid
Verdict judge(std::span<const Check> checks);

enum class Format : std::uint8_t { embedded_proof, vc_jwt, sd_jwt, open_badges_2, unsecured, unreadable };
/// out: "embedded-proof", "vc-jwt", "sd-jwt", "open-badges-2", "unsecured", "unreadable"
std::string_view format_name(Format format);

/// What a credential was carried in when it did not come as a file of its own.
enum class Carrier : std::uint8_t { none, png, svg, pdf };
std::string_view carrier_name(Carrier carrier);  ///< "none", "png", "svg", "pdf"

/// Whether the document is all of what was signed, or a copy on which its holder chose what to show.
enum class Extent : std::uint8_t { whole, part };

/// One result of the learner, as signed.
struct SummaryResult {
  std::string name;
  std::string value;
  std::string type;  ///< the standard's word for what it is: "Percent", "ext:SCQFCreditPoints"; may be empty
};

/// How one achievement stands to another, as a learner record states it: "isPartOf", from source to target.
struct SummaryAssociation {
  std::string type;
  std::string source_id;
  std::string source_name;  ///< where the record names it; may be empty
  std::string target_id;
  std::string target_name;
};

/// What may be shown of a credential: taken from signed bytes only, and only when the signature fits.
struct Summary {
  std::string credential_id;
  std::string type;                     ///< what it is beside a VerifiableCredential: "OpenBadgeCredential"
  std::string name;                     ///< of the credential, else of the achievement
  std::string issuer_id;
  std::string issuer_name;              ///< as the issuer states it; may be empty
  std::string achievement_name;
  std::string achievement_type;
  std::string language;                 ///< BCP 47, of the achievement; may be empty
  std::string description;
  std::string criteria;                 ///< Markdown from outside: render in safe mode only
  std::string recipient_name;
  std::string valid_from;
  std::string valid_until;
  std::string awarded;
  std::string credits_earned;
  Worth worth;                          ///< credit of frameworks, and how the award came to be
  std::vector<SummaryResult> results;
  std::vector<SummaryResult> alignments;  ///< name: target's name; value: framework and code
  std::string subject_id;               ///< the learner; of an endorsement: what is endorsed
  std::string achievement_id;
  std::string comment;                  ///< of an endorsement. Markdown from outside
  std::vector<SummaryAssociation> associations;  ///< of a learner record
};

struct Enclosed;

/// Everything found about one document.
struct Report {
  Verdict verdict = Verdict::undetermined;
  Format format = Format::unreadable;
  Carrier carrier = Carrier::none;
  Extent extent = Extent::whole;
  std::vector<Check> checks;            ///< always all eight, in order
  std::vector<Finding> findings;        ///< of the shape check, warnings included
  std::optional<Summary> summary;       ///< only when the signature fits
  std::optional<std::string> key_used;  ///< the issuer's key as KeyPins name it: only when signature and key pass
  std::vector<Enclosed> enclosed;       ///< signed documents inside this one, judged on their own; they never change its verdict
  const Check& check(CheckId id) const { return checks[static_cast<std::size_t>(id)]; }
};

/// A signed document inside another one.
struct Enclosed {
  std::string role;     ///< "endorsement", "credential"
  std::string pointer;  ///< where it stands: JSON Pointer; empty: handed over beside the document.  spec: RFC 6901
  Report report;
  /// What an endorsement whose signature fits endorses of the document around it: "credential", "achievement", "issuer", "part"
  /// (what it stands in), "other": something else, or "none": it is no endorsement. Empty when that cannot be told.
  std::string about{};
};

/// {"verdict", "format", "checks": [{"id", "outcome", "code", "detail", "hint"}]}; "hint" only when there is one; besides, when
/// there is any, "carrier", "extent" ("part"), "worth" (as to_json of Worth), "remarks": [{"code", "pointer", "detail"}],
/// "associations": [{"type", "source", "sourceName", "target", "targetName"}] and "enclosed": [{"role", "pointer", "about",
/// "issuer", "issuerName", "subject", "comment", "report"}]; from "about" on only what is signed and there.
json::Value to_json(const Report& report, Arena& arena);

}  // namespace cairn::vc
