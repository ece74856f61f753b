#include "jsonld/rdf_literal.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "json/write.hpp"
#include "jsonld/errors.hpp"

namespace cairn::jsonld {
namespace {

constexpr double k_least_double = 1e21;     // from here on numbers have no integer form
constexpr std::size_t k_exact_digits = 15;  // integers of so few digits are exact in a double

bool is_plain_integer(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && text.size() <= k_exact_digits && text.front() != '0' &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view canonical_integer(double value, Arena& arena) {
  std::array<char, 40> text{};
  const int size = std::snprintf(text.data(), text.size(), "%.0f", value == 0 ? 0.0 : value);
  return arena.copy({text.data(), static_cast<std::size_t>(size)});
}

Result<rdf::Term> number_literal(std::string_view text, std::string_view datatype, Arena& arena) {
  const bool is_double = datatype == vocabulary::k_xsd_double;
  rdf::Term out{rdf::TermKind::literal, text, datatype, {}};
  if (!is_double && is_plain_integer(text)) {
    if (datatype.empty()) out.datatype = vocabulary::k_xsd_integer;
    return out;
  }
  const double value = json::to_double(text);
  if (!std::isfinite(value)) {
    return fail(Kind::refused, "jsonld.number-range", "the number " + shown(text) + " is too large for a double");
  }
  if (is_double || std::fabs(value) >= k_least_double || value != std::floor(value)) {
    out.value = canonical_double(value, arena);
    if (datatype.empty()) out.datatype = vocabulary::k_xsd_double;
  } else {
    out.value = canonical_integer(value, arena);
    if (datatype.empty()) out.datatype = vocabulary::k_xsd_integer;
  }
  return out;
}

}  // namespace

std::string_view canonical_double(double value, Arena& arena) {
  std::array<char, 40> text{};
  const int size = std::snprintf(text.data(), text.size(), "%.15E", value);
  const std::string_view all(text.data(), static_cast<std::size_t>(size));
  const std::size_t e = all.find('E');
  std::string_view mantissa = all.substr(0, e);
  while (mantissa.ends_with('0') && !mantissa.ends_with(".0")) mantissa.remove_suffix(1);
  std::string out(mantissa);
  out += 'E';
  std::string_view exponent = all.substr(e + 1);
  if (exponent.front() == '-') out += '-';
  exponent.remove_prefix(1);
  while (exponent.size() > 1 && exponent.front() == '0') exponent.remove_prefix(1);
  out += exponent;
  return arena.copy(out);
}

Result<rdf::Term> literal_of(const ValueItem& item, Arena& arena) {
  rdf::Term out{rdf::TermKind::literal, {}, item.has_type ? item.type : std::string_view{}, {}};
  if (item.is_json) {
    CAIRN_TRY(const std::string text, json::canonicalize(item.value));
    out.value = arena.copy(text);
    out.datatype = vocabulary::k_rdf_json;
  } else if (item.value.is_string()) {
    out.value = item.value.text();
    if (item.has_language) out.language = item.language;
    if (out.datatype.empty()) {
      out.datatype = item.has_language ? vocabulary::k_rdf_lang_string : vocabulary::k_xsd_string;
    }
  } else if (item.value.is_boolean()) {
    out.value = item.value.as_boolean() ? "true" : "false";
    if (out.datatype.empty()) out.datatype = vocabulary::k_xsd_boolean;
  } else {
    return number_literal(item.value.number_text(), out.datatype, arena);
  }
  return out;
}

}  // namespace cairn::jsonld
