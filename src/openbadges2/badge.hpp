#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/arena.hpp"
#include "base/bytes.hpp"
#include "json/value.hpp"

namespace cairn::openbadges2 {

/// Which edition of Open Badges a document is written to; 2.1 changes nothing in a badge.
enum class Version : std::uint8_t { v0_5, v1_0, v1_1, v2_0 };
std::string_view version_name(Version version);  ///< "0.5", "1.0", "1.1", "2.0"

/// What a document of these editions is.
enum class BadgeKind : std::uint8_t {
  assertion,  ///< an award to one person
  address,    ///< only the address where an assertion is kept
  part        ///< something else of the vocabulary: what a badge is for, an issuer, a key, a list of revoked awards
};

/// What was recognised in some bytes.
struct Badge {
  BadgeKind kind = BadgeKind::assertion;
  Version version = Version::v2_0;
  json::Value document;      ///< the object; of a signed badge the one inside the token
  std::string_view token;    ///< the compact JWS of a signed badge; else empty
  std::string_view address;  ///< of BadgeKind::address
};

/// Tell a badge of an older edition from everything else, by its content alone.
/// in:    bytes - JSON, a compact JWS, or one address as baked into the oldest images; must outlive the result
/// out:   nothing for all other content, broken JSON included
/// cost:  a search for a few words; only what holds one of them is parsed
/// spec:  Open Badges 2.0 "Open Badges Vocabulary"; 1.1 and 1.0 "Assertion"
std::optional<Badge> recognise(ByteView bytes, Arena& arena);
/// The same for a document that has been parsed.
std::optional<Badge> recognise_document(json::Value document);

/// out: "Assertion", "BadgeClass", "Issuer" and so on: the first type of the vocabulary it names; empty when there is none
std::string_view vocabulary_type(json::Value document);

}  // namespace cairn::openbadges2
