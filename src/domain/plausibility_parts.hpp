#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "domain/plausibility.hpp"

// The parts of lint_plausibility. Internal to this library.
namespace cairn::domain {

using PlausibilityNotes = std::vector<PlausibilityNote>;

void lint_titles(const MicroCredentialFields& fields, PlausibilityNotes& notes);
void lint_credit(const MicroCredentialFields& fields, const Crosswalk& crosswalk, PlausibilityNotes& notes);
void lint_levels(const MicroCredentialFields& fields, const Crosswalk& crosswalk, PlausibilityNotes& notes);
void lint_duration(const MicroCredentialFields& fields, PlausibilityNotes& notes);
void lint_days(const MicroCredentialFields& fields, Date today, PlausibilityNotes& notes);

/// An ISO 8601 duration in its parts.
struct DurationParts {
  long long years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0;
  /// out: with 365 days to a year and 30 to a month
  long long in_minutes() const { return ((years * 365 + months * 30 + weeks * 7 + days) * 24 + hours) * 60 + minutes; }
  bool is_time_only() const { return years == 0 && months == 0 && weeks == 0 && days == 0; }
};
/// out: none when it is no duration
std::optional<DurationParts> parts_of_duration(std::string_view text);

}  // namespace cairn::domain
