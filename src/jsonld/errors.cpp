#include "jsonld/errors.hpp"

namespace cairn::jsonld {
namespace {

constexpr std::size_t k_longest_shown = 80;

bool starts_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

}  // namespace

std::string shown(std::string_view text) {
  std::string out = "'";
  std::size_t end = text.size();
  if (end > k_longest_shown) {
    end = k_longest_shown;
    while (end > 0 && !starts_character(text[end])) --end;
  }
  out += text.substr(0, end);
  if (end < text.size()) out += "...";
  return out + "'";
}

Failure invalid(std::string_view name, std::string detail) {
  return fail(Kind::malformed, "jsonld." + std::string(name), std::move(detail));
}

Failure over_limit(std::string_view name, std::string detail) {
  return fail(Kind::exhausted, "jsonld." + std::string(name), std::move(detail),
              "simplify the document or its contexts");
}

}  // namespace cairn::jsonld
