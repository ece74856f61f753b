#pragma once
#include <span>
#include <string_view>

namespace cairn::app {

/// A file of data/frameworks as it was when the program was built.
struct EmbeddedFramework {
  std::string_view name;
  std::string_view text;
};

/// In the order of their names.
std::span<const EmbeddedFramework> embedded_frameworks();

}  // namespace cairn::app
