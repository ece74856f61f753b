#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "json/value.hpp"
#include "openbadges/endorsement.hpp"

namespace cairn::openbadges {

/// How one achievement stands to another.  spec: Comprehensive Learner Record 2.0 "Association"
struct Association {
  std::string type;  ///< a word of association_types()
  std::string source_id;
  std::string target_id;
};
/// "exactMatchOf", "isChildOf", "isParentOf", "isPartOf", "isPeerOf", "isRelatedTo", "precedes", "replacedBy"
std::span<const std::string_view> association_types();

/// Whose record it is. At least one of id and e-mail address.
struct RecordLearner {
  std::string id;     ///< DID or URL
  std::string email;  ///< goes in hashed
  std::string name;   ///< goes in plain
  std::string salt;   ///< for the hash: at least 16 characters, fresh for each record
};

/// Whether the publisher knows more of the learner than the record says.
enum class Completeness { unsaid, partial, complete };

struct RecordFields {
  std::string id;  ///< absolute IRI
  std::string name;
  SignerProfile publisher;
  Instant valid_from;
  Completeness completeness = Completeness::unsaid;
  RecordLearner learner;
  std::vector<json::Value> credentials;   ///< signed, as they are
  std::vector<json::Value> achievements;  ///< definitions of what is not awarded in it, such as the larger award
  std::vector<Association> associations;
};

/// Build an unsecured ClrCredential.
/// out:   a value in `arena` that shares the credentials and achievements given
/// fails: refused/openbadges.salt, malformed/clr.learner (neither id nor e-mail address)
/// spec:  Comprehensive Learner Record 2.0 "ClrCredential", "ClrSubject"
Result<json::Value> learner_record(const RecordFields& fields, Arena& arena);

}  // namespace cairn::openbadges
