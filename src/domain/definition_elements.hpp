#pragma once
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/micro_credential.hpp"

// What a definition states, asked by the names that definition files use.
namespace cairn::domain {

/// out: whether there is an element of this name: "outcomes", "credit.rated_by", "listing.summary"
bool is_element(std::string_view key);
/// All names.
std::span<const std::string_view> element_names();

/// in:    frameworks - in which a level or credit counts; none: all. Other elements do not heed them.
/// out:   what is stated, as text: a word or text itself, "2 outcomes" for lists; empty when nothing is
std::string element_value(const MicroCredentialFields& fields, std::string_view key, std::span<const std::string> frameworks = {});

/// out: the beginning of a text, at most 80 bytes and no half characters; empty when there are only spaces
std::string shown_text(std::string_view text);

/// out: the whole text of an element that is prose or a title; nullptr for other elements
const std::string* element_text(const MicroCredentialFields& fields, std::string_view key);
bool is_text_element(std::string_view key);

/// A level that a definition states, and where.
struct StatedLevel {
  std::string_view framework;
  std::string_view code;
  std::string place;  ///< "level", "credit.level"
};
std::vector<StatedLevel> stated_levels(const MicroCredentialFields& fields);

/// All credit, the first one first.
std::vector<const Credit*> stated_credit(const MicroCredentialFields& fields);
/// out: the credit in this framework, or nullptr
const Credit* credit_in(const MicroCredentialFields& fields, std::string_view framework);

/// out: the keys of all outcomes that a task assesses
std::set<std::string_view> assessed_outcomes(const MicroCredentialFields& fields);

/// The hours that a definition states: workload_hours, else those of a credit, else the sum of the workload's parts.
struct StatedHours {
  Amount hours;
  std::string place;
};
std::optional<StatedHours> stated_hours(const MicroCredentialFields& fields);

}  // namespace cairn::domain
