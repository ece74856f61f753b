#pragma once
#include <string>
#include <string_view>

#include "json/value.hpp"
#include "openbadges2/badge.hpp"
#include "openbadges2/documents.hpp"

// The three documents of a badge. Internal to this library.
namespace cairn::openbadges2 {

/// How a document came to us. Only what was found at its own address speaks for that address.
enum class Source : std::uint8_t { none, at_its_address, embedded };

struct Linked {
  std::string_view address;  ///< its id; empty when there is none
  json::Value value;         ///< null when it could not be had
  Source source = Source::none;
  std::string code;          ///< why not
  std::string detail;
  std::string hint;
};

/// Assertion, what it is for, and who issues it.
struct Chain {
  Version version = Version::v2_0;
  json::Value assertion;
  Linked badge_class;
  Linked profile;
};

/// Follow the assertion to its BadgeClass and on to the issuer's Profile. Each is read at its own address where that can be had; an
/// embedded copy is kept else, and marked as such.
/// fails: never; what is missing says why. A document that has another id than its address counts as missing ("ob2.linked-id").
/// spec:  Open Badges 2.0 "Data Validation"
Chain follow(json::Value assertion, Version version, Documents& documents);

/// out: what keeps the award: "verification", or "verify" as older editions call it; nullptr when neither is an object
const json::Value* verification_of(json::Value assertion);
/// out: the web address where a hosted assertion is kept; empty when it names none
std::string_view hosted_address(json::Value assertion, Version version);
/// out: whether the assertion says that it is signed
bool says_signed(json::Value assertion);

}  // namespace cairn::openbadges2
