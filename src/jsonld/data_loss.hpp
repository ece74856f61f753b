#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace cairn::jsonld {

/// One step from the document's root to a place in it; steps lie on the stack of the recursion that takes them.
struct PathStep {
  const PathStep* up = nullptr;
  std::string_view name;    ///< of a member; empty for an item of an array
  std::uint32_t index = 0;  ///< of an item
  bool is_member = true;
};

/// out: the place as a JSON Pointer, for example "/credentialSubject/achievement/0/name"; the root is "/".
std::string path_text(const PathStep* at);

/// Safe mode found something that RDF would lose. in: what - a sentence without its end
/// spec: VC Data Integrity 1.0 "Securing Data Losslessly"
Failure data_loss(const PathStep* at, const std::string& what);

}  // namespace cairn::jsonld
