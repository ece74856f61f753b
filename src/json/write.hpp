#pragma once
#include <string>

#include "base/result.hpp"
#include "json/value.hpp"

namespace cairn::json {

enum class Layout { compact, indented };

/// Append JSON text. Members keep their order, numbers their text. Indented: two spaces.
void write(Value value, std::string& out, Layout layout = Layout::compact);
std::string to_text(Value value, Layout layout = Layout::compact);

/// Append the canonical form of RFC 8785 (JCS): members sorted by UTF-16 code units, ECMAScript numbers.
/// fails: refused/jcs.number (text whose double is infinite), malformed/json.utf8 (a string that is no UTF-8)
Result<void> write_canonical(Value value, std::string& out);
Result<std::string> canonicalize(Value value);

/// The text ECMAScript's Number::toString gives; `value` must be finite.
std::string format_double(double value);
/// The IEEE double nearest to a JSON number's text; infinite when out of range.
double to_double(std::string_view number_text);

}  // namespace cairn::json
