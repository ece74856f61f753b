#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "exchange/ledger.hpp"
#include "json/value.hpp"

// Extensions of badge classes, in the three places where programs put them. Internal to this library.
namespace cairn::exchange {

struct BadgeExtension {
  std::string_view name;       ///< "ECTSExtension", without "extensions:"
  const json::Value* value;    ///< of the member that is named like the extension ("ECTS"); may be nullptr
  const json::Value* holder;   ///< all of the extension
};

/// out: members "extensions:X" of the class; those of its member `extensions`; the items {name, value} of `badgeclassextension_set`
std::vector<BadgeExtension> extensions_of(const json::Value& badge_class);
/// Its value, with what says which extension it is. Other members are left.
void take_extension(const BadgeExtension& extension, Ledger& ledger);
/// out: a boolean, or a text that says "true" or "false"
std::optional<bool> truth_of(const json::Value* value);

}  // namespace cairn::exchange
