#pragma once
#include <optional>
#include <string_view>

#include "domain/crosswalk.hpp"
#include "domain/framework.hpp"

// Internal to this library.
namespace cairn::domain {

/// Notional hours, as a range where a unit is one.
struct HoursRange {
  Fraction least;
  Fraction most;
};

/// out: the hours of one unit of credit, by the framework's file or else as it is built in; none when there is no credit or no hours
std::optional<HoursRange> hours_of_unit(std::string_view framework, const Crosswalk& crosswalk);
/// out: the hours that an amount of credit stands for; none also when it is too large to be said exactly
std::optional<HoursRange> hours_of_credit(const Credit& credit, const Crosswalk& crosswalk);
/// out: "60", "50 to 60"
std::string hours_text(const HoursRange& hours);

}  // namespace cairn::domain
