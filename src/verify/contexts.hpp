#pragma once
#include <memory>

#include "jsonld/loader.hpp"

namespace cairn::verify {

/// The JSON-LD contexts that the library carries, by address and hash; nothing else is ever served.
std::unique_ptr<jsonld::DocumentLoader> pinned_contexts();

/// Publishers have changed contexts under an unchanged address, and credentials signed with either text exist: the same addresses,
/// each with the text after its first.
std::unique_ptr<jsonld::DocumentLoader> other_pinned_contexts();

}  // namespace cairn::verify
