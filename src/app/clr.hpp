#pragma once
#include <string>
#include <vector>

#include "app/sign_document.hpp"
#include "base/result.hpp"
#include "openbadges/clr.hpp"
#include "verify/verifier.hpp"

namespace cairn::app {

inline constexpr std::size_t k_most_credentials_in_record = 200;

/// A file that goes into a learner record.
struct RecordPart {
  std::string name;  ///< of the file, for messages
  std::string text;
};

struct RecordCommand {
  openbadges::RecordLearner learner;            ///< salt is drawn here
  std::vector<RecordPart> credentials;
  std::vector<RecordPart> achievements;         ///< definitions: TOML (.toml) or an Achievement as JSON
  std::vector<openbadges::Association> associations;
  std::string towards;                          ///< id of a larger award that each achievement is part of; empty: none
  std::string name;                             ///< of the record; empty: "Learner record"
  std::string publisher_name;
  std::string publisher_url;
  openbadges::Completeness completeness = openbadges::Completeness::unsaid;
};

struct MadeRecord {
  std::string document;             ///< JSON text of the secured record
  std::vector<std::string> notes;   ///< what could not be told, a sentence each
};

/// Bundle the credentials of one learner, with how they belong together, into a signed ClrCredential.
/// Each credential must verify (only its issuer may be unknown) and belong to the learner; where that cannot be told, a note says so.
/// fails: refused/clr.not-good, refused/clr.other-learner, refused/clr.token, conflict/clr.twice, malformed/clr.association,
///        malformed/clr.learner, exhausted/clr.count; as read_definition and sign_document
Result<MadeRecord> make_record(const RecordCommand& command, const SigningKey& by, verify::Verifier& verifier, const SigningPorts& ports);

/// Read "isPartOf=SOURCE,TARGET".   fails: malformed/clr.association
Result<openbadges::Association> read_association(std::string_view text);

}  // namespace cairn::app
