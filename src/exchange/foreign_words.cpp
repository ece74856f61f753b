#include "exchange/foreign_words.hpp"

#include <algorithm>
#include <array>

#include "domain/framework.hpp"
#include "domain/vocabulary.hpp"

namespace cairn::exchange {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Small letters and digits only.
std::string bare(std::string_view text) {
  std::string out;
  for (const char each : text) {
    const char c = lower(each);
    if (is_digit(c) || (c >= 'a' && c <= 'z')) out += c;
  }
  return out;
}

struct Spelling {
  std::string_view bare;
  std::string_view word;
};

constexpr auto k_participation = std::to_array<Spelling>({
    {"online", "online"},       {"elearning", "online"},      {"distance", "online"},       {"distancelearning", "online"}, {"remote", "online"},
    {"onsite", "onsite"},       {"oncampus", "onsite"},       {"campus", "onsite"},         {"inperson", "onsite"},         {"facetoface", "onsite"},
    {"presential", "onsite"},   {"offline", "onsite"},        {"blended", "blended"},       {"hybrid", "blended"},
    {"workplace", "workplace"}, {"workbased", "workplace"},   {"workbasedlearning", "workplace"},
});

constexpr auto k_no_framework = std::to_array<std::string_view>({"", "credit", "credits", "point", "points", "creditpoints", "c62", "unit", "units", "hours", "hour"});

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

}  // namespace

std::string_view achievement_type_named(std::string_view text) {
  const std::string wanted = bare(text);
  if (wanted.empty()) return {};
  for (const std::string_view type : domain::achievement_types()) {
    if (bare(type) == wanted) return type;
  }
  return {};
}

std::string_view participation_named(std::string_view text) {
  const std::string wanted = bare(text);
  const auto found = std::ranges::find(k_participation, wanted, &Spelling::bare);
  return found == k_participation.end() ? std::string_view() : found->word;
}

std::string_view framework_at(std::string_view text) {
  for (const domain::Framework& known : domain::known_frameworks()) {
    if (text == known.name || text == known.full_name || (!known.url.empty() && text == known.url)) return known.name;
    if (!known.credit_unit.empty() && bare(text) == bare(known.credit_unit)) return known.name;
    if (bare(text) == bare(known.name)) return known.name;
  }
  return {};
}

std::string credit_framework_named(std::string_view text) {
  const std::string_view known = framework_at(trimmed(text));
  if (!known.empty()) return std::string(known);
  return std::ranges::find(k_no_framework, bare(text)) != k_no_framework.end() ? std::string() : std::string(trimmed(text));
}

std::optional<domain::Level> level_in_words(std::string_view text) {
  text = trimmed(text);
  const std::size_t name_end = text.find_first_of(" -");
  if (name_end == std::string_view::npos) return std::nullopt;
  const std::string_view framework = framework_at(text.substr(0, name_end));
  std::string_view rest = trimmed(text.substr(name_end + 1));
  for (const std::string_view word : {"level", "Level", "LEVEL"}) {
    if (rest.starts_with(word)) rest = trimmed(rest.substr(word.size()));
  }
  if (framework.empty() || !domain::level_number(rest) || !domain::has_level(framework, rest)) return std::nullopt;
  return domain::Level{std::string(framework), std::string(rest), "", ""};
}

std::optional<int> months_of(const json::Value* value) {
  if (value == nullptr || !value->is_string()) return std::nullopt;
  std::string_view text = value->text();
  if (!text.starts_with('P')) return std::nullopt;
  text.remove_prefix(1);
  int months = 0;
  bool has_part = false;
  for (const auto& [unit, size] : {std::pair('Y', 12), std::pair('M', 1)}) {
    std::size_t digits = 0;
    while (digits < text.size() && is_digit(text[digits])) ++digits;
    if (digits == 0 || digits > 4 || digits == text.size() || text[digits] != unit) continue;
    int number = 0;
    for (const char c : text.substr(0, digits)) number = number * 10 + (c - '0');
    months += number * size;
    has_part = true;
    text.remove_prefix(digits + 1);
  }
  return has_part && text.empty() && months > 0 ? std::optional(months) : std::nullopt;
}

std::optional<domain::Amount> amount_of(const json::Value* value) {
  if (value == nullptr || !(value->is_number() || value->is_string())) return std::nullopt;
  const auto amount = domain::parse_amount(value->is_number() ? value->number_text() : value->text());
  return amount ? std::optional(*amount) : std::nullopt;
}

bool is_key(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || c == '-' || c == '_'; });
}

std::string key_of(std::string_view words) {
  std::string out;
  for (const char each : words) {
    const char c = lower(each);
    const bool fits = is_digit(c) || (c >= 'a' && c <= 'z');
    if (fits) out += c;
    else if (!out.empty() && out.back() != '-') out += '-';
    if (out.size() == 40) break;
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out;
}

void add_listed(std::string_view text, char separator, std::vector<std::string>& out) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    const std::string_view piece = trimmed(text.substr(0, end));
    if (!piece.empty()) out.emplace_back(piece);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

}  // namespace cairn::exchange
