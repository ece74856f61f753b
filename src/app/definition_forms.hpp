#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/micro_credential.hpp"

// Definitions in the words of others, in and out: the one door for the command line, the register and the web.
namespace cairn::app {

/// Whose words a description is written in.
enum class DefinitionForm { toml, json, ctdl, elm, schema_org, achievement, badge_class, edubadges, csv };

/// out: "toml", "json", "ctdl", "elm", "schema-org", "achievement", "badgeclass", "edubadges", "csv"
std::string_view form_word(DefinitionForm form);
/// out: the form of this word, or nothing
std::optional<DefinitionForm> form_of_word(std::string_view word);
/// out: whether definitions can be written in this form; badgeclass, edubadges and csv are only read
bool can_write(DefinitionForm form);

/// What the bytes look like.
/// fails: malformed/definition.form (like none of the forms), json.*
Result<DefinitionForm> detect_form(std::string_view bytes);

/// One definition as others describe it: unverified, and seldom complete. Everything a person should look at is in the lists.
struct ReadDefinition {
  domain::MicroCredentialFields fields;
  std::string place;                  ///< where it stands: "/result/3", "row 4"; empty when it is the whole
  std::vector<std::string> left;      ///< what found no place: JSON Pointers into the document, or columns
  std::vector<std::string> problems;  ///< what is written and cannot be right; none: what was read may stand as a draft
  std::string lacking;                ///< the first thing a complete definition needs and this one has not; may be empty
};

inline constexpr std::size_t k_most_definitions = 20'000;

/// Read every definition that the bytes describe, in their order. Nothing is checked that a draft may leave open: `problems` and
/// `lacking` say what domain::make_micro_credential would. The owner is named as the document names it, which may be no issuer.
/// in:    bytes - a whole file; form - see detect_form; name - of the file, for messages
/// out:   at least one
/// fails: malformed/json.*, csv.*, encoding.*, definition.*, exchange.*; exhausted/definition.count
/// cost:  a table of 10,000 rows takes a few seconds at most
Result<std::vector<ReadDefinition>> read_definitions(std::string_view bytes, DefinitionForm form, std::string_view name);

/// Note what is wrong and what is lacking, as a draft is judged. read_definitions has done it.
void look_through(ReadDefinition& read);

/// All or nothing: refuse when any of them has a problem.
/// fails: malformed/definition.rows - `detail` has a line for each problem, with its place
Result<void> refuse_problems(std::span<const ReadDefinition> read);

struct WrittenDefinition {
  std::string text;               ///< a whole file, ending in a line break
  std::vector<std::string> left;  ///< fields that have no place there, as definition files name them: "credit.hours"
};

/// A definition in the words of others. An owner without an id is given none.
/// fails: malformed/domain.* (the definition is not complete); refused/definition.form (a form that is only read)
Result<WrittenDefinition> write_definition(const domain::MicroCredentialFields& fields, DefinitionForm form);

}  // namespace cairn::app
