#include "jsonld/rdf_to_object.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>

#include "json/read.hpp"
#include "json/write.hpp"

namespace cairn::jsonld {
namespace {

using json::Object;
using json::Value;

constexpr std::string_view k_xsd = "http://www.w3.org/2001/XMLSchema#";
constexpr std::string_view k_rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
constexpr std::string_view k_i18n = "https://www.w3.org/ns/i18n#";

bool is_in(std::string_view iri, std::string_view space, std::string_view name) {
  return iri.size() == space.size() + name.size() && iri.starts_with(space) && iri.ends_with(name);
}

std::string_view take_digits(std::string_view& text) {
  const auto end = std::find_if(text.begin(), text.end(), [](char c) { return c < '0' || c > '9'; });
  const std::string_view digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(digits.size());
  return digits;
}

void take_sign(std::string_view& text) {
  if (!text.empty() && (text.front() == '+' || text.front() == '-')) text.remove_prefix(1);
}

// spec: XML Schema 1.1 part 2, integer
bool is_integer(std::string_view text) {
  take_sign(text);
  return !take_digits(text).empty() && text.empty();
}

// spec: XML Schema 1.1 part 2, double; the names of the infinities and of no number have no counterpart in JSON
bool is_finite_double(std::string_view text) {
  take_sign(text);
  std::size_t digits = take_digits(text).size();
  if (!text.empty() && text.front() == '.') {
    text.remove_prefix(1);
    digits += take_digits(text).size();
  }
  if (digits == 0) return false;
  if (text.empty()) return true;
  if (text.front() != 'e' && text.front() != 'E') return false;
  text.remove_prefix(1);
  return is_integer(text);
}

// The text of an integer without what JSON does not allow: a plus sign and leading zeros.
std::string_view integer_text(std::string_view text, Arena& arena) {
  const bool is_negative = text.front() == '-';
  take_sign(text);
  text.remove_prefix(std::min(text.find_first_not_of('0'), text.size() - 1));
  return is_negative && text != "0" ? arena.concatenate("-", text) : text;
}

// XSD allows "1." and ".5" and "+1", which JSON does not.
std::optional<Value> double_value(std::string_view text, Arena& arena) {
  std::string plain(text.substr(text.front() == '+' ? 1 : 0));
  const std::size_t point = plain.find('.');
  if (point != std::string::npos) {
    if (point + 1 == plain.size() || plain[point + 1] == 'e' || plain[point + 1] == 'E') plain.insert(point + 1, "0");
    if (point == 0 || plain[point - 1] == '-') plain.insert(point, "0");
  }
  const double number = json::to_double(plain);
  if (!std::isfinite(number)) return std::nullopt;
  return Value::number(arena.copy(json::format_double(number)));
}

std::optional<Value> native_value(const rdf::Term& literal, Arena& arena) {
  const std::string_view text = literal.value;
  if (is_in(literal.datatype, k_xsd, "boolean")) {
    if (text == "true" || text == "1") return Value::boolean(true);
    if (text == "false" || text == "0") return Value::boolean(false);
  } else if (is_in(literal.datatype, k_xsd, "integer")) {
    if (is_integer(text)) return Value::number(integer_text(text, arena));
  } else if (is_in(literal.datatype, k_xsd, "double")) {
    if (is_finite_double(text)) return double_value(text, arena);
  }
  return std::nullopt;
}

Result<Object> json_literal(const rdf::Term& literal, Object result, Arena& arena) {
  auto value = json::read(literal.value, arena);
  if (!value) {
    return fail(Kind::malformed, "jsonld.invalid-JSON-literal", "a literal of type rdf:JSON: " + value.error().detail,
                "correct the literal's text or its datatype");
  }
  result.add_new("@value", *value, arena);
  result.add_new("@type", Value::string("@json"), arena);
  return result;
}

// "https://www.w3.org/ns/i18n#en_rtl"; the language may be missing.
void add_language_and_direction(std::string_view fragment, Object result, Arena& arena) {
  const std::size_t underscore = fragment.find('_');
  const std::string_view language = fragment.substr(0, underscore);
  if (!language.empty()) result.add_new("@language", Value::string(language), arena);
  if (underscore != std::string_view::npos) {
    result.add_new("@direction", Value::string(fragment.substr(underscore + 1)), arena);
  }
}

}  // namespace

Result<Object> literal_to_object(const rdf::Term& literal, const Options& options, Arena& arena) {
  const Object result = Object::make(arena, 3);
  if (is_in(literal.datatype, k_rdf, "JSON")) return json_literal(literal, result, arena);
  if (options.use_native_types) {
    if (const std::optional<Value> native = native_value(literal, arena)) {
      result.add_new("@value", *native, arena);
      return result;
    }
  }
  result.add_new("@value", Value::string(literal.value), arena);
  if (options.rdf_direction == RdfDirection::i18n_datatype && literal.datatype.starts_with(k_i18n)) {
    add_language_and_direction(literal.datatype.substr(k_i18n.size()), result, arena);
  } else if (!literal.language.empty()) {
    result.add_new("@language", Value::string(literal.language), arena);
  } else if (!is_in(literal.datatype, k_xsd, "string")) {
    result.add_new("@type", Value::string(literal.datatype), arena);
  }
  return result;
}

}  // namespace cairn::jsonld
