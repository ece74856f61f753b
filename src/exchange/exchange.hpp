#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.hpp"
#include "base/result.hpp"
#include "domain/micro_credential.hpp"
#include "json/value.hpp"

namespace cairn::exchange {

/// What a foreign description says, as far as a definition has a field for it. Unverified, and not checked: a definition may
/// need more, and domain::make_micro_credential may refuse what was read.
struct Imported {
  domain::MicroCredentialFields fields;
  std::vector<std::string> left;  ///< JSON Pointers: every part of the document that found no place.  spec: RFC 6901
  std::string place{};            ///< JSON Pointer of the description; empty: the document
};

/// The id of an organisation whose definition leaves it to the key that signs: it stands for none, and is not written.
inline constexpr std::string_view k_left_to_the_key = "urn:cairn:issuer";

/// A definition in the words of others.
struct Exported {
  json::Value document;           ///< JSON-LD, in the caller's arena
  std::vector<std::string> left;  ///< fields of the definition that have no place there, as definition files name them
};

/// Read a credential, learning opportunity or assessment of the Credential Registry, also as the first of its kind in an @graph.
/// fails: malformed/exchange.ctdl (no such description, or `ceterms` stands for something else)
/// spec:  CTDL, https://credreg.net/ctdl/terms
Result<Imported> from_ctdl(const json::Value& document);
/// out: a ceterms:MicroCredential, or the class of the definition's achievement type, with a context of its own
Exported to_ctdl(const domain::MicroCredential& definition, Arena& arena);

/// Read what the first achievement of a European Digital Credential specifies, or a specification that stands alone.
/// fails: malformed/exchange.elm (no achievement that is specified)
/// spec:  European Learning Model 3
Result<Imported> from_elm(const json::Value& document);
/// out: a Qualification, or a LearningAchievementSpecification when the definition has no level
Exported to_elm(const domain::MicroCredential& definition, Arena& arena);

/// Read every EducationalOccupationalCredential, with the Course or EducationalOccupationalProgram that says it leads to it, and every
/// course that leads to none described. One node, a list or an @graph; names plain, prefixed or whole.
/// fails: malformed/exchange.schema-org (no such node, or a context that is not schema.org's)
/// spec:  schema.org EducationalOccupationalCredential, Course
Result<std::vector<Imported>> from_schema_org(const json::Value& document);
/// out: a credential and the course that leads to it, in an @graph; the context stands inside
Exported to_schema_org(const domain::MicroCredential& definition, Arena& arena);

/// Read an Achievement that stands alone, a list of them, or what an OpenBadgeCredential or ClrCredential holds.
/// fails: malformed/exchange.achievement (it holds none)
/// spec:  Open Badges 3.0 "Achievement"; Cairn's extension of it; the members that edubadges adds
Result<std::vector<Imported>> from_achievement(const json::Value& document);
/// out: fields of the definition that an Achievement has no words for, as definition files name them
std::vector<std::string> left_by_achievement(const domain::MicroCredentialFields& fields);

/// The rules by which extensions of a BadgeClass are read: what "StudyLoad" counts depends on whose extension it is.
enum class BadgeClassDialect { open_badges, edubadges };

/// Read a BadgeClass, a list of them, one that an Assertion carries, or what Badgr's interface answers (`result`).
/// fails: malformed/exchange.badgeclass (it holds none)
/// spec:  Open Badges 2.0 "BadgeClass"; Badgr API v2
Result<std::vector<Imported>> from_badge_class(const json::Value& document, BadgeClassDialect dialect);
/// out: whether one of the badge classes has a member or extension that only edubadges has
bool has_edubadges_members(const json::Value& document);

/// A duration of hours: "PT60H", "PT7H30M".  spec: XML Schema "duration"
std::string duration_of_hours(domain::Amount hours);
/// out: the hours of a duration that has neither years, months, weeks nor days, when they are a decimal of three places
std::optional<domain::Amount> hours_of_duration(std::string_view text);

}  // namespace cairn::exchange
