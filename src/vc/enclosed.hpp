#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.hpp"
#include "json/value.hpp"
#include "vc/report.hpp"

namespace cairn::vc {

/// A place inside a credential where a document stands that is signed on its own.
struct Enclosure {
  std::string_view role;  ///< "endorsement", "credential"
  std::string pointer;    ///< JSON Pointer
  json::Value document;   ///< an object, or the text of a token
  std::string owner_id;   ///< id of the object it stands in, such as an achievement's; may be empty
};

inline constexpr std::string_view k_endorsement_role = "endorsement";
inline constexpr std::string_view k_credential_role = "credential";

/// Looks for what is signed on its own inside a credential, but not inside what it finds.
/// out: at most one more than k_most_enclosed
using FindEnclosed = std::vector<Enclosure> (*)(const json::Value& credential);

/// Documents inside documents are followed this deep, and no more than so many of them for one question: what stands inside is
/// chosen by whoever made the outer document.
inline constexpr int k_deepest_enclosure = 4;
inline constexpr std::uint32_t k_most_enclosed = 256;

/// What may still be looked at; shared by all documents of one question.
struct EnclosedAllowance {
  std::uint32_t documents = k_most_enclosed;
  bool is_work_spent = false;  ///< one of them used up what a single document may: no other is looked at
};

/// The document as it can be judged alone: one that names no contexts reads as those around it say.
json::Value standing_alone(const json::Value& enclosed, const json::Value& around, Arena& arena);

/// See Enclosed::about.   in: both as signed; `owner_id` as in Enclosure
std::string_view endorsed_part(const Summary& around, const Summary& endorsement, std::string_view owner_id);

/// The report on the first document that is not looked at, and all after it: every check unknown.
Report not_looked_at(std::string_view code);

/// out: whether judging this document, or one inside it, took all the work that one document may take
bool used_up_work(const Report& report);

}  // namespace cairn::vc
