#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "domain/amount.hpp"
#include "domain/assurance.hpp"

namespace cairn::domain {

/// A qualifications framework as far as a credential must name it.
/// owns: all views are literals of the table
struct Framework {
  std::string_view name;         ///< "SCQF"
  std::string_view full_name;    ///< "Scottish Credit and Qualifications Framework"
  std::string_view url;          ///< page of the framework; used when a level has no address of its own
  std::string_view level_url;    ///< prefix of a level's own address, or empty
  int first_level;
  int last_level;
  std::string_view credit_unit;  ///< "SCQF credit points", or empty when the framework has no credit
  int hours_per_point;           ///< notional hours of one point, 0 when not fixed
};

/// The frameworks known by name. Others may be named by a definition with an address of their own.
std::span<const Framework> known_frameworks();
/// out: the framework, or nullptr
const Framework* find_framework(std::string_view name);

/// A level in a framework: SCQF 9.
struct Level {
  std::string framework;  ///< "SCQF"
  std::string code;       ///< "9"
  std::string name;       ///< "SCQF level 9"; filled in when empty
  std::string url;        ///< address of the level or its framework; filled in for a known framework when empty
};

/// An exact amount of credit in a framework's own unit: 10 SCQF credit points.
struct Credit {
  std::string framework;  ///< "SCQF", "ECTS"
  Amount amount;
  std::string level{};              ///< in that framework: "8"; may be empty
  std::optional<Amount> hours{};    ///< notional
  std::optional<Party> rated_by{};  ///< who gave level and points, which is another thing than awarding
};

/// out: whether the framework has this level. A framework that is not known, or a code that is no number, is not judged.
bool has_level(std::string_view framework, std::string_view code);
/// out: 1 to 999, or nothing
std::optional<int> level_number(std::string_view code);

}  // namespace cairn::domain
