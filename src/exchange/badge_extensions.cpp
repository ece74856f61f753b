#include "exchange/badge_extensions.hpp"

#include "exchange/profile.hpp"

namespace cairn::exchange {
namespace {

using json::Value;

constexpr std::string_view k_prefix = "extensions:";
constexpr std::string_view k_suffix = "Extension";

std::string_view without_prefix(std::string_view name) {
  if (name.starts_with(k_prefix)) name.remove_prefix(k_prefix.size());
  return name;
}

void add_members(const Value* node, std::vector<BadgeExtension>& out) {
  if (node == nullptr || !node->is_object()) return;
  for (const json::Member& member : node->object()) {
    if (!member.name.starts_with(k_prefix) || !member.value.is_object()) continue;
    const std::string_view name = without_prefix(member.name);
    const std::string_view inner = name.ends_with(k_suffix) ? name.substr(0, name.size() - k_suffix.size()) : name;
    out.push_back({name, member.value.find(inner), &member.value});
  }
}

}  // namespace

std::vector<BadgeExtension> extensions_of(const json::Value& badge_class) {
  std::vector<BadgeExtension> out;
  add_members(&badge_class, out);
  const Value* extensions = badge_class.find("extensions");
  if (extensions != nullptr && extensions->is_object()) add_members(extensions, out);
  each(badge_class.find("badgeclassextension_set"), [&](const Value& one) {
    const std::string_view name = without_prefix(one.text_of("name"));
    if (!name.empty()) out.push_back({name, one.find("value"), &one});
  });
  return out;
}

void take_extension(const BadgeExtension& extension, Ledger& ledger) {
  ledger.take(extension.value);
  ledger.take(extension.holder->find("@context"));
  take_type(*extension.holder, ledger);
  if (extension.holder->find("value") == extension.value) ledger.take(extension.holder->find("name"));
}

std::optional<bool> truth_of(const json::Value* value) {
  if (value == nullptr) return std::nullopt;
  if (value->is_boolean()) return value->as_boolean();
  if (value->is_string("true") || value->is_string("false")) return value->is_string("true");
  return std::nullopt;
}

}  // namespace cairn::exchange
