#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/arena.hpp"
#include "base/bytes.hpp"
#include "json/value.hpp"

namespace cairn::verify {

inline constexpr std::size_t k_most_endorsements_beside = 64;

/// An endorsement that goes with an award without standing in it.
struct Beside {
  std::string pointer;                  ///< in a bundle: its place; else empty
  std::optional<json::Value> document;  ///< of a bundle
  ByteView bytes;                       ///< of a file, where there is no document
};

/// An award and the endorsements that go with it, in one file: a JSON array, the award first.
struct Bundle {
  std::optional<json::Value> award;  ///< none: the bytes are no bundle
  std::vector<Beside> endorsements;
};

/// Take a bundle apart. Two awards in one array are no bundle: one verdict could not speak for both.
Bundle read_bundle(ByteView bytes, Arena& arena);

}  // namespace cairn::verify
