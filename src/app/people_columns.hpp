#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/micro_credential.hpp"

namespace cairn::app {

/// What a column of a list of people can hold.
enum class PeopleField { full_name, forename, surname, email, learner_id, awarded, student_number, evidence };
inline constexpr std::size_t k_people_field_count = 8;
/// out: "e-mail address", "date awarded", ...
std::string_view people_field_name(PeopleField field);

/// A column that holds a result of the definition.
struct ResultColumn {
  std::size_t column = 0;
  std::size_t result = 0;  ///< number in MicroCredentialFields::results
};

/// Which column of a list holds what.
struct PeopleColumns {
  std::vector<std::string> headers;                           ///< as they stand in the list
  std::optional<std::size_t> by_field[k_people_field_count];  ///< column numbers from 0
  std::vector<ResultColumn> results;
  std::vector<std::size_t> ignored;  ///< columns that are passed over
  std::optional<std::size_t> column_of(PeopleField field) const { return by_field[static_cast<std::size_t>(field)]; }
};

/// Find the columns by their headers, in any order: English, Gaelic, French, German and Spanish words, and the keys and
/// names of the definition's results. fails: malformed/people.header (no name, or neither e-mail nor id; `detail` lists
/// the headers found),
///        malformed/people.column-twice (two columns could be the same)
Result<PeopleColumns> find_people_columns(std::span<const std::string_view> headers,
                                          const domain::MicroCredential& definition);

/// out: a header as it is compared: small letters, no accents' case, no brackets and what stands in them, single spaces
std::string normal_header(std::string_view header);

}  // namespace cairn::app
