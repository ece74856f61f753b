#pragma once
#include <span>
#include <string_view>

namespace cairn::app {

/// A file of the folder data/ as it was when the program was built.
struct EmbeddedText {
  std::string_view name;
  std::string_view text;
};

/// The files of data/governance, in the order of their names.
std::span<const EmbeddedText> embedded_governance();

}  // namespace cairn::app
