#pragma once
#include <functional>
#include <string_view>

#include "app/register.hpp"

namespace cairn::app {

/// What was written, and what could not be.
struct CatalogueCount {
  std::size_t written = 0;
  std::vector<std::string> left_out;  ///< names of published definitions that could not be described, with the reason
};

/// Describe everything that is offered now, the newest published version of each definition, as one JSON-LD document in the words of
/// schema.org, for hubs to harvest: an @graph of credentials and the courses that lead to them. It is given piece by piece, so that its
/// length costs no memory.
/// in:    take - gets the next piece
/// fails: as Register, and as `take`
/// spec:  schema.org EducationalOccupationalCredential, Course
Result<CatalogueCount> write_catalogue(const RegisterPorts& ports, const std::function<Result<void>(std::string_view)>& take);

}  // namespace cairn::app
