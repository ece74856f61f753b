#pragma once
#include <span>
#include <string_view>

namespace cairn::app {

/// A file of data/frameworks or data/profiles as it was when the program was built.
struct EmbeddedFramework {
  std::string_view name;
  std::string_view text;
};

/// Frameworks first, each in the order of their names.
std::span<const EmbeddedFramework> embedded_frameworks();

}  // namespace cairn::app
